#include "engine/run/ensemble.hpp"

#include <chrono>
#include <condition_variable>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/run/threads.hpp"

namespace entente {

namespace {

constexpr double seconds_between_reports = 0.1;

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

/// The runs between their beginning and their turn to be taken. All that passes from thread to thread passes its door.
struct Ensemble::Line {
  const Begin& begin;
  const Take& take;
  std::uint64_t room;  ///< most runs that may be begun and not taken
  std::mutex door = {};
  std::condition_variable moved = {};
  std::uint64_t turn = 0;  ///< place of the run that is taken next
  std::map<std::uint64_t, Run> waiting = {};
  std::vector<Run> left = {};
  bool is_broken = false;
};

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
  steps_done_ += model_.steps() - run.simulation->steps_done();  // those that a rule spared
  run.record = run.simulation->record();
  run.simulation.reset();
}

std::vector<Run> Ensemble::compute(const Begin& begin, const Take& take) {
  started_ = told_ = now();
  Line line{begin, take, 2 * static_cast<std::uint64_t>(threads_for(options_.threads))};
  on_threads(options_.threads, [&] { work(line); });
  tell(true);
  return std::move(line.left);
}

void Ensemble::work(Line& line) try {
  while (std::optional<Placed> placed = next(line)) {
    advance(placed->run);
    hand_on(line, std::move(*placed));
    tell(false);
  }
} catch (...) {
  const std::lock_guard lock(line.door);
  line.is_broken = true;
  line.moved.notify_all();
  throw;
}

/// The next run to be advanced, when there is room for it; nothing if there is none.
std::optional<Ensemble::Placed> Ensemble::next(Line& line) {
  std::unique_lock lock(line.door);
  line.moved.wait(lock, [&] { return line.is_broken || begun_ - line.turn < line.room; });
  if (line.is_broken || begun_ == options_.runs || (stopped() && begun_ > 0)) return std::nullopt;
  const std::uint64_t place = begun_++;
  Run run = line.begin(place);
  const std::uint64_t before = run.finished() ? model_.steps() : run.simulation->steps_done();
  steps_before_ += before;
  steps_done_ += before;
  return Placed{place, std::move(run)};
}

/// Whoever brings the run whose turn it is hands on those that wait behind it too.
void Ensemble::hand_on(Line& line, Placed&& placed) {
  const std::lock_guard lock(line.door);
  line.waiting.emplace(placed.place, std::move(placed.run));
  for (; !line.waiting.empty() && line.waiting.begin()->first == line.turn; ++line.turn) {
    Run first = std::move(line.waiting.begin()->second);
    line.waiting.erase(line.waiting.begin());
    if (first.finished() && line.left.empty()) {
      line.take(std::move(first.record));
      ++runs_done_;
    } else {
      line.left.push_back(std::move(first));
    }
  }
  line.moved.notify_all();
}

}  // namespace entente
