#include "engine/run/file_run.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>

#include "engine/base/error.hpp"
#include "engine/output/checkpoint.hpp"
#include "engine/output/compare.hpp"
#include "engine/output/digest.hpp"
#include "engine/output/result_reader.hpp"
#include "engine/scenario/json.hpp"
#include "tests/engine/run/small_model.hpp"

namespace entente {
namespace {

namespace fs = std::filesystem;

class FileRunTest : public testing::Test {
 protected:
  FileRunTest() {
    folder = fs::path(testing::TempDir()) /
             (std::string("file_run_") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder);
    fs::create_directory(folder);
  }
  ~FileRunTest() override { fs::remove_all(folder); }

  FileRun job(const std::string& name, std::uint64_t runs, int threads = 1) const {
    FileRun run;
    run.output = folder / name;
    run.threads = threads;
    run.provenance.title = model.scenario().title;
    run.provenance.scenario = to_json(model.scenario().document);
    run.provenance.seed = model.scenario().seed;
    run.provenance.runs = runs;
    run.provenance.started = utc_now();
    return run;
  }

  /// Asks for a stop in the step of this number, counted over all runs.
  FileRunEnd stopped_in(FileRun run, int step) const {
    std::atomic<bool> stop = step == 0;
    std::atomic<int> steps = 0;
    small_model::on_step = [&] {
      if (++steps == step) stop = true;
    };
    run.stop = &stop;
    const FileRunEnd end = compute(model, run);
    small_model::on_step = nullptr;
    return end;
  }

  fs::path folder;
  Model model = small_model::model();
};

TEST_F(FileRunTest, WritesTheResultAndNothingBesideIt) {
  const FileRunEnd end = compute(model, job("a.h5", 5));
  EXPECT_EQ(end.state, ExitState::complete);
  EXPECT_EQ(ResultReader(folder / "a.h5").runs(), 5u);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder), {}), 1);
}

TEST_F(FileRunTest, ThreadsChangeNoBit) {
  compute(model, job("one.h5", 12, 1));
  compute(model, job("seven.h5", 12, 7));
  EXPECT_TRUE(compare(folder / "one.h5", folder / "seven.h5").empty());
}

TEST_F(FileRunTest, AStopLeavesAReadableResultAndACheckpoint) {
  std::ofstream(folder / "a.h5") << "old";
  const FileRunEnd end = stopped_in(job("a.h5", 5), 0);
  EXPECT_EQ(end.state, ExitState::interrupted);
  EXPECT_EQ(end.result, folder / "a.h5.partial");
  EXPECT_EQ(end.checkpoint, folder / "a.h5.checkpoint");
  EXPECT_EQ(fs::file_size(folder / "a.h5"), 3u);
  const ResultReader partial(end.result);
  EXPECT_EQ(partial.runs(), 1u);
  EXPECT_EQ(partial.read_run(0).times, 1u);
  EXPECT_EQ(partial.provenance().exit_state, ExitState::interrupted);
}

TEST_F(FileRunTest, GoingOnGivesTheBitsOfARunWithoutTheStop) {
  compute(model, job("whole.h5", 9, 2));
  for (const int step : {1, 59, 240, 700}) {
    ASSERT_EQ(stopped_in(job("a.h5", 9, 3), step).state, ExitState::interrupted);
    FileRun on = job("a.h5", 9, 2);
    on.from = folder / "a.h5.checkpoint";
    EXPECT_EQ(compute(model, on).state, ExitState::complete);
    EXPECT_EQ(content_digest(folder / "whole.h5"), content_digest(folder / "a.h5"));
    EXPECT_FALSE(fs::exists(folder / "a.h5.partial"));
    EXPECT_FALSE(fs::exists(folder / "a.h5.checkpoint"));
  }
}

TEST_F(FileRunTest, BeingStoppedAgainAndAgainLosesNothing) {
  compute(model, job("whole.h5", 9));
  stopped_in(job("a.h5", 9, 3), 50);
  FileRun on = job("a.h5", 9, 2);
  on.from = folder / "a.h5.checkpoint";
  int stops = 0;
  while (stopped_in(on, 170).state == ExitState::interrupted) ++stops;
  EXPECT_GE(stops, 4);
  EXPECT_LE(stops, 6) << "9 x 120 steps are done 170 at a time: none is done twice";
  EXPECT_EQ(content_digest(folder / "whole.h5"), content_digest(folder / "a.h5"));
}

TEST_F(FileRunTest, ACheckpointOnTheWayIsEnoughToGoOn) {
  compute(model, job("whole.h5", 3));
  FileRun run = job("a.h5", 3);
  run.checkpoint_every = 1.0;
  const fs::path copies = folder / "copies";
  fs::create_directory(copies);
  int steps = 0;
  small_model::on_step = [&] {  // what kill -9 in this step would leave
    if (++steps == 20) fs::copy_file(folder / "a.h5.checkpoint", copies / "a.h5.checkpoint");
  };
  compute(model, run);
  small_model::on_step = nullptr;
  EXPECT_FALSE(fs::exists(folder / "a.h5.checkpoint"));
  FileRun on = job("b.h5", 3);
  on.from = copies / "a.h5.checkpoint";
  compute(model, on);
  EXPECT_EQ(content_digest(folder / "whole.h5"), content_digest(folder / "b.h5"));
}

TEST_F(FileRunTest, AForeignPartialResultIsRefused) {
  stopped_in(job("a.h5", 9), 200);
  FileRun other = job("other.h5", 9);
  other.provenance.seed = 6;
  compute(model, other);
  fs::rename(folder / "other.h5", folder / "a.h5.partial");
  FileRun on = job("a.h5", 9);
  on.from = folder / "a.h5.checkpoint";
  EXPECT_THROW(compute(model, on), InputError);
}

TEST_F(FileRunTest, AFolderThatIsNotThereIsFoundBeforeAnythingIsComputed) {
  FileRun run = job("nowhere/a.h5", 1000000);
  EXPECT_THROW(compute(model, run), DiskError);
}

}  // namespace
}  // namespace entente
