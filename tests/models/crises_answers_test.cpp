#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "models/crises.hpp"
#include "tests/models/crisis_world.hpp"

namespace entente {
namespace {

using namespace crisis_world;

const Given offensive{{&columns::defence, 0.0}, {&columns::offence, 1.0}};

TEST(Defence, AlliesOfTheTargetFightBesideIt) {
  SmallWorld small = crisis();
  const Outcome outcome = run(keeping(small.alliance("X", {"T", "F", "G"}), true));
  EXPECT_EQ(count(outcome, events::obligation_called), 1);
  const auto honoured = happened(outcome, events::obligation_honoured);
  ASSERT_EQ(honoured.size(), 2);
  for (const Event& event : honoured) EXPECT_EQ(event.partner, state_of(outcome.world, "T"));
  const std::size_t row = membership_of(outcome.world, "F", "X");
  EXPECT_EQ(outcome.world.memberships[columns::war_for][row], state_of(outcome.world, "T").row);
  EXPECT_EQ(outcome.world.memberships[columns::war_against][row], state_of(outcome.world, "A").row);
  for (const char* who : {"A", "F", "G", "T"}) EXPECT_EQ(value_of(outcome.world, columns::wars, who), 1.0);
}

TEST(Defence, AlliesOfTheAttackerOweItNothing) {
  SmallWorld small = crisis();
  const Outcome outcome = run(keeping(small.alliance("X", {"A", "F"}), true));
  EXPECT_EQ(count(outcome, events::obligation_called), 0);
  EXPECT_EQ(value_of(outcome.world, columns::wars, "F"), 0.0);
}

TEST(Offence, AlliesOfTheAttackerJoinItAndThoseOfTheTargetDoNot) {
  SmallWorld small = crisis();
  const Outcome outcome =
      run(keeping(small.alliance("X", {"A", "F"}, offensive).alliance("Y", {"T", "G"}, offensive), true));
  const auto honoured = happened(outcome, events::obligation_honoured);
  ASSERT_EQ(honoured.size(), 1);
  EXPECT_EQ(honoured[0].state, state_of(outcome.world, "F"));
  EXPECT_TRUE(are_opposed(outcome.world, state_of(outcome.world, "F"), state_of(outcome.world, "T")));
}

TEST(Promises, OfBothSidesAreNotKeptToBoth) {
  SmallWorld small = crisis();
  const Outcome outcome = run(keeping(small.alliance("X", {"A", "F"}, offensive).alliance("Y", {"T", "F"}), true));
  EXPECT_EQ(count(outcome, events::obligation_honoured), 1);
  EXPECT_FALSE(are_opposed(outcome.world, state_of(outcome.world, "F"), state_of(outcome.world, "T")));
}

// Strength .8 and two equal allies: H = 1, B = 1.
TEST(Promises, KeptRaiseReputationAndTrustAndBrokenLowerThem) {
  for (const bool kept : {true, false}) {
    SmallWorld small = crisis();
    small.alliance("X", {"T", "F", "G"}, {{&columns::strength, 0.8}});
    const Outcome outcome = run(keeping(small, kept));
    const double reputation = kept ? 0.745 + 0.1 * 0.8 * 0.255 : 0.745 * (1.0 - 0.3 * 0.8);
    const double trust = kept ? 0.58 + 0.3 * 0.8 * 0.42 : 0.58 * (1.0 - 0.5 * 0.8);
    for (const char* who : {"F", "G"}) EXPECT_NEAR(reputation_of(outcome, who), reputation, 1e-12);
    for (const char* who : {"F", "G", "T"}) EXPECT_NEAR(trust_of(outcome, who, "X"), trust, 1e-12);
    EXPECT_EQ(reputation_of(outcome, "T"), 0.745);
    EXPECT_EQ(reputation_of(outcome, "A"), 0.745);
    EXPECT_EQ(trust_of(outcome, "A", "X"), 0.58);
    EXPECT_EQ(count(outcome, kept ? events::obligation_honoured : events::obligation_violated), 2);
    EXPECT_EQ(value_of(outcome.world, columns::wars, "F"), kept ? 1.0 : 0.0);
  }
}

TEST(Promises, ThatAStateBreaksItselfDoNotCostItsOwnTrust) {
  SmallWorld small = crisis();
  small.alliance("X", {"T", "F"});
  const Outcome outcome = run(keeping(small, false));
  EXPECT_NEAR(trust_of(outcome, "T", "X"), 0.58 * (1.0 - 0.5), 1e-12);
  EXPECT_EQ(trust_of(outcome, "F", "X"), 0.58);
}

TEST(Promises, AreKeptAsOftenAsTheirProbabilitySays) {
  SmallWorld small = quiet();
  const std::size_t crises = 400;
  small.states("A", crises, state).states("F", crises, state).states("T", crises, state);
  for (std::size_t n = 0; n < crises; ++n) {
    const std::string number = std::to_string(n);
    small.pair("A" + number, "T" + number, {{&columns::hostility, 1.0}});
    small.pair("T" + number, "A" + number, {{&columns::hostility, 0.0}});
    small.alliance("X" + number, {"F" + number, "T" + number}).eligible("X" + number, {"F" + number, "T" + number});
  }
  const Outcome outcome = run(small);
  const auto kept = happened(outcome, events::obligation_honoured),
             broken = happened(outcome, events::obligation_violated);
  ASSERT_EQ(kept.size() + broken.size(), crises);
  const double probability = kept[0].probability;
  EXPECT_NEAR(broken[0].probability, 1.0 - probability, 1e-12);
  const double share = static_cast<double>(kept.size()) / crises;
  EXPECT_NEAR(share, probability, 4.0 * std::sqrt(probability * (1.0 - probability) / crises));
  for (const Event& event : kept) EXPECT_LT(event.draw, event.probability);
  for (const Event& event : broken) EXPECT_LT(event.draw, event.probability);
}

// With clarity far above all else each crisis has all keep their promises or none.
TEST(Promises, AreKeptOrBrokenTogetherAsFarAsTheCaseIsClear) {
  for (const double clarity : {0.0, 1000.0}) {
    std::size_t alike = 0;
    const std::size_t seeds = 60;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
      SmallWorld small = crisis();
      small.alliance("X", {"T", "F", "G"}).parameter("crises", "honour.clarity", clarity);
      alike += count(run(small, seed), events::obligation_honoured) != 1 ? 1 : 0;
    }
    if (clarity > 0.0)
      EXPECT_EQ(alike, seeds);
    else
      EXPECT_LT(alike, seeds);
  }
}

TEST(Promises, KeepTheReasonsOfTheDecision) {
  SmallWorld small = crisis();
  const Outcome outcome = run(small.alliance("X", {"T", "F", "G"}));
  const std::size_t own = outcome.record.events.features() - weights;
  std::size_t told = 0;
  for (std::size_t n = 0; n < outcome.record.events.size(); ++n) {
    const Event& event = outcome.record.events.events()[n];
    if (std::isnan(event.utility)) continue;
    const auto shares = outcome.record.events.shares(n);
    double sum = 0.0;
    for (std::size_t f = 0; f < shares.size(); ++f) {
      EXPECT_TRUE(f >= own || shares[f] == 0.0);
      sum += shares[f];
    }
    EXPECT_NEAR(sum, event.utility, 1e-12);
    ++told;
  }
  EXPECT_EQ(told, 3);  // an attack and two decisions
}

TEST(Promises, LabelsOfReasonsAreRecordedOnlyWhereCrisesAreInThePipeline) {
  SmallWorld small = crisis();
  EXPECT_EQ(small.model().layout().features.back().name, "crises.clarity");
  EXPECT_EQ(small.pipeline({"threat"}).model().layout().features.back().name, "concession");
}

TEST(Neutrality, WhoStaysOutKeepsItsPromise) {
  SmallWorld small = crisis();
  small.alliance("N", {"A", "F"}, {{&columns::defence, 0.0}, {&columns::neutrality_pact, 1.0}});
  const Outcome outcome = run(small);
  ASSERT_EQ(count(outcome, events::stayed_neutral), 1);
  EXPECT_NEAR(reputation_of(outcome, "F"), 0.745 + 0.1 * 0.255, 1e-12);
  EXPECT_NEAR(trust_of(outcome, "A", "N"), 0.58 + 0.3 * 0.42, 1e-12);
}

TEST(Neutrality, IsBrokenByWhoComesToTheOtherSidesHelp) {
  SmallWorld small = crisis();
  small.alliance("N", {"A", "F"}, {{&columns::defence, 0.0}, {&columns::neutrality_pact, 1.0}})
      .alliance("X", {"T", "F"});
  const Outcome outcome = run(keeping(small, true));
  ASSERT_EQ(count(outcome, events::neutrality_violated), 1);
  EXPECT_EQ(count(outcome, events::stayed_neutral), 0);
  const double kept = 0.745 + 0.1 * 0.255;
  EXPECT_NEAR(reputation_of(outcome, "F"), kept * 0.7, 1e-12);
  EXPECT_NEAR(trust_of(outcome, "A", "N"), 0.58 * (1.0 - 0.5), 1e-12);
}

TEST(Nonaggression, IsBreachedByAnAttackOnAFellowMember) {
  SmallWorld small = crisis();
  small.alliance("N", {"A", "T", "F"}, {{&columns::defence, 0.0}, {&columns::nonaggression, 1.0}});
  const Outcome outcome = run(small);
  ASSERT_EQ(count(outcome, events::nonaggression_breached), 1);
  EXPECT_NEAR(reputation_of(outcome, "A"), 0.745 * 0.7, 1e-12);
  EXPECT_NEAR(trust_of(outcome, "F", "N"), 0.58 * (1.0 - 0.5), 1e-12);
  EXPECT_NEAR(trust_of(outcome, "T", "N"), 0.58 * (1.0 - 0.5 / 2.0), 1e-12);
  EXPECT_EQ(trust_of(outcome, "A", "N"), 0.58);
  EXPECT_EQ(count(outcome, events::obligation_called), 0);
}

TEST(Consultation, AlarmsFellowMembersAsNeighboursAreAlarmedAndBindsNobodyToFight) {
  SmallWorld small = crisis();
  for (const char* who : {"F", "G"}) small.pair(who, "A", {}).pair("A", who, {});
  small.alliance("C", {"T", "F"}, {{&columns::defence, 0.0}, {&columns::consultation, 1.0}});
  const Outcome outcome = run(small);
  EXPECT_EQ(count(outcome, events::consulted), 1);
  EXPECT_EQ(count(outcome, events::obligation_called), 0);
  EXPECT_NEAR(pair_value(outcome.world, columns::fear, "T", "A"), 0.4, 1e-12);
  EXPECT_NEAR(pair_value(outcome.world, columns::fear, "F", "A"), 0.15, 1e-12);
  EXPECT_EQ(pair_value(outcome.world, columns::fear, "G", "A"), 0.0);
  EXPECT_EQ(value_of(outcome.world, columns::wars, "F"), 0.0);
}

TEST(Consultation, IsNotNeededByNeighboursToBeAlarmed) {
  SmallWorld small = crisis();
  small.pair("F", "A", {}).pair("F", "T", {{&columns::contiguous, 1.0}}).pair("T", "F", {{&columns::contiguous, 1.0}});
  EXPECT_NEAR(pair_value(run(small).world, columns::fear, "F", "A"), 0.15, 1e-12);
}

TEST(Promises, LeaveAReputationOnAPathAlone) {
  SmallWorld small = crisis();
  small.path(columns::reputation, "F", {{"2000-01-01", 0.6}, {"2010-01-01", 0.6}}).alliance("X", {"T", "F"});
  EXPECT_EQ(reputation_of(run(keeping(small, false)), "F"), 0.6);
}

SmallWorld terror(double rate, int months, std::string_view end) {
  SmallWorld small = quiet();
  small.time("2000-01-01", end, months).threat("terror", 0.02).parameter("crises", "threat_rate", rate);
  small.states("S", 50, {{&columns::exposure, 0.5}}).states("S", 50, state).state("F", state);
  std::vector<std::string> members{"F"};
  for (int n = 0; n < 50; ++n) members.push_back("S" + std::to_string(n));
  return small.alliance("X", members, {{&columns::consultation, 1.0}});
}

// 50 states for 20 years at 10 x .5 x .02: 100 attacks, standard error 10.
TEST(Threats, AttackAtTheirRateAndCallAlliesToDefend) {
  for (const int months : {1, 3}) {
    SmallWorld small = terror(10.0, months, "2020-01-01");
    const Outcome outcome = run(keeping(small, true));
    const std::size_t attacks = count(outcome, events::attacked_by_threat);
    EXPECT_NEAR(static_cast<double>(attacks), 100.0, 4 * 10.0);
    EXPECT_EQ(count(outcome, events::obligation_called), attacks);
    EXPECT_EQ(count(outcome, events::consulted), attacks);
    EXPECT_EQ(count(outcome, events::obligation_honoured), 50 * attacks);
    EXPECT_TRUE(wars_of(outcome.world).empty());
    EXPECT_GT(reputation_of(outcome, "F"), 0.95);
  }
}

// Of two threats the other one has three times the intensity: X is called in a quarter of the attacks. 400 attacks:
// standard error 8.7.
TEST(Threats, EachAttacksByItsPartAndCallsThoseWhoProtectAgainstIt) {
  SmallWorld small = terror(10.0, 1, "2020-01-01").threat("zeal", 0.06);
  Scenario scenario = keeping(small, true).scenario();
  scenario.world.alliances.update(columns::against)[0] = 1.0;
  const Model model(std::move(scenario), small.catalogue());
  Simulation simulation(model, 5, 0);
  simulation.run();
  const RunRecord record = simulation.record();
  const auto attacks = static_cast<double>(count_events(record, small.catalogue(), events::attacked_by_threat));
  const auto calls = static_cast<double>(count_events(record, small.catalogue(), events::obligation_called));
  EXPECT_NEAR(attacks, 400.0, 4 * 20.0);
  EXPECT_NEAR(calls, 0.25 * attacks, 4 * 8.7);
}

TEST(Threats, WithoutIntensityAttackNobody) {
  SmallWorld small = terror(at_once, 1, "2005-01-01").threat("terror", 0.0);
  EXPECT_EQ(run(small).record.events.size(), 0);
}

}  // namespace
}  // namespace entente
