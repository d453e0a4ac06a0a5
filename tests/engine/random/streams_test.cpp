#include "engine/random/streams.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "engine/base/hash.hpp"

namespace entente {
namespace {

constexpr std::uint64_t mechanism = name_hash("test");

TEST(Philox, GivesTheKnownAnswersOfRandom123) {
  using Words = Philox::Words;
  constexpr std::uint64_t ones = ~std::uint64_t{0};
  EXPECT_EQ(Philox::block({0, 0}, {0, 0, 0, 0}),
            (Words{0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b}));
  EXPECT_EQ(Philox::block({ones, ones}, {ones, ones, ones, ones}),
            (Words{0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0}));
  EXPECT_EQ(Philox::block({0x452821e638d01377, 0xbe5466cf34e90c6c},
                          {0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89}),
            (Words{0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6}));
}

TEST(Philox, CountsOnAfterFourWords) {
  Philox philox({1, 2}, {3, 4, 5, 0});
  for (std::uint64_t block = 0; block < 3; ++block)
    for (const std::uint64_t word : Philox::block({1, 2}, {3, 4, 5, block})) EXPECT_EQ(philox(), word);
}

TEST(Stream, UniformsLieInTheHalfOpenUnitInterval) {
  Stream stream = Streams(1, 0).at(mechanism, 0, 0);
  for (int n = 0; n < 100'000; ++n) {
    const double u = stream.uniform();
    ASSERT_GE(u, 0.0);
    ASSERT_LT(u, 1.0);
  }
}

// 10^6 draws: the mean of a uniform has a standard error of .00029, its variance of .000075; a normal's .001 and .0014.
// Bounds are four standard errors, and the draws are always the same.
TEST(Stream, DrawsHaveTheMeanAndVarianceOfTheirLaw) {
  constexpr int number = 1'000'000;
  Stream stream = Streams(20, 3).at(mechanism, 7, 11);
  double uniform = 0.0, uniform2 = 0.0, normal = 0.0, normal2 = 0.0;
  for (int n = 0; n < number; ++n) {
    const double u = stream.uniform() - 0.5;
    const double z = stream.normal();
    uniform += u;
    uniform2 += u * u;
    normal += z;
    normal2 += z * z;
  }
  EXPECT_NEAR(uniform / number, 0.0, 4 * 0.00029);
  EXPECT_NEAR(uniform2 / number, 1.0 / 12.0, 4 * 0.000075);
  EXPECT_NEAR(normal / number, 0.0, 4 * 0.001);
  EXPECT_NEAR(normal2 / number, 1.0, 4 * 0.0014);
}

TEST(Stream, TruncatedNormalsKeepTheirBound) {
  Stream stream = Streams(1, 0).at(mechanism, 0, 1);
  for (int n = 0; n < 10'000; ++n) ASSERT_LE(std::fabs(stream.truncated_normal(2.0, 1.0)), 1.0);
}

TEST(Streams, ADrawDependsOnItsAddressAlone) {
  const Streams streams(5, 6);
  const double first = streams.at(mechanism, 3, 1).uniform();
  streams.at(mechanism, 3, 2).uniform();
  EXPECT_EQ(streams.at(mechanism, 3, 1).uniform(), first);
  EXPECT_EQ(Streams(5, 6).at(mechanism, 3, 1).uniform(), first);
  EXPECT_NE(streams.at(mechanism, 4, 1).uniform(), first);
  EXPECT_NE(streams.at(mechanism + 1, 3, 1).uniform(), first);
  EXPECT_NE(Streams(5, 7).at(mechanism, 3, 1).uniform(), first);
  EXPECT_NE(Streams(4, 6).at(mechanism, 3, 1).uniform(), first);
}

}  // namespace
}  // namespace entente
