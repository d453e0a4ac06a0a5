#include "models/classic/contest.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

namespace entente::classic {
namespace {

using Numbers = std::vector<double>;
constexpr double infinity = std::numeric_limits<double>::infinity();

Numbers any_numbers(std::size_t least, std::size_t most) {
  Numbers numbers;
  const auto count = *rc::gen::inRange<std::size_t>(least, most + 1);
  for (std::size_t i = 0; i < count; ++i) numbers.push_back(*rc::gen::inRange(1, 1000) * 0.1);
  return numbers;
}

double sum(const Numbers& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

TEST(ClassicContest, WithoutEffortAllHaveTheSameChance) {
  EXPECT_EQ(ratio_success(Numbers{0, 0}, 2.0), (Numbers{.5, .5}));
  EXPECT_EQ(difference_success(Numbers{0, 0}, 2.0), (Numbers{.5, .5}));
}

TEST(ClassicContest, WhoMakesNoEffortLosesByRatioButNotByDifference) {
  EXPECT_EQ(ratio_success(Numbers{1, 0}, 2.0), (Numbers{1, 0}));
  EXPECT_NEAR(difference_success(Numbers{1, 0}, 2.0)[1], 1.0 / (1.0 + std::exp(2.0)), 1e-15);
}

TEST(ClassicContest, PrizesThatDifferHugelyLeaveTheLesserNoChance) {
  EXPECT_FALSE(tullock_of_two(1, 1e5, 80).has_value());
  const Contest contest = *tullock_of_two(1e-300, 1e300, .5);
  EXPECT_NEAR(contest.chances[1], 1.0, 1e-12);
  EXPECT_TRUE(std::isfinite(contest.efforts[0]));
}

TEST(ClassicContest, OfManyIsThatOfTwoAndThatOfEqualsWhereThoseAreKnown) {
  const Contest two = *tullock_of_two(3, 1, .5), many = tullock_of_many(Numbers{3, 1}, .5);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_NEAR(many.chances[i], two.chances[i], 1e-12);
    EXPECT_NEAR(many.efforts[i], two.efforts[i], 1e-12);
  }
  const Contest equal = tullock_of_many(Numbers{2, 2, 2, 2}, .8);  // x = m V (n - 1) / n^2
  for (const double effort : equal.efforts) EXPECT_NEAR(effort, .8 * 2 * 3 / 16, 1e-12);
}

TEST(ClassicContest, OfManyApproachesTheOneWhereEffortDecidesInProportion) {
  const Contest near = tullock_of_many(Numbers{5, 4, 3, 1}, 1.0 - 1e-6), limit = tullock(Numbers{5, 4, 3, 1});
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(near.efforts[i], limit.efforts[i], 1e-3);
}

RC_GTEST_PROP(ClassicContest, NobodyGainsByAnotherEffortAmongMany, ()) {
  const Numbers values = any_numbers(2, 6);
  const double m = *rc::gen::inRange(10, 100) * 0.01;
  const Contest contest = tullock_of_many(values, m);
  RC_ASSERT(std::fabs(sum(contest.chances) - 1.0) < 1e-9);
  const auto i = *rc::gen::inRange<std::size_t>(0, values.size());
  const double factor = *rc::gen::inRange(1, 300) * 0.01;
  Numbers efforts = contest.efforts;
  const double before = ratio_success(efforts, m)[i] * values[i] - efforts[i];
  efforts[i] *= factor;
  RC_ASSERT(ratio_success(efforts, m)[i] * values[i] - efforts[i] <= before + 1e-9 * values[i]);
}

TEST(ClassicContest, HugeEffortsDoNotOverflow) {
  EXPECT_EQ(ratio_success(Numbers{1e200, 1e200}, 5.0), (Numbers{.5, .5}));
  EXPECT_EQ(difference_success(Numbers{1e5, 0}, 1.0), (Numbers{1, 0}));
}

TEST(ClassicContest, TullocksTwoAreAsPublished) {
  const Contest contest = tullock(Numbers{3, 1});
  EXPECT_NEAR(contest.efforts[0], .5625, 1e-15);
  EXPECT_NEAR(contest.efforts[1], .1875, 1e-15);
  EXPECT_NEAR(contest.chances[0], .75, 1e-15);
}

TEST(ClassicContest, TheLeastEagerOfFourStaysOut) {
  const Contest contest = tullock(Numbers{5, 4, 3, 1});
  const double exact[]{2760.0 / 2209, 2040.0 / 2209, 840.0 / 2209, 0};  // published: 1.249434, .923495, .380263, 0
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(contest.efforts[i], exact[i], 1e-14);
  EXPECT_EQ(contest.efforts[3], 0.0);
}

// n equals spend (n - 1) / n of the prize between them (Tullock 1980).
TEST(ClassicContest, EqualsDissipateMostOfThePrize) {
  for (std::size_t n = 2; n < 20; ++n) {
    const auto count = static_cast<double>(n);
    EXPECT_NEAR(sum(tullock(Numbers(n, 7.0)).efforts), 7.0 * (count - 1.0) / count, 1e-12);
  }
}

TEST(ClassicContest, AnAllianceThatSplitsItsPrizeFightsWorseTheLargerItIs) {
  for (std::size_t m = 1; m <= 30; ++m) {
    const std::size_t members[]{m, 1};
    EXPECT_NEAR(tullock_of_alliances(Numbers{10, 10}, members).chances[0], 1.0 / (static_cast<double>(m) + 1.0), 1e-15);
  }
}

TEST(ClassicContest, TooDecisiveAContestHasNoPureEquilibrium) {
  EXPECT_TRUE(tullock_of_two(1.0, 1.0, 2.0).has_value());
  EXPECT_FALSE(tullock_of_two(1.0, 1.0, 2.01).has_value());
  EXPECT_FALSE(tullock_of_two(3.0, 1.0, 1.5).has_value());
}

TEST(ClassicContest, LanchestersSquareLawIsAsPublished) {
  const Battle battle = lanchester_square(100, 80, .02, .02);
  EXPECT_NEAR(battle.left, 60.0, 1e-12);
  EXPECT_EQ(battle.other_left, 0.0);
  EXPECT_NEAR(battle.time, 54.9306, 5e-5);
  EXPECT_NEAR(battle.time, 25.0 * std::log(9.0), 1e-12);
}

TEST(ClassicContest, EqualForcesDwindleForEver) {
  const Battle battle = lanchester_square(50, 50, .02, .02);
  EXPECT_EQ(battle.left, 0.0);
  EXPECT_EQ(battle.other_left, 0.0);
  EXPECT_EQ(battle.time, infinity);
}

TEST(ClassicContest, AForceWithoutAnEnemyStays) {
  EXPECT_EQ(lanchester_square(50, 0, .02, .02).left, 50.0);
  EXPECT_EQ(lanchester_square(50, 0, .02, .02).time, 0.0);
  EXPECT_EQ(lanchester_linear(50, 0, .02, .02).left, 50.0);
}

TEST(ClassicContest, InTheLinearLawNumbersCountOnce) {
  const Battle battle = lanchester_linear(100, 80, .02, .02);
  EXPECT_NEAR(battle.left, 20.0, 1e-12);
  EXPECT_EQ(battle.other_left, 0.0);
}

// Bueno de Mesquita 1981; capability as a share of the system's.
TEST(ClassicContest, StrengthAtADistanceIsAsPublished) {
  struct Row {
    double miles_per_day, miles, strengths[3];
  };
  constexpr double capabilities[]{.01, .1, .25};
  constexpr Row rows[]{{250, 0, {0.018859590891510347, 0.13733022570253917, 0.30261014664423064}},
                       {250, 100, {0.016946626614075054, 0.1301792096076599, 0.29302248132618575}},
                       {250, 500, {0.011607621683902787, 0.10773867311185334, 0.261474696436725}},
                       {250, 1000, {0.007856868911005087, 0.08863898076470131, 0.23249144045166256}},
                       {250, 2000, {0.004282088391746402, 0.06543766798829556, 0.19366774861665087}},
                       {250, 3000, {0.0026897290805626838, 0.05186259808920764, 0.16837017856161576}},
                       {250, 6000, {0.0010219244783682205, 0.03196755352491367, 0.1258187467416789}},
                       {250, 10000, {0.0004473150393551453, 0.021149823624681728, 0.09811472624217207}},
                       {500, 0, {0.018859590891510347, 0.13733022570253917, 0.30261014664423064}},
                       {500, 100, {0.017864765114911293, 0.13365913779054275, 0.297713657335648}},
                       {500, 500, {0.014580053091427911, 0.12074789062931042, 0.2800505380927331}},
                       {500, 1000, {0.011607621683902787, 0.10773867311185334, 0.261474696436725}},
                       {500, 2000, {0.007856868911005087, 0.08863898076470131, 0.23249144045166256}},
                       {500, 3000, {0.005668804488104632, 0.07529146358057222, 0.21073348512776865}},
                       {500, 6000, {0.0026897290805626838, 0.05186259808920764, 0.16837017856161576}},
                       {500, 10000, {0.0013435584465701826, 0.03665458288632109, 0.1366215114930471}}};
  for (const Row& row : rows)
    for (std::size_t c = 0; c < 3; ++c)
      EXPECT_NEAR(strength_at_distance(capabilities[c], row.miles, row.miles_per_day), row.strengths[c],
                  1e-14 * row.strengths[c]);
}

RC_GTEST_PROP(ClassicContestProperty, NobodyGainsByAnotherEffort, ()) {
  const Numbers values = any_numbers(2, 8);
  const Contest contest = tullock(values);
  RC_ASSERT(std::abs(sum(contest.chances) - 1.0) <= 1e-12);
  const double total = sum(contest.efforts);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double others = total - contest.efforts[i];
    const auto payoff = [&](double own) { return values[i] * own / (own + others) - own; };
    const double step = 1e-3 * values[i];
    RC_ASSERT(payoff(contest.efforts[i]) > payoff(contest.efforts[i] + step));
    if (contest.efforts[i] > step) RC_ASSERT(payoff(contest.efforts[i]) > payoff(contest.efforts[i] - step));
  }
}

RC_GTEST_PROP(ClassicContestProperty, NeitherOfTwoGainsByAnotherEffort, ()) {
  const Numbers values = any_numbers(2, 2);
  const double decisiveness = *rc::gen::inRange(1, 21) * 0.1;
  const std::optional<Contest> contest = tullock_of_two(values[0], values[1], decisiveness);
  RC_PRE(contest.has_value());
  for (std::size_t i = 0; i < 2; ++i) {
    const auto payoff = [&](double own) {
      Numbers efforts = contest->efforts;
      efforts[i] = own;
      return values[i] * ratio_success(efforts, decisiveness)[i] - own;
    };
    const double best = payoff(contest->efforts[i]);
    RC_ASSERT(std::abs(ratio_success(contest->efforts, decisiveness)[i] - contest->chances[i]) <= 1e-12);
    for (int n = 0; n <= 100; ++n) RC_ASSERT(payoff(0.01 * n * values[i]) <= best + 1e-12 * values[i]);
  }
}

RC_GTEST_PROP(ClassicContestProperty, TheSimpleContestIsTheOneOfDecisivenessOne, ()) {
  const Numbers values = any_numbers(2, 2);
  const Contest simple = tullock(values);
  const Contest same = *tullock_of_two(values[0], values[1], 1.0);
  for (std::size_t i = 0; i < 2; ++i) RC_ASSERT(std::abs(simple.efforts[i] - same.efforts[i]) <= 1e-12 * sum(values));
}

RC_GTEST_PROP(ClassicContestProperty, RatioIsBlindToScaleAndDifferenceToShift, ()) {
  Numbers efforts = any_numbers(1, 6);
  const Numbers by_ratio = ratio_success(efforts, 1.7), by_difference = difference_success(efforts, 0.3);
  Numbers scaled = efforts, shifted = efforts;
  for (double& effort : scaled) effort *= 4.0;
  for (double& effort : shifted) effort += 16.0;
  RC_ASSERT(ratio_success(scaled, 1.7) == by_ratio);
  const Numbers again = difference_success(shifted, 0.3);
  for (std::size_t i = 0; i < efforts.size(); ++i) RC_ASSERT(std::abs(again[i] - by_difference[i]) <= 1e-12);
}

RC_GTEST_PROP(ClassicContestProperty, TheSquareLawKeepsTheDifferenceOfSquares, ()) {
  const double force = *rc::gen::inRange(1, 1000) * 0.1, other = *rc::gen::inRange(1, 1000) * 0.1;
  const double alpha = *rc::gen::inRange(1, 100) * 1e-3, beta = *rc::gen::inRange(1, 100) * 1e-3;
  const Battle battle = lanchester_square(force, other, alpha, beta);
  const double difference = alpha * force * force - beta * other * other;
  RC_PRE(std::abs(difference) > 1e-6 * alpha * force * force);
  RC_ASSERT((battle.left > 0.0) == (difference > 0.0));
  const Battle halfway = lanchester_square_at(0.5 * battle.time, force, other, alpha, beta);
  const double still = alpha * halfway.left * halfway.left - beta * halfway.other_left * halfway.other_left;
  RC_ASSERT(std::abs(still - difference) <= 1e-9 * (alpha * force * force + beta * other * other));
  const Battle end = lanchester_square_at(battle.time, force, other, alpha, beta);
  RC_ASSERT(std::abs(end.left - battle.left) <= 1e-6 * (force + other));
  RC_ASSERT(std::abs(end.other_left - battle.other_left) <= 1e-6 * (force + other));
}

}  // namespace
}  // namespace entente::classic
