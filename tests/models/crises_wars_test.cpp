#include <gtest/gtest.h>

#include <cmath>

#include "models/crises.hpp"
#include "tests/models/crisis_world.hpp"

namespace entente {
namespace {

using namespace crisis_world;

TEST(Weariness, FadesWhateverTheStepUnlessItStandsOnAPath) {
  for (const int months : {1, 3, 12}) {
    SmallWorld small = quiet();
    small.time("2000-01-01", "2005-01-01", months).state("S", state).state("S", {{&columns::weariness, 0.8}});
    EXPECT_NEAR(value_of(run(small).world, columns::weariness, "S"), 0.8 * std::exp(-1.0), 1e-12);
    small.path(columns::weariness, "S", {{"2000-01-01", 0.8}, {"2010-01-01", 0.8}});
    EXPECT_EQ(value_of(run(small).world, columns::weariness, "S"), 0.8);
  }
}

TEST(Weariness, IsGreaterWithTheDefeated) {
  SmallWorld small = crisis();
  small.parameter("crises", "war.end_rate", 1e6).parameter("crises", "war.stalemate", 0.0);
  small.state("A", {{&columns::capability, 0.0}});  // it cannot win
  const Outcome outcome = run(small);
  ASSERT_GE(count(outcome, events::war_lost), 1);
  EXPECT_GT(value_of(outcome.world, columns::weariness, "A"), 0.4);
  EXPECT_EQ(value_of(outcome.world, columns::weariness, "T"), 0.0);
}

}  // namespace
}  // namespace entente
