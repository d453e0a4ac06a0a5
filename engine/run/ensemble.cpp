#include "engine/run/ensemble.hpp"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

#include <atomic>
#include <chrono>
#include <string>
#include <utility>

#include "engine/base/error.hpp"

namespace entente {

namespace {

constexpr double seconds_between_reports = 0.1;

/// A run between the stages of the pipeline. TBB orders its stages; this says so once more where the thread sanitizer,
/// which cannot look into TBB's library, can see it.
class Handed {
 public:
  explicit Handed(Run run) : run_(std::move(run)) {}
  Run& receive() {
    static_cast<void>(passed_.load(std::memory_order_acquire));
    return run_;
  }
  void pass() { passed_.store(true, std::memory_order_release); }

 private:
  Run run_;
  std::atomic<bool> passed_ = false;
};

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

int threads_for(int requested) {
  return requested > 0 ? requested : oneapi::tbb::info::default_concurrency();
}

Run fresh_run(const Model& model, std::uint64_t seed, std::uint64_t number) {
  Run run;
  run.number = number;
  run.simulation = std::make_unique<Simulation>(model, seed, number);
  return run;
}

void Ensemble::tell(bool at_once) {
  if (!options_.report) return;
  const std::unique_lock<std::mutex> lock =
      at_once ? std::unique_lock(telling_) : std::unique_lock(telling_, std::try_to_lock);
  if (!lock.owns_lock()) return;
  const double time = now();
  if (!at_once && time - told_ < seconds_between_reports) return;
  told_ = time;
  options_.report({.runs_done = runs_done_,
                   .runs = options_.runs,
                   .steps_done = steps_done_,
                   .steps = options_.runs * model_.steps(),
                   .steps_before = steps_before_,
                   .seconds = time - started_});
}

void Ensemble::advance(Run& run) {
  if (run.finished()) return;
  try {
    while (!run.simulation->done() && !stopped()) {
      run.simulation->step();
      ++steps_done_;
      if (after_step_) after_step_(run.number, *run.simulation);
      tell(false);
    }
  } catch (const ModelError& error) {
    throw ModelError("run " + std::to_string(run.number) + ", step from " + to_string(run.simulation->world().date) +
                     ": " + error.what());
  }
  if (!run.simulation->done()) return;
  run.record = run.simulation->record();
  run.simulation.reset();
}

std::vector<Run> Ensemble::compute(const Begin& begin, const Take& take) {
  namespace tbb = oneapi::tbb;
  using Token = std::shared_ptr<Handed>;  // tokens of the pipeline must be copyable
  const int threads = threads_for(options_.threads);
  std::vector<Run> left;
  started_ = told_ = now();

  const auto source = [&](tbb::flow_control& control) -> Token {
    if (begun_ == options_.runs || (stopped() && begun_ > 0)) {
      control.stop();
      return nullptr;
    }
    Run run = begin(begun_++);
    const std::uint64_t before = run.finished() ? model_.steps() : run.simulation->steps_done();
    steps_before_ += before;
    steps_done_ += before;
    auto token = std::make_shared<Handed>(std::move(run));
    token->pass();
    return token;
  };
  const auto work = [&](Token token) {
    advance(token->receive());
    token->pass();
    return token;
  };
  const auto sink = [&](Token token) {
    Run& run = token->receive();
    if (run.finished() && left.empty()) {
      take(std::move(run.record));
      ++runs_done_;
      tell(false);
    } else {
      left.push_back(std::move(run));
    }
  };

  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
  tbb::task_arena arena(threads);
  arena.execute([&] {
    tbb::parallel_pipeline(static_cast<std::size_t>(threads == 1 ? 1 : 2 * threads),
                           tbb::make_filter<void, Token>(tbb::filter_mode::serial_in_order, source) &
                               tbb::make_filter<Token, Token>(tbb::filter_mode::parallel, work) &
                               tbb::make_filter<Token, void>(tbb::filter_mode::serial_in_order, sink));
  });
  tell(true);
  return left;
}

}  // namespace entente
