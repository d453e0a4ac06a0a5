#include "models/wars.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/crises.hpp"
#include "tests/support/small_world.hpp"

namespace entente {
namespace {

const WarParameters usual;

TEST(ChanceToWin, IsEvenBetweenEquals) {
  EXPECT_EQ(chance_to_win(0.3, 0.3, usual.exponent, 0.0), 0.5);
  EXPECT_EQ(chance_to_win(0.0, 0.0, usual.exponent, 0.0), 0.5);
  EXPECT_EQ(chance_to_win(0.9, 0.1, 0.0, 0.0), 0.5);
}

TEST(ChanceToWin, IsAllOrNothingAgainstThePowerless) {
  EXPECT_EQ(chance_to_win(0.1, 0.0, usual.exponent, usual.initiative), 1.0);
  EXPECT_EQ(chance_to_win(0.0, 0.1, usual.exponent, usual.initiative), 0.0);
}

RC_GTEST_PROP(ChanceToWin, IsSymmetricWithoutInitiativeAndKnowsNoUnits, ()) {
  const double a = *rc::gen::inRange(1, 1000) / 1000.0, b = *rc::gen::inRange(1, 1000) / 1000.0;
  const double chance = chance_to_win(a, b, usual.exponent, 0.0);
  RC_ASSERT(std::fabs(chance + chance_to_win(b, a, usual.exponent, 0.0) - 1.0) < 1e-12);
  RC_ASSERT(std::fabs(chance - chance_to_win(7.0 * a, 7.0 * b, usual.exponent, 0.0)) < 1e-12);
  RC_ASSERT(std::fabs(chance - std::pow(a, 0.41) / (std::pow(a, 0.41) + std::pow(b, 0.41))) < 1e-12);
}

// Correlates of War, 77 decided wars between states 1823-1999: log of the initiators' over their targets' capability
// has mean .587 and spread 1.968; initiators won .662 (standard error .054), the stronger side .636 (.055).
TEST(ChanceToWin, OfInitiatorsAndOfTheStrongerIsThatOfTheWarsOf1823To1999) {
  double initiators = 0.0, stronger = 0.0, total = 0.0;
  for (double z = -4.0; z <= 4.0; z += 0.01) {
    const double density = std::exp(-0.5 * z * z), ratio = std::exp(0.587 + 1.968 * z);
    const double won = chance_to_win(ratio, 1.0, usual.exponent, usual.initiative);
    initiators += density * won;
    stronger += density * (ratio > 1.0 ? won : 1.0 - won);
    total += density;
  }
  EXPECT_NEAR(initiators / total, 0.662, 0.01);
  EXPECT_NEAR(stronger / total, 0.636, 0.055);
}

/// `number` wars of equals from the start of 2000 on, between A0, A1 … and B0, B1 …, and no attacks.
Scenario wars(std::size_t number, int months, std::string_view end, double end_rate) {
  SmallWorld world(models::catalogue());
  const Given equal{{&columns::gdp, 1.0}, {&columns::capability, 0.1}};
  world.states("A", number, equal).states("B", number, equal).all_near(1.0).time("2000-01-01", end, months);
  world.pipeline({"threat", "crises"}).parameter("crises", "war.end_rate", end_rate).record({"none"});
  for (std::size_t n = 0; n < number; ++n) world.pair("A" + std::to_string(n), "B" + std::to_string(n), {});
  Scenario scenario = world.scenario();
  World& begun = scenario.world;
  for (std::size_t n = 0; n < number; ++n)
    begin_war(begun,
              *begun.dyads.row(state_of(begun, "A" + std::to_string(n)), state_of(begun, "B" + std::to_string(n))),
              on("2000-01-01"));
  return scenario;
}

RunRecord run(Scenario scenario) {
  const Model model(std::move(scenario), models::catalogue());
  Simulation simulation(model, 3, 0);
  simulation.run();
  return simulation.record();
}

std::size_t count(const RunRecord& record, const EventKind& kind) {
  return count_events(record, models::catalogue(), kind);
}

// 400 exponential durations: standard error of the mean 1 / (.86 x 20) = .058 years. By months or years, all the same.
TEST(Wars, LastAsLongAsTheirRateSaysWhateverTheStep) {
  std::vector<double> means;
  for (const int months : {1, 3, 12}) {
    const RunRecord record = run(wars(400, months, "2030-01-01", 0.86));
    double years = 0.0;
    for (const Event& event : record.events.events()) years += years_between(on("2000-01-01"), event.date);
    ASSERT_EQ(record.events.size(), 400);
    means.push_back(years / 400.0);
    EXPECT_NEAR(means.back(), 1.0 / 0.86, 4.0 * 0.058) << months;
  }
  EXPECT_NEAR(means[0], means[1], 1e-9);  // the same draws decide
  EXPECT_NEAR(means[0], means[2], 1e-9);
}

// Of 400 wars .17 end undecided (standard error .019); of the others attackers win logistic(.53) = .629 (.027).
TEST(Wars, EndAsOftenInEachWayAsTheContestSays) {
  const RunRecord record = run(wars(400, 1, "2030-01-01", 0.86));
  const auto won = static_cast<double>(count(record, events::war_won));
  const auto lost = static_cast<double>(count(record, events::war_lost));
  EXPECT_NEAR(static_cast<double>(count(record, events::war_stalemate)) / 400.0, 0.17, 4 * 0.019);
  EXPECT_NEAR(won / (won + lost), 0.629, 4 * 0.027);
}

TEST(Wars, WithoutAnEndGoOn) {
  Scenario scenario = wars(3, 1, "2010-01-01", 0.0);
  const World world = world_after(Model(std::move(scenario), models::catalogue()));
  EXPECT_EQ(value_of(world, columns::wars, "A1"), 1.0);
  EXPECT_EQ(pair_value(world, columns::war_since, "A1", "B1"), on("2000-01-01").days);
}

// At even odds capability falls by .3 x .5 a year, output by .05 x .5; of what is lost in a month, weariness takes 2.5
// times as much and keeps exp(-1 / 60) of what it has.
TEST(Wars, CostCapabilityAndOutputAndWearyAsTheEquationsSay) {
  for (const int months : {1, 3, 12}) {
    const World world = world_after(Model(wars(1, months, "2002-01-01", 0.0), models::catalogue()));
    double weariness = 0.0;
    for (int n = 0; n < 24; ++n) weariness = weariness * std::exp(-1.0 / 60.0) + 2.5 * (1.0 - std::exp(-0.15 / 12.0));
    for (const char* state : {"A0", "B0"}) {
      EXPECT_NEAR(value_of(world, columns::capability, state), 0.1 * std::exp(-0.3), 1e-12) << months;
      EXPECT_NEAR(value_of(world, columns::gdp, state), std::exp(-0.05), 1e-12);
      EXPECT_NEAR(value_of(world, columns::weariness, state), weariness, 1e-12);
    }
  }
}

TEST(Wars, CostNothingWhoDoesNotFight) {
  SmallWorld world(models::catalogue());
  world.states("S", 3, {{&columns::gdp, 1.0}, {&columns::capability, 0.1}}).pipeline({"threat", "crises"});
  const World after = world_after(world.model());
  EXPECT_EQ(value_of(after, columns::capability, "S0"), 0.1);
  EXPECT_EQ(value_of(after, columns::gdp, "S0"), 1.0);
  EXPECT_EQ(value_of(after, columns::weariness, "S0"), 0.0);
}

TEST(Wars, LeaveToTheScenarioWhatStandsOnAPath) {
  SmallWorld world(models::catalogue());
  world.states("S", 2, {{&columns::gdp, 1.0}, {&columns::capability, 0.1}}).pair("S0", "S1", {});
  for (const Column* column : {&columns::gdp, &columns::capability})
    world.path(*column, "S0", {{"2000-01-01", 0.1}, {"2020-01-01", 0.1}});
  world.pipeline({"schedule", "threat", "crises"}).parameter("crises", "war.end_rate", 0.0);
  Scenario scenario = world.scenario();
  begin_war(scenario.world, 0, on("2000-01-01"));
  const World after = world_after(Model(std::move(scenario), models::catalogue()));
  EXPECT_EQ(value_of(after, columns::gdp, "S0"), 0.1);
  EXPECT_EQ(value_of(after, columns::capability, "S0"), 0.1);
  EXPECT_LT(value_of(after, columns::gdp, "S1"), 0.9);
  EXPECT_LT(value_of(after, columns::capability, "S1"), 0.05);
}

TEST(Wars, KnowRegionsAsTheyKnowPairs) {
  SmallWorld world(models::catalogue());
  world.states("S", 2, {{&columns::gdp, 1.0}, {&columns::capability, 0.1}}).pair("S0", "S1", {});
  world.regions({1.0, 0.2, 0.2, 1.0}, {{"S0", 0}, {"S1", 1}}).pipeline({"threat", "crises"});
  Scenario scenario = world.scenario();
  begin_war(scenario.world, 0, on("2000-01-01"));
  const Model model(std::move(scenario), models::catalogue());
  const std::vector<War> going_on = wars_of(model.initial());
  ASSERT_EQ(going_on.size(), 1);
  EXPECT_NEAR(going_on[0].attacking, 0.02, 1e-15);
  EXPECT_NEAR(going_on[0].defending, 0.1, 1e-15);
}

/// A attacks B, whom C helps.
Scenario helped(double proximity, double interoperability) {
  SmallWorld world(models::catalogue());
  world.states("S", 3, {{&columns::gdp, 1.0}, {&columns::capability, 0.1}}).all_near(1.0).near("S2", "S1", proximity);
  world.alliance("X", {"S1", "S2"}).membership("X", "S2", {{&columns::interoperability, interoperability}});
  world.pair("S0", "S1", {}).pipeline({"threat", "crises"}).parameter("crises", "war.end_rate", 0.0);
  world.time("2000-01-01", "2000-02-01");
  Scenario scenario = world.scenario();
  begin_war(scenario.world, *scenario.world.dyads.row(StateId(0), StateId(1)), on("2000-01-01"));
  join_war(scenario.world, membership_of(scenario.world, "S2", "X"), StateId(1), StateId(0));
  return scenario;
}

TEST(Wars, WhoHelpsBringsAndLosesWhatReachesThePlaceAndWorksWithTheOthers) {
  const double engaged = 0.5 * 0.6, enemies = 0.1 / (0.1 + 0.1 + 0.1 * engaged);
  const World world = world_after(Model(helped(0.5, 0.6), models::catalogue()));
  EXPECT_NEAR(value_of(world, columns::capability, "S2"), 0.1 * std::exp(-0.3 * enemies * engaged / 12.0), 1e-12);
  EXPECT_NEAR(value_of(world, columns::capability, "S1"), 0.1 * std::exp(-0.3 * enemies / 12.0), 1e-12);
  EXPECT_NEAR(value_of(world, columns::capability, "S0"), 0.1 * std::exp(-0.3 * (1.0 - enemies) / 12.0), 1e-12);
  EXPECT_EQ(value_of(world, columns::wars, "S2"), 1.0);
}

TEST(Wars, SetThoseWhoHelpAgainstTheEnemyAndNotAgainstTheFriend) {
  const Scenario scenario = helped(1.0, 1.0);
  EXPECT_TRUE(are_opposed(scenario.world, StateId(0), StateId(1)));
  EXPECT_TRUE(are_opposed(scenario.world, StateId(2), StateId(0)));
  EXPECT_TRUE(are_opposed(scenario.world, StateId(0), StateId(2)));
  EXPECT_FALSE(are_opposed(scenario.world, StateId(1), StateId(2)));
}

// S0 and S1 attack each other, S4 attacks S3; S2 helps S1 in one alliance and S3 in another.
TEST(Wars, AreKeptApartWhereOneHelpsInTwoAndAPairFightsBothWays) {
  SmallWorld small(models::catalogue());
  small.states("S", 5, {{&columns::gdp, 1.0}, {&columns::capability, 0.1}}).all_near(1.0);
  small.alliance("X", {"S1", "S2"}).alliance("Y", {"S2", "S3"}).pair("S0", "S1", {}).pair("S3", "S4", {});
  World world = small.pipeline({"threat", "crises"}).model().initial();
  const auto pair = [&](std::size_t from, std::size_t to) { return *world.dyads.row(StateId(from), StateId(to)); };
  for (const std::size_t at_war : {pair(0, 1), pair(1, 0), pair(4, 3)}) begin_war(world, at_war, on("2000-01-01"));
  join_war(world, membership_of(world, "S2", "X"), StateId(1), StateId(0));
  join_war(world, membership_of(world, "S2", "Y"), StateId(3), StateId(4));
  std::vector<std::vector<int>> fighters;  // of each war, counted from 1: minus for the attacker's side
  for (const War& war : wars_of(world)) {
    fighters.emplace_back();
    for (const Fighter& fighter : war.fighters)
      fighters.back().push_back((fighter.attacks ? -1 : 1) * (fighter.state.row + 1));
  }
  EXPECT_EQ(fighters, (std::vector<std::vector<int>>{{-1, 2, 3}, {-2, 1, -3}, {-5, 4, 3}}));
  EXPECT_TRUE(are_opposed(world, StateId(2), StateId(4)));
  EXPECT_TRUE(are_opposed(world, StateId(0), StateId(2)));
  EXPECT_FALSE(are_opposed(world, StateId(0), StateId(4)));
  EXPECT_FALSE(are_opposed(world, StateId(2), StateId(3)));
}

TEST(Wars, EndForAllWhoFight) {
  Scenario scenario = helped(1.0, 1.0);
  const std::vector<War> going_on = wars_of(scenario.world);
  ASSERT_EQ(going_on.size(), 1);
  EXPECT_EQ(going_on[0].fighters.size(), 3);
  end_war(scenario.world, going_on[0]);
  EXPECT_TRUE(wars_of(scenario.world).empty());
  EXPECT_FALSE(are_opposed(scenario.world, StateId(2), StateId(0)));
}

TEST(Wars, EndWithAStateAndPassToItsHeir) {
  for (const bool inherited : {false, true}) {
    SmallWorld world(models::catalogue());
    world.states("S", 3, {{&columns::gdp, 1.0}, {&columns::capability, 0.1}}).pair("S0", "S1", {}).pair("S0", "S2", {});
    world.pipeline({"schedule", "threat", "crises"}).parameter("crises", "war.end_rate", 0.0);
    world.lives("S1", "", "2005-01-01");
    if (inherited) world.lives("S2", "2005-01-01", "", "S1");
    Scenario scenario = world.scenario();
    begin_war(scenario.world, *scenario.world.dyads.row(StateId(0), StateId(1)), on("1999-06-01"));
    const Model model(std::move(scenario), models::catalogue());
    Simulation simulation(model, 1, 0);
    simulation.run();
    EXPECT_EQ(count(simulation.record(), events::war_lapsed), 1);
    EXPECT_EQ(wars_of(simulation.world()).size(), inherited ? 1 : 0);
  }
}

TEST(Wars, GoOnFromACopyOfTheWorld) {
  const Model model(wars(20, 1, "2004-01-01", 0.86), models::catalogue());
  Simulation whole(model, 3, 0), first(model, 3, 0);
  whole.run();
  for (int n = 0; n < 10; ++n) first.step();
  ASSERT_GT(wars_of(first.world()).size(), 0);
  Simulation second(model, first.world(), first.record(), 10);
  second.run();
  ASSERT_EQ(second.events().size(), whole.events().size());
  for (std::size_t n = 0; n < whole.events().size(); ++n)
    EXPECT_EQ(second.events().events()[n].date, whole.events().events()[n].date);
  for (std::size_t i = 0; i < whole.world().states.size(); ++i)
    EXPECT_EQ(second.world().states[columns::capability][i], whole.world().states[columns::capability][i]);
}

}  // namespace
}  // namespace entente
