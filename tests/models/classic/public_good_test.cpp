#include "models/classic/public_good.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

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

// a = .2, I = 100, p = 1: what each provides, and the share of the optimum, by members and spill-over.
TEST(PublicGood, IdenticalMembersProvideAsPublished) {
  struct Row {
    std::size_t members;
    double spill_over, each, optimum, ratio;
  };
  constexpr Row rows[]{
      {1, 0, 20, 20, 1},
      {1, 1, 20, 20, 1},
      {2, 0, 20, 20, 1},
      {2, .25, 16.666666667, 20, .833333333},
      {2, .5, 14.285714286, 20, .714285714},
      {2, .75, 12.5, 20, .625},
      {2, 1, 11.111111111, 20, .555555556},
      {3, .25, 14.285714286, 20, .714285714},
      {5, .5, 7.692307692, 20, .384615385},
      {10, .75, 3.125, 20, .15625},
      {15, .25, 5.263157895, 20, .263157895},
      {32, 0, 20, 20, 1},
      {32, .25, 2.777777778, 20, .138888889},
      {32, .5, 1.492537313, 20, .074626866},
      {32, .75, 1.020408163, 20, .051020408},
      {32, 1, .775193798, 20, .03875969},
  };
  for (const Row& row : rows) {
    const PublicGood good = identical(row.members, row.spill_over);
    const Provision free = nash(good), best = optimum(good);
    const auto members = static_cast<double>(row.members);
    for (std::size_t i = 0; i < row.members; ++i) {
      EXPECT_NEAR(free.provided[i], row.each, 5e-10);  // the table's nine decimals
      EXPECT_NEAR(best.provided[i], row.optimum, 1e-12);
    }
    EXPECT_NEAR(free.total, 20.0 * members / (1.0 + 0.8 * row.spill_over * (members - 1.0)), 1e-9);
    EXPECT_NEAR(free.total / best.total, row.ratio, 5e-10);
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
  EXPECT_NEAR(other.total, one.total, 1e-12);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(one.provided[i], published[i], 5e-7);
    EXPECT_NEAR(after[i] - other.provided[i], before[i] - one.provided[i], 1e-12);
  }
}

TEST(PublicGood, ATransferCountsWhereTheGoodIsPartlyPrivate) {
  EXPECT_NEAR(nash({.incomes = before, .tastes = tastes, .spill_over = .6}).total, 53.413180, 5e-7);
  EXPECT_NEAR(nash({.incomes = after, .tastes = tastes, .spill_over = .6}).total, 53.422778, 5e-7);
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
