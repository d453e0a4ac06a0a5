#include "engine/run/factor.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>

#include "engine/random/quantile.hpp"
#include "engine/scenario/document.hpp"

namespace entente {
namespace {

Factor between(Factor::Kind kind, double lower, double upper, double middle = 0.0) {
  Factor factor;
  factor.name = "x";
  factor.path = "states.FRA.gdp";
  factor.kind = kind;
  factor.lower = lower;
  factor.upper = upper;
  factor.middle = middle;
  return factor;
}

TEST(Factor, AdmitsItsOwnValuesToRoundingAndNoOthers) {
  const Factor uniform = between(Factor::Kind::uniform, 0.1, 0.3), integers = between(Factor::Kind::integers, 1, 4);
  EXPECT_TRUE(uniform.admits(0.1) && uniform.admits(std::nextafter(0.3, 1.0)));
  EXPECT_FALSE(uniform.admits(0.31) || uniform.admits(0.0));
  EXPECT_TRUE(integers.admits(4.0));
  EXPECT_FALSE(integers.admits(2.5) || integers.admits(5.0));
  EXPECT_TRUE(between(Factor::Kind::normal, 0, 1).admits(-1e6));
  Factor listed = between(Factor::Kind::numbers, 0, 0);
  listed.numbers = {0, 2, 4};
  EXPECT_TRUE(listed.admits(2));
  EXPECT_FALSE(listed.admits(1));
  EXPECT_EQ(listed.values_text(), "one of 0, 2, 4");
  EXPECT_EQ(integers.values_text(), "a whole number, 1 to 4");
}

TEST(Factor, EndsOfItsDistributionAreItsEnds) {
  for (const auto kind : {Factor::Kind::uniform, Factor::Kind::log_uniform, Factor::Kind::triangular}) {
    const Factor factor = between(kind, 2.0, 32.0, 8.0);
    EXPECT_DOUBLE_EQ(factor.at(0.0), 2.0);
    EXPECT_DOUBLE_EQ(factor.at(1.0), 32.0);
  }
  EXPECT_EQ(between(Factor::Kind::integers, -1, 2).at(0.0), -1.0);
  EXPECT_EQ(between(Factor::Kind::integers, -1, 2).at(1.0), 2.0);
}

TEST(Factor, MediansAreThoseOfTheDistributions) {
  EXPECT_DOUBLE_EQ(between(Factor::Kind::uniform, 2.0, 32.0).at(0.5), 17.0);
  EXPECT_DOUBLE_EQ(between(Factor::Kind::log_uniform, 2.0, 32.0).at(0.5), 8.0);
  EXPECT_NEAR(between(Factor::Kind::normal, 3.0, 2.0).at(0.5), 3.0, 1e-15);
  EXPECT_DOUBLE_EQ(between(Factor::Kind::triangular, 0.0, 2.0, 1.0).at(0.5), 1.0);
  EXPECT_EQ(between(Factor::Kind::integers, 1, 3).at(0.5), 2.0);
}

TEST(Factor, OfANormalThePartsAreKnownQuantiles) {
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-14);
  EXPECT_NEAR(between(Factor::Kind::normal, 10.0, 2.0).at(0.975), 13.919927969080108, 1e-13);
  EXPECT_TRUE(std::isfinite(between(Factor::Kind::normal, 10.0, 2.0).at(0.0)));
}

RC_GTEST_PROP(Factor, RisesWithItsPlace, ()) {
  const auto kind = *rc::gen::element(Factor::Kind::uniform, Factor::Kind::log_uniform, Factor::Kind::normal,
                                      Factor::Kind::triangular, Factor::Kind::integers);
  const Factor factor = between(kind, 1.0, 7.0, 2.0);
  const double u = *rc::gen::inRange(0, 1000) / 1000.0;
  RC_ASSERT(factor.at(u) <= factor.at(u + 0.001));
}

TEST(Factor, LevelsOfANumberAreItsEndsAndEqualStepsBetween) {
  const Factor factor = between(Factor::Kind::uniform, 1.0, 3.0);
  EXPECT_EQ(factor.level(0, 3), 1.0);
  EXPECT_EQ(factor.level(1, 3), 2.0);
  EXPECT_EQ(factor.level(2, 3), 3.0);
}

TEST(Factor, PutsItsValueIntoTheScenarioAndLeavesItWithoutOne) {
  const Factor factor = between(Factor::Kind::uniform, 0.0, 1.0);
  Node document = parse_document("states: {FRA: {gdp: 4}}", "x.yaml");
  apply(factor, std::numeric_limits<double>::quiet_NaN(), document);
  EXPECT_EQ(document.find("states")->find("FRA")->find("gdp")->text, "4");
  apply(factor, 0.1, document);
  EXPECT_EQ(document.find("states")->find("FRA")->find("gdp")->text, "0.1");
}

TEST(Factor, OfOverlaysLaysThemOver) {
  Factor factor;
  factor.kind = Factor::Kind::overlays;
  factor.words = {"base", "rich"};
  factor.overlays = {parse_document("{}", "x"), parse_document("states: {FRA: {gdp: 9}}", "x")};
  Node document = parse_document("states: {FRA: {gdp: 4, region: west}}", "x.yaml");
  apply(factor, 0.0, document);
  EXPECT_EQ(document.find("states")->find("FRA")->find("gdp")->text, "4");
  apply(factor, 1.0, document);
  EXPECT_EQ(document.find("states")->find("FRA")->find("gdp")->text, "9");
  EXPECT_EQ(document.find("states")->find("FRA")->find("region")->text, "west");
}

}  // namespace
}  // namespace entente
