#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "engine/run/progress.hpp"
#include "engine/simulation/simulation.hpp"

namespace entente {

/// One run on its way: a simulation, or what a finished one left behind.
struct Run {
  std::uint64_t number = 0;
  std::unique_ptr<Simulation> simulation;  ///< null once finished
  RunRecord record;                        ///< of a finished run

  bool finished() const { return simulation == nullptr; }
};

/// Runs of one model, spread over threads and handed on in their order. Every run computes the same bits wherever and
/// beside whatever it is computed; at most two runs a thread are in memory.
class Ensemble {
 public:
  struct Options {
    std::uint64_t runs = 1;  ///< run numbers are 0 to runs - 1
    int threads = 0;         ///< 0: one for each processor
    const std::atomic<bool>* stop = nullptr;
    ProgressReport report;  ///< called now and then, from any thread, one at a time
  };
  /// Where a run starts from. Called in the order of numbers, one at a time.
  using Begin = std::function<Run(std::uint64_t number)>;
  /// Takes the finished runs in the order of numbers, one at a time.
  using Take = std::function<void(RunRecord&&)>;
  /// Called after every step of a run, from its thread.
  using AfterStep = std::function<void(std::uint64_t number, const Simulation&)>;

  Ensemble(const Model& model, Options options) : model_(model), options_(std::move(options)) {}

  /// Called after each step; for checkpoints.
  void after_step(AfterStep hook) { after_step_ = std::move(hook); }

  /// Computes all runs and returns nothing, or stops when asked to and returns the runs that were begun but not taken,
  /// by number: those in the middle of their way, and those that finished after one of them. Throws what the
  /// mechanisms and the two functions throw; a ModelError says in which run.
  std::vector<Run> compute(const Begin& begin, const Take& take);

  /// How many runs were begun: numbers from here on have not been asked for.
  std::uint64_t begun() const { return begun_; }

 private:
  struct Line;
  /// A run and its place in the line: not its number, where only some runs of a file are computed.
  struct Placed {
    std::uint64_t place;
    Run run;
  };

  bool stopped() const { return options_.stop && *options_.stop; }
  void work(Line& line);
  std::optional<Placed> next(Line& line);
  void hand_on(Line& line, Placed&& run);
  void advance(Run& run);
  void tell(bool at_once);

  const Model& model_;
  Options options_;
  AfterStep after_step_;
  std::uint64_t begun_ = 0;
  std::atomic<std::uint64_t> runs_done_ = 0;
  std::atomic<std::uint64_t> steps_done_ = 0;
  std::atomic<std::uint64_t> steps_before_ = 0;
  double started_ = 0.0;
  std::mutex telling_;
  double told_ = 0.0;
};

/// A run from its beginning.
Run fresh_run(const Model& model, std::uint64_t seed, std::uint64_t number);

}  // namespace entente
