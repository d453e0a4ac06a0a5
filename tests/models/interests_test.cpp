#include "models/interests.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "tests/support/small_world.hpp"

namespace entente {
namespace {

SmallWorld nations(std::size_t count, double home = 0.0) {
  SmallWorld small(models::catalogue());
  small.states("S", count, {{&columns::gdp, 1.0}, {&columns::home, home}})
      .pipeline({"interests"})
      .record({"states.position"});
  return small;
}

TEST(Interests, WithoutNoiseAStateAtHomeStaysThere) {
  SmallWorld small = nations(1, 1.5);
  EXPECT_DOUBLE_EQ(value_of(world_after(small.parameter("interests", "noise", 0.0).model()), columns::position, "S0"),
                   1.5);
}

TEST(Interests, ALeaderMovesThePositionExactlyWhateverTheStep) {
  for (const int months : {1, 3, 12}) {
    SmallWorld small = nations(1, 1.0);
    small.state("S0", {{&columns::offset, 0.4}}).time("2000-01-01", "2003-01-01", months);
    const World world = world_after(small.parameter("interests", "noise", 0.0).model());
    EXPECT_NEAR(value_of(world, columns::position, "S0"), 1.4 - 0.4 * std::exp(-0.5 * 3.0), 1e-12) << months;
  }
}

// Stationary variance s^2 / (2 eta) = .0484 and correlation exp(-eta) at a year's distance, over 2000 states after 20
// years: standard errors .0484 sqrt(2 / 2000) = .00153 and (1 - rho^2) / sqrt(2000) = .014.
TEST(Interests, PositionsHaveTheStationaryVarianceAndAutocorrelationWhateverTheStep) {
  for (const int months : {1, 12}) {
    SmallWorld small = nations(2000);
    const Model model = small.time("2000-01-01", "2020-01-01", months).model();
    Simulation simulation(model, 9, 0);
    simulation.run();
    const RunRecord record = simulation.record();
    const std::size_t last = record.times - 1;
    const std::size_t year_before = last - static_cast<std::size_t>(12 / months);
    double now = 0.0, then = 0.0, both = 0.0;
    for (std::size_t i = 0; i < 2000; ++i) {
      const double x = record.series[0][last * 2000 + i];
      const double y = record.series[0][year_before * 2000 + i];
      now += x * x / 2000;
      then += y * y / 2000;
      both += x * y / 2000;
    }
    EXPECT_NEAR(now, 0.0484, 4 * 0.00153) << months;
    EXPECT_NEAR(both / std::sqrt(now * then), std::exp(-0.5), 4 * 0.014) << months;
  }
}

TEST(Interests, AlliesDrawTogetherAndOutsidersDoNot) {
  SmallWorld small = nations(3);
  small.state("S0", {{&columns::home, 1.0}}).state("S1", {{&columns::home, -1.0}}).state("S2", {{&columns::home, 1.0}});
  small.alliance("X", {"S0", "S1"}).parameter("interests", "noise", 0.0);
  const World world = world_after(small.parameter("interests", "socialisation", 0.5).model());
  EXPECT_LT(value_of(world, columns::position, "S0"), 0.8);
  EXPECT_NEAR(value_of(world, columns::position, "S0"), -value_of(world, columns::position, "S1"), 1e-12);
  EXPECT_DOUBLE_EQ(value_of(world, columns::position, "S2"), 1.0);
}

// Two allies at home +-1 with eta = mu relax towards x = eta / (eta + mu) = 1/2, as the alliance stands at 0.
TEST(Interests, TheMiddleBetweenHomeAndAlliesIsWeighedByTheRates) {
  SmallWorld small = nations(2);
  small.state("S0", {{&columns::home, 1.0}}).state("S1", {{&columns::home, -1.0}}).alliance("X", {"S0", "S1"});
  small.time("2000-01-01", "2100-01-01").parameter("interests", "noise", 0.0);
  const World world = world_after(small.parameter("interests", "socialisation", 0.5).model());
  EXPECT_NEAR(value_of(world, columns::position, "S0"), 0.5, 1e-9);
}

// Over a month the pull is mu_i Y dt to first order, mu_i = mu x strength.
TEST(Interests, AWeakPactPullsLess) {
  const auto drawn = [](double strength) {
    SmallWorld small = nations(2);
    small.state("S0", {{&columns::home, 0.0}}).state("S1", {{&columns::home, 1.0}});
    small.alliance("X", {"S0", "S1"}, {{&columns::strength, strength}}).time("2000-01-01", "2000-02-01");
    small.parameter("interests", "noise", 0.0).parameter("interests", "socialisation", 0.01);
    return value_of(world_after(small.model()), columns::position, "S0");
  };
  EXPECT_GT(drawn(1.0), 0.0);
  EXPECT_NEAR(drawn(0.25) / drawn(1.0), 0.25, 0.001);
  EXPECT_EQ(drawn(0.0), 0.0);
}

// Alliances stand between their two members, at +-.5. Within a month, in which they stand still, the exact step goes to
// mu Y / (eta + mu), Y their mean by strength.
TEST(Interests, AlliancesThatPullInOppositeDirectionsShareAStateByTheStrengthOfTheirObligations) {
  const auto drawn = [](double strength) {
    SmallWorld small = nations(3);
    small.state("S0", {{&columns::home, 0.0}})
        .state("S1", {{&columns::home, 1.0}})
        .state("S2", {{&columns::home, -1.0}});
    small.alliance("X", {"S0", "S1"}).alliance("Y", {"S0", "S2"}, {{&columns::strength, strength}});
    small.parameter("interests", "noise", 0.0).parameter("interests", "socialisation", 0.2);
    return value_of(world_after(small.time("2000-01-01", "2000-02-01").model()), columns::position, "S0");
  };
  const auto towards = [](double mean) { return 0.2 / 0.7 * mean * (1.0 - std::exp(-0.7 / 12.0)); };
  EXPECT_NEAR(drawn(0.0), towards(0.5), 1e-12);
  EXPECT_NEAR(drawn(0.25), towards(0.5 * 0.75 / 1.25), 1e-12);
  EXPECT_NEAR(drawn(1.0), 0.0, 1e-12);
}

TEST(Interests, AnAllianceIsRecordedWhereItsMembersStandThen) {
  SmallWorld small = nations(3);
  const World world = world_after(small.alliance("X", {"S0", "S2"}).model());
  EXPECT_DOUBLE_EQ(value_of(world, columns::alliance_position, "X"),
                   0.5 * (value_of(world, columns::position, "S0") + value_of(world, columns::position, "S2")));
}

TEST(Interests, MovingEveryHomeMovesEveryPositionByAsMuch) {
  SmallWorld here = nations(3);
  SmallWorld there = nations(3, 5.0);
  const World a = world_after(here.alliance("X", {"S0", "S1"}).model());
  const World b = world_after(there.alliance("X", {"S0", "S1"}).model());
  for (std::size_t i = 0; i < 3; ++i)
    EXPECT_NEAR(b.states[columns::position][i], a.states[columns::position][i] + 5.0, 1e-12);
}

TEST(Interests, IssuesAreIndependentOfEachOther) {
  SmallWorld small = nations(1500);
  const World world = world_after(small.issues({"east", "west"}).time("2000-01-01", "2010-01-01", 12).model());
  double product = 0.0;
  for (std::size_t i = 0; i < 1500; ++i)
    product += world.states[columns::position][2 * i] * world.states[columns::position][2 * i + 1] / 1500;
  EXPECT_NEAR(product, 0.0, 4 * 0.04 / std::sqrt(1500.0));
}

}  // namespace
}  // namespace entente
