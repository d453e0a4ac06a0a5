#include "engine/run/design.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "engine/base/error.hpp"
#include "tests/engine/run/small_experiment.hpp"

namespace entente {
namespace {

using small_experiment::experiment;
using small_experiment::new_folder;
using small_experiment::two_factors;
using testing::ElementsAre;
using testing::HasSubstr;

Points points_of(const std::string& text) {
  return make_points(experiment(new_folder(), text));
}

std::vector<double> column(const Points& points, std::size_t factor) {
  std::vector<double> values;
  for (std::size_t p = 0; p < points.size(); ++p) values.push_back(points[p][factor]);
  return values;
}

const std::string numbers = R"(factors:
  a: {set: states.ALF.wealth, uniform: {from: 0, to: 1}}
  b: {set: states.BET.wealth, uniform: {from: 0, to: 1}}
  c: {set: states.GAM.wealth, uniform: {from: 0, to: 1}}
)";

TEST(Design, AGridIsEveryCombinationTheLastFactorFastest) {
  const Points points = points_of(two_factors + "design: {method: grid, levels: 2}\n");
  EXPECT_THAT(column(points, 0), ElementsAre(0, 0, 0, 0.5, 0.5, 0.5));
  EXPECT_THAT(column(points, 1), ElementsAre(1, 10, 100, 1, 10, 100));
}

TEST(Design, ZipTakesTheLevelsTogether) {
  const Points points = points_of(R"(factors:
  a: {set: states.ALF.wealth, values: [1, 2]}
  b: {set: states.BET.wealth, integers: {from: 7, to: 8}}
design: {method: zip}
)");
  EXPECT_THAT(column(points, 0), ElementsAre(1, 2));
  EXPECT_THAT(column(points, 1), ElementsAre(7, 8));
}

TEST(Design, OneAtATimeBeginsWithTheScenarioItself) {
  const Points points = points_of(two_factors + "design: {method: one_at_a_time, levels: 2}\n");
  ASSERT_EQ(points.size(), 1u + 2u + 3u);
  EXPECT_TRUE(std::isnan(points[0][0]) && std::isnan(points[0][1]));
  EXPECT_EQ(points[2][0], 0.5);
  EXPECT_TRUE(std::isnan(points[2][1]));
  EXPECT_TRUE(std::isnan(points[5][0]));
  EXPECT_EQ(points[5][1], 100.0);
}

TEST(Design, RandomPointsOfAFactorDoNotDependOnTheOthers) {
  const Points three = points_of(numbers + "design: {method: random, points: 20}\n");
  const Points one = points_of(R"(factors: {b: {set: states.BET.wealth, uniform: {from: 0, to: 1}}}
design: {method: random, points: 20}
)");
  EXPECT_EQ(column(three, 1), column(one, 0));
  EXPECT_NE(column(three, 0), column(three, 1));
}

TEST(Design, AHypercubeHasOnePointInEachOfItsLayers) {
  const Points points = points_of(numbers + "design: {method: latin_hypercube, points: 50, seed: 3}\n");
  for (std::size_t factor = 0; factor < 3; ++factor) {
    std::set<int> layers;
    for (const double value : column(points, factor)) layers.insert(static_cast<int>(value * 50));
    EXPECT_EQ(layers.size(), 50u);
  }
  EXPECT_EQ(column(points, 0),
            column(points_of(numbers + "design: {method: latin_hypercube, points: 50, seed: 3}\n"), 0));
  EXPECT_NE(column(points, 0),
            column(points_of(numbers + "design: {method: latin_hypercube, points: 50, seed: 4}\n"), 0));
}

TEST(Design, SequencesBeginAsTheyAreDefined) {
  EXPECT_THAT(column(points_of(numbers + "design: {method: halton, points: 4}\n"), 1),
              ElementsAre(testing::DoubleEq(1.0 / 3), testing::DoubleEq(2.0 / 3), testing::DoubleEq(1.0 / 9),
                          testing::DoubleEq(4.0 / 9)));
  EXPECT_THAT(column(points_of(numbers + "design: {method: sobol, points: 4}\n"), 1),
              ElementsAre(0.5, 0.25, 0.75, 0.375));
}

TEST(Design, BlocksOfSaltelliChangeOneFactorOfTheFirstAgainstTheSecond) {
  constexpr std::size_t n = 8, k = 3;
  const Points points = points_of(numbers + "design: {method: saltelli, points: 8}\n");
  ASSERT_EQ(points.size(), n * (k + 2));
  for (std::size_t block = 0; block < k; ++block)
    for (std::size_t p = 0; p < n; ++p)
      for (std::size_t factor = 0; factor < k; ++factor)
        EXPECT_EQ(points[(2 + block) * n + p][factor], points[(factor == block ? n : 0) + p][factor]);
}

TEST(Design, TrajectoriesOfMorrisMoveEveryFactorOnceByHalfTheLevels) {
  constexpr std::size_t k = 3;
  const Points points = points_of(numbers + "design: {method: morris, trajectories: 5, levels: 4}\n");
  ASSERT_EQ(points.size(), 5 * (k + 1));
  for (std::size_t t = 0; t < 5; ++t) {
    std::set<std::size_t> moved;
    for (std::size_t step = 0; step < k; ++step) {
      const auto before = points[t * (k + 1) + step], after = points[t * (k + 1) + step + 1];
      for (std::size_t factor = 0; factor < k; ++factor) {
        if (before[factor] == after[factor]) continue;
        moved.insert(factor);
        EXPECT_NEAR(std::abs(after[factor] - before[factor]), 2.0 / 3.0, 1e-15);
      }
    }
    EXPECT_EQ(moved.size(), k);
  }
}

TEST(Design, MorePointsThanAMachineHoldsAreRefused) {
  EXPECT_THROW(points_of(numbers + "design: {method: sobol, points: 1000000000}\n"), InputError);
  EXPECT_THROW(points_of(numbers + "design: {method: grid, levels: 1000}\n"), InputError);
  EXPECT_THROW(points_of(R"(factors: {a: {set: states.ALF.wealth, integers: {from: 0, to: 1000000000}}}
design: {method: one_at_a_time}
)"),
               InputError);
}

TEST(Design, MorrisKeepsANormalFromItsFarTails) {
  const Points points = points_of(R"(factors: {a: {set: states.ALF.wealth, normal: {mean: 10, spread: 1}}}
design: {method: morris, trajectories: 8, levels: 4}
)");
  for (const double value : column(points, 0)) EXPECT_LT(std::abs(value - 10.0), 1.2);  // quantiles 1/8 … 7/8
}

TEST(Design, ATableComesBackAsItWasWritten) {
  const auto folder = new_folder();
  const Experiment of = experiment(folder, two_factors + "design: {method: random, points: 9}\n");
  const Points points = make_points(of);
  std::ofstream(folder / "points.csv") << points_table(points, of.factors);
  const Points again = read_points(folder / "points.csv", of.factors);
  for (std::size_t factor = 0; factor < 2; ++factor) EXPECT_EQ(column(again, factor), column(points, factor));
}

TEST(Design, ATablesMistakesAreToldAllAtOnce) {
  const auto folder = new_folder();
  const Experiment of = experiment(folder, two_factors + "design: {method: grid}\n");
  std::ofstream(folder / "points.csv") << "chance,welth\n.5,1\nx,2\n1\n";
  try {
    read_points(folder / "points.csv", of.factors);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("points.csv:1: the column 'welth' is not a factor. Did you mean 'wealth'?"));
    EXPECT_THAT(error.what(), HasSubstr("points.csv:1: the factor 'wealth' has no column."));
    EXPECT_THAT(error.what(), HasSubstr("points.csv:3: chance = 'x' is not a number. Give a number."));
    EXPECT_THAT(error.what(), HasSubstr("points.csv:4: 1 cells stand under 2 columns."));
  }
}

TEST(Design, ATablesValuesAreTheFactors) {
  const auto folder = new_folder();
  const Experiment of = experiment(folder, two_factors + "design: {method: grid}\n");
  std::ofstream(folder / "points.csv") << "chance,wealth\n-1,1\n";
  try {
    read_points(folder / "points.csv", of.factors);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("points.csv:2: chance = -1 is not a value of the factor. chance wants "));
  }
}

}  // namespace
}  // namespace entente
