#include "models/voting.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <vector>

#include "models/admission.hpp"
#include "models/classic/voting_power.hpp"

namespace entente {
namespace {

using enum VotingRule;

struct Found {
  std::vector<double> shapley, banzhaf;
};

Found power_of(const Electorate& electorate) {
  const std::size_t voters = electorate.power.size();
  Found found{std::vector<double>(voters), std::vector<double>(voters)};
  assess_voting_power(electorate, 7, found.shapley, found.banzhaf);
  return found;
}

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

TEST(VotingPower, UnderUnanimityEachVoiceDecidesWhereAllOthersSayYes) {
  const std::vector<double> powers{0.5, 0.3, 0.2, 0.0};
  const Found found = power_of({.rule = unanimity, .power = powers});
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_DOUBLE_EQ(found.shapley[i], 0.25);
    EXPECT_DOUBLE_EQ(found.banzhaf[i], 0.125);
  }
}

// Of five, three decide: i turns two of the four others, 6 of 16 coalitions.
TEST(VotingPower, UnderAMajorityOfHeadsAllAreAlike) {
  const std::vector<double> powers{9.0, 1.0, 1.0, 1.0, 1.0};
  const Found found = power_of({.rule = majority, .share = 0.6, .power = powers});
  EXPECT_DOUBLE_EQ(found.shapley[0], 0.2);
  EXPECT_DOUBLE_EQ(found.banzhaf[0], 6.0 / 16.0);
}

TEST(VotingPower, OfAThousandHeadsIsFinite) {
  const std::vector<double> powers(1000, 1.0);
  const Found half = power_of({.rule = majority, .share = 0.5, .power = powers});
  // Stirling: binomial(999, 499) / 2^999 = sqrt(2 / (pi 999)) (1 - 1 / (4 x 999) + ...)
  EXPECT_NEAR(half.banzhaf[0], std::sqrt(2.0 / (M_PI * 999.0)), 2e-5);
  EXPECT_DOUBLE_EQ(half.shapley[0], 0.001);
}

TEST(VotingPower, ALeadStateIsADictatorAndWithoutOneNobodyDecides) {
  const std::vector<double> powers{0.5, 0.3};
  const Found led = power_of({.rule = lead, .power = powers, .lead = 1});
  EXPECT_EQ(led.shapley, (std::vector<double>{0.0, 1.0}));
  EXPECT_EQ(led.banzhaf, (std::vector<double>{0.0, 1.0}));
  EXPECT_EQ(sum(power_of({.rule = lead, .power = powers}).shapley), 0.0);
}

TEST(VotingPower, WithoutAnyPowerNoMajorityOfItCarries) {
  const std::vector<double> powers{0.0, 0.0};
  EXPECT_EQ(sum(power_of({.rule = weighted, .share = 0.5, .power = powers}).shapley), 0.0);
}

// EEC 1958: 12 of 17 votes; 7/30, 3/20 and 0 (validation/PUBLISHED.md); swings 10, 6 and 0 of 32 (Brams & Affuso 1976).
TEST(VotingPower, OfTheCommunityOfSixIsWhatWasPublished) {
  const std::vector<double> votes{4, 4, 4, 2, 2, 1};
  const Found found = power_of({.rule = weighted, .share = 12.0 / 17.0, .power = votes});
  for (const std::size_t i : {0, 1, 2}) {
    EXPECT_NEAR(found.shapley[i], 7.0 / 30.0, 1e-12);
    EXPECT_DOUBLE_EQ(found.banzhaf[i], 10.0 / 32.0);
  }
  for (const std::size_t i : {3, 4}) {
    EXPECT_NEAR(found.shapley[i], 3.0 / 20.0, 1e-12);
    EXPECT_DOUBLE_EQ(found.banzhaf[i], 6.0 / 32.0);
  }
  EXPECT_EQ(found.shapley[5], 0.0);
  EXPECT_EQ(found.banzhaf[5], 0.0);
}

/// The definitions, over all coalitions, by the rule that admissions are decided by.
Found by_definition(const Electorate& electorate) {
  const std::size_t voters = electorate.power.size();
  const auto wins = [&](std::uint32_t coalition) {
    Ballot ballot;
    for (std::size_t i = 0; i < voters; ++i) {
      Opinion opinion;
      opinion.voter = StateId(i);
      opinion.weight = electorate.power[i];
      opinion.value = (coalition >> i) & 1U ? 1.0 : -1.0;
      ballot.add(opinion, electorate.lead ? StateId(*electorate.lead) : StateId());
    }
    return carries(ballot, electorate.rule, electorate.share);
  };
  Found found{std::vector<double>(voters), std::vector<double>(voters)};
  for (std::size_t i = 0; i < voters; ++i)
    for (std::uint32_t others = 0; others < (1U << voters); ++others) {
      if (((others >> i) & 1U) || wins(others) || !wins(others | (1U << i))) continue;
      found.banzhaf[i] += 1.0 / static_cast<double>(1U << (voters - 1));
      const auto size = static_cast<std::size_t>(std::popcount(others));
      found.shapley[i] += std::tgamma(static_cast<double>(size) + 1.0) *
                          std::tgamma(static_cast<double>(voters - size)) /
                          std::tgamma(static_cast<double>(voters) + 1.0);
    }
  return found;
}

RC_GTEST_PROP(VotingPower, IsThatOfTheRuleByWhichAdmissionsAreDecided, ()) {
  const auto raw = *rc::gen::container<std::vector<int>>(*rc::gen::inRange<std::size_t>(1, 8), rc::gen::inRange(0, 50));
  const std::vector<double> powers(raw.begin(), raw.end());
  Electorate electorate{.rule = static_cast<VotingRule>(*rc::gen::inRange(0, 4)),
                        .share = *rc::gen::inRange(0, 21) / 20.0,
                        .power = powers};
  if (const std::size_t lead = *rc::gen::inRange<std::size_t>(0, powers.size() + 1); lead < powers.size())
    electorate.lead = lead;
  const Found expected = by_definition(electorate), found = power_of(electorate);
  for (std::size_t i = 0; i < powers.size(); ++i) {
    RC_ASSERT(std::fabs(found.shapley[i] - expected.shapley[i]) < 1e-12);
    RC_ASSERT(std::fabs(found.banzhaf[i] - expected.banzhaf[i]) < 1e-12);
  }
  const double all = sum(found.shapley);
  RC_ASSERT(std::fabs(all - (sum(powers) > 0.0 || electorate.rule != weighted ? 1.0 : 0.0)) < 1e-12 ||
            (electorate.rule == lead && !electorate.lead && all == 0.0));
}

/// Powers that fall by a sixth from voter to voter.
std::vector<double> falling(std::size_t voters) {
  std::vector<double> powers;
  for (std::size_t i = 0; i < voters; ++i) powers.push_back(powers.empty() ? 1.0 : powers.back() * 5.0 / 6.0);
  return powers;
}

// Rounding powers to 500ths of their sum moves an index by the chance that a coalition lies that close to the quota.
TEST(VotingPower, OfManyVotersIsExactButForPowersInFiveHundredths) {
  const std::vector<double> powers = falling(16);
  const Found found = power_of({.rule = weighted, .share = 0.667, .power = powers});
  classic::Leg leg{{}, 0};
  std::int64_t total = 0;
  for (const double power : powers) leg.weights.push_back(std::llround(power * (1 << 30)));
  for (const std::int64_t weight : leg.weights) total += weight;
  leg.quota = std::llround(0.6665 * static_cast<double>(total));
  const classic::VotingPower exact = classic::by_enumeration({{leg}});
  for (std::size_t i = 0; i < powers.size(); ++i) {
    EXPECT_NEAR(found.shapley[i], exact.shapley_shubik[i], 0.003) << i;
    EXPECT_NEAR(found.banzhaf[i], exact.banzhaf_absolute[i], 0.006) << i;
  }
  EXPECT_NEAR(sum(found.shapley), 1.0, 1e-12);
}

// Sampled, the standard error of v is sqrt(v (1 - v) / 1999): .0022 of .01, .006 of about .07. Of 100 errors the
// largest is beyond 4.5 standard errors once in 1,500 draws.
TEST(VotingPower, BeyondSixtyFourVotersIsSampledWithinItsStandardError) {
  const std::vector<double> powers(100, 1.0);
  const Found sampled = power_of({.rule = weighted, .share = 0.6, .power = powers});
  const Found exact = power_of({.rule = majority, .share = 0.6, .power = powers});
  EXPECT_NEAR(sum(sampled.shapley), 1.0, 1e-12);
  for (std::size_t i = 0; i < powers.size(); ++i) {
    const double p = exact.banzhaf[i];
    EXPECT_NEAR(sampled.shapley[i], 0.01, 4.5 * std::sqrt(0.01 * 0.99 / 1999.0));
    EXPECT_NEAR(sampled.banzhaf[i], p, 4.5 * std::sqrt(p * (1.0 - p) / 1999.0));
  }
}

}  // namespace
}  // namespace entente
