#include "engine/run/sweep.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <stdexcept>

#include "engine/base/error.hpp"
#include "engine/output/digest.hpp"
#include "engine/run/stored_run.hpp"
#include "engine/scenario/json.hpp"
#include "engine/simulation/simulation.hpp"
#include "tests/engine/run/small_experiment.hpp"

namespace entente {
namespace {

using small_experiment::experiment;
using small_experiment::new_folder;
using small_experiment::two_factors;
using testing::HasSubstr;

const std::string design = two_factors + "design: {method: grid, levels: 2}\nreplicates: 5\nsegment: 4\n";

Sweep sweep_of(const std::filesystem::path& folder, const std::string& text = design) {
  static const Catalogue catalogue = small_model::catalogue();
  Experiment of = experiment(folder, text);
  Points points = make_points(of);
  return {std::move(of), std::move(points), catalogue};
}

/// Computes a sweep in shards and merges it.
std::string digest_of(const Sweep& sweep, const std::filesystem::path& folder, std::uint64_t shards, int threads) {
  const SweepFolder into(folder / ("sweep" + std::to_string(shards) + "_" + std::to_string(threads)));
  into.begin(sweep);
  for (std::uint64_t shard = shards; shard-- > 0;) {
    SweepJob job;
    job.threads = threads;
    job.shard = shard;
    job.shards = shards;
    compute(sweep, into, job);
  }
  const auto result = folder / "merged.h5";
  merge(sweep, into, result, {});
  return content_digest(result);
}

TEST(Sweep, IsTheSameHoweverTheWorkIsSplit) {
  const auto folder = new_folder();
  const Sweep sweep = sweep_of(folder);
  const std::string whole = digest_of(sweep, folder, 1, 1);
  EXPECT_EQ(digest_of(sweep, folder, 1, 3), whole);
  EXPECT_EQ(digest_of(sweep, folder, 5, 2), whole);
}

TEST(Sweep, ReplicatesOfAllPointsDrawTheSameUnlessTheyAreIndependent) {
  const auto folder = new_folder();
  const Sweep common = sweep_of(folder);
  const Sweep independent = sweep_of(folder, design + "random_numbers: independent\n");
  std::set<std::uint64_t> replicates;
  for (std::uint64_t run = 0; run < common.plan().runs(); ++run) {
    EXPECT_EQ(common.blank(run).replicate, common.plan().place_of(run).replicate);
    replicates.insert(independent.blank(run).replicate);
  }
  EXPECT_EQ(replicates.size(), independent.plan().runs());
}

TEST(Sweep, ARunIsThatOfItsPointsScenario) {
  const auto folder = new_folder();
  const Sweep sweep = sweep_of(folder);
  const RunRecord run = *sweep.compute(sweep.model_of(sweep.scenarios().at(4)), 23, nullptr);
  Node document = sweep.experiment().base;
  set_value(document, "parameters.toss.chance", "0.5");
  set_value(document, "states.ALF.wealth", "10");
  const Model model(read_scenario(document, small_model::catalogue().vocabulary()), small_model::catalogue());
  Simulation simulation(model, 5, run.replicate);
  simulation.run();
  EXPECT_EQ(run.point, 4u);
  EXPECT_EQ(run.series, simulation.record().series);
}

TEST(Sweep, AFolderOpensAsTheSweepThatBeganIt) {
  const auto folder = new_folder();
  const Sweep sweep = sweep_of(folder);
  const SweepFolder into(folder / "x.sweep");
  into.begin(sweep);
  const Catalogue catalogue = small_model::catalogue();
  const Sweep again = into.open(catalogue);
  EXPECT_EQ(again.plan().runs(), sweep.plan().runs());
  EXPECT_EQ(again.experiment().seed, 5u);
  for (std::uint64_t point = 0; point < sweep.points().size(); ++point)
    EXPECT_TRUE(std::equal(again.points()[point].begin(), again.points()[point].end(), sweep.points()[point].begin()));
  into.begin(again);
  EXPECT_THROW(into.begin(sweep_of(folder, design + "seed: 6\n")), InputError);
}

TEST(Sweep, SegmentsOfAnotherSweepAreNotTakenForItsOwn) {
  const auto folder = new_folder();
  const Sweep sweep = sweep_of(folder);
  const SweepFolder into(folder / "x.sweep");
  into.begin(sweep);
  compute(sweep, into, {});
  const Sweep other = sweep_of(folder, design + "seed: 6\n");
  EXPECT_NO_THROW(into.read(sweep, 0));
  EXPECT_THROW(into.read(other, 0), InputError);
  EXPECT_THROW(merge(other, into, folder / "x.h5", {}), InputError);
  std::filesystem::remove(folder / "x.sweep" / "sweep.json");
  EXPECT_THROW(into.begin(other), InputError);
}

TEST(Sweep, ADamagedSegmentIsToldWithWhatToDo) {
  const auto folder = new_folder();
  const Sweep sweep = sweep_of(folder);
  const SweepFolder into(folder / "x.sweep");
  into.begin(sweep);
  compute(sweep, into, {});
  std::ofstream(into.segment(1)) << "junk";
  try {
    merge(sweep, into, folder / "x.h5", {});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("segment-000001.h5: is damaged or no segment"));
    EXPECT_THAT(error.what(), HasSubstr("Remove it and compute it again with --resume."));
  }
}

TEST(Sweep, RunsThatFailKeepTheirReasonAndCanBeTriedAgain) {
  const auto folder = new_folder();
  const Sweep sweep = sweep_of(folder);
  const SweepFolder into(folder / "x.sweep");
  into.begin(sweep);
  SweepJob job;
  job.threads = 1;
  int steps = 0;
  small_model::on_step = [&] {
    if (++steps == 130) throw ModelError("the wealth of ALF is not a number");  // in the tenth step of the second run
  };
  compute(sweep, into, job);
  small_model::on_step = nullptr;
  const SweepState state = state_of(sweep, into);
  ASSERT_EQ(state.failures.size(), 1u);
  EXPECT_EQ(state.failures[0].first, 1u);
  EXPECT_EQ(state.failures[0].second, "step from 2000-10-01: the wealth of ALF is not a number");
  const ResultReader segment(into.segment(0));
  EXPECT_EQ(segment.read_run(1).times, 0u);
  EXPECT_EQ(segment.read_run(2).times, 11u);

  job.retry_failed = true;
  compute(sweep, into, job);
  EXPECT_TRUE(state_of(sweep, into).failures.empty());
  merge(sweep, into, folder / "again.h5", {});
  EXPECT_EQ(content_digest(folder / "again.h5"), digest_of(sweep, folder, 1, 1));
}

TEST(Sweep, ARunThatTakesTooLongHasFailed) {
  const auto folder = new_folder();
  const Sweep sweep = sweep_of(folder, design + "seconds_a_run: 1e-9\n");
  EXPECT_THAT(sweep.compute(sweep.model_of(sweep.scenarios().at(0)), 0, nullptr)->failure,
              HasSubstr("it took longer than 1e-09 s"));
}

TEST(Sweep, StoppedItLeavesNoHalfSegmentAndGoesOn) {
  const auto folder = new_folder();
  const Sweep sweep = sweep_of(folder);
  const SweepFolder into(folder / "x.sweep");
  into.begin(sweep);
  std::atomic<bool> stop = false;
  int steps = 0;
  small_model::on_step = [&] { stop = ++steps > 700; };  // in the second segment
  SweepJob job;
  job.threads = 1;
  job.stop = &stop;
  compute(sweep, into, job);
  small_model::on_step = nullptr;
  EXPECT_EQ(state_of(sweep, into).segments_done, 1u);
  EXPECT_THROW(merge(sweep, into, folder / "x.h5", {}), InputError);
  job.stop = nullptr;
  compute(sweep, into, job);
  merge(sweep, into, folder / "x.h5", {});
  EXPECT_EQ(content_digest(folder / "x.h5"), digest_of(sweep, folder, 1, 1));
}

TEST(Sweep, PointsThatMakeNoScenarioAreAllToldBeforehand) {
  const auto folder = new_folder();
  const Sweep sweep = sweep_of(folder, R"(factors:
  chance: {set: parameters.toss.chance, values: [.5, 1.5, 2.5]}
design: {method: grid}
)");
  try {
    sweep.check_points(2, {});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(),
                HasSubstr("at point 1 (chance = 1.5): parameters.toss.chance = 1.5 is too large (must be 0 to 1)."));
    EXPECT_THAT(error.what(), HasSubstr("at point 2 (chance = 2.5)"));
  }
}

TEST(Sweep, PointsThatRecordOtherThingsAreRefused) {
  const auto folder = new_folder();
  const Sweep sweep = sweep_of(folder, R"(factors:
  end: {set: time.end, values: ["2010-01-01", "2011-01-01"]}
design: {method: grid}
)");
  EXPECT_THROW(sweep.check_points(1, {}), InputError);
}

TEST(StoredRun, OfASweepIsTheScenarioAtItsPoint) {
  const auto folder = new_folder();
  const Sweep sweep = sweep_of(folder);
  digest_of(sweep, folder, 1, 1);
  const ResultReader result(folder / "merged.h5");
  const Node document = document_of_run(result, 23, "x", small_model::catalogue().vocabulary());
  EXPECT_EQ(to_json(document), to_json(document_at(sweep.experiment(), sweep.points()[4])));
}

}  // namespace
}  // namespace entente
