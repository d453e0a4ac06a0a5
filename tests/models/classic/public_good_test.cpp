#include "models/classic/public_good.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace entente::classic {
namespace {

using Numbers = std::vector<double>;

PublicGood identical(std::size_t members, double spill_over, double taste = 0.2) {
  return {.incomes = Numbers(members, 100.0), .tastes = Numbers(members, taste), .spill_over = spill_over};
}

PublicGood any_good() {
  const auto members = *rc::gen::inRange<std::size_t>(1, 10);
  PublicGood good{.incomes = {},
                  .tastes = {},
                  .price = *rc::gen::inRange(1, 50) * 0.1,
                  .spill_over = *rc::gen::inRange(0, 11) * 0.1};
  for (std::size_t i = 0; i < members; ++i) {
    good.incomes.push_back(*rc::gen::inRange(1, 10'000) * 0.1);
    good.tastes.push_back(*rc::gen::inRange(1, 500) * 1e-3);
  }
  return good;
}

double sum(const Numbers& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

// a = .2, I = 100, p = 1: what each provides, and all together, by members and spill-over; the optimum is 20 each.
TEST(PublicGood, IdenticalMembersProvideAsPublished) {
  struct Row {
    std::size_t members;
    double each[5], totals[5];
  };
  constexpr double spill_overs[]{0, .25, .5, .75, 1};
  constexpr Row rows[]{
      {1, {20, 20, 20, 20, 20}, {20, 20, 20, 20, 20}},
      {2, {20, 16.666666667, 14.285714286, 12.5, 11.111111111}, {40, 33.333333333, 28.571428571, 25, 22.222222222}},
      {3,
       {20, 14.285714286, 11.111111111, 9.090909091, 7.692307692},
       {60, 42.857142857, 33.333333333, 27.272727273, 23.076923077}},
      {5,
       {20, 11.111111111, 7.692307692, 5.882352941, 4.761904762},
       {100, 55.555555556, 38.461538462, 29.411764706, 23.80952381}},
      {10, {20, 7.142857143, 4.347826087, 3.125, 2.43902439}, {200, 71.428571429, 43.47826087, 31.25, 24.390243902}},
      {15,
       {20, 5.263157895, 3.03030303, 2.127659574, 1.639344262},
       {300, 78.947368421, 45.454545455, 31.914893617, 24.590163934}},
      {32,
       {20, 2.777777778, 1.492537313, 1.020408163, .775193798},
       {640, 88.888888889, 47.76119403, 32.653061224, 24.80620155}}};
  for (const Row& row : rows)
    for (std::size_t s = 0; s < 5; ++s) {
      const PublicGood good = identical(row.members, spill_overs[s]);
      const Provision free = nash(good), best = optimum(good);
      for (std::size_t i = 0; i < row.members; ++i) {
        EXPECT_NEAR(free.provided[i], row.each[s], 5e-10);  // the table's nine decimals
        EXPECT_NEAR(best.provided[i], 20.0, 1e-12);
      }
      EXPECT_NEAR(free.total, row.totals[s], 5e-10);
      EXPECT_NEAR(best.total, 20.0 * static_cast<double>(row.members), 1e-10);
      EXPECT_NEAR(free.total / best.total, row.each[s] / 20.0, 5e-10);
    }
}

// q = (a I / p) / (1 + (1 - a) s (n - 1)).
RC_GTEST_PROP(PublicGoodProperty, IdenticalMembersProvideByTheClosedForm, ()) {
  const auto members = *rc::gen::inRange<std::size_t>(1, 33);
  const double taste = *rc::gen::inRange(1, 100) * 0.01, income = *rc::gen::inRange(1, 10'000) * 0.1;
  const double price = *rc::gen::inRange(1, 50) * 0.1, spill_over = *rc::gen::inRange(0, 11) * 0.1;
  const Provision free = nash({.incomes = Numbers(members, income),
                               .tastes = Numbers(members, taste),
                               .price = price,
                               .spill_over = spill_over});
  const double each = taste * income / price / (1.0 + (1.0 - taste) * spill_over * static_cast<double>(members - 1));
  for (const double provided : free.provided) RC_ASSERT(std::abs(provided - each) <= 1e-9 * each);
}

// Both published forms of the best response: to the others' provision and to the total.
RC_GTEST_PROP(PublicGoodProperty, TheEquilibriumFollowsBothPublishedFormulas, ()) {
  const PublicGood good = any_good();
  const Provision free = nash(good);
  const double negligible = 1e-11 * sum(good.incomes) / good.price;
  for (std::size_t i = 0; i < good.members(); ++i) {
    const double want = good.tastes[i] * good.incomes[i] / good.price, k = (1.0 - good.tastes[i]) * good.spill_over;
    const double own = free.provided[i];
    RC_ASSERT(std::abs(own - std::max(0.0, want - k * (free.total - own))) <= negligible);
    RC_ASSERT(std::abs(own - std::max(0.0, (want - k * free.total) / (1.0 - k))) <= negligible);
  }
}

// Every contributor is left with the same consumption.
TEST(PublicGood, FourUnequalMembersProvideAsPublished) {
  const PublicGood good{.incomes = {100, 90, 80, 30}, .tastes = {.3, .3, .3, .3}};
  const Provision free = nash(good);
  const double published[]{21.25, 11.25, 1.25, 0};
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(free.provided[i], published[i], 1e-12);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(good.incomes[i] - free.provided[i], 78.75, 1e-12);
}

const Numbers before{100, 98, 104, 101}, after{102, 97, 101.5, 102.5}, tastes{.30, .32, .28, .30};

// Bergstrom, Blume & Varian 1986.
TEST(PublicGood, ATransferAmongContributorsLeavesAPurePublicGoodAsItIs) {
  const Provision one = nash({.incomes = before, .tastes = tastes}), other = nash({.incomes = after, .tastes = tastes});
  const double published[]{9.261344, 15.363010, 4.002298, 10.261344};
  EXPECT_NEAR(one.total, 38.887995405, 5e-10);
  EXPECT_NEAR(one.total, 67704.0 / 1741.0, 1e-12);
  EXPECT_NEAR(other.total, one.total, 1e-12);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(one.provided[i], published[i], 5e-7);
    EXPECT_NEAR(one.provided[i], before[i] - (1.0 - tastes[i]) / tastes[i] * one.total, 1e-11);
    EXPECT_NEAR(after[i] - other.provided[i], before[i] - one.provided[i], 1e-12);
  }
}

TEST(PublicGood, ATransferCountsWhereTheGoodIsPartlyPrivate) {
  EXPECT_NEAR(nash({.incomes = before, .tastes = tastes, .spill_over = .6}).total, 53.413180, 5e-7);
  EXPECT_NEAR(nash({.incomes = after, .tastes = tastes, .spill_over = .6}).total, 53.422778, 5e-7);
}

/// Incomes and tastes so much alike that most provide.
PublicGood any_peers(double spill_over) {
  PublicGood good{.incomes = {}, .tastes = {}, .price = *rc::gen::inRange(1, 50) * 0.1, .spill_over = spill_over};
  const auto members = *rc::gen::inRange<std::size_t>(2, 7);
  for (std::size_t i = 0; i < members; ++i) {
    good.incomes.push_back(*rc::gen::inRange(900, 1101) * 0.1);
    good.tastes.push_back(*rc::gen::inRange(280, 321) * 1e-3);
  }
  return good;
}

// Each who provides passes a part of that to the next (Bergstrom, Blume & Varian 1986).
RC_GTEST_PROP(PublicGoodProperty, TransfersAmongContributorsLeaveAPurePublicGoodAsItIs, ()) {
  const PublicGood good = any_peers(1.0);
  const Provision free = nash(good);
  std::vector<std::size_t> providers;
  for (std::size_t i = 0; i < good.members(); ++i)
    if (free.provided[i] > 0.0) providers.push_back(i);
  RC_PRE(providers.size() > 1U);
  PublicGood other = good;
  for (std::size_t n = 0; n < providers.size(); ++n) {
    const std::size_t from = providers[n], to = providers[(n + 1) % providers.size()];
    const double gift = *rc::gen::inRange(0, 10) * 0.1 * good.price * free.provided[from];
    other.incomes[from] -= gift;
    other.incomes[to] += gift;
  }
  const Provision then = nash(other);
  const double negligible = 1e-11 * sum(good.incomes);
  RC_ASSERT(std::abs(then.total - free.total) * good.price <= negligible);
  for (std::size_t i = 0; i < good.members(); ++i) {
    const double kept = good.incomes[i] - good.price * free.provided[i];
    RC_ASSERT(std::abs(other.incomes[i] - good.price * then.provided[i] - kept) <= negligible);
  }
}

// Of partly private goods more is provided iff income goes to the keener: dQ = sum a dI / (p (1 - k)) / (1 + B).
RC_GTEST_PROP(PublicGoodProperty, TransfersCountWhereTheGoodIsPartlyPrivate, ()) {
  const PublicGood good = any_peers(*rc::gen::inRange(1, 10) * 0.1);
  const Provision free = nash(good);
  const std::size_t giver = *rc::gen::inRange<std::size_t>(0, good.members());
  const std::size_t taker = (giver + *rc::gen::inRange<std::size_t>(1, good.members())) % good.members();
  RC_PRE(good.tastes[giver] != good.tastes[taker]);
  const double gift = 0.5 * good.price * free.provided[giver];
  PublicGood other = good;
  other.incomes[giver] -= gift;
  other.incomes[taker] += gift;
  const Provision then = nash(other);
  for (const Provision* each : {&free, &then})
    RC_PRE(*std::min_element(each->provided.begin(), each->provided.end()) > 0.0);
  const auto k = [&](std::size_t i) { return (1.0 - good.tastes[i]) * good.spill_over; };
  const auto pull = [&](std::size_t i) { return good.tastes[i] / (good.price * (1.0 - k(i))); };
  double slopes = 1.0;
  for (std::size_t i = 0; i < good.members(); ++i) slopes += k(i) / (1.0 - k(i));
  const double moved = gift * (pull(taker) - pull(giver)) / slopes;
  RC_ASSERT(std::abs(then.total - free.total - moved) <= 1e-9 * free.total);
  RC_ASSERT((then.total > free.total) == (good.tastes[taker] > good.tastes[giver]));
}

// n = 10, a = .2, s = 1: the limit is 2 / 8.2 = .2439.
TEST(PublicGood, RepliesAtOnceConvergeOnlyIfDamped) {
  EXPECT_NEAR(largest_damping(10, .2, 1.0), 2.0 / 8.2, 1e-15);
  const PublicGood good = identical(10, 1.0);
  const auto distance_with = [&](double damping) {
    Numbers provided = nash(good).provided;
    for (double& one : provided) one += 1e-6;
    for (int round = 0; round < 2000; ++round) reply_at_once(good, damping, provided);
    return std::abs(sum(provided) - nash(good).total);
  };
  EXPECT_LT(distance_with(.20), 1e-9);
  EXPECT_LT(distance_with(.24), 1e-9);
  EXPECT_GT(distance_with(.25), 1.0);
}

// GNP in thousand millions of 1964 dollars and defence in % of it: United States, Germany, United Kingdom, France,
// Italy, Canada, Netherlands, Belgium, Denmark, Turkey, Norway, Greece, Portugal, Luxembourg (Olson & Zeckhauser
// 1966).
const Numbers gnp{569.03, 88.87, 79.46, 73.40, 43.63, 38.14, 15.00, 13.43, 7.73, 6.69, 5.64, 4.31, 2.88, .53};
const Numbers defence{9.0, 5.5, 7.0, 6.7, 4.1, 4.4, 4.9, 3.7, 3.3, 5.8, 3.9, 4.2, 7.7, 1.7};

TEST(PublicGood, TheGreatBoreMoreOfNatoIn1964) {
  EXPECT_NEAR(rank_correlation(gnp, defence), 0.490, 5e-4);
}

TEST(PublicGood, OfAPurePublicGoodTheUnitedStatesWouldPayAll) {
  const Provision free = nash({.incomes = gnp, .tastes = Numbers(14, .09)});
  EXPECT_NEAR(free.provided[0], .09 * 569.03, 1e-12);
  for (std::size_t i = 1; i < 14; ++i) EXPECT_EQ(free.provided[i], 0.0);
}

TEST(PublicGood, APrivateGoodIsBoughtEfficiently) {
  const PublicGood good{.incomes = {10, 20}, .tastes = {.3, .1}, .price = 2.0, .spill_over = 0.0};
  EXPECT_EQ(nash(good).provided, optimum(good).provided);
}

RC_GTEST_PROP(PublicGoodProperty, NobodyCanDoBetterAlone, ()) {
  const PublicGood good = any_good();
  const Provision free = nash(good);
  Numbers replies = free.provided;
  reply_at_once(good, 1.0, replies);
  for (std::size_t i = 0; i < good.members(); ++i)
    RC_ASSERT(std::abs(replies[i] - free.provided[i]) <= 1e-11 * sum(good.incomes) / good.price);
}

RC_GTEST_PROP(PublicGoodProperty, DampedRepliesConvergeIffTheyAreDampedEnough, ()) {
  const auto members = *rc::gen::inRange<std::size_t>(2, 12);
  const double taste = *rc::gen::inRange(1, 10) * 0.1, spill_over = *rc::gen::inRange(1, 11) * 0.1;
  const double of_the_limit = *rc::gen::element(0.3, 0.6, 0.9, 0.98, 1.02, 1.1, 1.4);
  const double limit = 2.0 / (1.0 + (1.0 - taste) * spill_over * static_cast<double>(members - 1));
  const PublicGood good = identical(members, spill_over, taste);
  const Numbers goal = nash(good).provided;
  Numbers provided = goal;
  for (double& one : provided) one += *rc::gen::inRange(1, 100) * 1e-5;
  for (int round = 0; round < 4000; ++round) reply_at_once(good, of_the_limit * limit, provided);
  double distance = 0.0;  // a sum, so that what overflows does not pass for an arrival
  for (std::size_t i = 0; i < members; ++i) distance += std::abs(provided[i] - goal[i]);
  RC_ASSERT((distance < 1e-6) == (of_the_limit < 1.0));
}

RC_GTEST_PROP(PublicGoodProperty, SimultaneousRepliesConvergeIffTheyAreNotTooSteep, ()) {
  const auto members = *rc::gen::inRange<std::size_t>(2, 12);
  const double taste = *rc::gen::inRange(1, 10) * 0.1, spill_over = *rc::gen::inRange(1, 11) * 0.1;
  const double slope = (1.0 - taste) * spill_over * static_cast<double>(members - 1);
  RC_PRE(std::abs(slope - 1.0) > 0.02);
  const PublicGood good = identical(members, spill_over, taste);
  Numbers provided = nash(good).provided;
  for (double& one : provided) one += 1e-3;
  for (int round = 0; round < 2000; ++round) reply_at_once(good, 1.0, provided);
  RC_ASSERT((std::abs(sum(provided) - nash(good).total) < 1e-6) == (slope < 1.0));
  RC_ASSERT((largest_damping(members, taste, spill_over) > 1.0) == (slope < 1.0));
}

RC_GTEST_PROP(PublicGoodProperty, TheOptimumCostsWhatAllPay, ()) {
  const PublicGood good = any_good();
  const Provision best = optimum(good);
  double payments = 0.0;
  for (std::size_t i = 0; i < good.members(); ++i) payments += good.tastes[i] * good.incomes[i];
  RC_ASSERT(std::abs(sum(best.provided) - best.total) <= 1e-9 * best.total);
  RC_ASSERT(std::abs(best.total * good.price - payments) <= 1e-12 * payments);
}

// The Lindahl prices a_i I_i / z_i of what one provides add up to its price, or to less if it provides nothing.
RC_GTEST_PROP(PublicGoodProperty, AtTheOptimumAllTogetherPayThePriceOfEveryUnit, ()) {
  const PublicGood good = any_good();
  const Provision best = optimum(good);
  const Numbers enjoys = enjoyed(good, best.provided);
  for (std::size_t i = 0; i < good.members(); ++i) {
    double worth = 0.0;
    for (std::size_t j = 0; j < good.members(); ++j)
      worth += (i == j ? 1.0 : good.spill_over) * good.tastes[j] * good.incomes[j] / enjoys[j];
    RC_ASSERT(worth <= good.price * (1.0 + 1e-9));
    if (best.provided[i] > 1e-9 * best.total) RC_ASSERT(worth >= good.price * (1.0 - 1e-9));
  }
}

RC_GTEST_PROP(PublicGoodProperty, FreeRidersNeverProvideMoreThanTheOptimum, ()) {
  const PublicGood good = any_good();
  RC_ASSERT(nash(good).total <= optimum(good).total * (1.0 + 1e-12));
}

RC_GTEST_PROP(PublicGoodProperty, MoneyHasNoUnit, ()) {
  PublicGood good = any_good();
  const Provision one = nash(good);
  for (double& income : good.incomes) income *= 8.0;
  good.price *= 8.0;
  RC_ASSERT(nash(good).provided == one.provided);
}

}  // namespace
}  // namespace entente::classic
