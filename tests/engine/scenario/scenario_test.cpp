#include "engine/scenario/scenario.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/scenario/json.hpp"
#include "tests/engine/scenario/toy.hpp"

namespace entente {
namespace {

Date day(const char* text) {
  return *parse_date(text);
}

/// Every number of a world.
std::vector<double> numbers(const World& world) {
  std::vector<double> all;
  for (const TableKind kind :
       {TableKind::state, TableKind::alliance, TableKind::membership, TableKind::dyad, TableKind::threat})
    for (const Table::Slot& slot : world.table(kind).slots())
      all.insert(all.end(), slot.values.begin(), slot.values.end());
  return all;
}

const char* const head = "entente: 1\ntime: {start: 1950-01-01, end: 1960-01-01, step: year}\n";

TEST(Scenario, TakesDefaultsForWhatIsNotGiven) {
  const Scenario s = toy::read(toy::smallest);
  EXPECT_EQ(s.seed, 1U);
  EXPECT_EQ(s.time.months_per_step, 12);
  EXPECT_EQ(s.world.date, day("1950-01-01"));
  EXPECT_EQ(s.world.states.ids(), (std::vector<std::string>{"AAA", "BBB"}));
  EXPECT_EQ(s.world.states.labels[0], "AAA");
  EXPECT_EQ(s.world.states[toy::gdp][1], 50.0);
  EXPECT_EQ(s.world.states[toy::growth][1], 0.02);
  EXPECT_EQ(s.world.alliances[toy::strength][0], 0.5);
  EXPECT_EQ(s.world.alliances[toy::lead][0], -1.0);
  EXPECT_EQ(s.world.power_reference, 0.0);
  EXPECT_EQ(s.record.months, 12);
  EXPECT_EQ(s.record.series, std::vector<std::string>{"default"});
  EXPECT_EQ(s.parameters.at("economy"), std::vector<double>{0.3});
  EXPECT_EQ(s.parameters.at("security"), (std::vector<double>{0.4, 0.1, 0.0}));
  EXPECT_TRUE(s.notes.empty());
}

TEST(Scenario, HoldsEveryColumnOfTheVocabulary) {
  const Scenario s = toy::read(toy::smallest);
  for (const Column* column : toy::vocabulary().columns)
    EXPECT_TRUE(s.world.table(column->table).has(*column)) << column->name;
}

TEST(Scenario, ReadsEveryKindOfValue) {
  const Scenario s = toy::read(std::string(head) + R"(
title: A title
seed: 18446744073709551615
issues: {west: {name: Western alignment}, east: {}}
domains: {sea: {weight: 2}, land: {}}
states:
  AAA: {name: Aaland, gdp: 1e2, home: {west: -.5}, next_election: 1951-03-04, location: {latitude: 0, longitude: 0}}
alliances:
  PACT: {admission_rule: majority, lead_state: AAA, minimum_members: 3}
proximity: {power_reference: 2.5}
parameters: {security: {join: {trust: -1}, pure: true}}
record: {every: step, series: [states.gdp, states.active, dyads]}
)");
  EXPECT_EQ(s.title, "A title");
  EXPECT_EQ(s.seed, 18446744073709551615U);
  EXPECT_EQ(s.world.issues.ids, (std::vector<std::string>{"east", "west"}));
  EXPECT_EQ(s.world.issues.names, (std::vector<std::string>{"east", "Western alignment"}));
  EXPECT_EQ(s.world.domain_weights, (std::vector<double>{1.0, 2.0}));
  EXPECT_EQ(s.world.states.labels[0], "Aaland");
  EXPECT_EQ(s.world.states[toy::home][0], 0.0);
  EXPECT_EQ(s.world.states[toy::home][1], -0.5);
  EXPECT_EQ(s.world.states[toy::election][0], day("1951-03-04").days);
  EXPECT_EQ(s.world.alliances[toy::rule][0], 1.0);
  EXPECT_EQ(s.world.alliances[toy::lead][0], 0.0);
  EXPECT_EQ(s.world.alliances[toy::minimum][0], 3.0);
  EXPECT_EQ(s.world.power_reference, 2.5);
  EXPECT_EQ(s.parameters.at("security"), (std::vector<double>{0.4, -1.0, 1.0}));
  EXPECT_EQ(s.record.months, 0);
  EXPECT_EQ(s.record.series, (std::vector<std::string>{"states.gdp", "states.active", "dyads"}));
}

TEST(Scenario, DoesNotDependOnTheOrderOfTheFile) {
  const Scenario one = toy::read(std::string(head) + R"(
states:
  AAA: {gdp: 1, location: {latitude: 1, longitude: 2}, growth: {1950: .1, 1960: .2}}
  BBB: {gdp: 2, location: {latitude: 3, longitude: 4}, growth: {1950: .3, 1955: .4}}
alliances: {P: {members: [AAA, BBB]}, Q: {strength: .1}}
dyads: {AAA: {BBB: {hostility: .5}}}
)");
  const Scenario other = toy::read(R"(
dyads: {AAA: {BBB: {hostility: .5}}}
alliances: {Q: {strength: .1}, P: {members: [BBB, AAA]}}
states:
  BBB: {growth: {1955: .4, 1950: .3}, location: {longitude: 4, latitude: 3}, gdp: 2}
  AAA: {growth: {1950: .1, 1960: .2}, gdp: 1, location: {latitude: 1, longitude: 2}}
time: {step: year, end: 1960-01-01, start: 1950-01-01}
entente: 1
)");
  EXPECT_EQ(numbers(one.world), numbers(other.world));
  ASSERT_EQ(one.trajectories.size(), 2U);
  for (std::size_t n = 0; n < 2; ++n) {
    EXPECT_EQ(one.trajectories[n].row, other.trajectories[n].row);
    EXPECT_EQ(one.trajectories[n].knots, other.trajectories[n].knots);
  }
}

TEST(Scenario, RunsAgainFromItsOwnJson) {
  const Scenario s = toy::read(toy::smallest);
  const Scenario again = toy::read(to_json(s.document));
  EXPECT_EQ(numbers(s.world), numbers(again.world));
  EXPECT_EQ(to_json(s.document), to_json(again.document));
}

TEST(Scenario, StartsAPathAtItsValueOfTheDay) {
  const Scenario s = toy::read(std::string(head) +
                               "states: {AAA: {gdp: {1949: 10, 1951: 30}, location: {latitude: 0, longitude: 0}}}\n");
  ASSERT_EQ(s.trajectories.size(), 1U);
  EXPECT_NEAR(s.world.states[toy::gdp][0], 20.0, 1e-9);
  EXPECT_EQ(s.trajectories[0].column, &toy::gdp);
}

TEST(Trajectory, IsStraightBetweenKnotsAndHeldBeyondThem) {
  const Trajectory path{
      &toy::gdp, 0, 0, {{day("1950-01-01"), 1.0}, {day("1950-01-11"), 2.0}, {day("1951-01-01"), 5.0}}};
  EXPECT_EQ(path.at(day("1900-01-01")), 1.0);
  EXPECT_EQ(path.at(day("1950-01-01")), 1.0);
  EXPECT_DOUBLE_EQ(path.at(day("1950-01-06")), 1.5);
  EXPECT_EQ(path.at(day("1950-01-11")), 2.0);
  EXPECT_EQ(path.at(day("1999-01-01")), 5.0);
}

TEST(Scenario, KnowsWhenStatesExist) {
  const Scenario s = toy::read(std::string(head) + R"(
states:
  OLD: {gdp: 1, location: {latitude: 0, longitude: 0}, exists: {until: 1955}}
  HEIR: {gdp: 1, location: {latitude: 0, longitude: 0}, exists: {from: 1955, predecessor: OLD}}
  EVER: {gdp: 1, location: {latitude: 0, longitude: 0}}
  LATE: {gdp: 1, location: {latitude: 0, longitude: 0}, exists: {from: 1990}}
)");
  ASSERT_EQ(s.lifetimes.size(), 4U);
  EXPECT_EQ(s.world.states.active, (std::vector<std::uint8_t>{1, 0, 0, 1}));
  EXPECT_EQ(s.lifetimes[0].from, always_before);
  EXPECT_EQ(s.lifetimes[1].predecessor, StateId(std::size_t{3}));
  EXPECT_EQ(s.lifetimes[3].until, day("1955"));
  ASSERT_EQ(s.outside.size(), 1U);
  EXPECT_EQ(s.outside[0].what, "states.LATE.exists: the state does not exist during the run.");
}

TEST(Scenario, AdmitsWhoTheCharterAdmits) {
  const std::string states = R"(
regions: {here: {}, there: {}}
states:
  AAA: {gdp: 1, region: here, location: {latitude: 0, longitude: 0}}
  BBB: {gdp: 1, region: here, location: {latitude: 0, longitude: 0}}
  CCC: {gdp: 1, region: there, location: {latitude: 0, longitude: 0}}
  DDD: {gdp: 1, location: {latitude: 0, longitude: 0}}
)";
  const auto admitted = [&](const std::string& charter) {
    const Scenario s = toy::read(head + states + "alliances: {P: {" + charter + "}}\n");
    std::string ids;
    for (const StateId state : s.world.memberships.state()) ids += s.world.states.ids()[state.index()][0];
    return ids;
  };
  EXPECT_EQ(admitted(""), "ABCD");
  EXPECT_EQ(admitted("eligible: {barred: [BBB]}"), "ACD");
  EXPECT_EQ(admitted("eligible: {regions: [here]}"), "AB");
  EXPECT_EQ(admitted("eligible: {regions: [here], states: [DDD], barred: [AAA]}"), "BD");
  EXPECT_EQ(admitted("eligible: {states: [BBB]}, members: [CCC]"), "BC");
  EXPECT_EQ(admitted("eligible: {states: []}"), "");
}

TEST(Scenario, BeginsWithTheMembersOfOlderAlliances) {
  const Scenario s = toy::read(std::string(toy::smallest) + R"(
  OLDER: {founded: 1949-04-04, members: {AAA: {trust: .9}, BBB: {since: 1949-06-01}}}
  LATER: {founded: 1955, members: {BBB: {trust: .1}}, until: 1958}
)");
  const auto& memberships = s.world.memberships;
  const auto row = [&](const char* state, const char* alliance) {
    return *memberships.row(StateId(*s.world.states.row(state)), AllianceId(*s.world.alliances.row(alliance)));
  };
  EXPECT_EQ(memberships.status()[row("AAA", "PACT")], Status::member);
  EXPECT_EQ(memberships.entered()[row("AAA", "PACT")], day("1950-01-01"));
  EXPECT_EQ(memberships.entered()[row("AAA", "OLDER")], day("1949-04-04"));
  EXPECT_EQ(memberships.entered()[row("BBB", "OLDER")], day("1949-06-01"));
  EXPECT_EQ(memberships[toy::trust][row("AAA", "OLDER")], 0.9);
  EXPECT_EQ(memberships.status()[row("BBB", "LATER")], Status::outsider);
  EXPECT_EQ(memberships.since()[row("BBB", "LATER")], day("1950-01-01"));
  EXPECT_EQ(s.world.alliances.active, (std::vector<std::uint8_t>{0, 1, 1}));
  const Founding& later = s.foundings[0];
  EXPECT_EQ(later.date, day("1955"));
  EXPECT_EQ(later.until, day("1958"));
  ASSERT_EQ(later.members.size(), 1U);
  EXPECT_EQ(later.members[0].membership, row("BBB", "LATER"));
  ASSERT_EQ(later.members[0].values.size(), 1U);
  EXPECT_EQ(later.members[0].values[0].second, 0.1);
}

TEST(Scenario, HoldsAPairBothWaysUnlessItIsGivenTwice) {
  const Scenario s = toy::read(std::string(toy::smallest) + R"(
dyads:
  AAA: {BBB: {hostility: .2}}
)");
  EXPECT_EQ(s.world.dyads[toy::hostility][0], 0.2);
  EXPECT_EQ(s.world.dyads[toy::hostility][1], 0.2);
  const Scenario both = toy::read(std::string(toy::smallest) + R"(
dyads:
  AAA: {BBB: {hostility: .2, contiguous: true}}
  BBB: {AAA: {hostility: {1950: .6, 1960: .1}}}
)");
  EXPECT_EQ(both.world.dyads[toy::hostility][0], 0.2);
  EXPECT_EQ(both.world.dyads[toy::hostility][1], 0.6);
  EXPECT_EQ(both.world.dyads[toy::contiguous][1], 1.0);
  EXPECT_EQ(both.trajectories.size(), 1U);
}

TEST(Scenario, LosesStrengthWithDistance) {
  const double km = great_circle(0, 0, 0, 9);
  const auto k = [](const Scenario& s) { return s.world.proximity(StateId(std::size_t{0}), StateId(std::size_t{1})); };
  EXPECT_NEAR(k(toy::read(toy::smallest)), 1.0 / (1.0 + km / 1000.0), 1e-12);
  const std::string far = "proximity: {half_distance: 500, exponent: 2, border_divisor: 10}\n";
  EXPECT_NEAR(k(toy::read(toy::smallest + far)), std::pow(1.0 + km / 500.0, -2.0), 1e-12);
  EXPECT_NEAR(k(toy::read(toy::smallest + far + "dyads: {BBB: {AAA: {contiguous: true}}}\n")),
              std::pow(1.0 + km / 5000.0, -2.0), 1e-12);
}

TEST(Scenario, TakesProximityFromRegions) {
  const Scenario s = toy::read(std::string(head) + R"(
proximity: {geometry: regions}
regions: {east: {proximity: {west: .3}}, west: {proximity: {west: .8}}}
states: {AAA: {gdp: 1, region: west}, BBB: {gdp: 1, region: east}, CCC: {gdp: 1, region: west}}
)");
  const StateId a(std::size_t{0}), b(std::size_t{1}), c(std::size_t{2});
  EXPECT_FALSE(s.world.proximity.is_exact());
  EXPECT_EQ(s.world.proximity(a, b), 0.3);
  EXPECT_EQ(s.world.proximity(b, a), 0.3);
  EXPECT_EQ(s.world.proximity(a, c), 0.8);
  EXPECT_EQ(s.world.proximity(b, b), 1.0);
}

TEST(Scenario, NotesWhatHasNoEffect) {
  const Scenario s = toy::read(std::string(toy::smallest) + R"(
dyads: {AAA: {BBB: {hostility: .2, contiguous: true}}}
pipeline: [economy]
parameters: {security: {pure: true}}
)");
  ASSERT_EQ(s.notes.size(), 2U);
  EXPECT_EQ(to_string(s.notes[0]), "s.yaml:9:21: dyads: hostility is given, but nothing in this pipeline reads it.");
  EXPECT_EQ(to_string(s.notes[1]),
            "s.yaml:11:14: parameters.security has no effect: the pipeline does not hold 'security'.");
}

TEST(Scenario, NotesAPathThatOverwritesWhatIsComputed) {
  const Scenario s = toy::read(std::string(head) +
                               "states: {AAA: {gdp: {1950: 1, 1960: 2}, location: {latitude: 0, longitude: 0}}}\n");
  ASSERT_EQ(s.notes.size(), 1U);
  EXPECT_EQ(s.notes[0].what, "states.gdp has a path in time, which overwrites what 'economy' computes.");
}

TEST(Scenario, APathThatAMechanismLeavesAloneIsNotNoted) {
  Vocabulary words = toy::vocabulary();
  words.mechanisms[0].leaves_to_paths = {&toy::gdp};
  const std::string text =
      std::string(head) + "states: {AAA: {gdp: {1950: 1, 1960: 2}, location: {latitude: 0, longitude: 0}}}\n";
  EXPECT_TRUE(read_scenario(parse_document(text, "s.yaml"), words).notes.empty());
}

TEST(Scenario, StopsTellingAfterAHundredProblems) {
  std::string text = std::string(head) + "states:\n";
  for (int n = 100; n < 400; ++n)
    text += "  S" + std::to_string(n) + ": {gdp: -1, location: {latitude: 0, longitude: 0}}\n";
  try {
    toy::read(text);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems().size(), 101U);
    EXPECT_EQ(to_string(error.problems().back()), "s.yaml: … and 200 more problems.");
  }
}

}  // namespace
}  // namespace entente
