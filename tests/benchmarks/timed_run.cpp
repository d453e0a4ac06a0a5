#include "tests/benchmarks/timed_run.hpp"

#include <ctime>

#include "models/catalogue.hpp"

namespace entente::benchmarks {

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

Model make_model(const synthetic::Shape& shape) {
  const Catalogue catalogue = models::catalogue();
  return {synthetic::scenario(shape, catalogue.vocabulary()), catalogue};
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

std::size_t bytes_of(const Table& table) {
  std::size_t bytes = 0;
  for (const Table::Slot& slot : table.slots()) bytes += slot.values.size() * sizeof(double);
  return bytes;
}

std::size_t bytes_of(const World& world) {
  const std::size_t states = world.states.size();
  const std::size_t alliances = world.alliances.size();
  const std::size_t membership = sizeof(StateId) + sizeof(AllianceId) + sizeof(Status) + 2 * sizeof(Date) +
                                 sizeof(std::uint64_t) + 2 * sizeof(std::int32_t);
  const std::size_t dyad = 2 * sizeof(StateId) + sizeof(std::int32_t) + sizeof(std::uint64_t);
  return bytes_of(world.states) + bytes_of(world.alliances) + bytes_of(world.threats) + bytes_of(world.memberships) +
         bytes_of(world.dyads) + membership * world.memberships.size() + dyad * world.dyads.size() +
         2 * sizeof(std::size_t) * (states + alliances);
}

}  // namespace entente::benchmarks
