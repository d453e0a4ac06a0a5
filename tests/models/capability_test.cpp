#include "models/capability.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/integration.hpp"
#include "tests/support/small_world.hpp"

namespace entente {
namespace {

/// Three states of different size and burden that grow alike.
SmallWorld steady(double growth = 0.03) {
  SmallWorld small(models::catalogue());
  const Given alike{{&columns::growth, growth}, {&columns::volatility, 0.0}};
  for (const char* state : {"A", "B", "C"}) small.state(state, alike);
  small.state("A", {{&columns::gdp, 1000.0}, {&columns::burden, 0.05}, {&columns::capability, 0.3}})
      .state("B", {{&columns::gdp, 300.0}, {&columns::burden, 0.02}, {&columns::capability, 0.2}})
      .state("C", {{&columns::gdp, 10.0}, {&columns::burden, 0.0}, {&columns::capability, 0.01}})
      .pipeline({"schedule", "economy", "threat", "capability"});
  return small;
}

double capability_of(const SmallWorld& small, std::string_view state) {
  return value_of(world_after(small.model()), columns::capability, state);
}

double total(const World& world) {
  double sum = 0.0;
  for (const double capability : world.states[columns::capability]) sum += capability;
  return sum;
}

TEST(Capability, SharesOfPowerDoNotDriftWhereAllGrowAlike) {
  for (const double growth : {0.0, 0.03, -0.01}) {
    SmallWorld small = steady(growth);
    small.time("2000-01-01", "2050-01-01");
    EXPECT_NEAR(capability_of(small, "A"), 0.3, 1e-12) << growth;
    EXPECT_NEAR(capability_of(small, "B"), 0.2, 1e-12) << growth;
    EXPECT_NEAR(capability_of(small, "C"), 0.01, 1e-13) << growth;
  }
}

TEST(Capability, WhoGrowsFasterThanTheWorldGainsAndTheWorldsPowerStaysAsItIs) {
  SmallWorld small = steady();
  small.state("B", {{&columns::growth, 0.06}});
  const World world = world_after(small.time("2000-01-01", "2020-01-01").model());
  EXPECT_GT(value_of(world, columns::capability, "B"), 0.23);
  EXPECT_LT(value_of(world, columns::capability, "A"), 0.28);
  EXPECT_NEAR(total(world), 0.51, 1e-12);
}

TEST(Capability, ABurdenThatDoublesDoublesTheSustainedStockOfASmallState) {
  SmallWorld small = steady();
  small.state("C", {{&columns::burden, 0.01}}).change("2000-06-01", Verb::scale, columns::burden, "C", 2.0);
  EXPECT_NEAR(capability_of(small.time("2000-01-01", "2100-01-01"), "C"), 0.02, 0.0006);
}

// dc = .08 (.2 - c) dt from c = .4 for ten years.
TEST(Capability, WhatSpendingDoesNotSustainWearsOutAtTheSamePaceWhateverTheStep) {
  for (const int months : {1, 3, 12}) {
    SmallWorld small = steady(0.0);
    small.time("2000-01-01", "2010-01-01", months).change("2000-01-01", Verb::scale, columns::capability, "B", 2.0);
    EXPECT_NEAR(capability_of(small, "B"), 0.2 + 0.2 * std::exp(-0.8), 1e-12) << months;
  }
}

TEST(Capability, ANumberOnAPathIsGivenUntilItsLastDateAndThenTheModels) {
  SmallWorld small = steady();
  small.path(columns::capability, "B", {{"2000-01-01", 0.2}, {"2004-01-01", 0.4}})
      .state("B", {{&columns::growth, 0.06}})
      .time("2000-01-01", "2014-01-01");
  const Scenario scenario = small.scenario();
  const Model model = small.model();
  Simulation simulation(model, 1, 0);
  while (simulation.world().date < on("2004-01-01")) {
    const Date begin = simulation.world().date;
    simulation.step();
    const Date middle{begin.days + (simulation.world().date.days - begin.days) / 2};
    ASSERT_EQ(value_of(simulation.world(), columns::capability, "B"), scenario.trajectories[0].at(middle));
  }
  simulation.step();
  const double freed = value_of(simulation.world(), columns::capability, "B");
  EXPECT_NEAR(freed, 0.4, 0.001);
  simulation.run();
  EXPECT_GT(value_of(simulation.world(), columns::capability, "B"), 0.41);
}

TEST(Capability, AStateThatIsFreedFromItsPathStandsStillInASteadyWorld) {
  SmallWorld small = steady();
  small.path(columns::capability, "B", {{"2000-01-01", 0.2}, {"2004-01-01", 0.4}});
  EXPECT_NEAR(capability_of(small.time("2000-01-01", "2034-01-01"), "B"), 0.4, 1e-12);
}

TEST(Capability, AnOpenFutureIsMadeByBudgets) {
  SmallWorld calm = steady(), tense = steady();
  for (SmallWorld* small : {&calm, &tense})
    small->pipeline({"schedule", "economy", "threat", "security", "budget", "capability"})
        .time("2000-01-01", "2030-01-01")
        .threat("unrest", 0.0)
        .state("B", {{&columns::exposure, 1.0}})
        .path(columns::capability, "B", {{"2000-01-01", 0.2}, {"2010-01-01", 0.2}});
  tense.change("2009-01-01", Verb::set, columns::intensity, "unrest", 0.2);
  EXPECT_GT(capability_of(tense, "B"), capability_of(calm, "B") + 0.02);
  for (SmallWorld* small : {&calm, &tense}) small->time("2000-01-01", "2010-01-01");
  EXPECT_EQ(capability_of(tense, "B"), capability_of(calm, "B"));
}

TEST(Capability, HeirsAndNewStatesBeginWithWhatTheScenarioGives) {
  SmallWorld small = steady();
  small.state("heir", {{&columns::gdp, 5.0}, {&columns::capability, 0.15}, {&columns::volatility, 0.0}})
      .state("late", {{&columns::gdp, 8.0}, {&columns::capability, 0.05}, {&columns::volatility, 0.0}})
      .lives("heir", "2003-01-01", "", "A")
      .lives("late", "2003-01-01", "")
      .lives("A", "", "2003-01-01")
      .time("2000-01-01", "2003-02-01");
  EXPECT_EQ(capability_of(small, "heir"), 0.15);
  EXPECT_EQ(capability_of(small, "late"), 0.05);
  for (const char* state : {"heir", "late"}) small.state(state, {{&columns::growth, 0.03}});
  small.time("2000-01-01", "2023-01-01");
  EXPECT_NEAR(capability_of(small, "heir"), 0.15, 1e-12);
  EXPECT_NEAR(capability_of(small, "late"), 0.05, 1e-12);
  EXPECT_NEAR(capability_of(small, "B"), 0.2, 1e-12);
}

/// A land power and a sea power of equal strength.
World after_integration(double integration, bool opts_out = false) {
  SmallWorld small(models::catalogue());
  small.domains({{"land", 0.5}, {"sea", 0.5}})
      .states("S", 2, {{&columns::gdp, 100.0}, {&columns::volatility, 0.0}})
      .alliance("X", {"S0", "S1"}, {{&columns::integration, integration}})
      .pipeline({"schedule", "economy", "threat", "capability"})
      .time("2000-01-01", "2030-01-01");
  Scenario scenario = small.scenario();
  const auto capability = scenario.world.states.update(columns::capability);
  capability[0] = capability[3] = 0.3;
  capability[1] = capability[2] = 0.1;
  scenario.world.memberships.update(columns::opted_out)[0] = opts_out ? 1.0 : 0.0;
  return world_after(Model(std::move(scenario), small.catalogue()));
}

TEST(Capability, MembersOfAnIntegratedAllianceSpecialiseAtTheSameCostInPower) {
  const World world = after_integration(0.8);
  const auto capability = world.states[columns::capability];
  EXPECT_GT(capability[0], 0.305);
  EXPECT_LT(capability[1], 0.095);
  EXPECT_NEAR(capability[0] + capability[1], 0.4, 1e-12);
  EXPECT_NEAR(capability[0], capability[3], 1e-12);
}

TEST(Capability, WithoutIntegrationNobodySpecialises) {
  EXPECT_NEAR(after_integration(0.0).states[columns::capability][0], 0.3, 1e-12);
}

TEST(Capability, WhoOptsOutDoesNotSpecialise) {
  const World world = after_integration(0.8, true);
  EXPECT_NEAR(world.states[columns::capability][0], 0.3, 1e-12);
  EXPECT_GT(world.states[columns::capability][3], 0.305);
}

TEST(Capability, ABystanderWithoutForcesChangesNobodysCapability) {
  SmallWorld alone = steady(), crowd = steady();
  for (SmallWorld* small : {&alone, &crowd}) small->state("B", {{&columns::growth, 0.06}});
  crowd.state("bystander", {{&columns::gdp, 77.0}});
  for (const char* state : {"A", "B", "C"}) EXPECT_EQ(capability_of(alone, state), capability_of(crowd, state));
}

}  // namespace
}  // namespace entente
