#pragma once

#include <cstdint>
#include <functional>

#include "engine/simulation/model.hpp"

namespace entente {

/// Looks at the world as a phase finds it, and may change it; `phase` is the place in the pipeline.
using BeforePhase = std::function<void(std::size_t phase, World& world, const Step& step)>;

/// One run of a model: replicate `replicate` of the seed. Steps the world and keeps what is recorded.
class Simulation {
 public:
  Simulation(const Model& model, std::uint64_t seed, std::uint64_t replicate);
  /// Goes on from a checkpoint: `world` and `record` as they were when `steps_done` steps were done.
  Simulation(const Model& model, World world, RunRecord record, std::size_t steps_done);

  /// At the model's end, or where its rule stops it.
  bool done() const {
    const auto& stop = model_.scenario().stop;
    return steps_done_ == model_.steps() || (steps_done_ > 0 && stop && stop->holds(world_));
  }
  void step() { step({}); }
  /// The same with a look before each phase, and, if `anew`, everything refreshed: for explanations.
  void step(const BeforePhase& before, bool anew = false);
  void run() {
    while (!done()) step();
  }

  const World& world() const { return world_; }
  std::size_t steps_done() const { return steps_done_; }
  std::uint64_t seed() const { return record_.seed; }
  std::uint64_t replicate() const { return record_.replicate; }
  /// What has happened so far.
  const EventLog& events() const { return record_.events; }
  /// Memory that its world and its record take, about.
  std::size_t bytes() const;
  /// What has been recorded so far; spells are those known at this date.
  RunRecord record() const;

 private:
  void record_series();

  const Model& model_;
  Streams streams_;
  TickUniforms uniforms_{streams_};
  World world_;
  RunRecord record_;
  Scratch scratch_;
  std::size_t steps_done_ = 0;
};

/// Every membership from entry to exit, from the memberships at the start and the events since.
std::vector<Spell> spells_of(const World& initial, const std::vector<EventKind>& kinds, const EventLog& events);

}  // namespace entente
