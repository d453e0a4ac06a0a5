#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/random/streams.hpp"

namespace entente {

/// One uniform per tick and entity: the cheap way, for what draws once a tick for many. A block of Philox serves an
/// entity for four ticks; it is computed once and kept until the next. A draw depends on mechanism, tick and entity
/// alone, not on what else is asked for or was asked before.
class TickUniforms {
 public:
  /// Consecutive ticks whose uniforms come from one block.
  static constexpr int ticks_a_block = 4;

  explicit TickUniforms(const Streams& streams) : streams_(streams) {}

  /// Uniforms in [0, 1), one per entity, of `tick` (not negative), valid until the next call. `entities` must stay in
  /// place between calls. Cheap as long as mechanism and entities stay the same.
  std::span<const double> at(std::uint64_t mechanism, std::int64_t tick, std::span<const std::uint64_t> entities);

 private:
  Streams streams_;
  std::uint64_t mechanism_ = 0;
  std::int64_t block_ = -1;
  std::span<const std::uint64_t> entities_;
  std::vector<double> draws_;  // ticks_a_block x entities
};

}  // namespace entente
