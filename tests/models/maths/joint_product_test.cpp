#include "models/maths/joint_product.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

namespace entente::maths {
namespace {

using Numbers = std::vector<double>;

std::vector<Spender> spenders_of(const Numbers& shares, const Numbers& incomes) {
  std::vector<Spender> spenders;
  for (std::size_t i = 0; i < incomes.size(); ++i) spenders.push_back(joint_product(shares[i], incomes[i]));
  return spenders;
}

double total(const Numbers& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

Numbers by_sort(const std::vector<Spender>& spenders, double spill_over) {
  return nash_of_one_alliance(spenders, Numbers(spenders.size(), spill_over));
}

/// Spill-ins between all pairs for which `share(i, j)` is positive.
struct Network {
  std::vector<std::size_t> first{0};
  std::vector<std::int32_t> from;
  Numbers share, scale;

  template <class Share>
  Network(std::size_t count, Share share_of) : scale(count, 1.0) {
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t j = 0; j < count; ++j)
        if (i != j && share_of(i, j) > 0.0) {
          from.push_back(static_cast<std::int32_t>(j));
          share.push_back(share_of(i, j));
        }
      first.push_back(from.size());
    }
  }
  PairSpillIns spill_ins() const { return {first, from, share, scale}; }
};

std::vector<std::int32_t> in_turn(std::size_t count) {
  std::vector<std::int32_t> order(count);
  std::iota(order.begin(), order.end(), 0);
  return order;
}

Numbers by_turns(const std::vector<Spender>& spenders, const Network& network, std::vector<std::int32_t> order = {},
                 double start = 0.0) {
  Numbers spending;
  for (const Spender& spender : spenders) spending.push_back(start * spender.income);
  if (order.empty()) order = in_turn(spenders.size());
  EXPECT_TRUE(settle(spenders, network.spill_ins(), order, spending));
  return spending;
}

// Bergstrom, Blume & Varian 1986: every contributor is left with the same consumption.
TEST(JointProduct, ThePublishedExampleOfFourMembersComesOut) {
  const Numbers incomes{100, 90, 80, 30};
  const Numbers spending = by_sort(spenders_of({.3, .3, .3, .3}, incomes), 1.0);
  const Numbers published{21.25, 11.25, 1.25, 0.0};
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(spending[i], published[i], 1e-9);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(incomes[i] - spending[i], 78.75, 1e-9);
}

// q = (a I / p) / (1 + (1 - a) s (n - 1)) with a = .2, I = 100, p = 1.
TEST(JointProduct, IdenticalMembersSpendAsPublished) {
  struct Row {
    std::size_t members;
    double spill_over, each;
  };
  constexpr Row rows[] = {
      {1, 0, 20.0},  {1, 0.25, 20.0},         {1, 0.5, 20.0},         {1, 0.75, 20.0},         {1, 1.0, 20.0},
      {2, 0, 20.0},  {2, 0.25, 16.666666667}, {2, 0.5, 14.285714286}, {2, 0.75, 12.5},         {2, 1.0, 11.111111111},
      {3, 0, 20.0},  {3, 0.25, 14.285714286}, {3, 0.5, 11.111111111}, {3, 0.75, 9.090909091},  {3, 1.0, 7.692307692},
      {5, 0, 20.0},  {5, 0.25, 11.111111111}, {5, 0.5, 7.692307692},  {5, 0.75, 5.882352941},  {5, 1.0, 4.761904762},
      {10, 0, 20.0}, {10, 0.25, 7.142857143}, {10, 0.5, 4.347826087}, {10, 0.75, 3.125},       {10, 1.0, 2.43902439},
      {15, 0, 20.0}, {15, 0.25, 5.263157895}, {15, 0.5, 3.03030303},  {15, 0.75, 2.127659574}, {15, 1.0, 1.639344262},
      {32, 0, 20.0}, {32, 0.25, 2.777777778}, {32, 0.5, 1.492537313}, {32, 0.75, 1.020408163}, {32, 1.0, 0.775193798},
  };
  for (const Row& row : rows)
    for (const double spending :
         by_sort(spenders_of(Numbers(row.members, 0.2), Numbers(row.members, 100.0)), row.spill_over))
      EXPECT_NEAR(spending, row.each, 1e-9) << row.members << " members, s = " << row.spill_over;
}

TEST(JointProduct, ADearerGoodIsBoughtLess) {
  EXPECT_DOUBLE_EQ(reply(joint_product(0.2, 100.0, 2.0), 0.0), 10.0);
}

const Numbers taste{.30, .32, .28, .30};
const Numbers rich{100, 98, 104, 101};
const Numbers after_transfer{102, 97, 101.5, 102.5};

TEST(JointProduct, RedistributionAmongContributorsChangesNothingWithAPurePublicGood) {
  const Numbers before = by_sort(spenders_of(taste, rich), 1.0);
  const Numbers published{9.261344, 15.363010, 4.002298, 10.261344};
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(before[i], published[i], 5e-7);
  EXPECT_NEAR(total(before), 38.887995405, 5e-10);
  const Numbers after = by_sort(spenders_of(taste, after_transfer), 1.0);
  EXPECT_NEAR(total(after), total(before), 1e-9);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(after_transfer[i] - after[i], rich[i] - before[i], 1e-9);
}

TEST(JointProduct, RedistributionCountsWherePartOfTheGoodIsPrivate) {
  EXPECT_NEAR(total(by_sort(spenders_of(taste, rich), 0.6)), 53.413180, 5e-7);
  EXPECT_NEAR(total(by_sort(spenders_of(taste, after_transfer), 0.6)), 53.422778, 5e-7);
}

// n = 10, a = .2, s = 1: replies of all at once, damped by L, converge iff L < 2 / (1 + .8 x 9) = .244.
TEST(JointProduct, SimultaneousRepliesConvergeOnlyIfDampedEnough) {
  const auto distance_after = [](double damping) {
    const std::vector<Spender> spenders = spenders_of(Numbers(10, 0.2), Numbers(10, 100.0));
    const Numbers nash = by_sort(spenders, 1.0);
    Numbers spending = nash;
    spending[0] += 1e-6;
    for (int round = 0; round < 2000; ++round) {
      const double all = total(spending);
      for (std::size_t i = 0; i < 10; ++i)
        spending[i] += damping * (reply(spenders[i], all - spending[i]) - spending[i]);
    }
    return std::abs(total(spending) - total(nash));
  };
  EXPECT_LT(distance_after(0.20), 1e-9);
  EXPECT_GT(distance_after(0.25), 1.0);
}

// Of the GNPs of 1964 (olson_zeckhauser_1964.csv) a pure public good makes only the United States pay.
TEST(JointProduct, APurePublicGoodIsPaidByTheUnitedStatesAlone) {
  const Numbers gnp{569.03, 88.87, 79.46, 73.40, 43.63, 38.14, 15.00, 13.43, 7.73, 6.69, 5.64, 4.31, 2.88, .53};
  const Numbers spending = by_sort(spenders_of(Numbers(14, 0.09), gnp), 1.0);
  EXPECT_NEAR(spending[0], 0.09 * 569.03, 1e-9);
  for (std::size_t i = 1; i < 14; ++i) EXPECT_EQ(spending[i], 0.0);
}

TEST(JointProduct, NobodySpendsLessThanTheLeastOrMoreThanTheMost) {
  Spender spender = joint_product(0.1, 100.0);
  spender.least = 2.0;
  spender.most = 7.0;
  EXPECT_EQ(reply(spender, 1000.0), 2.0);
  EXPECT_EQ(reply(spender, 0.0), 7.0);
}

TEST(JointProduct, ANormRaisesOnlyThoseBelowIt) {
  Spender spender = joint_product(0.1, 100.0);
  spender.norm = 6.0;
  spender.pull = 0.5;
  EXPECT_EQ(reply(spender, 0.0), 10.0);
  EXPECT_DOUBLE_EQ(reply(spender, 10.0), (1.0 + 0.5 * 6.0) / 1.5);
}

// Incomes 133, 100, 100, a = .03: whoever moves first lets the others rest.
TEST(JointProduct, TwoAlliancesOfAPureGoodHaveTwoEquilibria) {
  const std::vector<Spender> spenders = spenders_of(Numbers(3, 0.03), {133, 100, 100});
  const Network network(3, [](std::size_t i, std::size_t j) { return i == 0 || j == 0 ? 1.0 : 0.0; });
  const Numbers great = by_turns(spenders, network, {0, 1, 2});
  const Numbers small = by_turns(spenders, network, {2, 1, 0});
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(great[i], (Numbers{3.99, 0, 0}[i]), 1e-12);
    EXPECT_NEAR(small[i], (Numbers{0, 3, 3}[i]), 1e-12);
  }
}

struct Alliance {
  std::vector<Spender> spenders;
  double incomes = 0.0;
};

Alliance any_alliance() {
  Alliance alliance;
  const auto size = *rc::gen::inRange<std::size_t>(1, 12);
  for (std::size_t i = 0; i < size; ++i) {
    const double income = *rc::gen::inRange(1, 10'000) * 0.1;
    Spender spender = joint_product(*rc::gen::inRange(1, 400) * 1e-3, income);
    spender.least = *rc::gen::inRange(0, 5) * 1e-3 * income;
    alliance.spenders.push_back(spender);
    alliance.incomes += income;
  }
  return alliance;
}

RC_GTEST_PROP(JointProductProperty, TheSortIsAnEquilibrium, ()) {
  const Alliance alliance = any_alliance();
  const double spill_over = *rc::gen::inRange(0, 11) * 0.1;
  const Numbers spending = by_sort(alliance.spenders, spill_over);
  for (std::size_t i = 0; i < spending.size(); ++i) {
    const double best = reply(alliance.spenders[i], spill_over * (total(spending) - spending[i]));
    RC_ASSERT(std::abs(spending[i] - best) <= 1e-11 * alliance.incomes);
  }
}

RC_GTEST_PROP(JointProductProperty, TheSortAgreesWithRepliesByTurns, ()) {
  const Alliance alliance = any_alliance();
  const std::size_t size = alliance.spenders.size();
  const double publicness = *rc::gen::inRange(1, 10) * 0.1;
  Numbers received;
  for (const Spender& spender : alliance.spenders) received.push_back(publicness * spender.income / alliance.incomes);
  const Numbers sorted = nash_of_one_alliance(alliance.spenders, received);
  const Network network(size, [&](std::size_t i, std::size_t) { return received[i]; });
  const double start = *rc::gen::inRange(0, 3) * 0.2;
  const Numbers settled = by_turns(alliance.spenders, network, {}, start);
  for (std::size_t i = 0; i < size; ++i)
    RC_ASSERT(std::abs(sorted[i] - settled[i]) <= 1e-12 * alliance.spenders[i].income);
}

RC_GTEST_PROP(JointProductProperty, RedistributionAmongContributorsIsNeutral, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(2, 7);
  const Numbers shares(size, *rc::gen::inRange(200, 600) * 1e-3);
  Numbers incomes;
  for (std::size_t i = 0; i < size; ++i) incomes.push_back(*rc::gen::inRange(990, 1010) * 0.1);
  const Numbers before = by_sort(spenders_of(shares, incomes), 1.0);
  const std::size_t giver = *rc::gen::inRange<std::size_t>(0, size);
  const std::size_t taker = (giver + *rc::gen::inRange<std::size_t>(1, size)) % size;
  RC_PRE(before[giver] > 0.0 && before[taker] > 0.0);
  const double gift = 0.9 * before[giver];
  incomes[giver] -= gift;
  incomes[taker] += gift;
  Numbers after = by_sort(spenders_of(shares, incomes), 1.0);
  after[giver] += gift;
  after[taker] -= gift;
  for (std::size_t i = 0; i < size; ++i) RC_ASSERT(std::abs(after[i] - before[i]) <= 1e-11 * total(incomes));
}

RC_GTEST_PROP(JointProductProperty, NamesDecideNothing, ()) {
  const Alliance alliance = any_alliance();
  const auto keys = *rc::gen::container<std::vector<int>>(alliance.spenders.size(), rc::gen::arbitrary<int>());
  std::vector<std::int32_t> order = in_turn(keys.size());
  std::sort(order.begin(), order.end(), [&](std::int32_t i, std::int32_t j) {
    return std::pair(keys[static_cast<std::size_t>(i)], i) < std::pair(keys[static_cast<std::size_t>(j)], j);
  });
  std::vector<Spender> shuffled;
  for (const std::int32_t i : order) shuffled.push_back(alliance.spenders[static_cast<std::size_t>(i)]);
  const Numbers before = by_sort(alliance.spenders, 0.7);
  const Numbers after = by_sort(shuffled, 0.7);
  for (std::size_t n = 0; n < order.size(); ++n)
    RC_ASSERT(std::abs(after[n] - before[static_cast<std::size_t>(order[n])]) <= 1e-12 * alliance.incomes);
}

// Relative spill-ins of overlapping alliances: of j's spending i gets the largest over common alliances of .2 g_i / G.
RC_GTEST_PROP(JointProductProperty, OverlappingAlliancesHaveOneEquilibriumOfRelativeSpillIns, ()) {
  const Alliance alliance = any_alliance();
  const std::size_t size = alliance.spenders.size();
  std::vector<std::vector<bool>> member(4, std::vector<bool>(size));
  Numbers incomes(4, 0.0);
  for (std::size_t a = 0; a < 4; ++a)
    for (std::size_t i = 0; i < size; ++i) {
      member[a][i] = *rc::gen::arbitrary<bool>();
      if (member[a][i]) incomes[a] += alliance.spenders[i].income;
    }
  const Network network(size, [&](std::size_t i, std::size_t j) {
    double share = 0.0;
    for (std::size_t a = 0; a < 4; ++a)
      if (member[a][i] && member[a][j]) share = std::max(share, 0.2 * alliance.spenders[i].income / incomes[a]);
    return share;
  });
  std::vector<std::int32_t> backwards = in_turn(size);
  std::reverse(backwards.begin(), backwards.end());
  const Numbers one = by_turns(alliance.spenders, network);
  const Numbers other = by_turns(alliance.spenders, network, backwards, 1.0);
  for (std::size_t i = 0; i < size; ++i) {
    RC_ASSERT(std::abs(one[i] - other[i]) <= 1e-12 * alliance.spenders[i].income);
    RC_ASSERT(std::abs(one[i] - reply(alliance.spenders[i], network.spill_ins()(i, one))) <=
              1e-12 * alliance.spenders[i].income);
  }
}

}  // namespace
}  // namespace entente::maths
