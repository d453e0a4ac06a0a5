#include "models/admission.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/membership.hpp"
#include "tests/support/small_world.hpp"

namespace entente {
namespace {

using enum VotingRule;

Ballot ballot(double yes, double heads) {
  Ballot ballot;
  ballot.yes = yes;
  ballot.heads = heads;
  ballot.weight = 1.0;
  return ballot;
}

TEST(Carries, UnanimityNeedsEveryVoice) {
  EXPECT_TRUE(carries(ballot(3, 3), unanimity, 0.0));
  EXPECT_FALSE(carries(ballot(2, 3), unanimity, 0.0));
}

TEST(Carries, AMajorityNeedsItsShareOfHeads) {
  EXPECT_TRUE(carries(ballot(2, 4), majority, 0.5));
  EXPECT_FALSE(carries(ballot(2, 5), majority, 0.5));
  EXPECT_TRUE(carries(ballot(5, 5), majority, 1.0));
}

TEST(Carries, TwoThirdsTypedWithThreeDecimalsAreTwoThirds) {
  for (const double heads : {3.0, 6.0, 9.0, 15.0, 30.0}) {
    EXPECT_TRUE(carries(ballot(heads * 2 / 3, heads), majority, 0.667)) << heads;
    EXPECT_FALSE(carries(ballot(heads * 2 / 3 - 1, heads), majority, 0.667)) << heads;
  }
}

TEST(Carries, WeightsCountByPower) {
  Ballot by_power = ballot(1, 10);
  by_power.weight_yes = 0.7;
  EXPECT_TRUE(carries(by_power, weighted, 0.667));
  by_power.weight_yes = 0.6;
  EXPECT_FALSE(carries(by_power, weighted, 0.667));
}

TEST(Carries, TheLeadStateDecidesAlone) {
  Ballot by_lead = ballot(0, 10);
  EXPECT_FALSE(carries(by_lead, lead, 0.0));
  by_lead.lead_yes = true;
  EXPECT_TRUE(carries(by_lead, lead, 1.0));
}

TEST(Carries, NobodyEntersWithoutASingleVoiceForIt) {
  for (const VotingRule rule : {unanimity, majority, weighted, lead}) {
    Ballot none = ballot(0, 0);
    none.weight = 0.0;
    EXPECT_FALSE(carries(none, rule, 0.0)) << static_cast<int>(rule);
    none.heads = 4;
    EXPECT_FALSE(carries(none, rule, 0.0)) << static_cast<int>(rule);
  }
}

/// Alliance X of A (lead) and B; N applies. Noise off unless told.
struct Case {
  Case() : small(models::catalogue()) {
    for (const char* id : {"A", "B", "E", "N"})
      small.state(id, {{&columns::gdp, 1.0}, {&columns::capability, 0.1}, {&columns::democracy, 0.8}});
    small.alliance("X", {"A", "B"}, {{&columns::lead_state, 0.0}})
        .pair("A", "E", {})
        .pair("B", "E", {})
        .pair("N", "E", {})
        .pair("A", "N", {})
        .pipeline({"interests", "threat", "security", "membership"});
    parameters.noise = 0.0;
  }
  Ballot vote(std::uint64_t seed = 1, std::int64_t since = 24000, std::int64_t now = 24000) {
    const Model model = small.model();
    const Streams streams(seed, 0);
    return count_votes(opinions(model.initial(), parameters, Membership::Parameters().scales, streams,
                                membership_of(model.initial(), "N", "X"), since, now),
                       state_of(model.initial(), "A"));
  }
  SmallWorld small;
  AdmissionParameters parameters;
};

TEST(Vote, EveryMemberVotesAndTheApplicantDoesNot) {
  Case one;
  const Ballot result = one.vote();
  EXPECT_EQ(result.heads, 2.0);
  EXPECT_NEAR(result.weight, 0.2, 1e-15);
}

TEST(Vote, TheBaseDecidesWhereNothingElseCounts) {
  Case one;
  one.parameters = {.base = 0.5,
                    .alignment = 0,
                    .regime = 0,
                    .power = 0,
                    .common_threat = 0,
                    .hostility = 0,
                    .entrapment = 0,
                    .dispute = 0,
                    .foreign_troops = 0,
                    .noise = 0,
                    .noise_time = 8};
  EXPECT_EQ(one.vote().smallest, 0.5);
  EXPECT_EQ(one.vote().yes, 2.0);
  one.parameters.base = -0.5;
  EXPECT_EQ(one.vote().yes, 0.0);
  EXPECT_FALSE(one.vote().lead_yes);
}

TEST(Vote, LikenessPowerAndSharedFearsSpeakForAnApplicant) {
  Case plain;
  const double before = plain.vote().smallest;
  Case far;
  far.small.state("N", {{&columns::home, 2.0}});
  EXPECT_LT(far.vote().smallest, before);
  Case unlike;
  unlike.small.state("N", {{&columns::democracy, 0.1}});
  EXPECT_LT(unlike.vote().smallest, before);
  Case strong;
  strong.small.state("N", {{&columns::capability, 0.5}});
  EXPECT_GT(strong.vote().smallest, before);
  Case feared, shared;
  for (Case* one : {&feared, &shared})
    one->small.pair("A", "E", {{&columns::hostility, 0.8}}).pair("B", "E", {{&columns::hostility, 0.8}});
  shared.parameters.entrapment = feared.parameters.entrapment = 0.0;
  shared.small.pair("N", "E", {{&columns::hostility, 0.8}});
  EXPECT_GT(shared.vote().smallest, feared.vote().smallest);
}

TEST(Vote, HostilityEntrapmentAndDisputesSpeakAgainstIt) {
  Case plain;
  const double before = plain.vote().smallest;
  Case hostile;
  hostile.small.pair("A", "N", {{&columns::hostility, 0.5}});
  const Ballot result = hostile.vote();
  EXPECT_NEAR(result.smallest, before - 0.5 * hostile.parameters.hostility, 1e-12);
  EXPECT_EQ(result.smallest_of, StateId(0));  // A, who fears the applicant
  Case threatened;
  threatened.small.pair("N", "E", {{&columns::hostility, 1.0}});
  EXPECT_LT(threatened.vote().smallest, before);
  Case disputed;
  disputed.small.state("N", {{&columns::state_dispute, 1.0}});
  EXPECT_NEAR(disputed.vote().smallest, before - disputed.parameters.dispute, 1e-12);
}

TEST(Vote, TroopsOfOutsidersSpeakAgainstAnApplicantThoseOfMembersDoNot) {
  Case plain;
  const double before = plain.vote().smallest;
  Case guest;
  guest.small.pair("E", "N", {{&columns::presence, 0.6}});
  EXPECT_NEAR(guest.vote().smallest, before - 0.6 * guest.parameters.foreign_troops, 1e-12);
  Case ally;
  ally.small.pair("A", "N", {{&columns::presence, 0.6}});
  EXPECT_GE(ally.vote().smallest, before);
}

TEST(Vote, WithoutADutyToFightNobodyMindsEnemiesDisputesAndForeignTroops) {
  const auto consult = [](Case& one) { one.small.alliance("X", {"A", "B"}, {{&columns::defence, 0.0}}); };
  Case plain, burdened;
  consult(plain);
  consult(burdened);
  burdened.small.state("N", {{&columns::state_dispute, 1.0}}).pair("E", "N", {{&columns::presence, 0.6}});
  EXPECT_EQ(burdened.vote().smallest, plain.vote().smallest);
}

TEST(Vote, TheTermsAddUpToTheOpinion) {
  Case one;
  one.parameters.noise = 0.35;
  one.small.pair("A", "N", {{&columns::hostility, 0.5}}).state("N", {{&columns::state_dispute, 0.5}});
  const Model model = one.small.model();
  for (const Opinion& opinion : opinions(model.initial(), one.parameters, Membership::Parameters().scales,
                                         Streams(1, 0), membership_of(model.initial(), "N", "X"), 24000, 24007))
    EXPECT_EQ(std::accumulate(opinion.terms.begin(), opinion.terms.end(), 0.0), opinion.value);
}

TEST(Vote, OneEnemyAmongTheMembersVetoesUnderUnanimityOnly) {
  Case one;
  one.parameters.hostility = 100.0;
  one.small.pair("A", "N", {{&columns::hostility, 1.0}});
  const Ballot result = one.vote();
  EXPECT_EQ(result.yes, 1.0);
  EXPECT_FALSE(carries(result, unanimity, 0.5));
  EXPECT_TRUE(carries(result, majority, 0.5));
  EXPECT_FALSE(carries(result, lead, 0.5));
}

// 4000 seeds, two voters: the smaller of two independent N(0, .35^2) has mean -.35 / sqrt(pi) and variance
// .35^2 (1 - 1/pi); standard errors .29 / sqrt(4000) = .0046 and variance sqrt(2 / 4000) (a little more: not normal).
TEST(Vote, NoiseStartsFromItsStationaryLawAndVotersAreIndependent) {
  for (const std::int64_t age : {0, 120}) {
    Case one;
    one.parameters.noise = 0.35;
    const double centre = [] {
      Case quiet;
      return quiet.vote().smallest;
    }();
    const Model model = one.small.model();
    double mean = 0.0, square = 0.0;
    constexpr int seeds = 4000;
    for (int seed = 0; seed < seeds; ++seed) {
      const Streams streams(static_cast<std::uint64_t>(seed), 0);
      const std::vector<Opinion> two = opinions(model.initial(), one.parameters, Membership::Parameters().scales,
                                                streams, membership_of(model.initial(), "N", "X"), 24000, 24000 + age);
      const double noise = std::min(two[0].value, two[1].value) - centre;
      mean += noise / seeds;
      square += noise * noise / seeds;
    }
    const double pi = 3.14159265358979;
    EXPECT_NEAR(mean, -0.35 / std::sqrt(pi), 4 * 0.0046) << age;
    EXPECT_NEAR(square - mean * mean, 0.35 * 0.35 * (1.0 - 1.0 / pi), 4 * 0.0019) << age;
  }
}

// One voter: correlation exp(-t / 8) at t = 4 years; its standard error over 4000 seeds is (1 - rho^2) / sqrt(4000) =
// .010.
TEST(Vote, NoiseIsForgottenOverItsTime) {
  SmallWorld small(models::catalogue());
  small.state("A", {{&columns::gdp, 1.0}}).state("N", {{&columns::gdp, 1.0}}).alliance("X", {"A"});
  const Model model = small.pipeline({"interests", "threat", "security", "membership"}).model();
  const AdmissionParameters parameters = {.base = 0,
                                          .alignment = 0,
                                          .regime = 0,
                                          .power = 0,
                                          .common_threat = 0,
                                          .hostility = 0,
                                          .entrapment = 0,
                                          .dispute = 0,
                                          .foreign_troops = 0,
                                          .noise = 1,
                                          .noise_time = 8};
  double both = 0.0, first = 0.0, second = 0.0;
  constexpr int seeds = 4000;
  for (int seed = 0; seed < seeds; ++seed) {
    const Streams streams(static_cast<std::uint64_t>(seed), 3);
    const auto at = [&](std::int64_t now) {
      return opinions(model.initial(), parameters, Membership::Parameters().scales, streams,
                      membership_of(model.initial(), "N", "X"), 24000, now)
          .front()
          .value;
    };
    const double x = at(24000), y = at(24048);
    both += x * y / seeds;
    first += x * x / seeds;
    second += y * y / seeds;
  }
  EXPECT_NEAR(both / std::sqrt(first * second), std::exp(-0.5), 4 * 0.010);
}

}  // namespace
}  // namespace entente
