#include "models/economy.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/catalogue.hpp"
#include "models/columns.hpp"
#include "tests/support/small_world.hpp"

namespace entente {
namespace {

SmallWorld economies(std::size_t count, double growth, double volatility) {
  SmallWorld small(models::catalogue());
  small.states("S", count, {{&columns::gdp, 100.0}, {&columns::growth, growth}, {&columns::volatility, volatility}})
      .pipeline({"economy"});
  return small;
}

/// Mean and variance of ln(g / g0) over the states of some replicates.
struct Moments {
  double mean = 0.0, variance = 0.0, recessions = 0.0, count = 0.0;
};

Moments moments_of(const SmallWorld& small, std::uint64_t replicates) {
  const Model model = small.model();
  Moments moments;
  double squares = 0.0;
  for (std::uint64_t r = 0; r < replicates; ++r) {
    const World world = world_after(model, 7, r);
    for (const double gdp : world.states[columns::gdp]) {
      const double change = std::log(gdp / 100.0);
      moments.mean += change;
      squares += change * change;
      moments.count += 1.0;
    }
    for (const double recession : world.states[columns::recession]) moments.recessions += recession;
  }
  moments.mean /= moments.count;
  moments.recessions /= moments.count;
  moments.variance = squares / moments.count - moments.mean * moments.mean;
  return moments;
}

TEST(Economy, WithoutVolatilityGrowthIsExponentialWhateverTheStep) {
  for (const int months : {1, 3, 6, 12}) {
    SmallWorld small = economies(1, 0.03, 0.0);
    const World world = world_after(small.time("2000-01-01", "2010-01-01", months).model());
    EXPECT_NEAR(value_of(world, columns::gdp, "S0"), 100.0 * std::exp(0.3), 1e-12 * 135.0) << months;
  }
}

TEST(Economy, NothingGrowsWithoutGrowthOrVolatility) {
  EXPECT_EQ(value_of(world_after(economies(1, 0.0, 0.0).model()), columns::gdp, "S0"), 100.0);
}

// ln(g / g0) over 10 years ~ N((.03 - .2^2 / 2) 10, .4), 4000 states and runs without a common shock: standard errors
// .01 of the mean and .4 sqrt(2 / 4000) = .0089 of the variance. Other seeds fail at 4 standard errors once in 16,000.
TEST(Economy, MeanAndVarianceOfLogOutputAreThoseOfGeometricBrownianMotionWhateverTheStep) {
  for (const int months : {1, 3, 12}) {
    SmallWorld small = economies(200, 0.03, 0.2);
    small.time("2000-01-01", "2010-01-01", months).parameter("economy", "shock_correlation", 0.0);
    const Moments moments = moments_of(small, 20);
    EXPECT_NEAR(moments.mean, 0.1, 4 * 0.01) << months;
    EXPECT_NEAR(moments.variance, 0.4, 4 * 0.0089) << months;
  }
}

// The covariance of the shocks of two states over 120 months is chi s^2 10 = .3 x .4; its standard error over 4000 runs
// is sqrt((1 + chi^2) / 4000) x .4 = .0066.
TEST(Economy, ShocksOfTwoStatesCorrelateAsDeclared) {
  SmallWorld small = economies(2, 0.0, 0.2);
  const Model model = small.time("2000-01-01", "2010-01-01", 12).model();
  double product = 0.0, first = 0.0, second = 0.0;
  constexpr int runs = 4000;
  for (int r = 0; r < runs; ++r) {
    const World world = world_after(model, 3, static_cast<std::uint64_t>(r));
    const double a = std::log(world.states[columns::gdp][0] / 100.0);
    const double b = std::log(world.states[columns::gdp][1] / 100.0);
    product += a * b;
    first += a;
    second += b;
  }
  EXPECT_NEAR(product / runs - first / runs * second / runs, 0.3 * 0.4, 4 * 0.0066);
}

TEST(Economy, PerfectlyCorrelatedEconomiesMoveAsOne) {
  SmallWorld small = economies(2, 0.02, 0.1);
  const World world = world_after(small.parameter("economy", "shock_correlation", 1.0).model());
  EXPECT_DOUBLE_EQ(world.states[columns::gdp][0], world.states[columns::gdp][1]);
}

// Recent growth is stationary N(growth - s^2 / 2, s^2 / (2 tau)): with tau = .5 P(recession) = Phi(-(.025 - .0002) /
// .02) = .1075 for every step. 4000 states and runs: standard error .0049. Growth over one step would give .36 at a
// month.
TEST(Economy, RecessionsAreAsFrequentWhateverTheStep) {
  for (const int months : {1, 3, 12}) {
    SmallWorld small = economies(200, 0.025, 0.02);
    small.time("2000-01-01", "2010-01-01", months).parameter("economy", "shock_correlation", 0.0);
    EXPECT_NEAR(moments_of(small, 20).recessions, 0.1075, 4 * 0.0049) << months;
  }
}

TEST(Economy, WithoutVolatilityThereIsNoRecession) {
  EXPECT_EQ(moments_of(economies(1, 0.01, 0.0), 1).recessions, 0.0);
  EXPECT_EQ(moments_of(economies(1, -0.01, 0.0), 1).recessions, 1.0);
}

TEST(Economy, ABystanderChangesNobodysOutput) {
  SmallWorld alone = economies(2, 0.02, 0.1);
  SmallWorld crowd = economies(2, 0.02, 0.1);
  crowd.state("A", {{&columns::gdp, 5.0}});
  EXPECT_EQ(value_of(world_after(alone.model()), columns::gdp, "S1"),
            value_of(world_after(crowd.model()), columns::gdp, "S1"));
}

TEST(Economy, AStateThatDoesNotExistDoesNotGrow) {
  SmallWorld small = economies(1, 0.02, 0.1);
  small.lives("S0", "2020-01-01", "");
  EXPECT_EQ(value_of(world_after(small.model()), columns::gdp, "S0"), 100.0);
}

}  // namespace
}  // namespace entente
