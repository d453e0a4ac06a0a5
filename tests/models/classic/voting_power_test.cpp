#include "models/classic/voting_power.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace entente::classic {
namespace {

using Weights = std::vector<std::int64_t>;

VotingGame one_leg(Weights weights, std::int64_t quota) {
  return {{{std::move(weights), quota}}};
}

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Up to three legs of up to nine members.
VotingGame any_game() {
  const auto members = *rc::gen::inRange<std::size_t>(1, 10);
  VotingGame game;
  const auto legs = *rc::gen::inRange(1, 4);
  for (int leg = 0; leg < legs; ++leg) {
    Weights weights = *rc::gen::container<Weights>(members, rc::gen::inRange<std::int64_t>(0, 12));
    if (*rc::gen::inRange(0, 3) == 0) std::fill(weights.begin(), weights.end(), weights.front());
    const std::int64_t total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    game.legs.push_back({weights, *rc::gen::inRange<std::int64_t>(1, total + 3)});
  }
  return game;
}

void expect_equal(const VotingPower& one, const VotingPower& other) {
  RC_ASSERT(one.swings == other.swings);
  RC_ASSERT(one.banzhaf == other.banzhaf);
  RC_ASSERT(one.banzhaf_absolute == other.banzhaf_absolute);
  RC_ASSERT(one.shapley_shubik == other.shapley_shubik);
}

TEST(VotingPower, OneMemberDecidesAlone) {
  const VotingPower power = by_generating_functions(one_leg({3}, 2));
  EXPECT_EQ(power.swings[0], 1.0);
  EXPECT_EQ(power.banzhaf[0], 1.0);
  EXPECT_EQ(power.shapley_shubik[0], 1.0);
}

TEST(VotingPower, WhereNothingWinsNobodyHasPower) {
  for (const VotingPower& power : {by_generating_functions(one_leg({1, 2}, 4)), by_enumeration(one_leg({1, 2}, 4))}) {
    EXPECT_EQ(power.swings, (std::vector<double>{0, 0}));
    EXPECT_EQ(power.banzhaf, (std::vector<double>{0, 0}));
    EXPECT_EQ(power.shapley_shubik, (std::vector<double>{0, 0}));
  }
}

TEST(VotingPower, ADictatorHasAllOfIt) {
  const VotingPower power = by_generating_functions(one_leg({5, 1, 1, 1}, 5));
  EXPECT_EQ(power.shapley_shubik, (std::vector<double>{1, 0, 0, 0}));
  EXPECT_EQ(power.banzhaf, (std::vector<double>{1, 0, 0, 0}));
}

// As a weighted game (Shapley & Shubik 1954, for 1945-65): veto 7, others 1, quota 39.
TEST(VotingPower, TheSecurityCouncilSince1965IsAsPublished) {
  Weights weights(15, 1);
  std::fill_n(weights.begin(), 5, 7);
  const VotingPower power = by_generating_functions(one_leg(weights, 39));
  for (std::size_t i = 0; i < 15; ++i) {
    const bool permanent = i < 5;
    EXPECT_NEAR(power.shapley_shubik[i], permanent ? 421.0 / 2145.0 : 4.0 / 2145.0, 1e-15);
    EXPECT_EQ(power.swings[i], permanent ? 848.0 : 84.0);
    EXPECT_NEAR(power.banzhaf[i], permanent ? 0.16692913385826771 : 0.01653543307086614, 1e-16);
    EXPECT_EQ(power.banzhaf_absolute[i], permanent ? 0.0517578125 : 0.005126953125);
  }
}

// The same charter as two legs: nine votes, and none of the five against.
TEST(VotingPower, AVetoIsALegOfItsOwn) {
  Weights permanent(15, 0);
  std::fill_n(permanent.begin(), 5, 1);
  const VotingPower power = by_generating_functions({{heads(15, 9), {permanent, 5}}});
  EXPECT_EQ(power.swings[0], 848.0);
  EXPECT_EQ(power.swings[14], 84.0);
}

// Germany, France, Italy; Netherlands, Belgium; Luxembourg, who could never turn a vote.
TEST(VotingPower, TheEuropeanCommunityOf1958IsAsPublished) {
  const VotingPower power = by_generating_functions(one_leg({4, 4, 4, 2, 2, 1}, 12));
  const double shapley_shubik[]{7.0 / 30, 7.0 / 30, 7.0 / 30, 3.0 / 20, 3.0 / 20, 0};
  const double swings[]{10, 10, 10, 6, 6, 0};
  const double absolute[]{.3125, .3125, .3125, .1875, .1875, 0};
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_NEAR(power.shapley_shubik[i], shapley_shubik[i], 1e-15);
    EXPECT_EQ(power.swings[i], swings[i]);
    EXPECT_NEAR(power.banzhaf[i], swings[i] / 42.0, 1e-16);
    EXPECT_EQ(power.banzhaf_absolute[i], absolute[i]);
  }
}

// Of 40 equals with a simple majority everyone swings binomial(39, 20) coalitions.
TEST(VotingPower, OfFortyEqualsEveryoneSwingsAsOften) {
  const VotingPower power = by_generating_functions(one_leg(Weights(40, 10'000), 210'000));
  for (std::size_t i = 0; i < 40; ++i) {
    EXPECT_EQ(power.swings[i], 68'923'264'410.0);
    EXPECT_NEAR(power.shapley_shubik[i], 1.0 / 40.0, 1e-16);
  }
}

// Populations in persons, of the size of large European states: too large a table, few enough coalitions.
TEST(VotingPower, WeightsTooLargeForATableAreEnumerated) {
  const VotingGame game{{{{83'155'000, 67'657'000, 59'236'000, 47'399'000, 37'840'000}, 191'686'000}, heads(5, 3)}};
  EXPECT_GT(table_size(game), 1e8);
  const std::optional<VotingPower> power = exact_voting_power(game);
  ASSERT_TRUE(power.has_value());
  EXPECT_EQ(power->swings, by_enumeration(game).swings);
}

TEST(VotingPower, WhatCannotBeCountedIsSaidSo) {
  EXPECT_FALSE(exact_voting_power(one_leg(Weights(65, 1), 33)).has_value());
  Weights weights(31, 100'000'000);
  weights[0] = 1;
  EXPECT_FALSE(exact_voting_power(one_leg(weights, 1'500'000'000)).has_value());
  EXPECT_TRUE(exact_voting_power(one_leg(Weights(64, 100'000'000), 3'200'000'001)).has_value());
}

// Counted apart, in whole numbers and fractions, by adding the others of one member at a time.
TEST(VotingPower, FortyUnequalMembersAreCountedExactly) {
  Weights weights;
  for (std::int64_t i = 1; i <= 40; ++i) weights.push_back(1 + 7919 * i * i % 10'000);
  const VotingPower power = by_generating_functions(one_leg(weights, 98'351));
  EXPECT_EQ(power.swings[0], 94'636'225'883.0);
  EXPECT_EQ(power.swings[7], 81'112'995'559.0);
  EXPECT_EQ(power.swings[39], 4'711'863'639.0);
  EXPECT_NEAR(power.shapley_shubik[0], 0.040471670837654954, 1e-16);
  EXPECT_NEAR(power.shapley_shubik[7], 0.03462885438196301, 1e-16);
  EXPECT_NEAR(power.shapley_shubik[39], 0.001970121718572234, 1e-17);
}

TEST(VotingPower, SamplesAgreeWithExactCounts) {
  const VotingGame game{{{{12, 9, 7, 3, 1, 1}, 18}, heads(6, 3)}};
  const VotingPower exact = by_generating_functions(game);
  Stream draws = Streams(7, 0).at(1, 0, 1);
  const SampledVotingPower sampled = sample_voting_power(game, 40'000, draws);
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_LT(sampled.shapley_shubik[i].standard_error, 0.003);
    EXPECT_NEAR(sampled.shapley_shubik[i].mean, exact.shapley_shubik[i],
                4.0 * sampled.shapley_shubik[i].standard_error);
    EXPECT_LT(sampled.banzhaf_absolute[i].standard_error, 0.003);
    EXPECT_NEAR(sampled.banzhaf_absolute[i].mean, exact.banzhaf_absolute[i],
                4.0 * sampled.banzhaf_absolute[i].standard_error);
  }
}

RC_GTEST_PROP(VotingPowerProperty, GeneratingFunctionsCountWhatEnumerationCounts, ()) {
  const VotingGame game = any_game();
  expect_equal(by_generating_functions(game), by_enumeration(game));
  expect_equal(*exact_voting_power(game), by_enumeration(game));
}

RC_GTEST_PROP(VotingPowerProperty, TheSharesOfAGameThatCanBeWonAddUpToOne, ()) {
  const VotingGame game = any_game();
  const VotingPower power = by_generating_functions(game);
  const bool can_be_won = table_size(game) > 0.0;
  RC_ASSERT(std::abs(sum(power.shapley_shubik) - can_be_won) <= 1e-12);
  RC_ASSERT(std::abs(sum(power.banzhaf) - can_be_won) <= 1e-12);
}

RC_GTEST_PROP(VotingPowerProperty, MoreWeightIsNeverLessPower, ()) {
  const VotingGame game = any_game();
  const VotingPower power = by_generating_functions(game);
  for (std::size_t i = 0; i < game.members(); ++i)
    for (std::size_t j = 0; j < game.members(); ++j) {
      const bool heavier = std::all_of(game.legs.begin(), game.legs.end(),
                                       [&](const Leg& leg) { return leg.weights[i] >= leg.weights[j]; });
      if (!heavier) continue;
      RC_ASSERT(power.swings[i] >= power.swings[j]);
      RC_ASSERT(power.shapley_shubik[i] >= power.shapley_shubik[j]);
    }
}

RC_GTEST_PROP(VotingPowerProperty, TheDualGameHasTheSamePower, ()) {
  const Weights weights = *rc::gen::container<Weights>(7, rc::gen::inRange<std::int64_t>(1, 20));
  const std::int64_t total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  const auto quota = *rc::gen::inRange<std::int64_t>(1, total + 1);
  const VotingPower power = by_generating_functions(one_leg(weights, quota));
  const VotingPower dual = by_generating_functions(one_leg(weights, total - quota + 1));
  RC_ASSERT(power.swings == dual.swings);
  for (std::size_t i = 0; i < weights.size(); ++i)
    RC_ASSERT(std::abs(power.shapley_shubik[i] - dual.shapley_shubik[i]) <= 1e-15);
}

RC_GTEST_PROP(VotingPowerProperty, NamesDecideNothing, ()) {
  VotingGame game = any_game();
  VotingPower power = by_generating_functions(game);
  for (Leg& leg : game.legs) std::reverse(leg.weights.begin(), leg.weights.end());
  for (std::vector<double>* values : {&power.swings, &power.banzhaf_absolute, &power.shapley_shubik, &power.banzhaf})
    std::reverse(values->begin(), values->end());
  expect_equal(by_generating_functions(game), power);
}

RC_GTEST_PROP(VotingPowerProperty, AnIdleBystanderChangesNothing, ()) {
  VotingGame game = any_game();
  const VotingPower before = by_generating_functions(game);
  for (Leg& leg : game.legs) leg.weights.push_back(0);
  const VotingPower after = by_generating_functions(game);
  RC_ASSERT(after.swings.back() == 0.0);
  RC_ASSERT(after.shapley_shubik.back() == 0.0);
  for (std::size_t i = 0; i < before.swings.size(); ++i) {
    RC_ASSERT(after.swings[i] == 2.0 * before.swings[i]);
    RC_ASSERT(std::abs(after.shapley_shubik[i] - before.shapley_shubik[i]) <= 1e-15);
  }
}

}  // namespace
}  // namespace entente::classic
