#include "engine/random/tick_uniforms.hpp"

#include "engine/base/contracts.hpp"

namespace entente {

std::span<const double> TickUniforms::at(std::uint64_t mechanism, std::int64_t tick,
                                         std::span<const std::uint64_t> entities) {
  EXPECT(tick >= 0);
  const std::int64_t block = tick / ticks_a_block;
  const std::size_t number = entities.size();
  if (mechanism != mechanism_ || block != block_ || entities.data() != entities_.data() || number != entities_.size()) {
    mechanism_ = mechanism;
    block_ = block;
    entities_ = entities;
    draws_.resize(ticks_a_block * number);
    for (std::size_t n = 0; n < number; ++n) {
      const std::array<double, ticks_a_block> lanes = streams_.four_ticks(mechanism, block, entities[n]);
      for (std::size_t t = 0; t < ticks_a_block; ++t) draws_[t * number + n] = lanes[t];
    }
  }
  return std::span<const double>(draws_).subspan(static_cast<std::size_t>(tick % ticks_a_block) * number, number);
}

}  // namespace entente
