#include <gtest/gtest.h>

#include "tests/engine/scenario/toy.hpp"

namespace entente {
namespace {

Scenario with_schedule(const std::string& changes) {
  return toy::read(std::string(toy::smallest) +
                   "issues: {east: {}, west: {}}\nregions: {here: {}, there: {}}\nschedule:\n" + changes);
}

ScheduledChange only(const std::string& change) {
  const Scenario s = with_schedule("  c: {at: 1955-06-01, " + change + "}\n");
  EXPECT_EQ(s.schedule.size(), 1U);
  return s.schedule.empty() ? ScheduledChange{} : s.schedule[0];
}

TEST(Schedule, SetsAddsAndScalesColumns) {
  const ScheduledChange set = only("set: states.BBB.gdp, to: 7");
  EXPECT_EQ(set.name, "c");
  EXPECT_EQ(set.date, *parse_date("1955-06-01"));
  EXPECT_EQ(set.verb, Verb::set);
  EXPECT_EQ(set.column, &toy::gdp);
  EXPECT_EQ(set.row, 1U);
  EXPECT_EQ(set.value, 7.0);
  const ScheduledChange add = only("add: states.AAA.home.west, by: -2");
  EXPECT_EQ(add.verb, Verb::add);
  EXPECT_EQ(add.axis, 1U);
  EXPECT_EQ(add.value, -2.0);
  const ScheduledChange scale = only("scale: alliances.PACT.strength, by: .5");
  EXPECT_EQ(scale.verb, Verb::scale);
  EXPECT_EQ(scale.column, &toy::strength);
}

TEST(Schedule, SetsChoicesAndStatesByTheirNames) {
  EXPECT_EQ(only("set: alliances.PACT.admission_rule, to: lead").value, 2.0);
  EXPECT_EQ(only("set: alliances.PACT.lead_state, to: BBB").value, 1.0);
}

TEST(Schedule, ReachesPairsOfWhichNothingElseIsSaid) {
  const Scenario s = with_schedule("  c: {at: 1955, set: dyads.BBB.AAA.hostility, to: .4}\n");
  ASSERT_EQ(s.world.dyads.size(), 2U);
  EXPECT_EQ(s.schedule[0].row, 1U);
  EXPECT_EQ(s.world.dyads[toy::hostility][0], 0.0);
}

TEST(Schedule, ReachesMemberships) {
  const ScheduledChange change = only("set: alliances.PACT.members.BBB.trust, to: .2");
  EXPECT_EQ(change.column, &toy::trust);
  EXPECT_EQ(change.row, 1U);
}

TEST(Schedule, MovesStatesBetweenRegions) {
  const ScheduledChange change = only("set: states.BBB.region, to: there");
  EXPECT_EQ(change.verb, Verb::move);
  EXPECT_EQ(change.state, StateId(std::size_t{1}));
  EXPECT_EQ(change.value, 1.0);
}

TEST(Schedule, AdmitsWithdrawsForbidsAndPermits) {
  for (const auto& [word, verb] : {std::pair("admit", Verb::admit), std::pair("withdraw", Verb::withdraw),
                                   std::pair("forbid", Verb::forbid), std::pair("permit", Verb::permit)}) {
    const ScheduledChange change = only(std::string(word) + ": {state: BBB, alliance: PACT}");
    EXPECT_EQ(change.verb, verb);
    EXPECT_EQ(to_string(change.verb), word);
    EXPECT_EQ(change.state, StateId(std::size_t{1}));
    EXPECT_EQ(change.alliance, AllianceId(std::size_t{0}));
  }
}

TEST(Schedule, LetsLeadersFallAndAlliancesEnd) {
  EXPECT_EQ(only("turnover: BBB").state, StateId(std::size_t{1}));
  EXPECT_EQ(only("end: PACT").alliance, AllianceId(std::size_t{0}));
}

TEST(Schedule, GoesByDateAndName) {
  const Scenario s =
      with_schedule("  c: {at: 1956, turnover: AAA}\n  b: {at: 1955, turnover: AAA}\n  a: {at: 1956, turnover: AAA}\n");
  EXPECT_EQ(s.schedule[0].name, "b");
  EXPECT_EQ(s.schedule[1].name, "a");
  EXPECT_EQ(s.schedule[2].name, "c");
}

TEST(Schedule, NotesWhatLiesOutsideTheRun) {
  const Scenario s = with_schedule("  early: {at: 1940, turnover: AAA}\n  late: {at: 1970, turnover: AAA}\n");
  EXPECT_TRUE(s.schedule.empty());
  ASSERT_EQ(s.outside.size(), 2U);
  EXPECT_EQ(s.outside[0].what, "schedule.early lies outside the run and never happens.");
}

TEST(Schedule, GivesARowToAStateThatItAdmits) {
  const Scenario s = toy::read(std::string(toy::smallest) + R"(
  CLUB: {eligible: {states: []}}
schedule: {c: {at: 1955, admit: {state: BBB, alliance: CLUB}}}
)");
  EXPECT_TRUE(s.world.memberships.row(StateId(std::size_t{1}), AllianceId(std::size_t{0})).has_value());
}

}  // namespace
}  // namespace entente
