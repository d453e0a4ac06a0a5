#include "tests/benchmarks/timed_run.hpp"

#include <ctime>
#include <utility>

#include "models/catalogue.hpp"

namespace entente::benchmarks {

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

Model make_model(const synthetic::Shape& shape, const std::vector<std::string>& pipeline) {
  const Catalogue catalogue = models::catalogue();
  Scenario scenario = synthetic::scenario(shape, catalogue.vocabulary());
  if (!pipeline.empty()) scenario.pipeline.clear();
  for (const std::string& mechanism : pipeline) scenario.pipeline.push_back({mechanism});
  return {std::move(scenario), catalogue};
}

TimedRun::TimedRun(const Model& model)
    : model_(model), streams_(model.scenario().seed, 0), seconds_(model.pipeline().size()) {
  begin();
}

void TimedRun::begin() {
  world_ = model_.initial();
  events_ = EventLog(model_.layout().features.size());
  steps_done_ = 0;
}

void TimedRun::step() {
  if (steps_done_ == model_.steps()) begin();
  const Date first = model_.date(steps_done_);
  const int months = model_.scenario().time.months_per_step;
  const Step step{.begin = first,
                  .end = model_.date(steps_done_ + 1),
                  .dt = months / 12.0,
                  .months = months,
                  .tick = month_index(first),
                  .streams = streams_,
                  .uniforms = uniforms_,
                  .events = events_,
                  .scratch = scratch_};
  for (std::size_t n = 0; n < seconds_.size(); ++n) {
    const double start = cpu_seconds();
    model_.pipeline()[n].mechanism->step(world_, step);
    seconds_[n] = cpu_seconds() - start;
    scratch_.clear();
  }
  world_.date = step.end;
  ++steps_done_;
}

}  // namespace entente::benchmarks
