#include "models/trust.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/common_fund.hpp"
#include "models/integration.hpp"
#include "tests/support/small_world.hpp"

namespace entente {
namespace {

constexpr double outsider_trust = 0.58;
constexpr double outsider_interoperability = 0.5;
constexpr double slow = 1e9;  // years: nothing relaxes

Given weighing(double power, double reputation = 0.745, double burden = 0.02, double gdp = 1.0) {
  return {{&columns::gdp, gdp},
          {&columns::capability, power},
          {&columns::reputation, reputation},
          {&columns::burden, burden}};
}

SmallWorld pact() {
  SmallWorld small(models::catalogue());
  small.pipeline({"schedule", "threat", "trust"});
  return small;
}

double trust_of(const World& world, std::string_view state) {
  return world.memberships[columns::trust][membership_of(world, state, "X")];
}

double interoperability_of(const World& world, std::string_view state) {
  return world.memberships[columns::interoperability][membership_of(world, state, "X")];
}

const Given clear{{&columns::transparency, 1.0}};

TEST(Trust, RelaxesTowardsTheOthersReputationWhateverTheStep) {
  for (const int months : {1, 3, 6, 12}) {
    SmallWorld small = pact();
    small.time("2000-01-01", "2010-01-01", months).states("S", 3, weighing(0.1)).alliance("X", {"S0", "S1"}, clear);
    const World world = world_after(small.model());
    EXPECT_NEAR(trust_of(world, "S0"), 0.745 + (outsider_trust - 0.745) * std::exp(-10.0 / 5.0), 1e-12) << months;
    EXPECT_EQ(trust_of(world, "S2"), outsider_trust);
  }
}

TEST(Trust, MovesAQuarterAtATime) {
  const auto after = [](std::string_view end) {
    SmallWorld small = pact();
    small.time("2000-01-01", end).states("S", 2, weighing(0.1)).alliance("X", {"S0", "S1"}, clear);
    return trust_of(world_after(small.model()), "S0");
  };
  EXPECT_EQ(after("2000-04-01"), after("2000-02-01"));
  EXPECT_GT(after("2000-05-01"), after("2000-04-01"));
}

TEST(Trust, WeighsTheOthersByPowerAndLeavesTheMemberItselfOut) {
  SmallWorld small = pact();
  small.parameter("trust", "trust_time", 0.01).state("A", weighing(0.3, 0.9)).state("B", weighing(0.1, 0.5));
  small.state("C", weighing(0.2, 0.7)).alliance("X", {"A", "B", "C"}, clear);
  const World world = world_after(small.model());
  EXPECT_NEAR(trust_of(world, "A"), (0.1 * 0.5 + 0.2 * 0.7) / 0.3, 1e-12);
  EXPECT_NEAR(trust_of(world, "B"), (0.3 * 0.9 + 0.2 * 0.7) / 0.5, 1e-12);
  EXPECT_NEAR(trust_of(world, "C"), (0.3 * 0.9 + 0.1 * 0.5) / 0.4, 1e-12);
}

/// A spends 4 %, B 2 % of equal incomes; the mean is 3 %.
SmallWorld unequal(Given charter) {
  charter.push_back(clear[0]);
  SmallWorld small = pact();
  small.parameter("trust", "trust_time", 0.01)
      .parameter("trust", "free_riding", 1.0)
      .state("A", weighing(0.1, 0.8, 0.04))
      .state("B", weighing(0.1, 0.8, 0.02));
  small.alliance("X", {"A", "B"}, charter);
  return small;
}

TEST(Trust, FreeRidingOfTheOthersLowersItAndAFairBurdenDoesNot) {
  const World world = world_after(unequal({}).model());
  EXPECT_NEAR(trust_of(world, "A"), 0.8 * 2.0 / 3.0, 1e-12);
  EXPECT_NEAR(trust_of(world, "B"), 0.8, 1e-12);
  const World halved = world_after(unequal({}).parameter("trust", "free_riding", 0.5).model());
  EXPECT_NEAR(trust_of(halved, "A"), 0.8 * 5.0 / 6.0, 1e-12);
}

TEST(Trust, ANormSaysWhatIsFairOnceItHolds) {
  EXPECT_NEAR(trust_of(world_after(unequal({{&columns::norm, 0.02}}).model()), "A"), 0.8, 1e-12);
  EXPECT_NEAR(trust_of(world_after(unequal({{&columns::norm, 0.08}}).model()), "B"), 0.4, 1e-12);
  const double later = on("2011-01-01").days;
  EXPECT_NEAR(trust_of(world_after(unequal({{&columns::norm, 0.08}, {&columns::norm_from, later}}).model()), "B"), 0.8,
              1e-12);
}

TEST(Trust, OfAMemberAloneStandsStill) {
  SmallWorld small = pact();
  small.state("A", weighing(0.1)).state("B", weighing(0.0)).alliance("X", {"A", "B"});
  EXPECT_EQ(trust_of(world_after(small.model()), "A"), outsider_trust);
}

/// A holds .6 of the power of its alliance with B and C, and leaves in 2005. Nothing else moves trust.
SmallWorld left_by_patron(int months) {
  SmallWorld small = pact();
  small.time("2000-01-01", "2010-01-01", months).parameter("trust", "trust_time", slow);
  small.state("A", weighing(0.3)).state("B", weighing(0.1)).state("C", weighing(0.1)).alliance("X", {"A", "B", "C"});
  small.membership("X", "A", {{&columns::trust, 0.9}}).membership("X", "B", {{&columns::trust, 0.5}});
  return small;
}

TEST(Trust, DropsWithTheShareOfPowerThatLeaves) {
  for (const int months : {1, 3, 12}) {
    SmallWorld small = left_by_patron(months);
    const World world = world_after(small.at("2005-01-01", Verb::withdraw, "A", "X").model());
    EXPECT_NEAR(trust_of(world, "B"), 0.5 * (1.0 - 0.6), 1e-4) << months;
    EXPECT_NEAR(trust_of(world, "C"), outsider_trust * (1.0 - 0.6), 1e-4) << months;
  }
}

TEST(Trust, RecoversFromADeparture) {
  const auto after = [](std::string_view end) {
    SmallWorld small = left_by_patron(1);
    small.time("2000-01-01", end).parameter("trust", "trust_time", 5.0).at("2005-01-01", Verb::withdraw, "A", "X");
    small.alliance("X", {"A", "B", "C"}, clear);
    return trust_of(world_after(small.model()), "B");
  };
  const double shocked = after("2005-02-01");
  EXPECT_LT(shocked, 0.5);
  EXPECT_NEAR(after("2015-02-01"), 0.745 + (shocked - 0.745) * std::exp(-2.0), 1e-12);
}

TEST(Trust, IsNotBetrayedByAStateThatEnds) {
  SmallWorld small = left_by_patron(1);
  const World world = world_after(small.lives("A", "", "2005-01-01").model());
  EXPECT_NEAR(trust_of(world, "B"), 0.5, 1e-4);
}

TEST(Trust, WhoLeavesReturnsToWhatOutsidersHaveAndBeginsAnewThere) {
  SmallWorld small = left_by_patron(1);
  small.at("2005-01-01", Verb::withdraw, "A", "X").time("2000-01-01", "2006-01-01");
  const World outside = world_after(small.model());
  EXPECT_EQ(trust_of(outside, "A"), outsider_trust);
  EXPECT_EQ(interoperability_of(outside, "A"), outsider_interoperability);
  small.at("2006-01-01", Verb::admit, "A", "X").time("2000-01-01", "2007-01-01");
  EXPECT_NEAR(trust_of(world_after(small.model()), "A"), outsider_trust, 1e-4);
}

TEST(Trust, OfASuspendedMemberStandsStillAndNobodyMissesIt) {
  Scenario scenario = left_by_patron(1).scenario();
  World& world = scenario.world;
  const std::size_t row = membership_of(world, "A", "X");
  world.memberships.set_status(row, Status::suspended, on("1999-12-01"));
  world.alliances.update(columns::changed)[0] = on("2000-01-01").days;
  const World after = world_after(Model(std::move(scenario), models::catalogue()));
  EXPECT_EQ(after.memberships[columns::trust][row], 0.9);
  EXPECT_EQ(after.memberships[columns::interoperability][row], outsider_interoperability);
  EXPECT_NEAR(trust_of(after, "B"), 0.5, 1e-4);
}

/// Mean and variance of trust over the members of a pact of 200 equals, in 20 runs of a number of years.
struct Moments {
  double mean = 0.0, variance = 0.0;
};

Moments noisy(int months, std::string_view end, double reputation, double transparency, double noise) {
  SmallWorld small = pact();
  std::vector<std::string> members;
  for (int n = 0; n < 200; ++n) members.push_back("S" + std::to_string(n));
  small.time("2000-01-01", end, months)
      .states("S", 200, weighing(0.005, reputation))
      .parameter("trust", "noise", noise);
  small.alliance("X", members, {{&columns::transparency, transparency}});
  const Model model = small.model();
  constexpr int runs = 20;
  double sum = 0.0, squares = 0.0;
  for (int r = 0; r < runs; ++r) {
    const World world = world_after(model, 5, static_cast<std::uint64_t>(r));
    for (const double trust : world.memberships[columns::trust]) {
      EXPECT_TRUE(trust >= 0.0 && trust <= 1.0);
      sum += trust / (200.0 * runs);
      squares += trust * trust / (200.0 * runs);
    }
  }
  return {sum, squares - sum * sum};
}

// After t years of dT = (Tbar - T) dt / 5 + noise the variance is s^2 (1 - exp(-2 t / 5)), s = .15 (1 - transparency);
// 4000 members: standard errors s / 63 of the mean and variance / 45 of the variance. Other seeds fail at 4 standard
// errors once in 16,000.
TEST(Trust, TheNoiseHasItsVarianceWhateverTheStep) {
  for (const int months : {1, 3, 12})
    for (const double transparency : {0.5, 0.8}) {
      const double spread = 0.15 * (1.0 - transparency);
      const double variance = spread * spread * (1.0 - std::exp(-0.8));
      const Moments moments = noisy(months, "2002-01-01", 0.7, transparency, 0.15);
      EXPECT_NEAR(moments.mean, 0.7 + (outsider_trust - 0.7) * std::exp(-0.4), 4.0 * std::sqrt(variance / 4000.0));
      EXPECT_NEAR(moments.variance, variance, 4.0 * variance * std::sqrt(2.0 / 4000.0)) << months;
    }
}

// Near an end the spread is a third of the room, so that what is clipped moves the mean by less than .0004 spreads: far
// below the standard error, .05 / 3 / 63 = .00026.
TEST(Trust, ClippingLeavesTheMean) {
  for (const double reputation : {0.05, 0.95})
    EXPECT_NEAR(noisy(12, "2060-01-01", reputation, 0.0, 1.0).mean, reputation, 4 * 0.00027);
}

TEST(Trust, WithFullTransparencyIsTheSameInEveryRun) {
  SmallWorld small = pact();
  const Model model = small.states("S", 3, weighing(0.1)).alliance("X", {"S0", "S1", "S2"}, clear).model();
  EXPECT_EQ(trust_of(world_after(model, 1), "S0"), trust_of(world_after(model, 2), "S0"));
}

TEST(Trust, ABystanderChangesNobodysTrust) {
  SmallWorld alone = pact(), crowd = pact();
  for (SmallWorld* small : {&alone, &crowd}) small->states("S", 3, weighing(0.1)).alliance("X", {"S0", "S1", "S2"});
  crowd.state("A", weighing(0.7));
  EXPECT_EQ(trust_of(world_after(alone.model()), "S1"), trust_of(world_after(crowd.model()), "S1"));
}

double reputation_after(SmallWorld small) {
  return value_of(world_after(small.model()), columns::reputation, "A");
}

TEST(Reputation, ABlowIsForgotten) {
  for (const int months : {1, 3, 12}) {
    SmallWorld small = pact();
    small.time("2000-01-01", "2010-01-01", months).state("A", weighing(0.1, 0.8));
    EXPECT_EQ(reputation_after(small), 0.8);
    small.change("2000-01-01", Verb::add, columns::reputation, "A", -0.3);
    EXPECT_NEAR(reputation_after(small), 0.8 - 0.3 * std::exp(-1.0), 1e-12) << months;
  }
}

TEST(Reputation, APathMovesItsLevel) {
  SmallWorld small = pact();
  small.state("A", weighing(0.1, 0.8)).path(columns::reputation, "A", {{"2000-01-01", 0.8}, {"2002-01-01", 0.4}});
  EXPECT_NEAR(reputation_after(small), 0.4, 1e-12);
  small.change("2005-01-01", Verb::add, columns::reputation, "A", 0.2);
  EXPECT_NEAR(reputation_after(small), 0.4 + 0.2 * std::exp(-0.5), 1e-4);
}

TEST(Reputation, OfANewbornStateIsItsOwn) {
  SmallWorld small = pact();
  small.state("A", weighing(0.1, 0.3)).lives("A", "2005-01-01", "");
  EXPECT_EQ(reputation_after(small), 0.3);
}

// J* = g E / (g E + q), E = e + (1 - e) kappa: with the defaults and kappa = .6, .16 / .26, approached at .26 a year.
TEST(Interoperability, GrowsWithExercisesWhateverTheStep) {
  for (const int months : {1, 3, 12}) {
    SmallWorld small = pact();
    small.time("2000-01-01", "2010-01-01", months).states("S", 3, weighing(0.1));
    const World world = world_after(small.alliance("X", {"S0", "S1"}, {{&columns::integration, 0.6}}).model());
    const double level = 0.16 / 0.26;
    EXPECT_NEAR(interoperability_of(world, "S0"), level + (0.5 - level) * std::exp(-2.6), 1e-12) << months;
    EXPECT_EQ(interoperability_of(world, "S2"), outsider_interoperability);
  }
}

TEST(Interoperability, OfAMemberOutsideTheCommandIsThatOfAnAllianceWithoutOne) {
  SmallWorld small = pact();
  small.states("S", 2, weighing(0.1)).alliance("X", {"S0", "S1"}, {{&columns::integration, 0.6}});
  const World world = world_after(small.membership("X", "S1", {{&columns::opted_out, 1.0}}).model());
  EXPECT_GT(interoperability_of(world, "S0"), 0.55);
  EXPECT_NEAR(interoperability_of(world, "S1"), outsider_interoperability, 1e-12);
}

TEST(Interoperability, DecaysWithoutExercisesAndStandsStillWithoutEither) {
  SmallWorld small = pact();
  small.states("S", 2, weighing(0.1)).alliance("X", {"S0", "S1"}).parameter("trust", "usual_exercises", 0.0);
  EXPECT_NEAR(interoperability_of(world_after(small.model()), "S0"), 0.5 * std::exp(-1.0), 1e-12);
  small.parameter("trust", "decay", 0.0);
  EXPECT_EQ(interoperability_of(world_after(small.model()), "S0"), 0.5);
}

TEST(Interoperability, OfAnAllianceWithoutCommonCommandIsThatOfACandidate) {
  SmallWorld small = pact();
  small.states("S", 2, weighing(0.1)).alliance("X", {"S0", "S1"});
  EXPECT_NEAR(interoperability_of(world_after(small.model()), "S0"), outsider_interoperability, 1e-12);
}

// A hundredth of GDP makes up for half of the exercises that are lacking: E = 1 - .5 x .5.
TEST(Interoperability, GrowsWithContributions) {
  Scenario scenario = pact().states("S", 2, weighing(0.1, 0.745, 0.02, 50.0)).alliance("X", {"S0", "S1"}).scenario();
  scenario.world.memberships.update(columns::contribution)[0] = 0.5;
  const World world = world_after(Model(std::move(scenario), models::catalogue()));
  EXPECT_NEAR(interoperability_of(world, "S0"), 0.6 + (0.5 - 0.6) * std::exp(-2.5), 1e-12);
  EXPECT_NEAR(interoperability_of(world, "S1"), 0.5, 1e-12);
}

// A fund of a hundredth of the members' GDP, of which the small member pays half: both exercise as if each had paid a
// hundredth.
TEST(Interoperability, GrowsWithTheCommonFundWhoeverPaysIt) {
  SmallWorld small = pact();
  small.state("L", weighing(0.1, 0.745, 0.02, 90.0)).state("S", weighing(0.1, 0.745, 0.02, 10.0));
  small.alliance("X", {"L", "S"},
                 {{&columns::common_fund, 0.01}, {&columns::funding_key, static_cast<double>(FundingKey::heads)}});
  Scenario scenario = small.scenario();
  for (double& paid : scenario.world.memberships.update(columns::contribution)) paid = 0.5;
  const World world = world_after(Model(std::move(scenario), models::catalogue()));
  for (const char* state : {"L", "S"})
    EXPECT_NEAR(interoperability_of(world, state), 0.6 + (0.5 - 0.6) * std::exp(-2.5), 1e-12) << state;
}

}  // namespace
}  // namespace entente
