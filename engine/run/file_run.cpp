#include "engine/run/file_run.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/output/checkpoint.hpp"
#include "engine/output/result_reader.hpp"
#include "engine/output/result_writer.hpp"
#include "engine/run/ensemble.hpp"

namespace entente {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int least_time_per_checkpoint = 10;  // times what writing one takes

/// What an earlier computation left behind.
class Earlier {
 public:
  Earlier(const Model& model, const std::filesystem::path& path)
      : model_(model), checkpoint_(path), written_(checkpoint_.runs_written()) {
    if (written_ == 0) return;
    const auto partial = path.parent_path() / std::filesystem::path(checkpoint_.partial()).filename();
    partial_.emplace(partial);
    const Provenance ours = checkpoint_.provenance();
    const Provenance theirs = partial_->provenance();
    if (ours.seed != theirs.seed || scenario_digest(ours.scenario) != scenario_digest(theirs.scenario) ||
        partial_->runs() < written_ || !layout_difference(partial_->layout(), model.layout()).empty())
      throw InputError({{partial.string()},
                        "is not the partial result that belongs to " + path.string() + ".",
                        "Put that one back in its place; without it, start again without --from."});
  }

  bool knows(std::uint64_t run) const {
    return run < written_ || std::binary_search(checkpoint_.runs().begin(), checkpoint_.runs().end(), run);
  }
  /// Runs in the checkpoint from `first` on.
  std::vector<std::uint64_t> runs_from(std::uint64_t first) const {
    const auto& runs = checkpoint_.runs();
    return {std::lower_bound(runs.begin(), runs.end(), std::max(first, written_)), runs.end()};
  }
  Run restore(std::uint64_t number) const {
    Run run;
    run.number = number;
    if (number < written_) {
      run.record = partial_->read_run(number);
      return run;
    }
    World world = model_.initial();
    const std::uint64_t steps = checkpoint_.restore(number, model_.layout(), world, run.record);
    if (!checkpoint_.is_finished(number))
      run.simulation = std::make_unique<Simulation>(model_, std::move(world), std::move(run.record), steps);
    return run;
  }

 private:
  const Model& model_;
  CheckpointReader checkpoint_;
  std::uint64_t written_;
  std::optional<ResultReader> partial_;
};

/// One computation: its result file, its checkpoints, and the one lock that both are behind.
class Computation {
 public:
  Computation(const Model& model, const FileRun& run)
      : model_(model), run_(run), writer_(new_writer()), ensemble_(model, options()) {
    if (!run.from.empty()) earlier_.emplace(model, run.from);
    if (run.checkpoint_every > 0.0)
      ensemble_.after_step([this](std::uint64_t number, const Simulation& simulation) { keep(number, simulation); });
  }

  FileRunEnd compute() {
    std::vector<Run> left = ensemble_.compute([this](std::uint64_t number) { return begin(number); },
                                              [this](RunRecord&& record) { take(record); });
    FileRunEnd end;
    end.progress = progress_;
    if (writer_.runs() < run_.provenance.runs) {
      stop(std::move(left));
      end.state = ExitState::interrupted;
      end.result = partial_of(run_.output);
      end.checkpoint = checkpoint_of(run_.output);
    } else {
      writer_.finish();
      remove_leftovers();
      end.result = run_.output;
    }
    return end;
  }

 private:
  /// A run in the middle of its way, as it was at a checkpoint.
  struct Snapshot {
    World world;
    RunRecord record;
    std::uint64_t steps_done;
  };

  ResultWriter new_writer() const { return {run_.output, model_.layout(), run_.provenance.runs, run_.provenance}; }

  Ensemble::Options options() {
    return {.runs = run_.provenance.runs,
            .threads = run_.threads,
            .stop = run_.stop,
            .report = [this](const Progress& progress) {
              progress_ = progress;
              if (run_.report) run_.report(progress);
            }};
  }

  Run begin(std::uint64_t number) {
    const std::lock_guard lock(disk_);
    return earlier_ && earlier_->knows(number) ? earlier_->restore(number)
                                               : fresh_run(model_, run_.provenance.seed, number);
  }

  void take(const RunRecord& record) {
    const std::lock_guard lock(disk_);
    writer_.append(record);
    snapshots_.erase(record.replicate);
  }

  /// Takes a snapshot of a run when its time has come, and saves all snapshots if that is not too soon.
  void keep(std::uint64_t number, const Simulation& simulation) {
    const double steps = run_.checkpoint_every * 12.0 / model_.scenario().time.months_per_step;
    const auto every = static_cast<std::size_t>(std::max(1.0, std::round(steps)));
    if (simulation.steps_done() % every != 0 || simulation.done()) return;
    const std::lock_guard lock(disk_);
    snapshots_.insert_or_assign(number, Snapshot{simulation.world(), simulation.record(), simulation.steps_done()});
    const auto begin = Clock::now();
    if (begin - last_saved_ < least_time_per_checkpoint * saving_took_) return;
    if (writer_.runs() > sealed_) seal();
    std::vector<Checkpoint> runs;
    for (const auto& [run, snapshot] : snapshots_)
      runs.push_back({run, snapshot.steps_done, &snapshot.world, &snapshot.record});
    save(runs, sealed_);
    last_saved_ = Clock::now();
    saving_took_ = last_saved_ - begin;
  }

  /// Makes the runs written so far safe as the partial result, and goes on in a copy of it.
  void seal() {
    const auto partial = partial_of(run_.output);
    sealed_ = writer_.runs();
    writer_.finish_as(partial, ExitState::interrupted);
    writer_ = new_writer();
    const ResultReader written(partial);
    for (std::uint64_t run = 0; run < sealed_; ++run) writer_.append(written.read_run(run));
  }

  /// Leaves everything that was computed, so that it can be read and gone on from.
  void stop(std::vector<Run> left) {
    if (earlier_)
      for (const std::uint64_t number : earlier_->runs_from(ensemble_.begun()))
        left.push_back(earlier_->restore(number));
    for (Run& run : left)
      if (!run.finished()) run.record = run.simulation->record();
    const std::uint64_t written = writer_.runs();
    for (const Run& run : left)
      if (run.number == writer_.runs()) writer_.append(run.record);  // others are in the checkpoint only
    writer_.finish_as(partial_of(run_.output), ExitState::interrupted);
    std::vector<Checkpoint> runs;
    for (const Run& run : left)
      runs.push_back({run.number, run.finished() ? model_.steps() : run.simulation->steps_done(),
                      run.finished() ? nullptr : &run.simulation->world(), &run.record});
    save(runs, written);
  }

  void save(const std::vector<Checkpoint>& runs, std::uint64_t written) const {
    write_checkpoint(checkpoint_of(run_.output), run_.provenance, model_.layout(), runs, written,
                     written > 0 ? partial_of(run_.output).filename().string() : std::string{});
  }

  void remove_leftovers() const {
    std::error_code gone;
    for (const auto& output : {run_.output, output_of_checkpoint()}) {
      std::filesystem::remove(checkpoint_of(output), gone);
      std::filesystem::remove(partial_of(output), gone);
    }
  }
  std::filesystem::path output_of_checkpoint() const {
    return run_.from.extension() == ".checkpoint" ? run_.from.parent_path() / run_.from.stem() : run_.output;
  }

  const Model& model_;
  const FileRun& run_;
  std::mutex disk_;
  ResultWriter writer_;
  Ensemble ensemble_;
  std::optional<Earlier> earlier_;
  std::map<std::uint64_t, Snapshot> snapshots_;
  std::uint64_t sealed_ = 0;  ///< runs, from the first, that stand in the partial result
  Clock::time_point last_saved_{};
  Clock::duration saving_took_{};
  Progress progress_;
};

}  // namespace

std::filesystem::path partial_of(const std::filesystem::path& output) {
  return output.string() + ".partial";
}
std::filesystem::path checkpoint_of(const std::filesystem::path& output) {
  return output.string() + ".checkpoint";
}

FileRunEnd compute(const Model& model, const FileRun& run) {
  return Computation(model, run).compute();
}

}  // namespace entente
