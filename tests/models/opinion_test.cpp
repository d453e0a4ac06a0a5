#include "models/opinion.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/fair_burden.hpp"
#include "tests/support/small_world.hpp"

namespace entente {
namespace {

/// A spends 3 %, B 1 % of equal incomes; A trusts by .2 more than outsiders do.
SmallWorld allies(Given charter = {}) {
  SmallWorld small(models::catalogue());
  small.pipeline({"schedule", "opinion"}).parameter("opinion", "time", 0.01);
  small.state("A", {{&columns::gdp, 1.0}, {&columns::burden, 0.03}});
  small.state("B", {{&columns::gdp, 1.0}, {&columns::burden, 0.01}});
  small.alliance("X", {"A", "B"}, std::move(charter)).membership("X", "A", {{&columns::trust, 0.78}});
  return small;
}

double opinion_of(const SmallWorld& small, std::string_view state) {
  return value_of(world_after(small.model()), columns::opinion, state);
}

TEST(Opinion, FollowsItsGroundsExactlyWhateverTheStep) {
  for (const int months : {1, 3, 12}) {
    SmallWorld small(models::catalogue());
    small.pipeline({"opinion"}).time("2000-01-01", "2002-01-01", months);
    small.state("A", {{&columns::gdp, 1.0}, {&columns::weariness, 0.5}, {&columns::opinion, 0.2}});
    const double ground = std::tanh(-0.5);
    EXPECT_NEAR(opinion_of(small, "A"), ground + (0.2 - ground) * std::exp(-2.0), 1e-12) << months;
  }
}

TEST(Opinion, IsDividedWhereNothingSpeaksForOrAgainst) {
  SmallWorld small(models::catalogue());
  EXPECT_EQ(opinion_of(small.pipeline({"opinion"}).state("A", {{&columns::gdp, 1.0}}), "A"), 0.0);
}

// 3 x .2 for trust, .5 x (3 % / 2 % - 1) against the burden; B pays less than its share, and trusts as outsiders do.
TEST(Opinion, WeighsTrustAgainstAnUnfairBurden) {
  EXPECT_NEAR(opinion_of(allies(), "A"), std::tanh(3.0 * 0.2 - 0.5 * 0.5), 1e-12);
  EXPECT_NEAR(opinion_of(allies(), "B"), 0.0, 1e-12);
}

TEST(Opinion, MindsNoBurdenThatTheNormAsksFor) {
  EXPECT_NEAR(opinion_of(allies({{&columns::norm, 0.03}}), "A"), std::tanh(3.0 * 0.2), 1e-12);
}

TEST(Opinion, CountsAlliancesByTheirObligations) {
  SmallWorld small = allies({{&columns::norm, 0.03}});
  small.state("C", {{&columns::gdp, 1.0}, {&columns::burden, 0.03}});
  small.alliance("Y", {"A", "C"}, {{&columns::strength, 0.25}, {&columns::norm, 0.03}});
  small.membership("Y", "A", {{&columns::trust, 0.08}});
  EXPECT_NEAR(opinion_of(small, "A"), std::tanh(3.0 * (0.2 - 0.25 * 0.5) / 1.25), 1e-12);
}

TEST(Opinion, OnAPathIsGiven) {
  SmallWorld small = allies();
  small.path(columns::opinion, "A", {{"2000-01-01", -0.5}, {"2020-01-01", -0.5}});
  EXPECT_EQ(opinion_of(small, "A"), -0.5);
}

TEST(FairBurden, IsWhatMembersTogetherSpendUntilTheNormHolds) {
  const World world =
      allies({{&columns::norm, 0.05}, {&columns::norm_from, 1.0 * on("2005-01-01").days}}).model().initial();
  EXPECT_DOUBLE_EQ(fair_burden(world, AllianceId(0), on("2004-12-31")), 0.02);
  EXPECT_EQ(fair_burden(world, AllianceId(0), on("2005-01-01")), 0.05);
}

}  // namespace
}  // namespace entente
