#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "engine/run/ensemble.hpp"
#include "engine/run/sweep.hpp"
#include "engine/scenario/document.hpp"
#include "tests/engine/run/small_experiment.hpp"

namespace entente {
namespace {

using testing::HasSubstr;

Model model_with(const std::string& stop) {
  static const Catalogue catalogue = small_model::catalogue();
  Node document = parse_document(small_model::text(), "small.yaml");
  set_value(document, "record.every", "step");
  if (!stop.empty()) set_value(document, "stop", stop);
  return {read_scenario(document, catalogue.vocabulary()), catalogue};
}

RunRecord run_of(const Model& model) {
  Simulation simulation(model, 7, 0);
  simulation.run();
  return simulation.record();
}

TEST(Stop, EndsTheRunWithTheFirstStepAtWhichTheRuleHolds) {
  const Model whole = model_with(""), stopped = model_with("{value: states.ALF.wealth, above: 15}");
  const RunRecord all = run_of(whole), part = run_of(stopped);
  ASSERT_EQ(all.times, whole.steps() + 1);
  const std::size_t series = 1;  // after whether the states exist
  const std::size_t stride = whole.layout().series[series].stride();
  ASSERT_EQ(whole.layout().series[series].column->name, "wealth");
  std::size_t expected = 1;
  while (all.series[series][expected * stride] <= 15.0) ++expected;
  EXPECT_EQ(part.times, expected + 1);
  ASSERT_LT(part.times, all.times);
  EXPECT_TRUE(std::equal(part.series[series].begin(), part.series[series].end(), all.series[series].begin()));
}

TEST(Stop, IsNotLookedAtBeforeItsDay) {
  const Model model = model_with("{value: states.ALF.wealth, above: 0, after: 2001-01-01}");
  EXPECT_EQ(model.layout().times[run_of(model).times - 1], *parse_date("2001-01-01"));
}

TEST(Stop, SaysWhereAPathLeadsNowhere) {
  for (const auto& [stop, what] :
       {std::pair("{value: states.ALG.wealth, above: 1}",
                  "stop.value 'states.ALG.wealth' is no number of this world. Did"
                  " you mean 'ALF'?"),
        std::pair("{value: states.ALF.welth, above: 1}", "Did you mean 'wealth'?"),
        std::pair("{value: gdp, above: 1}", "is no number of this world. Write it as in alliances.NATO.members"),
        std::pair("{value: states.ALF.wealth}", "stop")}) {
    try {
      model_with(stop);
      ADD_FAILURE() << stop;
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), HasSubstr(what));
    }
  }
}

TEST(Stop, OfAnExperimentHoldsForAllItsRuns) {
  const auto folder = small_experiment::new_folder();
  Experiment experiment = small_experiment::experiment(
      folder, small_experiment::two_factors +
                  "design: {method: grid, levels: 2}\nstop: {value: states.ALF.wealth, above: 0}\n");
  Points points = make_points(experiment);
  const Catalogue catalogue = small_model::catalogue();
  const Sweep sweep(std::move(experiment), std::move(points), catalogue);
  const auto run = sweep.compute(sweep.model_of(sweep.scenarios().at(3)), 3, nullptr);
  EXPECT_LE(run->times, 2U);
  EXPECT_EQ(run->failure, "");
}

TEST(Sweep, ARunThatNeedsTooMuchMemoryHasFailed) {
  const auto folder = small_experiment::new_folder();
  Experiment experiment = small_experiment::experiment(
      folder, small_experiment::two_factors + "design: {method: grid, levels: 2}\nmegabytes_a_run: 1e-6\n");
  Points points = make_points(experiment);
  const Catalogue catalogue = small_model::catalogue();
  const Sweep sweep(std::move(experiment), std::move(points), catalogue);
  EXPECT_THAT(sweep.compute(sweep.model_of(sweep.scenarios().at(0)), 0, nullptr)->failure,
              HasSubstr("it needed more than 1e-06 MB"));
}

}  // namespace
}  // namespace entente
