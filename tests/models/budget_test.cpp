#include "models/budget.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/common_fund.hpp"
#include "models/events.hpp"
#include "models/features.hpp"
#include "tests/support/small_world.hpp"

namespace entente {
namespace {

/// Two allies and their enemy; nothing else moves.
SmallWorld cold_war() {
  SmallWorld small(models::catalogue());
  small.state("big", {{&columns::gdp, 1000.0}, {&columns::capability, 0.2}, {&columns::democracy, 0.8}})
      .state("small", {{&columns::gdp, 100.0}, {&columns::capability, 0.02}, {&columns::democracy, 0.8}})
      .state("enemy", {{&columns::gdp, 500.0}, {&columns::capability, 0.2}, {&columns::democracy, 0.8}})
      .pair("small", "enemy", {{&columns::hostility, 0.8}})
      .alliance("X", {"big", "small"})
      .pipeline({"schedule", "threat", "security", "budget"});
  return small;
}

double burden_of(const SmallWorld& small, std::string_view state) {
  return value_of(world_after(small.model()), columns::burden, state);
}

TEST(Budget, MoreThreatMeansMoreSpending) {
  SmallWorld calm = cold_war(), tense = cold_war();
  calm.pair("small", "enemy", {{&columns::hostility, 0.4}});
  EXPECT_GT(burden_of(tense, "small"), burden_of(calm, "small") + 0.001);
}

TEST(Budget, AProtectorSpendsOnItsAlliesEnemiesThatAreNotItsOwn) {
  SmallWorld alone = cold_war(), allied = cold_war();
  alone.alliance("X", {});
  EXPECT_GT(burden_of(allied, "big"), burden_of(alone, "big") + 0.001);
}

TEST(Budget, AMemberIsNotItsAlliesEnemy) {
  SmallWorld reconciled = cold_war(), alone = cold_war();
  reconciled.alliance("X", {"big", "small", "enemy"}).parameter("budget", "spill_share", 0.0);
  alone.alliance("X", {}).parameter("budget", "spill_share", 0.0);
  EXPECT_EQ(burden_of(reconciled, "big"), burden_of(alone, "big"));
}

TEST(Budget, ABiggerAllyInvitesFreeRiding) {
  SmallWorld usual = cold_war(), larger = cold_war();
  larger.state("big", {{&columns::gdp, 10'000.0}});
  EXPECT_LT(burden_of(larger, "small"), burden_of(usual, "small") - 0.0001);
}

TEST(Budget, DemocraciesSpendLess) {
  SmallWorld free = cold_war(), unfree = cold_war();
  unfree.state("enemy", {{&columns::democracy, 0.1}});
  EXPECT_NEAR(burden_of(unfree, "enemy") / burden_of(free, "enemy"), std::exp(0.98 * 0.7), 0.2);
}

// Olson & Zeckhauser 1966: with the same tastes and the same threat, burden rises with size.
TEST(Budget, LargerMembersCarryMoreThanTheirShare) {
  SmallWorld small(models::catalogue());
  std::vector<std::string> members;
  for (int n = 0; n < 5; ++n) {
    members.push_back("S" + std::to_string(n));
    small.state(members.back(), {{&columns::gdp, 10.0 * std::pow(4.0, n)}});
  }
  small.alliance("X", members).threat("piracy", 0.01).pipeline({"schedule", "threat", "security", "budget"});
  const World world = world_after(small.model());
  for (int n = 1; n < 5; ++n)
    EXPECT_GT(value_of(world, columns::burden, members[static_cast<std::size_t>(n)]),
              value_of(world, columns::burden, members[static_cast<std::size_t>(n) - 1]));
}

TEST(Budget, ANormLiftsThoseBelowItFromItsDate) {
  const Given norm{{&columns::norm, 0.05}, {&columns::norm_from, on("2004-06-01").days}};
  SmallWorld without = cold_war(), with = cold_war(), before = cold_war();
  with.alliance("X", {"big", "small"}, norm);
  before.alliance("X", {"big", "small"}, norm).time("2000-01-01", "2004-12-31");
  without.time("2000-01-01", "2004-12-31");
  EXPECT_EQ(burden_of(before, "small"), burden_of(without, "small"));
  without.time("2000-01-01", "2010-01-01");
  EXPECT_LT(burden_of(without, "small"), 0.05);
  EXPECT_GT(burden_of(with, "small"), burden_of(without, "small") + 0.002);
  EXPECT_LT(burden_of(with, "small"), 0.05);
}

TEST(Budget, ANormDoesNotLiftThoseAboveIt) {
  SmallWorld without = cold_war(), with = cold_war();
  with.alliance("X", {"big", "small"}, {{&columns::norm, 0.001}});
  EXPECT_EQ(burden_of(with, "small"), burden_of(without, "small"));
}

TEST(Budget, BurdensMoveToTheEquilibriumAtTheSamePaceWhateverTheStep) {
  for (const int months : {1, 3, 6, 12}) {
    SmallWorld small = cold_war();
    const World world = world_after(small.time("2000-01-01", "2007-01-01", months).model());
    for (std::size_t i = 0; i < 3; ++i) {
      const double target = world.states[columns::equilibrium_burden][i];
      EXPECT_NEAR(world.states[columns::burden][i], target + (0.02 - target) * std::exp(-0.2 * 7), 1e-14) << months;
    }
  }
}

TEST(Budget, TheEquilibriumForgetsHowItWasReached) {
  const Model model = cold_war().model();
  Simulation usual(model, 1, 0);
  World disturbed = model.initial();
  for (double& share : disturbed.states.update(columns::equilibrium_burden)) share *= 1.7;
  for (double& share : disturbed.states.update(columns::burden)) share *= 0.3;
  Simulation other(model, disturbed, usual.record(), 0);
  for (int month = 0; month < 13; ++month) {
    usual.step();
    other.step();
  }
  for (std::size_t i = 0; i < 3; ++i)
    EXPECT_EQ(usual.world().states[columns::equilibrium_burden][i],
              other.world().states[columns::equilibrium_burden][i]);
}

TEST(Budget, BurdensStayBetweenTheLeastAndTheFiscalLimit) {
  SmallWorld poor = cold_war(), driven = cold_war();
  poor.parameter("budget", "base_share", 0.0).parameter("budget", "threat_share", 0.0);
  driven.parameter("budget", "base_share", 0.9).parameter("budget", "adjustment", 50.0);
  EXPECT_EQ(value_of(world_after(poor.model()), columns::equilibrium_burden, "small"), 0.003);
  EXPECT_NEAR(burden_of(driven, "enemy"), 0.25, 1e-12);
}

TEST(Budget, ABurdenOnAPathIsGivenUntilItsLastDateAndThenTheModels) {
  SmallWorld small = cold_war();
  small.path(columns::burden, "small", {{"2000-01-01", 0.0}, {"2005-05-05", 0.0}});
  const Model model = small.model();
  Simulation simulation(model, 1, 0);
  while (simulation.world().date < on("2005-05-01")) {
    simulation.step();
    ASSERT_EQ(value_of(simulation.world(), columns::burden, "small"), 0.0);
  }
  simulation.step();
  simulation.run();
  EXPECT_GT(value_of(simulation.world(), columns::burden, "small"), 0.01);
}

TEST(Budget, OthersReplyToABurdenThatIsGiven) {
  SmallWorld idle = cold_war(), armed = cold_war();
  idle.path(columns::burden, "big", {{"2000-01-01", 0.0}, {"2030-01-01", 0.0}});
  armed.path(columns::burden, "big", {{"2000-01-01", 0.1}, {"2030-01-01", 0.1}});
  EXPECT_LT(burden_of(armed, "small"), burden_of(idle, "small") - 0.01);
}

TEST(Budget, ANewStateKeepsItsFirstBurdenUntilTheNextVote) {
  SmallWorld small = cold_war();
  small.state("late", {{&columns::gdp, 50.0}, {&columns::burden, 0.04}}).lives("late", "2001-06-01", "");
  EXPECT_EQ(burden_of(small.time("2000-01-01", "2001-12-01"), "late"), 0.04);
  EXPECT_LT(burden_of(small.time("2000-01-01", "2002-02-01"), "late"), 0.04);
}

// Incomes 133, 100, 100, alpha = .03, alliances A-B and A-C.
TEST(Budget, APureGoodOfTwoAlliancesIsPaidByTheLargestAndTheOtherEquilibriumIsTold) {
  SmallWorld small(models::catalogue());
  small.state("A", {{&columns::gdp, 133.0}})
      .states("B", 2, {{&columns::gdp, 100.0}})
      .alliance("X", {"A", "B0"})
      .alliance("Y", {"A", "B1"})
      .time("2000-01-01", "2002-01-01")
      .pipeline({"schedule", "threat", "security", "budget"});
  small.parameter("budget", "base_share", 0.03).parameter("budget", "regime_effect", 0.0);
  small.parameter("budget", "least_burden", 0.0).parameter("budget", "spill_share", 1.0);
  small.parameter("budget", "pure", 1.0);
  const Model model = small.model();
  Simulation simulation(model, 1, 0);
  simulation.run();
  EXPECT_NEAR(value_of(simulation.world(), columns::equilibrium_burden, "A"), 0.03, 1e-14);
  EXPECT_EQ(value_of(simulation.world(), columns::equilibrium_burden, "B0"), 0.0);
  EXPECT_EQ(value_of(simulation.world(), columns::equilibrium_burden, "B1"), 0.0);
  EXPECT_EQ(count_events(simulation.record(), small.catalogue(), events::several_equilibria), 2u);
}

TEST(Budget, AnEquilibriumThatIsTheOnlyOneIsNotTold) {
  SmallWorld small = cold_war();
  const Model model = small.parameter("budget", "pure", 1.0).model();
  Simulation simulation(model, 1, 0);
  simulation.run();
  EXPECT_EQ(count_events(simulation.record(), small.catalogue(), events::several_equilibria), 0u);
}

TEST(Budget, TheCommonFundIsSharedByGdp) {
  SmallWorld small = cold_war();
  small.alliance("X", {"big", "small"}, {{&columns::common_fund, 0.001}, {&columns::strength, 0.0}});
  const World world = world_after(small.model());
  const auto contribution = world.memberships[columns::contribution];
  EXPECT_DOUBLE_EQ(contribution[membership_of(world, "big", "X")], 1.0);
  EXPECT_DOUBLE_EQ(contribution[membership_of(world, "small", "X")], 0.1);
  EXPECT_EQ(contribution[membership_of(world, "enemy", "X")], 0.0);
}

TEST(Budget, TheCommonFundIsSharedByItsKey) {
  SmallWorld small = cold_war();
  small.alliance("X", {"big", "small"},
                 {{&columns::common_fund, 0.001},
                  {&columns::strength, 0.0},
                  {&columns::funding_key, static_cast<double>(FundingKey::heads)}});
  const World world = world_after(small.model());
  for (const char* state : {"big", "small"})
    EXPECT_NEAR(world.memberships[columns::contribution][membership_of(world, state, "X")], 0.55, 1e-12);
}

TEST(Budget, AgreedExercisesArePaidForOutOfWhatIsLeftForTheAlliance) {
  SmallWorld small = cold_war();
  const auto paid = [&](double agreed) {
    const World world = world_after(small.alliance("X", {"big", "small"}, {{&columns::exercises, agreed}}).model());
    const std::size_t row = membership_of(world, "small", "X");
    const double worth = world.memberships[features::security][row] + world.memberships[features::denial][row];
    const double burden = value_of(world, columns::burden, "small");
    EXPECT_NEAR(world.memberships[columns::contribution][row], 100.0 * (agreed + (burden - agreed) * worth), 1e-12);
    return world.memberships[columns::contribution][row];
  };
  EXPECT_GT(paid(0.002), paid(0.0));
}

TEST(Budget, ContributionsGrowWithWhatAnAllianceIsWorthUpToACap) {
  SmallWorld small = cold_war();
  const auto share_of = [&] {
    const World world = world_after(small.model());
    return world.memberships[columns::contribution][membership_of(world, "small", "X")] /
           (100.0 * value_of(world, columns::burden, "small"));
  };
  const World world = world_after(small.model());
  const std::size_t row = membership_of(world, "small", "X");
  const double worth = world.memberships[features::security][row] + world.memberships[features::denial][row];
  ASSERT_LT(worth, 0.3);
  EXPECT_NEAR(share_of(), worth, 1e-12);
  small.parameter("budget", "contribution_cap", 0.01);
  EXPECT_NEAR(share_of(), 0.01, 1e-12);
}

TEST(Budget, ABystanderChangesNobodysBurden) {
  SmallWorld crowd = cold_war();
  crowd.state("bystander", {{&columns::gdp, 77.0}});
  const World alone = world_after(cold_war().model()), crowded = world_after(crowd.model());
  for (const std::string state : {"big", "small", "enemy"})
    EXPECT_EQ(value_of(alone, columns::burden, state), value_of(crowded, columns::burden, state));
}

}  // namespace
}  // namespace entente
