#include "models/schedule.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/events.hpp"
#include "tests/support/small_world.hpp"

namespace entente {
namespace {

using testing::ElementsAre;

SmallWorld countries(const std::vector<std::string>& ids) {
  SmallWorld small(models::catalogue());
  for (const std::string& id : ids) small.state(id, {{&columns::gdp, 1.0}, {&columns::capability, 0.1}});
  small.pipeline({"schedule"});
  return small;
}

/// The events of a run as `date kind state alliance`.
std::vector<std::string> story_of(const Model& model) {
  Simulation simulation(model, 1, 0);
  simulation.run();
  const World& world = simulation.world();
  const RunRecord record = simulation.record();
  std::vector<std::string> story;
  for (const Event& event : record.events.events()) {
    std::string line = to_string(event.date) + " " +
                       std::string(model.layout().event_kinds[static_cast<std::size_t>(event.kind)].name);
    if (event.state.valid()) line += " " + world.states.ids()[event.state.index()];
    if (event.alliance.valid()) line += " " + world.alliances.ids()[event.alliance.index()];
    story.push_back(line);
  }
  return story;
}

std::vector<std::string> story_of(const SmallWorld& small) {
  return story_of(small.model());
}

TEST(Schedule, WithoutDatesNothingHappens) {
  SmallWorld small = countries({"A", "B"});
  EXPECT_TRUE(story_of(small.alliance("X", {"A", "B"})).empty());
}

TEST(Schedule, ADateCountsAtTheNearestBoundaryOfSteps) {
  const auto growth_after = [&](const char* date) {
    SmallWorld one = countries({"A"});
    one.time("2000-01-01", "2003-01-01", 12).change(date, Verb::set, columns::growth, "A", 0.1);
    const Model model = one.model();
    Simulation simulation(model, 1, 0);
    simulation.step();
    const bool in_first = value_of(simulation.world(), columns::growth, "A") == 0.1;
    simulation.step();
    const bool in_second = value_of(simulation.world(), columns::growth, "A") == 0.1;
    return std::pair(in_first, in_second);
  };
  EXPECT_EQ(growth_after("2000-01-01"), std::pair(true, true));
  EXPECT_EQ(growth_after("2000-06-30"), std::pair(true, true));
  EXPECT_EQ(growth_after("2000-07-04"), std::pair(false, true));
  EXPECT_EQ(growth_after("2001-06-30"), std::pair(false, true));
  EXPECT_EQ(growth_after("2001-07-04"), std::pair(false, false));
}

// From 31 January steps begin on 28 February and 31 March: a month before 28 February is no boundary.
TEST(Schedule, EveryDateCountsOnceWhateverTheDayOnWhichTheRunStarts) {
  for (const char* start : {"2000-01-01", "2000-01-28", "2000-01-29", "2000-01-30", "2000-01-31"})
    for (const int months : {1, 3, 12})
      for (Date date = on("2000-02-01"); date < on("2001-01-01"); ++date.days) {
        SmallWorld small = countries({"A"});
        small.time(start, "2002-02-01", months).change(to_string(date), Verb::add, columns::weariness, "A", 1.0);
        ASSERT_EQ(value_of(world_after(small.model()), columns::weariness, "A"), 1.0)
            << start << " " << months << " " << to_string(date);
      }
}

TEST(Schedule, NumbersAreSetAddedToAndScaledWithinTheirRange) {
  SmallWorld small = countries({"A"});
  small.change("2001-01-01", Verb::set, columns::democracy, "A", 0.4)
      .change("2002-01-01", Verb::add, columns::democracy, "A", 0.2)
      .change("2003-01-01", Verb::scale, columns::democracy, "A", 1.5);
  EXPECT_DOUBLE_EQ(value_of(world_after(small.model()), columns::democracy, "A"), 0.9);
  small.change("2004-01-01", Verb::add, columns::democracy, "A", 5.0);
  EXPECT_EQ(value_of(world_after(small.model()), columns::democracy, "A"), 1.0);
}

TEST(Schedule, APathIsFollowedOnStraightLinesAtTheMiddleOfTheStep) {
  SmallWorld small = countries({"A"});
  small.time("2001-01-01", "2003-01-01", 12).path(columns::gdp, "A", {{"2001-01-01", 100.0}, {"2002-01-01", 200.0}});
  const Model model = small.model();
  Simulation simulation(model, 1, 0);
  EXPECT_EQ(value_of(simulation.world(), columns::gdp, "A"), 100.0);
  simulation.step();
  EXPECT_NEAR(value_of(simulation.world(), columns::gdp, "A"), 150.0, 100.0 / 365.0);
  simulation.step();
  EXPECT_EQ(value_of(simulation.world(), columns::gdp, "A"), 200.0);
}

TEST(Schedule, StatesAreBornAndVanishAtTheirDates) {
  SmallWorld small = countries({"A", "B", "C"});
  small.lives("A", "2001-01-01", "").lives("B", "", "2002-01-01").alliance("X", {"B", "C"});
  EXPECT_THAT(story_of(small),
              ElementsAre("2001-01-01 state_born A", "2002-01-01 state_ended B X", "2002-01-01 state_vanished B"));
  const World world = world_after(small.model());
  EXPECT_THAT(world.states.active, ElementsAre(1, 0, 1));
  EXPECT_EQ(world.memberships.members(alliance_of(world, "X")).size(), 1u);
}

TEST(Schedule, ANewbornIsOneForOneStepAndAnHeirIsNone) {
  SmallWorld small = countries({"A", "B", "C"});
  small.lives("A", "2000-03-01", "").lives("B", "2000-03-01", "", "C");
  const Model model = small.model();
  Simulation simulation(model, 1, 0);
  for (int n = 0; n < 3; ++n) simulation.step();
  EXPECT_THAT(simulation.world().states[columns::newborn], ElementsAre(1, 0, 0));
  simulation.step();
  EXPECT_THAT(simulation.world().states[columns::newborn], ElementsAre(0, 0, 0));
}

TEST(Schedule, ABirthChangesTheCandidatesOfTheAlliancesThatItMayJoin) {
  SmallWorld small = countries({"A", "B", "C"});
  small.lives("A", "2000-03-01", "").alliance("X", {"B", "C"}).alliance("Y", {"B", "C"}).eligible("Y", {"B", "C"});
  const World world = world_after(small.model());
  const auto changed = world.alliances[columns::changed];
  EXPECT_EQ(changed[alliance_of(world, "X").index()], parse_date("2000-03-01")->days);
  EXPECT_LT(changed[alliance_of(world, "Y").index()], parse_date("2000-03-01")->days);
}

TEST(Schedule, AnHeirTakesOverMembershipLeadFearsAndPosition) {
  SmallWorld small = countries({"POL", "RUS", "SUN", "USA"});
  small.lives("SUN", "", "1991-12-26").lives("RUS", "1991-12-26", "", "SUN").time("1991-01-01", "1992-03-01");
  small.alliance("WTO", {"POL", "SUN"}, {{&columns::lead_state, 2.0}})
      .alliance("EUR", {"SUN"})
      .eligible("EUR", {"POL", "SUN"})
      .pair("RUS", "USA", {})
      .pair("SUN", "USA", {});
  Scenario scenario = small.scenario();
  World& start = scenario.world;
  const auto pair = [&](const char* from, const char* to) {
    return *start.dyads.row(state_of(start, from), state_of(start, to));
  };
  start.dyads.update(columns::fear)[pair("SUN", "USA")] = 0.7;
  start.dyads.update(columns::fear)[pair("USA", "SUN")] = 0.9;
  start.states.update(columns::position)[state_of(start, "SUN").index()] = -2.0;
  start.states.update(columns::threat_average)[state_of(start, "SUN").index()] = 0.3;
  const World world = world_after(Model(std::move(scenario), small.catalogue()));
  EXPECT_EQ(pair_value(world, columns::fear, "RUS", "USA"), 0.7);
  EXPECT_EQ(pair_value(world, columns::fear, "USA", "RUS"), 0.9);
  EXPECT_EQ(value_of(world, columns::position, "RUS"), -2.0);
  EXPECT_EQ(value_of(world, columns::threat_average, "RUS"), 0.3);
  EXPECT_EQ(value_of(world, columns::lead_state, "WTO"), 1.0);
  EXPECT_EQ(world.memberships.status()[membership_of(world, "RUS", "WTO")], Status::member);
  EXPECT_EQ(world.memberships.members(alliance_of(world, "EUR")).size(), 0u);  // Russia is not eligible
  EXPECT_THAT(story_of(small),
              ElementsAre("1992-01-01 state_born RUS", "1992-01-01 succeeded RUS WTO", "1992-01-01 state_ended SUN EUR",
                          "1992-01-01 state_ended SUN WTO", "1992-01-01 state_vanished SUN"));
}

TEST(Schedule, AStateThatSplitsOffLeavesItsPredecessorTheLead) {
  SmallWorld small = countries({"BLR", "SUN"});
  small.lives("BLR", "2001-01-01", "", "SUN").alliance("X", {"SUN"}, {{&columns::lead_state, 1.0}});
  const World world = world_after(small.model());
  EXPECT_EQ(value_of(world, columns::lead_state, "X"), 1.0);
  EXPECT_EQ(world.memberships.members(alliance_of(world, "X")).size(), 2u);
}

TEST(Schedule, TwoGermaniesBecomeOne) {
  SmallWorld small = countries({"DDR", "DEU", "FRG", "USA"});
  small.time("1990-01-01", "1991-01-01")
      .lives("DDR", "", "1990-10-03")
      .lives("FRG", "", "1990-10-03")
      .lives("DEU", "1990-10-03", "", "FRG")
      .alliance("NATO", {"FRG", "USA"})
      .alliance("WTO", {"DDR"});
  EXPECT_THAT(story_of(small), ElementsAre("1990-10-01 state_born DEU", "1990-10-01 succeeded DEU NATO",
                                           "1990-10-01 state_ended DDR WTO", "1990-10-01 state_vanished DDR",
                                           "1990-10-01 state_ended FRG NATO", "1990-10-01 state_vanished FRG"));
  const World world = world_after(small.model());
  EXPECT_EQ(world.memberships.members(alliance_of(world, "NATO")).size(), 2u);
  EXPECT_EQ(world.memberships.status()[membership_of(world, "DEU", "WTO")], Status::outsider);
}

TEST(Schedule, AnAllianceIsFoundedByTheFoundersThatExistAndEndsAtItsDate) {
  SmallWorld small = countries({"A", "B", "C"});
  small.lives("C", "2008-01-01", "").alliance("X", {"A", "B", "C"}).exists("X", "2001-04-01", "2005-01-01");
  EXPECT_THAT(story_of(small),
              ElementsAre("2001-04-01 founded A X", "2001-04-01 founded B X", "2005-01-01 alliance_ended A X",
                          "2005-01-01 alliance_ended B X", "2005-01-01 dissolved X", "2008-01-01 state_born C"));
}

TEST(Schedule, HistoryCanBePinnedByForcedEntriesAndExits) {
  SmallWorld small = countries({"A", "B", "C"});
  small.alliance("X", {"A", "B"})
      .at("2001-01-01", Verb::admit, "C", "X")
      .at("2001-06-01", Verb::admit, "C", "X")  // is a member already
      .at("2002-01-01", Verb::withdraw, "A", "X")
      .at("2002-06-01", Verb::withdraw, "A", "X")
      .at("2003-01-01", Verb::end, "", "X")
      .at("2004-01-01", Verb::admit, "A", "X");  // the alliance is gone
  EXPECT_THAT(story_of(small),
              ElementsAre("2001-01-01 entry_scheduled C X", "2002-01-01 exit_scheduled A X",
                          "2003-01-01 alliance_ended B X", "2003-01-01 alliance_ended C X", "2003-01-01 dissolved X"));
}

TEST(Schedule, ASuspendedMemberCanBeReadmittedOrDismissed) {
  for (const Verb verb : {Verb::admit, Verb::withdraw}) {
    SmallWorld small = countries({"A", "B"});
    small.alliance("X", {"A", "B"}).at("2001-01-01", verb, "B", "X");
    Scenario scenario = small.scenario();
    scenario.world.memberships.set_status(membership_of(scenario.world, "B", "X"), Status::suspended, on("2000-01-01"));
    const Model model(std::move(scenario), small.catalogue());
    EXPECT_THAT(story_of(model),
                ElementsAre(verb == Verb::admit ? "2001-01-01 reinstated B X" : "2001-01-01 exit_scheduled B X"));
    Simulation simulation(model, 1, 0);
    simulation.run();
    EXPECT_EQ(simulation.world().memberships.members(AllianceId(0)).size(), verb == Verb::admit ? 2u : 1u);
    EXPECT_EQ(simulation.record().spells.size(), 2u);
  }
}

TEST(Schedule, WhatIsForbiddenIsBarredAndEndsAnApplicationUntilPermitted) {
  SmallWorld small = countries({"A", "B"});
  small.alliance("X", {"A"}).at("2001-01-01", Verb::forbid, "B", "X");
  Scenario scenario = small.scenario();
  const std::size_t row = membership_of(scenario.world, "B", "X");
  scenario.world.memberships.set_status(row, Status::applicant, on("2000-01-01"));
  const Model model(std::move(scenario), small.catalogue());
  Simulation simulation(model, 1, 0);
  simulation.run();
  EXPECT_EQ(simulation.world().memberships[columns::barred][row], 1.0);
  EXPECT_EQ(simulation.world().memberships.status()[row], Status::outsider);
  ASSERT_EQ(simulation.record().events.size(), 1u);
  const auto kind = static_cast<std::size_t>(simulation.record().events.events()[0].kind);
  EXPECT_EQ(model.layout().event_kinds.at(kind).name, "lapsed");
  EXPECT_EQ(world_after(small.at("2002-01-01", Verb::permit, "B", "X").model()).memberships[columns::barred][row], 0.0);
}

TEST(Schedule, AnApplicationLapsesWithTheStateOrTheAllianceThatEnds) {
  const auto story_with_applicant = [](SmallWorld small) {
    small.alliance("X", {"A"});
    Scenario scenario = small.scenario();
    scenario.world.memberships.set_status(membership_of(scenario.world, "B", "X"), Status::applicant, on("2000-01-01"));
    return story_of(Model(std::move(scenario), small.catalogue()));
  };
  EXPECT_THAT(story_with_applicant(countries({"A", "B"}).lives("B", "", "2001-01-01")),
              ElementsAre("2001-01-01 lapsed B X", "2001-01-01 state_vanished B"));
  EXPECT_THAT(story_with_applicant(countries({"A", "B"}).at("2001-01-01", Verb::end, "", "X")),
              ElementsAre("2001-01-01 alliance_ended A X", "2001-01-01 lapsed B X", "2001-01-01 dissolved X"));
}

TEST(Schedule, AStateMovesToAnotherRegion) {
  SmallWorld small = countries({"A", "B"});
  small.regions({1.0, 0.2, 0.2, 1.0}, {{"A", 0}, {"B", 1}}).move("2001-01-01", "B", 0);
  const World world = world_after(small.model());
  EXPECT_EQ(world.states.region[1], 0);
  EXPECT_EQ(world.proximity(StateId(0), StateId(1)), 1.0);
}

}  // namespace
}  // namespace entente
