#include "engine/run/ensemble.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/run/replay.hpp"
#include "tests/engine/run/small_model.hpp"

namespace entente {
namespace {

std::vector<RunRecord> records_with(const Model& model, std::uint64_t runs, int threads) {
  Ensemble ensemble(model, {.runs = runs, .threads = threads, .stop = nullptr, .report = {}});
  std::vector<RunRecord> records;
  const auto left = ensemble.compute([&](std::uint64_t number) { return fresh_run(model, 5, number); },
                                     [&](RunRecord&& record) { records.push_back(std::move(record)); });
  EXPECT_TRUE(left.empty());
  return records;
}

TEST(Ensemble, HandsRunsOnInTheirOrder) {
  const Model model = small_model::model();
  const auto records = records_with(model, 40, 3);
  ASSERT_EQ(records.size(), 40u);
  for (std::size_t n = 0; n < records.size(); ++n) EXPECT_EQ(records[n].replicate, n);
}

TEST(Ensemble, ThreadsChangeNoBit) {
  const Model model = small_model::model();
  const auto expected = records_with(model, 20, 1);
  for (const int threads : {2, 7}) {
    const auto records = records_with(model, 20, threads);
    for (std::size_t n = 0; n < records.size(); ++n)
      EXPECT_EQ(first_difference(model.layout(), expected[n], records[n]), std::nullopt);
  }
}

TEST(Ensemble, RunsDifferFromOneAnother) {
  const Model model = small_model::model();
  const auto records = records_with(model, 2, 1);
  EXPECT_NE(records[0].series, records[1].series);
}

TEST(Ensemble, StopsAfterTheStepAndGivesBackWhatIsLeft) {
  const Model model = small_model::model();
  std::atomic<bool> stop = false;
  Ensemble ensemble(model, {.runs = 10, .threads = 1, .stop = &stop, .report = {}});
  ensemble.after_step([&](std::uint64_t number, const Simulation& simulation) {
    if (number == 2 && simulation.steps_done() == 7) stop = true;
  });
  std::uint64_t taken = 0;
  const auto left = ensemble.compute([&](std::uint64_t number) { return fresh_run(model, 5, number); },
                                     [&](RunRecord&&) { ++taken; });
  EXPECT_EQ(taken, 2u);
  EXPECT_EQ(ensemble.begun(), 3u);
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].number, 2u);
  EXPECT_EQ(left[0].simulation->steps_done(), 7u);
}

TEST(Ensemble, BeginsOneRunEvenIfStoppedBefore) {
  const Model model = small_model::model();
  const std::atomic<bool> stop = true;
  Ensemble ensemble(model, {.runs = 10, .threads = 2, .stop = &stop, .report = {}});
  const auto left =
      ensemble.compute([&](std::uint64_t number) { return fresh_run(model, 5, number); }, [](RunRecord&&) { FAIL(); });
  ASSERT_GE(left.size(), 1u);
  EXPECT_EQ(left[0].simulation->steps_done(), 0u);
}

TEST(Ensemble, TellsTheEndOfItsProgress) {
  const Model model = small_model::model();
  Progress last;
  Ensemble ensemble(model,
                    {.runs = 3, .threads = 2, .stop = nullptr, .report = [&](const Progress& now) { last = now; }});
  ensemble.compute([&](std::uint64_t number) { return fresh_run(model, 5, number); }, [](RunRecord&&) {});
  EXPECT_EQ(last.runs_done, 3u);
  EXPECT_EQ(last.steps_done, 3 * model.steps());
  EXPECT_EQ(last.share(), 1.0);
  EXPECT_EQ(last.remaining(), 0.0);
}

TEST(Ensemble, AModelErrorSaysInWhichRun) {
  const Model model = small_model::model();
  Ensemble ensemble(model, {.runs = 3, .threads = 1, .stop = nullptr, .report = {}});
  ensemble.after_step([](std::uint64_t number, const Simulation&) {
    if (number == 1) throw ModelError("wealth is not a number");
  });
  try {
    ensemble.compute([&](std::uint64_t number) { return fresh_run(model, 5, number); }, [](RunRecord&&) {});
    FAIL();
  } catch (const ModelError& error) {
    EXPECT_STREQ(error.what(), "run 1, step from 2000-02-01: wealth is not a number");
  }
}

}  // namespace
}  // namespace entente
