#include "models/maths/ranks.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <vector>

namespace entente::maths {
namespace {

std::vector<double> ranks_of(const std::vector<double>& values) {
  std::vector<std::int32_t> order(values.size());
  std::vector<double> ranks(values.size());
  mean_ranks(values, order, ranks);
  return ranks;
}

double correlation(const std::vector<double>& x, const std::vector<double>& y) {
  return spearman(ranks_of(x), ranks_of(y));
}

TEST(Ranks, EqualValuesShareTheirMeanRank) {
  EXPECT_EQ(ranks_of({5.0, 2.0, 2.0, 9.0, 2.0}), (std::vector<double>{4.0, 2.0, 2.0, 5.0, 2.0}));
  EXPECT_EQ(ranks_of({1.0, 1.0}), (std::vector<double>{1.5, 1.5}));
  EXPECT_EQ(ranks_of({}), std::vector<double>{});
}

TEST(Spearman, IsOneInTheSameOrderAndMinusOneInTheOpposite) {
  EXPECT_DOUBLE_EQ(correlation({1.0, 2.0, 30.0, 31.0}, {-4.0, 0.0, 1.0, 1000.0}), 1.0);
  EXPECT_DOUBLE_EQ(correlation({1.0, 2.0, 3.0}, {9.0, 8.0, -1.0}), -1.0);
}

// NATO in 1964 by gross national product and defence share of it (Olson & Zeckhauser 1966, table 1): no ties, the
// squared differences of ranks sum to 232, so rho = 1 - 6 x 232 / (14 x 195) = .4901.
TEST(Spearman, OfNatoIn1964IsThatOfOlsonAndZeckhauser) {
  const std::vector<double> product{569.03, 88.87, 79.46, 73.4, 43.63, 38.14, 15.0,
                                    13.43,  7.73,  6.69,  5.64, 4.31,  2.88,  0.53};
  const std::vector<double> defence{9.0, 5.5, 7.0, 6.7, 4.1, 4.4, 4.9, 3.7, 3.3, 5.8, 3.9, 4.2, 7.7, 1.7};
  EXPECT_NEAR(correlation(product, defence), 1.0 - 6.0 * 232.0 / (14.0 * 195.0), 1e-15);
  EXPECT_NEAR(correlation(product, defence), 0.490, 0.0005);
}

// By hand: ranks 1.5, 1.5, 3 and 1, 2.5, 2.5; xx = yy = 1.5,
// xy = (-.5)(-1) + (-.5)(.5) + (1)(.5) = .75, rho = .5.
TEST(Spearman, TiesCountByTheirMeanRank) {
  EXPECT_DOUBLE_EQ(correlation({2.0, 2.0, 7.0}, {0.0, 5.0, 5.0}), 0.5);
}

TEST(Spearman, IsUndefinedWhereAllOfOneAreEqual) {
  EXPECT_TRUE(std::isnan(correlation({1.0, 1.0, 1.0}, {1.0, 2.0, 3.0})));
  EXPECT_TRUE(std::isnan(correlation({}, {})));
}

RC_GTEST_PROP(Spearman, DependsOnTheOrderOnly, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(2, 30);
  const auto x = *rc::gen::container<std::vector<int>>(size, rc::gen::inRange(-20, 20));
  const auto y = *rc::gen::container<std::vector<int>>(size, rc::gen::inRange(-20, 20));
  std::vector<double> values_x(x.begin(), x.end()), values_y(y.begin(), y.end());
  const double before = correlation(values_x, values_y);
  RC_PRE(!std::isnan(before));
  RC_ASSERT(std::fabs(before) <= 1.0 + 1e-15);
  RC_ASSERT(before == correlation(values_y, values_x));
  for (double& value : values_x) value = std::exp(0.3 * value);
  RC_ASSERT(before == correlation(values_x, values_y));
}

}  // namespace
}  // namespace entente::maths
