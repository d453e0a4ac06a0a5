#include "engine/random/tick_uniforms.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace entente {
namespace {

constexpr std::uint64_t mechanism = 11;

TEST(TickUniforms, AreTheSameInWhateverCompanyAndOrderTheyAreDrawn) {
  const Streams streams(1, 2);
  const std::vector<std::uint64_t> entities{10, 20, 30, 40, 50};
  TickUniforms together(streams);
  for (std::int64_t tick : {24, 25, 26, 27, 28, 3, 25}) {
    const auto draws = together.at(mechanism, tick, entities);
    ASSERT_EQ(draws.size(), entities.size());
    for (std::size_t n = 0; n < entities.size(); ++n) {
      TickUniforms alone(streams);
      EXPECT_EQ(alone.at(mechanism, tick, {&entities[n], 1})[0], draws[n]);
    }
  }
}

TEST(TickUniforms, AreTheFourLanesOfTheBlockOfFourTicks) {
  const std::uint64_t entity = 77;
  const Philox::Words words = Philox::block({1, 2}, {entity, 6, mechanism, ~std::uint64_t{0}});
  TickUniforms uniforms(Streams(1, 2));
  for (std::size_t lane = 0; lane < 4; ++lane)
    EXPECT_EQ(uniforms.at(mechanism, 24 + static_cast<std::int64_t>(lane), {&entity, 1})[0],
              static_cast<double>(words[lane] >> 11) * 0x1.0p-53);
}

TEST(TickUniforms, ChangeWithTheMechanismAndTheEntities) {
  const std::vector<std::uint64_t> first{1, 2}, second{3, 4};
  TickUniforms uniforms(Streams(1, 2));
  const double draw = uniforms.at(mechanism, 8, first)[0];
  EXPECT_NE(uniforms.at(mechanism + 1, 8, first)[0], draw);
  EXPECT_NE(uniforms.at(mechanism, 8, second)[0], draw);
  EXPECT_EQ(uniforms.at(mechanism, 8, first)[0], draw);
}

}  // namespace
}  // namespace entente
