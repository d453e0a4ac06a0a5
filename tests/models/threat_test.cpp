#include "models/threat.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/catalogue.hpp"
#include "models/columns.hpp"
#include "tests/support/small_world.hpp"

namespace entente {
namespace {

SmallWorld rivals() {
  SmallWorld small(models::catalogue());
  small.state("A", {{&columns::gdp, 1.0}, {&columns::capability, 0.2}})
      .state("B", {{&columns::gdp, 1.0}, {&columns::capability, 0.5}})
      .state("C", {{&columns::gdp, 1.0}, {&columns::capability, 0.1}})
      .pair("A", "B", {{&columns::hostility, 0.8}})
      .near("A", "B", 0.25)
      .pipeline({"threat"});
  return small;
}

TEST(Threat, WhoFearsNobodyIsNotThreatened) {
  const Model model = rivals().model();
  EXPECT_EQ(value_of(model.initial(), columns::threat, "C"), 0.0);
  EXPECT_EQ(value_of(model.initial(), columns::threat, "B"), 0.0);  // fear is directed
}

TEST(Threat, AThreatIsFearTimesPowerTimesProximity) {
  const Model model = rivals().model();
  EXPECT_DOUBLE_EQ(value_of(model.initial(), columns::threat, "A"), 0.8 * 0.5 * 0.25);
}

TEST(Threat, PowerIsRelativeToTheWorldWhereNoReferenceIsGiven) {
  SmallWorld small = rivals();
  const Model model = small.power_reference(0.0).model();
  EXPECT_DOUBLE_EQ(value_of(model.initial(), columns::power, "B"), 0.5 / 0.8);
  EXPECT_DOUBLE_EQ(value_of(model.initial(), columns::threat, "A"), 0.8 * 0.5 / 0.8 * 0.25);
}

TEST(Threat, DomainsCountByTheirWeights) {
  SmallWorld small = rivals();
  const Model model = small.domains({{"land", 0.5}, {"sea", 0.25}}).model();
  EXPECT_DOUBLE_EQ(value_of(model.initial(), columns::power, "B"), 0.75 * 0.5);
}

TEST(Threat, NonStateThreatsAddByExposure) {
  SmallWorld small = rivals();
  const Model model = small.threat("terror", 0.02).state("C", {{&columns::exposure, 0.5}}).model();
  EXPECT_DOUBLE_EQ(value_of(model.initial(), columns::threat, "C"), 0.01);
}

TEST(Threat, AtRestNothingMovesAndNobodyIsShocked) {
  const World world = world_after(rivals().model());
  EXPECT_DOUBLE_EQ(value_of(world, columns::threat, "A"), 0.8 * 0.5 * 0.25);
  EXPECT_NEAR(value_of(world, columns::threat_shock, "A"), 0.0, 1e-12);
}

TEST(Threat, AStateThatIsGoneThreatensNobody) {
  SmallWorld small = rivals();
  const World world = world_after(small.pipeline({"schedule", "threat"}).lives("B", "", "2005-01-01").model());
  EXPECT_EQ(value_of(world, columns::threat, "A"), 0.0);
  EXPECT_EQ(value_of(world, columns::power, "B"), 0.0);
  EXPECT_LT(value_of(world, columns::threat_shock, "A"), 0.0);
}

// Hostility drops from .8 to 0 in 2001: fear falls as exp(-t / 2), and its 15-year average follows the chain of both
// equations, dA/dt = (h - A) / 15, solved by A = 15 / (15 - 2) h0 (exp(-t / 15) - exp(-t / 2)) + h0 exp(-t / 2).
TEST(Threat, FearAndItsAverageRelaxExactlyWhateverTheStep) {
  for (const int months : {1, 3, 12}) {
    SmallWorld small = rivals();
    small.time("2000-01-01", "2007-01-01", months)
        .pipeline({"schedule", "threat"})
        .change("2001-01-01", Verb::set, columns::power, "A", 0.0);  // replaced below: dyads have no name
    Scenario scenario = small.scenario();
    ScheduledChange& change = scenario.schedule[0];
    change.column = &columns::hostility;
    change.row = *scenario.world.dyads.row(state_of(scenario.world, "A"), state_of(scenario.world, "B"));
    const World world = world_after(Model(std::move(scenario), small.catalogue()));
    const double short_kept = std::exp(-6.0 / 2.0), long_kept = std::exp(-6.0 / 15.0);
    EXPECT_NEAR(pair_value(world, columns::fear, "A", "B"), 0.8 * short_kept, 1e-12) << months;
    EXPECT_NEAR(pair_value(world, columns::fear_average, "A", "B"),
                0.8 * (15.0 / 13.0 * long_kept - 2.0 / 13.0 * short_kept), 1e-12)
        << months;
  }
}

TEST(Threat, OldFearsAreRememberedAtTheirAverage) {
  SmallWorld small = rivals();
  Scenario scenario = small.scenario();
  const std::size_t row = *scenario.world.dyads.row(state_of(scenario.world, "A"), state_of(scenario.world, "B"));
  scenario.trajectories.push_back({&columns::hostility, row, 0, {{on("2000-01-01"), 0.8}, {on("2000-01-02"), 0.0}}});
  scenario.pipeline = {{"schedule"}, {"threat"}};
  const World world = world_after(Model(std::move(scenario), small.catalogue()));
  const double average = pair_value(world, columns::fear_average, "A", "B");
  EXPECT_GT(average, 10 * pair_value(world, columns::fear, "A", "B"));
  EXPECT_DOUBLE_EQ(pair_value(world, columns::pair_memory, "A", "B"), average * 0.5 * 0.25);
}

// A jump of the threat from .1 to .2 on 1 January 2001; after t years the five-year average is .2 - .1 exp(-t / 5).
TEST(Threat, AShockIsTheLogOfThreatOverItsAverage) {
  SmallWorld small = rivals();
  small.pipeline({"schedule", "threat"})
      .time("2000-01-01", "2003-01-01")
      .change("2001-01-01", Verb::set, columns::capability, "B", 1.0);
  const World world = world_after(small.model());
  const double usual = 0.2 - 0.1 * std::exp(-2.0 / 5.0);
  EXPECT_NEAR(value_of(world, columns::threat_average, "A"), usual, 1e-12);
  EXPECT_NEAR(value_of(world, columns::threat_shock, "A"), std::log(0.205 / (usual + 0.005)), 1e-12);
}

TEST(Threat, ANewbornStartsWithoutShock) {
  SmallWorld small = rivals();
  small.pipeline({"schedule", "threat"}).lives("A", "2005-01-01", "");
  const Model model = small.model();
  Simulation simulation(model, 1, 0);
  while (to_string(simulation.world().date) <= "2005-01-01") simulation.step();
  EXPECT_DOUBLE_EQ(value_of(simulation.world(), columns::threat, "A"), 0.1);
  EXPECT_EQ(value_of(simulation.world(), columns::threat_shock, "A"), 0.0);
}

}  // namespace
}  // namespace entente
