#include "models/maths/poisson.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace entente::maths {
namespace {

TEST(Poisson, OfMeanZeroIsZero) {
  EXPECT_EQ(poisson(0.0, 0.999999), 0.0);
}

// Over uniforms in equal distances, mean and variance are the distribution's but for the width of a distance.
TEST(Poisson, HasItsMeanAndVariance) {
  constexpr int cells = 20000;
  for (const double mean : {0.01, 0.7, 5.0, 80.0, 300.0}) {
    double sum = 0.0, squares = 0.0;
    for (int n = 0; n < cells; ++n) {
      const double number = poisson(mean, (n + 0.5) / cells);
      sum += number / cells;
      squares += number * number / cells;
    }
    EXPECT_NEAR(sum, mean, 1e-3 * (1.0 + mean));
    EXPECT_NEAR(squares - sum * sum, mean, 1e-2 * (1.0 + mean));
  }
}

TEST(Poisson, TakesKnownValues) {  // exp(-1) = .3679; .7358; .9197
  EXPECT_EQ(poisson(1.0, 0.367), 0.0);
  EXPECT_EQ(poisson(1.0, 0.369), 1.0);
  EXPECT_EQ(poisson(1.0, 0.735), 1.0);
  EXPECT_EQ(poisson(1.0, 0.737), 2.0);
  EXPECT_EQ(poisson(1.0, 0.920), 3.0);
}

RC_GTEST_PROP(Poisson, ALargerMeanNeverGivesASmallerNumber, (int a, int b, int u)) {
  const double less = (a & 1023) / 16.0, more = less + (b & 1023) / 64.0, uniform = (u & 65535) / 65536.0;
  RC_ASSERT(poisson(less, uniform) <= poisson(more, uniform));
}

}  // namespace
}  // namespace entente::maths
