#include "engine/simulation/simulation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "engine/base/error.hpp"
#include "engine/simulation/structure.hpp"
#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/events.hpp"
#include "tests/support/small_world.hpp"

namespace entente {
namespace {

using testing::ElementsAre;

const std::vector<std::string> everything = [] {
  const Catalogue catalogue = models::catalogue();
  std::vector<std::string> names;
  for (const MechanismDeclaration& mechanism : catalogue.vocabulary().mechanisms) names.push_back(mechanism.name);
  return names;
}();

SmallWorld lively() {
  SmallWorld small(models::catalogue());
  small.pipeline(everything).time("2000-01-01", "2006-01-01").parameter("membership", "join_rate", 3.0);
  for (int n = 0; n < 9; ++n) {
    const std::string id = "S" + std::to_string(n);
    small.state(id, {{&columns::gdp, 10.0 + n}, {&columns::capability, 0.02 + 0.01 * n}, {&columns::home, 0.1 * n}});
    small.pair(id, "S" + std::to_string((n + 4) % 9), {{&columns::hostility, 0.08 * n}, {&columns::tie, 0.3}});
  }
  small.lives("S8", "2002-03-01", "").lives("S7", "", "2003-03-01").at("2001-01-01", Verb::turnover, "S1");
  small.alliance("X", {"S6", "S7"}, {{&columns::exit_rate, 0.3}}).alliance("Y", {"S0", "S1"});
  return small;
}

void expect_same_world(const World& a, const World& b) {
  EXPECT_EQ(a.date, b.date);
  EXPECT_EQ(a.states.active, b.states.active);
  EXPECT_EQ(a.alliances.active, b.alliances.active);
  for (std::size_t row = 0; row < a.memberships.size(); ++row) {
    EXPECT_EQ(a.memberships.status()[row], b.memberships.status()[row]);
    EXPECT_EQ(a.memberships.since()[row], b.memberships.since()[row]);
    EXPECT_EQ(a.memberships.entered()[row], b.memberships.entered()[row]);
  }
  for (const TableKind table :
       {TableKind::state, TableKind::alliance, TableKind::membership, TableKind::dyad, TableKind::threat})
    for (std::size_t n = 0; n < a.table(table).slots().size(); ++n) {
      const auto& left = a.table(table).slots()[n];
      const auto& right = b.table(table).slots()[n];
      EXPECT_TRUE(left.values.empty() ||
                  std::memcmp(left.values.data(), right.values.data(), left.values.size() * sizeof(double)) == 0)
          << to_string(table) << "." << left.column->name;
    }
}

void expect_same_events(const RunRecord& a, const RunRecord& b) {
  ASSERT_EQ(a.events.size(), b.events.size());
  for (std::size_t n = 0; n < a.events.size(); ++n) {
    EXPECT_EQ(a.events.events()[n].date, b.events.events()[n].date);
    EXPECT_EQ(a.events.events()[n].kind, b.events.events()[n].kind);
    EXPECT_EQ(a.events.events()[n].state, b.events.events()[n].state);
  }
}

RunRecord record_of(const Model& model, std::uint64_t seed = 1, std::uint64_t replicate = 0) {
  Simulation simulation(model, seed, replicate);
  simulation.run();
  return simulation.record();
}

TEST(Simulation, ARunOfNoLengthRecordsTheStartAndNothingElse) {
  SmallWorld small = lively();
  const Model model = small.time("2000-01-01", "2000-01-01").model();
  Simulation simulation(model, 1, 0);
  EXPECT_TRUE(simulation.done());
  EXPECT_EQ(simulation.record().times, 1u);
}

TEST(Simulation, StepsBeginWhereTheLastOnesEndedAndReachTheEnd) {
  for (const int months : {1, 3, 6, 12}) {
    SmallWorld small = lively();
    const Model model = small.time("2000-01-31", "2001-12-15", months).model();
    Simulation simulation(model, 1, 0);
    EXPECT_EQ(simulation.world().date, on("2000-01-31"));
    simulation.run();
    EXPECT_EQ(simulation.world().date, model.date(model.steps()));
    EXPECT_GE(simulation.world().date, on("2001-12-15"));
    EXPECT_LT(model.date(model.steps() - 1), on("2001-12-15"));
  }
}

TEST(Simulation, TheStartAndTheEndAreRecordedWhateverTheInterval) {
  SmallWorld small = lively();
  small.time("2000-01-01", "2001-03-01");
  EXPECT_EQ(record_of(small.record({"states.gdp"}).model()).times, 15u);
  const Model yearly = small.record({"states.gdp"}, 12).model();
  EXPECT_THAT(yearly.layout().times, ElementsAre(on("2000-01-01"), on("2001-01-01"), on("2001-03-01")));
  const RunRecord record = record_of(yearly);
  EXPECT_EQ(record.times, 3u);
  EXPECT_EQ(record.series[0].size(), 3u * 9u);
}

TEST(Simulation, ARecordedColumnIsTheColumnAtTheDate) {
  SmallWorld small = lively();
  const Model model = small.time("2000-01-01", "2001-01-01").record({"states.gdp", "memberships.status"}).model();
  Simulation simulation(model, 1, 0);
  simulation.run();
  const RunRecord record = simulation.record();
  ASSERT_EQ(record.series.size(), 2u);
  const auto gdp = simulation.world().states[columns::gdp];
  EXPECT_TRUE(std::equal(gdp.begin(), gdp.end(), record.series[0].end() - 9));
  for (std::size_t row = 0; row < 18; ++row)
    EXPECT_EQ(record.series[1][12 * 18 + row], static_cast<double>(simulation.world().memberships.status()[row]));
}

TEST(Simulation, WhatIsRecordedNeverChangesTheResult) {
  SmallWorld small = lively();
  const Model silent = small.record({"none"}).model();
  const Model loud = small.record({"all"}).model();
  const Model rare = small.record({"default"}, 12).model();
  expect_same_world(world_after(silent), world_after(loud));
  expect_same_world(world_after(silent), world_after(rare));
  expect_same_events(record_of(silent), record_of(loud));
  EXPECT_TRUE(record_of(silent).series.empty());
}

TEST(Simulation, ARunGoneOnWithFromAnyStepIsTheUninterruptedOne) {
  const Model model = lively().model();
  Simulation whole(model, 5, 2);
  whole.run();
  for (const std::size_t cut : {std::size_t{0}, std::size_t{1}, std::size_t{26}, model.steps()}) {
    Simulation first(model, 5, 2);
    while (first.steps_done() < cut) first.step();
    Simulation second(model, first.world(), first.record(), first.steps_done());
    second.run();
    expect_same_world(whole.world(), second.world());
    expect_same_events(whole.record(), second.record());
    EXPECT_EQ(whole.record().series.size(), second.record().series.size());
    for (std::size_t n = 0; n < whole.record().series.size(); ++n)
      EXPECT_EQ(whole.record().series[n].size(), second.record().series[n].size());
    EXPECT_EQ(whole.record().spells.size(), second.record().spells.size());
  }
}

TEST(Simulation, TheSameSeedGivesTheSameBitsAndAnotherSeedOrReplicateAnotherWorld) {
  const Model model = lively().model();
  expect_same_world(world_after(model, 1, 0), world_after(model, 1, 0));
  const double gdp = value_of(world_after(model, 1, 0), columns::gdp, "S0");
  EXPECT_NE(value_of(world_after(model, 1, 1), columns::gdp, "S0"), gdp);
  EXPECT_NE(value_of(world_after(model, 2, 0), columns::gdp, "S0"), gdp);
}

// 400 replicates of one growth shock: their mean is 0 +- .2 / sqrt(400) = .01, neighbours correlate by 0 +- .05.
TEST(Simulation, ReplicatesAreIndependent) {
  SmallWorld small(models::catalogue());
  small.state("A", {{&columns::gdp, 1.0}, {&columns::growth, 0.02}, {&columns::volatility, 0.2}});
  const Model model = small.pipeline({"economy"}).time("2000-01-01", "2001-01-01", 12).model();
  double mean = 0.0, neighbours = 0.0, last = 0.0;
  for (std::uint64_t r = 0; r < 400; ++r) {
    const double change = std::log(value_of(world_after(model, 1, r), columns::gdp, "A"));
    mean += change / 400;
    neighbours += change * last / 400 / 0.04;
    last = change;
  }
  EXPECT_NEAR(mean, 0.0, 4 * 0.01);
  EXPECT_NEAR(neighbours, 0.0, 4 * 0.05);
}

TEST(Simulation, SwitchingAMechanismOffLeavesTheOthersDrawsAsTheyWere) {
  SmallWorld small = lively();
  const World with = world_after(small.model());
  small.pipeline({"schedule", "economy", "interests", "threat"});
  const World without = world_after(small.model());
  EXPECT_EQ(value_of(with, columns::gdp, "S3"), value_of(without, columns::gdp, "S3"));
  EXPECT_EQ(value_of(with, columns::recent_growth, "S3"), value_of(without, columns::recent_growth, "S3"));
  small.parameter("leadership", "offset.autocracy", 0.0).parameter("leadership", "offset.democracy", 0.0);
  small.parameter("interests", "socialisation", 0.0).pipeline(everything);
  const World calm = world_after(small.model());
  EXPECT_NEAR(value_of(calm, columns::position, "S3"),
              value_of(world_after(small.pipeline({"interests"}).model()), columns::position, "S3"), 1e-12);
}

TEST(Simulation, SpellsRunFromEntryToExit) {
  SmallWorld small(models::catalogue());
  for (const char* id : {"A", "B", "C"}) small.state(id, {{&columns::gdp, 1.0}});
  small.pipeline({"schedule"})
      .alliance("X", {"A", "B"})
      .at("2001-01-01", Verb::admit, "C", "X")
      .at("2002-01-01", Verb::withdraw, "A", "X")
      .at("2003-01-01", Verb::admit, "A", "X");
  const auto spells = record_of(small.model()).spells;
  ASSERT_EQ(spells.size(), 4u);
  EXPECT_EQ(spells[0].entry, on("2000-01-01"));
  EXPECT_EQ(spells[0].entry_kind, -1);
  EXPECT_EQ(spells[0].exit, on("2002-01-01"));
  EXPECT_EQ(spells[1].entry, on("2003-01-01"));
  EXPECT_EQ(spells[1].exit_kind, -1);
  EXPECT_EQ(spells[2].state, StateId(1));
  EXPECT_EQ(spells[3].entry, on("2001-01-01"));
}

TEST(Spells, AnExitOfWhoIsNoMemberAndASecondEntryAreToldByName) {
  SmallWorld small(models::catalogue());
  const Model model = small.state("A", {{&columns::gdp, 1.0}}).alliance("X", {}).model();
  const auto log_of = [&](const EventKind& kind, int times) {
    EventLog log(model.layout().features.size());
    for (int n = 0; n < times; ++n)
      log.add({.date = on("2001-01-01"),
               .kind = entente::Setup(model.scenario(), small.catalogue().event_kinds()).event(kind),
               .state = StateId(0),
               .alliance = AllianceId(0)});
    return log;
  };
  try {
    spells_of(model.initial(), small.catalogue().event_kinds(), log_of(events::left, 1));
    FAIL();
  } catch (const ModelError& error) {
    EXPECT_STREQ(error.what(), "an exit was logged of A in X at 2001-01-01, which is no member");
  }
  EXPECT_THROW(spells_of(model.initial(), small.catalogue().event_kinds(), log_of(events::admitted, 2)), ModelError);
}

TEST(Model, ChosenSeriesAreThoseOfTheWords) {
  SmallWorld small = lively();
  const auto names = [&](std::vector<std::string> words) {
    std::vector<std::string> found;
    const Model model = small.record(std::move(words)).model();
    for (const Series& series : model.layout().series)
      found.push_back(std::string(to_string(series.column->table)) + "." + std::string(series.column->name));
    return found;
  };
  EXPECT_TRUE(names({"none"}).empty());
  EXPECT_THAT(names({"memberships.trust", "states.gdp"}), ElementsAre("state.gdp", "membership.trust"));
  EXPECT_EQ(names({"all"}).size(), small.catalogue().vocabulary().columns.size() + 3);
  EXPECT_THAT(names({"threats"}), ElementsAre("threat.intensity"));
  EXPECT_LT(names({"default"}).size(), names({"all"}).size());
}

TEST(EventLog, SharesAreKeptByEventAndMissingOnesAreNoNumbers) {
  EventLog log(2);
  const double shares[] = {1.0, 2.0};
  log.add({.date = Date{1}});
  log.add({.date = Date{2}}, shares);
  EXPECT_EQ(log.size(), 2u);
  EXPECT_TRUE(std::isnan(log.shares(0)[1]));
  EXPECT_EQ(log.shares(1)[1], 2.0);
}

TEST(Scratch, MemoryIsGivenOnceAndComesAsOneBlockTheNextTime) {
  Scratch scratch;
  const auto first = scratch.take(10, 3.0);
  const auto second = scratch.take(100000, 4.0);
  EXPECT_EQ(first[9], 3.0);
  EXPECT_EQ(second[99999], 4.0);
  scratch.clear();
  const auto a = scratch.take(10);
  const auto b = scratch.take(100000);
  EXPECT_EQ(a.data() + 10, b.data());
  EXPECT_TRUE(scratch.take(0).empty());
}

TEST(Catalogue, AnUnknownMechanismOrEventKindIsTheProgrammersMistake) {
  const Catalogue catalogue = models::catalogue();
  const Scenario scenario;
  const entente::Setup setup(scenario, catalogue.event_kinds());
  EXPECT_THROW((void)catalogue.make("astrology", setup), std::logic_error);
  EXPECT_THROW((void)setup.event(EventKind{.name = "miracle", .about = "none"}), std::logic_error);
}

}  // namespace
}  // namespace entente
