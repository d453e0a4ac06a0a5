#include "models/maths/gini.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <vector>

namespace entente::maths {
namespace {

double gini_of(std::vector<double> values) {
  return gini(values);
}

TEST(Gini, IsZeroWhereAllAreAlike) {
  EXPECT_EQ(gini_of({3.0}), 0.0);
  EXPECT_NEAR(gini_of({0.04, 0.04, 0.04, 0.04, 0.04}), 0.0, 1e-16);
  EXPECT_EQ(gini_of({0.0, 0.0, 0.0}), 0.0);
}

TEST(Gini, IsOneLessAnNthWhereOneHasEverything) {
  EXPECT_DOUBLE_EQ(gini_of({7.0, 0.0}), 0.5);
  EXPECT_DOUBLE_EQ(gini_of({0.0, 0.0, 5.0, 0.0}), 0.75);
}

// The mean absolute difference of 1, 2, 3, 4 over all 16 pairs is 20 / 16, their mean 5 / 2.
TEST(Gini, OfOneToFourIsAQuarter) {
  EXPECT_DOUBLE_EQ(gini_of({3.0, 1.0, 4.0, 2.0}), 0.25);
}

TEST(Gini, OfNothingIsUndefined) {
  EXPECT_TRUE(std::isnan(gini_of({})));
}

RC_GTEST_PROP(Gini, IsHalfTheMeanAbsoluteDifferenceOverTheMean, ()) {
  const auto whole = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1000)));
  const std::vector<double> values(whole.begin(), whole.end());
  double sum = 0.0, differences = 0.0;
  for (const double x : values) {
    sum += x;
    for (const double y : values) differences += std::fabs(x - y);
  }
  RC_PRE(sum > 0.0);
  const auto number = static_cast<double>(values.size());
  RC_ASSERT(std::fabs(gini_of(values) - differences / (2.0 * number * sum)) < 1e-12);
}

}  // namespace
}  // namespace entente::maths
