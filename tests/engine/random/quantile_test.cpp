#include "engine/random/quantile.hpp"

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(Quantile, OfTheNormalIsThatOfTheTables) {
  EXPECT_DOUBLE_EQ(normal_quantile(0.5), 0.0);
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-14);
  EXPECT_NEAR(normal_quantile(0.001), -3.090232306167814, 1e-13);
}

TEST(Quantile, OfStudentsTIsThatOfTheTables) {
  EXPECT_NEAR(student_quantile(0.975, 1), 12.70620473617471, 1e-10);
  EXPECT_NEAR(student_quantile(0.975, 10), 2.228138851986274, 1e-12);
  EXPECT_NEAR(student_quantile(0.975, 1e9), normal_quantile(0.975), 1e-8);
}

}  // namespace
}  // namespace entente
