#include "engine/scenario/pacts.hpp"

#include <gtest/gtest.h>

#include "tests/engine/scenario/toy.hpp"

namespace entente {
namespace {

/// Four states on the equator; D dies before E is born, X lies on the other side of the world.
const std::string states = R"(entente: 1
time: {start: 1950-01-01, end: 1990-01-01, step: year}
states:
  B: {gdp: 50, location: {latitude: 0, longitude: 2}}
  A: {gdp: 100, location: {latitude: 0, longitude: 0}}
  D: {gdp: 1, location: {latitude: 0, longitude: 4}, exists: {until: 1960}}
  E: {name: Eland, gdp: 1, location: {latitude: 0, longitude: 4}, exists: {from: 1960}}
  X: {gdp: 9, location: {latitude: 0, longitude: 180}}
)";

using Ids = std::vector<std::string>;

std::vector<std::string> members_possible(const Scenario& scenario, const std::string& alliance) {
  std::vector<std::string> ids;
  const AllianceId row(*scenario.world.alliances.row(alliance));
  for (std::size_t r = scenario.world.memberships.begin(row); r < scenario.world.memberships.end(row); ++r)
    ids.push_back(scenario.world.states.ids()[scenario.world.memberships.state()[r].index()]);
  return ids;
}

TEST(Charters, AreLaidUnderWhatTheAllianceSaysItself) {
  const Scenario s = toy::read(states + R"(
charters: {club: {about: For three., strength: .9, minimum_members: 3, eligible: {states: [A, B], barred: [X]}}}
alliances:
  FIRST: {charter: club}
  SECOND: {charter: club, strength: .1, eligible: {states: [A, E]}, members: [E], founded: 1970}
)");
  EXPECT_EQ(s.world.alliances[toy::strength][0], .9);
  EXPECT_EQ(s.world.alliances[toy::strength][1], .1);
  EXPECT_EQ(s.world.alliances[toy::minimum][1], 3.0);
  EXPECT_EQ(members_possible(s, "FIRST"), (Ids{"A", "B"}));
  EXPECT_EQ(members_possible(s, "SECOND"), (Ids{"A", "E"}));
}

TEST(Charters, MayHoldPathsInTime) {
  const Scenario s = toy::read(states + R"(
charters: {club: {strength: {1950: 0, 1960: 1}}}
alliances: {FIRST: {charter: club}, SECOND: {charter: club, strength: .5}}
)");
  ASSERT_EQ(s.trajectories.size(), 1U);
  EXPECT_EQ(s.trajectories[0].row, 0U);
}

TEST(Pacts, AreOneForEveryPairThatMeets) {
  const Scenario s = toy::read(states + "pacts: {ring: {}}\n");
  EXPECT_EQ(s.world.alliances.ids(), (Ids{"ring-A-B", "ring-A-D", "ring-A-E", "ring-A-X", "ring-B-D", "ring-B-E",
                                          "ring-B-X", "ring-D-X", "ring-E-X"}));
  EXPECT_EQ(members_possible(s, "ring-A-X"), (Ids{"A", "X"}));
}

TEST(Pacts, TakeNearPairsAndThoseOfAPatron) {
  EXPECT_EQ(toy::read(states + "pacts: {ring: {proximity: .8}}\n").world.alliances.ids(),
            (Ids{"ring-A-B", "ring-B-D", "ring-B-E"}));
  EXPECT_EQ(toy::read(states + "pacts: {ring: {states: [A, B], proximity: .9, with: [X]}}\n").world.alliances.ids(),
            (Ids{"ring-A-X", "ring-B-X"}));
  EXPECT_EQ(toy::read(states + "pacts: {ring: {states: [B, A, X], with: [X, A]}}\n").world.alliances.ids(),
            (Ids{"ring-A-B", "ring-A-X", "ring-B-X"}));
}

TEST(Pacts, HaveTheCharterOfTheirKindAndNoMembers) {
  const Scenario s = toy::read(states + R"(
charters: {promise: {strength: .8, eligible: {states: [X]}}}
pacts: {ring: {name: Ring of, charter: promise, states: [A, E], founded: 1955, until: 1980}}
)");
  EXPECT_EQ(s.world.alliances[toy::strength][0], .8);
  EXPECT_EQ(s.world.alliances.labels[0], "Ring of A, Eland");
  EXPECT_EQ(s.world.alliances[toy::conference][0], 1.0);
  EXPECT_EQ(s.world.alliances.active[0], 0);
  EXPECT_EQ(members_possible(s, "ring-A-E"), (Ids{"A", "E"}));
  EXPECT_EQ(to_string(s.foundings[0].date), "1955-01-01");
  EXPECT_EQ(to_string(s.foundings[0].until), "1980-01-01");
}

TEST(Pacts, OfOldAreGivenAmongTheAlliances) {
  const Scenario s = toy::read(states + R"(
charters: {promise: {strength: .8, minimum_members: 1}, other: {strength: .3}}
pacts: {ring: {charter: promise, proximity: .8}}
alliances:
  ring-A-X: {members: [A, X], strength: .4}
  ring-B-X: {charter: other}
)");
  EXPECT_EQ(s.world.alliances.ids(), (Ids{"ring-A-B", "ring-A-X", "ring-B-D", "ring-B-E", "ring-B-X"}));
  EXPECT_EQ(s.world.alliances[toy::strength][1], .4);
  EXPECT_EQ(s.world.alliances[toy::minimum][1], 1.0);
  EXPECT_EQ(s.world.alliances[toy::strength][4], .3);
  EXPECT_EQ(s.world.alliances.active, (std::vector<std::uint8_t>{0, 1, 0, 0, 0}));
  EXPECT_EQ(members_possible(s, "ring-A-X"), (Ids{"A", "X"}));
}

TEST(Pacts, StandUnderTheirIdsInTheSchedule) {
  const Scenario s = toy::read(states + R"(
pacts: {ring: {proximity: .8}}
schedule: {late: {at: 1960, end: ring-A-B}, apart: {at: 1961, forbid: {state: A, alliance: ring-A-B}}}
)");
  EXPECT_EQ(s.schedule.size(), 2U);
}

TEST(Pacts, DoNotDependOnOrderNorOnOthers) {
  const Scenario one = toy::read(states + "pacts: {ring: {states: [A, B]}, arc: {states: [B, A]}}\n");
  const Scenario other = toy::read(states + "pacts: {arc: {states: [A, B, X]}, ring: {states: [B, A]}}\n");
  const auto entity = [](const Scenario& s, const char* id) {
    return s.world.alliances.entities()[*s.world.alliances.row(id)];
  };
  EXPECT_EQ(entity(one, "ring-A-B"), entity(other, "ring-A-B"));
  EXPECT_EQ(entity(one, "arc-A-B"), entity(other, "arc-A-B"));
}

TEST(Pacts, OfAllStatesOfALargeWorldAreRefused) {
  std::string text = "entente: 1\ntime: {start: 1950-01-01, end: 1951-01-01}\nstates:\n";
  for (int n = 0; n < 1100; ++n)
    text += "  S" + std::to_string(n) + ": {gdp: 1, location: {latitude: 0, longitude: 0}}\n";
  EXPECT_EQ(
      toy::wrong(text + "pacts: {ring: {}}\n"),
      "s.yaml:1104:9: pacts.ring asks for no pair of states, or for too many. Name at least two states, and pairs "
      "that are near enough.");
}

}  // namespace
}  // namespace entente
