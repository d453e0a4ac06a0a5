#include "engine/run/replay.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <limits>

#include "engine/run/ensemble.hpp"
#include "engine/run/file_run.hpp"
#include "engine/scenario/json.hpp"
#include "tests/engine/run/small_model.hpp"

namespace entente {
namespace {

RunRecord record_of(const Model& model, std::uint64_t seed, std::uint64_t number) {
  Simulation simulation(model, seed, number);
  simulation.run();
  return simulation.record();
}

TEST(FirstDifference, ThereIsNoneBetweenARunAndItself) {
  const Model model = small_model::model();
  EXPECT_EQ(first_difference(model.layout(), record_of(model, 5, 1), record_of(model, 5, 1)), std::nullopt);
}

TEST(FirstDifference, ALastBitIsOne) {
  const Model model = small_model::model();
  const RunRecord a = record_of(model, 5, 1);
  RunRecord b = a;
  double& value = b.series[1][4];  // after state.active
  value = std::nextafter(value, 1e9);
  const auto difference = first_difference(model.layout(), a, b);
  ASSERT_TRUE(difference);
  EXPECT_EQ(difference->substr(0, 37), "state.wealth of BET at 2001-01-01: 32");
}

TEST(FirstDifference, NothingEqualsNothingButZeroIsNotMinusZero) {
  const Model model = small_model::model();
  RunRecord a = record_of(model, 5, 1);
  a.series.back()[0] = std::numeric_limits<double>::quiet_NaN();
  RunRecord b = a;
  EXPECT_EQ(first_difference(model.layout(), a, b), std::nullopt);
  a.series.back()[0] = 0.0;
  b.series.back()[0] = -0.0;
  EXPECT_NE(first_difference(model.layout(), a, b), std::nullopt);
}

TEST(Replay, TheSameModelGivesTheSameAndAnotherDoesNot) {
  const Model model = small_model::model();
  FileRun run;
  run.output = std::filesystem::path(testing::TempDir()) / "replay_test.h5";
  run.provenance.scenario = to_json(model.scenario().document);
  run.provenance.seed = 5;
  run.provenance.runs = 4;
  compute(model, run);
  const ResultReader result(run.output);
  EXPECT_EQ(replay(model, result, 0, result.runs(), 2, {}), std::nullopt);
  EXPECT_EQ(replay(model, result, 3, 4, 1, {}), std::nullopt);

  const Model other = small_model::model(small_model::text() + "parameters: {toss: {chance: .5}}\n");
  const auto difference = replay(other, result, 2, 3, 1, {});
  ASSERT_TRUE(difference);
  EXPECT_EQ(difference->substr(0, 7), "run 2: ");
  std::filesystem::remove(run.output);
}

}  // namespace
}  // namespace entente
