#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/simulation/model.hpp"
#include "tests/support/synthetic_world.hpp"

namespace entente::benchmarks {

/// Time that this thread has had on a processor: what else runs on the machine does not count.
double cpu_seconds();

/// The model of a synthetic world, with the default pipeline if none is named.
Model make_model(const synthetic::Shape& shape, const std::vector<std::string>& pipeline = {});

/// A run without recording whose phases are timed one by one; at the end of its years it begins again.
class TimedRun {
 public:
  explicit TimedRun(const Model& model);

  /// Takes a step; afterwards `seconds()[n]` is the processor time that phase n took.
  void step();
  const std::vector<double>& seconds() const { return seconds_; }
  const World& world() const { return world_; }
  std::size_t events() const { return events_.size(); }
  std::size_t scratch_bytes() const { return scratch_.capacity(); }

 private:
  void begin();

  const Model& model_;
  Streams streams_;
  TickUniforms uniforms_{streams_};
  World world_;
  EventLog events_;
  Scratch scratch_;
  std::size_t steps_done_ = 0;
  std::vector<double> seconds_;
};

}  // namespace entente::benchmarks
