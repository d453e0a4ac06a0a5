#include "models/founding.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/scenario/document.hpp"
#include "engine/simulation/simulation.hpp"
#include "models/catalogue.hpp"
#include "models/columns.hpp"
#include "models/events.hpp"
#include "models/features.hpp"
#include "tests/models/founding_world.hpp"

namespace entente {
namespace {

using namespace tests;

/// A and B fear the mighty E; no noise moves them, and no leader falls.
const std::string two = R"(entente: 1
time: {start: 2000-01-01, end: 2010-01-01, step: month}
pipeline: [schedule, interests, threat, security, budget, trust, membership, founding]
issues: {west: {}}
domains: {land: {}}
proximity: {half_distance: 1e6}
states:
  A: {gdp: 1, location: {latitude: 0, longitude: 0}, capability: {land: .1}}
  B: {gdp: 1, location: {latitude: 0, longitude: 1}, capability: {land: .1}}
  E: {gdp: 5, location: {latitude: 0, longitude: 2}, capability: {land: .8}}
dyads: {A: {E: {hostility: .5}}, B: {E: {hostility: .5}}}
)";
const std::string pact = "pacts: {ring: {states: [A, B], charter: promise}}\n";
const std::string promise = "charters: {promise: {open_door: 0, exit_rate: 0}}\n";
/// Who wants a pact calls for one in the first month, and whoever is asked comes.
const std::string eager =
    "parameters: {interests: {noise: 0}, trust: {noise: 0}, founding: {call_rate: 1e6, weights: {base: 100}}}\n";
const std::string idle = "parameters: {interests: {noise: 0}, trust: {noise: 0}}\n";

std::string id(const World& world, StateId state) {
  return state.valid() ? world.states.ids()[state.index()] : "none";
}

TEST(Founding, BringsTheThreatenedTogether) {
  const Finished outcome = run(two + promise + pact + eager);
  const std::vector<Event> founded = outcome.events(events::founded);
  ASSERT_EQ(founded.size(), 2U);
  EXPECT_EQ(founded[0].date, founded[1].date);
  EXPECT_LT(founded[0].date, on("2000-02-01"));
  EXPECT_FALSE(founded[0].partner.valid());
  EXPECT_EQ(founded[1].partner, founded[0].state);
  EXPECT_LT(founded[0].draw, founded[0].probability);
  EXPECT_EQ(outcome.world.alliances.active[0], 1);
  EXPECT_EQ(outcome.world.memberships.members(AllianceId(0)).size(), 2U);
}

TEST(Founding, TellsEveryFounderReasonsThatAddUp) {
  const Finished outcome = run(two + promise + pact + eager);
  std::size_t told = 0;
  const std::vector<EventKind> kinds = models::catalogue().event_kinds();
  for (std::size_t n = 0; n < outcome.record.events.size(); ++n) {
    const Event& event = outcome.record.events.events()[n];
    if (kinds[static_cast<std::size_t>(event.kind)].name != events::founded.name) continue;
    const auto shares = outcome.record.events.shares(n);
    EXPECT_NEAR(std::accumulate(shares.begin(), shares.end(), 0.0), event.utility, 1e-12);
    EXPECT_GT(shares[features::place_of(features::common_threat)], 0.0);
    EXPECT_GT(shares[features::place_of(features::security)], 0.0);
    ++told;
  }
  EXPECT_EQ(told, 2U);
}

TEST(Founding, NeedsSomebodyShortOfSecurity) {
  const Finished outcome = run(two + promise + pact + eager, {"dyads.A.E.hostility=0", "dyads.B.E.hostility=0"});
  EXPECT_TRUE(outcome.events(events::founded).empty());
  EXPECT_TRUE(outcome.events(events::conference_failed).empty());
}

TEST(Founding, FailsWhereTheOtherWouldNotCome) {
  const Finished outcome =
      run(two + promise + pact + eager, {"states.B.neutrality=1", "parameters.founding.weights.neutrality=1000",
                                         "dyads.B.E.hostility=0", "parameters.membership.neutrality_rate=0"});
  EXPECT_TRUE(outcome.events(events::founded).empty());
  const std::vector<Event> failed = outcome.events(events::conference_failed);
  ASSERT_FALSE(failed.empty());
  EXPECT_EQ(id(outcome.world, failed[0].state), "A");
  EXPECT_EQ(id(outcome.world, failed[0].partner), "B");
}

TEST(Founding, KeepsToTheDatesAndToWhoMayJoin) {
  const std::string dated = "pacts: {ring: {states: [A, B], charter: promise, founded: 2003-05-10, until: 2006}}\n";
  const std::vector<Event> founded = run(two + promise + dated + eager).events(events::founded);
  ASSERT_EQ(founded.size(), 2U);
  EXPECT_GE(founded[0].date, on("2003-05-10"));
  EXPECT_LT(founded[0].date, on("2003-08-01"));  // rates are looked at each quarter
  const Finished closed =
      run(two + promise + pact + eager + "schedule: {no: {at: 2000-01-01, forbid: {state: B, alliance: ring-A-B}}}\n");
  EXPECT_TRUE(closed.events(events::founded).empty());
}

TEST(Founding, IsNotAskedForWhatAnotherAllianceGivesAlready) {
  const std::string club = "alliances: {CLUB: {members: [A, B], exit_rate: 0}}\n";
  EXPECT_TRUE(run(two + promise + pact + eager + club).events(events::founded).empty());
  const std::string weak = "alliances: {CLUB: {members: [A, B], exit_rate: 0, strength: .5}}\n";
  EXPECT_EQ(run(two + promise + pact + eager + weak).events(events::founded).size(), 2U);
}

TEST(Founding, OfAGroupNeedsItsMinimum) {
  const std::string three =
      "alliances: {TRIO: {conference: true, minimum_members: 3, open_door: 0, exit_rate: 0, eligible: {states: [A, B, "
      "E]}}}\n";
  const Finished all = run(two + three + eager);
  EXPECT_EQ(all.events(events::founded).size(), 3U);
  const Finished without = run(two + three + eager, {"parameters.founding.weights.rivalry=1000"});
  EXPECT_TRUE(without.events(events::founded).empty());
  EXPECT_FALSE(without.events(events::conference_failed).empty());
}

TEST(Founding, ComesAtTheRateThatItsProbabilitiesSay) {
  const std::string slow =
      "parameters: {interests: {noise: 0}, trust: {noise: 0}, founding: {call_rate: .4, weights: "
      "{base: -3}}}\n";
  const Model model = model_of(two + promise + pact + slow, {"time.end=2001-01-01"});
  Scratch scratch;
  const FoundingWeights weights = [] {
    FoundingWeights made;
    made.of[0] = -3.0;
    return made;
  }();
  FoundingProspects prospects(model.initial(), weights, {}, scratch);
  const StateId a(0), b(1);
  double rate = 0.0;  // of conferences that succeed
  const auto comes = [&](std::size_t row, const StateId& other) {
    return 1.0 / (1.0 + std::exp(-prospects.value(row, {&other, 1})));
  };
  for (const auto& [row, own, other] : {std::tuple(0, a, b), std::tuple(1, b, a)})
    rate += .4 * prospects.need(own) * comes(static_cast<std::size_t>(row), other) *
            comes(static_cast<std::size_t>(1 - row), own);
  const double expected = 1.0 - std::exp(-rate);
  constexpr int runs = 800;
  int founded = 0;
  for (int n = 0; n < runs; ++n)
    founded += run(model, static_cast<std::uint64_t>(n)).events(events::founded).empty() ? 0 : 1;
  const double error = std::sqrt(expected * (1.0 - expected) / runs);
  EXPECT_GT(expected, 0.02);
  EXPECT_NEAR(static_cast<double>(founded) / runs, expected, 3.0 * error);  // standard error
}

TEST(Founding, DoesNotDependOnTheLengthOfAStep) {
  const std::string slow =
      "parameters: {interests: {noise: 0}, trust: {noise: 0}, founding: {call_rate: 1, weights: {base: -3}}}\n";
  const Model months = model_of(two + promise + pact + slow),
              quarters = model_of(two + promise + pact + slow, {"time.step=quarter"});
  int founded = 0;
  for (std::uint64_t n = 0; n < 20; ++n) {
    const std::vector<Event> one = run(months, n).events(events::founded),
                             other = run(quarters, n).events(events::founded);
    ASSERT_EQ(one.size(), other.size());
    founded += one.empty() ? 0 : 1;
    for (std::size_t k = 0; k < one.size(); ++k) EXPECT_EQ(one[k].date, other[k].date);
  }
  EXPECT_GT(founded, 5);
}

TEST(Founding, DoesNotDependOnBystandersOrOrder) {
  const std::string slow =
      "parameters: {interests: {noise: 0}, trust: {noise: 0}, founding: {call_rate: .3, weights: {base: -3}}}\n";
  const std::string more =
      "pacts: {arc: {states: [A, C]}, ring: {states: [C, B, A], charter: promise}}\n"
      "states: {C: {gdp: 1, neutrality: 1, location: {latitude: 0, longitude: 0}}}\n";  // who never comes
  const auto dates = [](const Model& model, std::uint64_t n) {
    const Finished outcome = run(model, n);
    std::vector<Date> found;
    for (const Event& event : outcome.events(events::founded))
      if (outcome.world.alliances.ids()[event.alliance.index()] == "ring-A-B") found.push_back(event.date);
    return found;
  };
  Node with_bystander = parse_document(two, "s.yaml");
  merge(with_bystander, parse_document(promise + more + slow, "more.yaml"));
  for (const char* setting : {"proximity.power_reference=1", "parameters.founding.weights.neutrality=1000"})
    apply_set(with_bystander, setting);
  const Catalogue catalogue = models::catalogue();
  const Model crowd(read_scenario(with_bystander, catalogue.vocabulary()), catalogue);
  const Model alone = model_of(two + promise + pact + slow, {"proximity.power_reference=1"});
  std::size_t founded = 0;
  for (std::uint64_t n = 0; n < 10; ++n) {
    EXPECT_EQ(dates(alone, n), dates(crowd, n));
    founded += dates(alone, n).size();
  }
  EXPECT_GT(founded, 0U);
}

TEST(Founding, IsLikelierTheMoreIsFeared) {
  const std::string slow =
      "parameters: {interests: {noise: 0}, trust: {noise: 0}, founding: {call_rate: 1, weights: {base: -4}}}\n";
  const auto founded = [&](const char* hostility) {
    const Model model = model_of(two + promise + pact + slow, {std::string("dyads.A.E.hostility=") + hostility,
                                                               std::string("dyads.B.E.hostility=") + hostility});
    int count = 0;
    for (std::uint64_t n = 0; n < 100; ++n) count += run(model, n).events(events::founded).empty() ? 0 : 1;
    return count;
  };
  const int calm = founded(".02"), tense = founded(".8");
  EXPECT_GT(tense, calm + 20);  // twice the standard error of a difference of shares of 100 is below .15
}

TEST(FoundingProspects, CountAnAllyInCommon) {
  const auto share = [](const std::string& alliances) {
    const Model model = model_of(two + promise + pact + idle + alliances);
    Scratch scratch;
    FoundingProspects prospects(model.initial(), {}, {}, scratch);
    const AllianceId ring(*model.initial().alliances.row("ring-A-B"));
    const std::size_t row = *model.initial().memberships.row(StateId(0), ring);
    const StateId b(1);
    return prospects.shares(row, {&b, 1})[static_cast<std::size_t>(FoundingTerm::shared_allies)];
  };
  EXPECT_EQ(share(""), 0.0);
  const double weight = FoundingWeights{}.of[static_cast<std::size_t>(FoundingTerm::shared_allies)];
  EXPECT_EQ(share("alliances: {EA: {members: [A, E]}, EB: {members: [B, E]}}\n"), weight);
  EXPECT_EQ(share("alliances: {EA: {members: [A, E]}, EB: {members: [B, E], defence: false}}\n"), 0.0);
}

TEST(FoundingTerms, EndWhatIsNotRenewed) {
  const std::string dated =
      "alliances: {ring-A-B: {members: [A, B], founded: 1998-03-05, duration: 5, conference: false}}\n";
  const Finished lapsed = run(two + promise + pact + idle + dated, {"parameters.founding.renewal=100"});
  const std::vector<Event> left = lapsed.events(events::not_renewed);
  ASSERT_EQ(left.size(), 2U);
  EXPECT_EQ(to_string(left[0].date), "2003-03-05");
  EXPECT_EQ(lapsed.events(events::dissolved).size(), 1U);
  const Finished renewed = run(two + promise + pact + idle + dated, {"parameters.founding.renewal=-100"});
  ASSERT_EQ(renewed.events(events::renewed).size(), 2U);
  EXPECT_EQ(to_string(renewed.events(events::renewed)[1].date), "2008-03-05");
  EXPECT_TRUE(renewed.events(events::dissolved).empty());
}

TEST(FoundingTerms, OfTwoNeedBoth) {
  const std::string dated =
      "alliances: {ring-A-B: {members: {A: {}, B: {}}, founded: 1998-03-05, duration: 5, conference: false}}\n";
  const Model model = model_of(two + promise + pact + idle + dated);
  Simulation simulation(model, 7, 0);
  while (simulation.world().date < on("2003-03-01")) simulation.step();
  const auto margin = simulation.world().memberships[columns::margin];
  ASSERT_NE(margin[0], margin[1]);
  const double between = 0.5 * (margin[0] + margin[1]);
  const Finished one =
      run(two + promise + pact + idle + dated, {"parameters.founding.renewal=" + std::to_string(between)});
  EXPECT_EQ(one.events(events::not_renewed).size(), 1U);
  EXPECT_EQ(one.events(events::expired).size(), 1U);
  EXPECT_EQ(one.events(events::dissolved).size(), 1U);
}

TEST(FoundingEndings, GiveUpWhatAnotherAllianceHolds) {
  const std::string both = "alliances: {CLUB: {members: [A, B], exit_rate: 0}, ring-A-B: {members: [A, B]}}\n";
  const Finished outcome = run(two + promise + pact + idle + both, {"parameters.founding.superseded_rate=1000"});
  EXPECT_EQ(outcome.events(events::superseded).size(), 2U);
  EXPECT_EQ(outcome.world.alliances.active, (std::vector<std::uint8_t>{1, 0}));
  const Finished apart = run(two + promise + pact + idle + both,
                             {"parameters.founding.superseded_rate=1000", "alliances.CLUB.strength=.5"});
  EXPECT_TRUE(apart.events(events::superseded).empty());
}

TEST(FoundingEndings, OfTwoThatAreAlikeLeaveOne) {
  const std::string twice =
      "pacts: {ring: {states: [A, B], charter: promise}, arc: {states: [A, B], charter: promise}}\n"
      "alliances: {ring-A-B: {members: [A, B]}, arc-A-B: {members: [A, B]}}\n";
  const Finished outcome = run(two + promise + twice + idle, {"parameters.founding.superseded_rate=1000"});
  EXPECT_EQ(outcome.world.alliances.active, (std::vector<std::uint8_t>{1, 0}));
}

TEST(FoundingEndings, GiveUpWhatNobodyContributesTo) {
  const std::string given = "alliances: {ring-A-B: {members: [A, B]}}\n";
  const Finished safe = run(two + promise + pact + idle + given, {"parameters.founding.disused_rate=1000",
                                                                  "dyads.A.E.hostility=0", "dyads.B.E.hostility=0"});
  const std::vector<Event> disused = safe.events(events::disused);
  ASSERT_EQ(disused.size(), 2U);
  EXPECT_GE(disused[0].date, on("2001-01-01"));
  EXPECT_TRUE(run(two + promise + pact + idle + given, {"parameters.founding.disused_rate=1000"})
                  .events(events::disused)
                  .empty());
}

TEST(FoundingEndings, WhoEntersASuccessorLeavesThePredecessor) {
  const std::string old =
      "alliances: {OLD: {members: [A, B], open_door: 0, exit_rate: 0}, NEW: {replaces: [OLD], members: [A, B, E], "
      "founded: 2004-06-01, exit_rate: 0}}\n";
  const Finished outcome = run(two + idle + old);
  const std::vector<Event> left = outcome.events(events::replaced);
  ASSERT_EQ(left.size(), 2U);
  EXPECT_EQ(to_string(left[0].date), "2004-06-01");
  EXPECT_EQ(outcome.events(events::dissolved).size(), 1U);
  EXPECT_EQ(outcome.world.alliances.active, (std::vector<std::uint8_t>{1, 0}));
}

}  // namespace
}  // namespace entente
