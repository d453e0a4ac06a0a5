#include <fmt/format.h>

#include <chrono>
#include <future>
#include <mutex>
#include <optional>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/output/result_writer.hpp"
#include "engine/run/sweep.hpp"
#include "engine/run/threads.hpp"
#include "engine/scenario/json.hpp"

namespace entente {

namespace {

using Clock = std::chrono::steady_clock;

/// The model of the point that a worker has in hand.
class PointModel {
 public:
  explicit PointModel(const Sweep& sweep) : sweep_(sweep), scenarios_(sweep.scenarios()) {}

  const Model& at(std::uint64_t point) {
    if (!model_ || point != point_) model_.emplace(sweep_.model_of(scenarios_.at(point)));
    point_ = point;
    return *model_;
  }

 private:
  const Sweep& sweep_;
  PointScenarios scenarios_;
  std::uint64_t point_ = 0;
  std::optional<Model> model_;
};

/// Workers that take one segment after the other and write one at a time.
class Computation {
 public:
  Computation(const Sweep& sweep, const SweepFolder& folder, const SweepJob& job)
      : sweep_(sweep), folder_(folder), job_(job) {
    for (std::uint64_t segment = job.shard; segment < plan().segments(); segment += job.shards) {
      const std::uint64_t runs = plan().end_run(segment) - plan().first_run(segment);
      runs_ += runs;
      if (folder.has(segment) && !job.retry_failed)
        before_ += runs;
      else
        todo_.push_back(segment);
    }
    done_ = before_;
  }

  void compute() {
    on_threads(job_.threads, [this] { work(); });
    tell(true);
  }

 private:
  const SweepPlan& plan() const { return sweep_.plan(); }
  bool stopped() const { return broken_ || (job_.stop != nullptr && *job_.stop); }

  bool winds_down() const { return job_.wind_down != nullptr && *job_.wind_down; }

  void work() {
    PointModel model(sweep_);
    try {
      for (std::size_t next = next_++; next < todo_.size() && !stopped() && !winds_down(); next = next_++)
        if (folder_.has(todo_[next]))  // by another worker on the same file system, or to be tried once more
          retry(todo_[next], model);
        else
          compute(todo_[next], model);
    } catch (...) {
      broken_ = true;
      throw;
    }
  }

  void compute(std::uint64_t segment, PointModel& model) {
    const std::string started = utc_now();
    std::vector<RunRecord> records;
    for (std::uint64_t run = plan().first_run(segment); run < plan().end_run(segment); ++run) {
      auto record = sweep_.compute(model.at(plan().place_of(run).point), run, job_.stop);
      if (!record) return;
      records.push_back(std::move(*record));
      ++done_;
      tell(false);
    }
    write(segment, records, started);
  }

  void retry(std::uint64_t segment, PointModel& model) {
    if (!job_.retry_failed) {
      done_ += plan().end_run(segment) - plan().first_run(segment);
      return;
    }
    const std::string started = utc_now();
    const std::uint64_t first = plan().first_run(segment);
    std::vector<RunRecord> records;
    {
      const std::lock_guard lock(disk_);
      const ResultReader reader = folder_.read(sweep_, segment);
      records = reader.read_runs(0, reader.runs(), sweep_.layout());
    }
    bool any = false;
    for (RunRecord& record : records) {
      if (record.failure.empty()) continue;
      const std::uint64_t run = first + static_cast<std::uint64_t>(&record - records.data());
      auto again = sweep_.compute(model.at(record.point), run, job_.stop);
      if (!again) return;
      any = true;
      record = std::move(*again);
    }
    done_ += records.size();
    tell(false);
    if (any) write(segment, records, started);
  }

  void write(std::uint64_t segment, const std::vector<RunRecord>& records, const std::string& started) {
    const Provenance provenance{.title = sweep_.experiment().title,
                                .scenario = "{}",
                                .scenario_file = sweep_.experiment().scenario_file,
                                .overrides = {},
                                .command = job_.command,
                                .seed = sweep_.experiment().seed,
                                .runs = records.size(),
                                .started = started,
                                .finished = {},
                                .experiment = "{\"sweep\": \"" + sweep_.digest() + "\"}"};
    const std::lock_guard lock(disk_);
    ResultWriter writer(folder_.segment(segment), sweep_.layout(), records.size(), provenance, plan().segment_runs);
    for (const RunRecord& record : records) writer.append(record);
    writer.finish();
  }

  void tell(bool at_once) {
    if (!job_.report) return;
    const std::unique_lock lock = at_once ? std::unique_lock(telling_) : std::unique_lock(telling_, std::try_to_lock);
    if (!lock.owns_lock()) return;
    const Clock::time_point now = Clock::now();
    if (!at_once && now - told_ < std::chrono::milliseconds(100)) return;
    told_ = now;
    job_.report({.runs_done = done_,
                 .runs = runs_,
                 .steps_done = done_,
                 .steps = runs_,
                 .steps_before = before_,
                 .seconds = std::chrono::duration<double>(now - began_).count(),
                 .unit = "runs"});
  }

  const Sweep& sweep_;
  const SweepFolder& folder_;
  const SweepJob& job_;
  std::vector<std::uint64_t> todo_;
  std::uint64_t runs_ = 0, before_ = 0;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<std::uint64_t> done_ = 0;
  std::atomic<bool> broken_ = false;
  std::mutex disk_, telling_;
  Clock::time_point began_ = Clock::now(), told_ = began_;
};

}  // namespace

void compute(const Sweep& sweep, const SweepFolder& folder, const SweepJob& job) {
  Computation(sweep, folder, job).compute();
}

SweepState state_of(const Sweep& sweep, const SweepFolder& folder) {
  SweepState state;
  const SweepPlan& plan = sweep.plan();
  for (std::uint64_t segment = 0; segment < plan.segments(); ++segment) {
    if (!folder.has(segment)) continue;
    ++state.segments_done;
    state.runs_done += plan.end_run(segment) - plan.first_run(segment);
    const std::vector<std::string> failures = folder.read(sweep, segment).failures();
    for (std::size_t n = 0; n < failures.size(); ++n)
      if (!failures[n].empty()) state.failures.emplace_back(plan.first_run(segment) + n, failures[n]);
  }
  return state;
}

void merge(const Sweep& sweep, const SweepFolder& folder, const std::filesystem::path& output,
           const std::vector<std::string>& command) {
  const SweepPlan& plan = sweep.plan();
  std::vector<std::string> missing;
  for (std::uint64_t segment = 0; segment < plan.segments(); ++segment)
    if (!folder.has(segment)) missing.push_back(folder.segment(segment).filename().string());
  if (!missing.empty())
    throw InputError({{folder.path().string()},
                      fmt::format("{} of {} segments are not there, the first is {}.", missing.size(), plan.segments(),
                                  missing.front()),
                      fmt::format("Compute them: entente sweep {} --resume", folder.path().string())});
  const Experiment& experiment = sweep.experiment();
  const Provenance provenance{.title = experiment.title,
                              .scenario = to_json(experiment.base),
                              .scenario_file = experiment.scenario_file,
                              .overrides = {},
                              .command = command,
                              .seed = experiment.seed,
                              .runs = plan.runs(),
                              .started = utc_now(),
                              .finished = {},
                              .experiment = to_json(experiment.document)};
  ResultWriter writer(output, sweep.layout(), plan.runs(), provenance, plan.segment_runs);
  const std::launch ahead = hdf5::is_threadsafe() ? std::launch::async : std::launch::deferred;
  const auto read_ahead = [&](std::uint64_t segment) {  // while the one before is written
    return std::async(ahead, [&, segment] { return read_part(folder.read(sweep, segment)); });
  };
  std::future<ResultPart> next = read_ahead(0);
  for (std::uint64_t segment = 0; segment < plan.segments(); ++segment) {
    const ResultPart part = next.get();
    if (segment + 1 < plan.segments()) next = read_ahead(segment + 1);
    writer.append_part(part);
  }
  writer.finish();
}

}  // namespace entente
