#include "engine/cli/statistics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace entente {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr double never = std::numeric_limits<double>::infinity();

TEST(Quantile, LiesBetweenOrderStatistics) {
  EXPECT_EQ(quantile({3, 1, 2}, 0.5), 2.0);
  EXPECT_EQ(quantile({1, 2}, 0.5), 1.5);
  EXPECT_EQ(quantile({1, 2, nothing}, 1.0), 2.0);
  EXPECT_TRUE(std::isnan(quantile({}, 0.5)));
}

TEST(Quantile, AnInfiniteNeighbourDoesNotSpoilAnExactPlace) {
  EXPECT_EQ(quantile({1, 2, never}, 0.5), 2.0);
}

TEST(Mean, HasItsStandardError) {
  const Mean mean = mean_of({1, 2, 3, 4});
  EXPECT_EQ(mean.value, 2.5);
  EXPECT_NEAR(mean.standard_error, std::sqrt(5.0 / 3.0 / 4.0), 1e-15);
  EXPECT_TRUE(std::isnan(mean_of({1}).standard_error));
}

TEST(Ranks, EqualsShareTheMeanOfTheirs) {
  EXPECT_THAT(ranks({10, 20, 20, never, never}), testing::ElementsAre(1, 2.5, 2.5, 4.5, 4.5));
}

TEST(Spearman, OneInTheSameOrderAndMinusOneInTheOpposite) {
  EXPECT_EQ(spearman({1, 2, 3}, {10, 100, never}), 1.0);
  EXPECT_EQ(spearman({1, 2, 3}, {3, 2, 1}), -1.0);
  EXPECT_TRUE(std::isnan(spearman({1, 2, 3}, {5, 5, 5})));
}

TEST(Spearman, HasTheValueOfTheTextbook) {
  // Spearman's rho by R: cor(c(1,2,3,4,5), c(5,6,7,8,7), method = "spearman").
  EXPECT_NEAR(spearman({1, 2, 3, 4, 5}, {5, 6, 7, 8, 7}), 0.8207827, 1e-7);
}

}  // namespace
}  // namespace entente
