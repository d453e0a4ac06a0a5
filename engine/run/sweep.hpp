#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/output/result_reader.hpp"
#include "engine/run/design.hpp"
#include "engine/run/experiment.hpp"
#include "engine/run/point_scenarios.hpp"
#include "engine/run/progress.hpp"
#include "engine/run/sweep_plan.hpp"
#include "engine/simulation/model.hpp"

namespace entente {

/// An experiment laid out: its points, and its runs numbered. Any worker anywhere that has the same experiment and
/// points computes the same bits for a run.
class Sweep {
 public:
  /// `points`: as made, or as read from the sweep's folder.
  Sweep(Experiment experiment, Points points, const Catalogue& catalogue);

  const Experiment& experiment() const { return experiment_; }
  const Points& points() const { return points_; }
  const SweepPlan& plan() const { return plan_; }
  /// What every run records; known from the first point.
  const RecordLayout& layout() const { return layout_; }
  /// SHA-256 of experiment, scenario and points, by which its segments are known.
  const std::string& digest() const { return digest_; }

  /// What makes the scenarios of its points, for one thread; the sweep outlives it.
  PointScenarios scenarios() const { return {experiment_, points_, catalogue_.vocabulary()}; }
  Model model_of(Scenario scenario) const { return {std::move(scenario), catalogue_}; }
  /// Makes the model of every point, over threads, and throws InputError with what is wrong in the first few that are;
  /// all must record the same series.
  void check_points(int threads, const ProgressReport& report) const;

  /// Where a run stands, without what it computes.
  RunRecord blank(std::uint64_t run) const;
  /// Computes one run of a point's model; a run that fails keeps its reason and nothing else. Nothing if stopped.
  std::optional<RunRecord> compute(const Model& model, std::uint64_t run, const std::atomic<bool>* stop) const;

 private:
  Experiment experiment_;
  Points points_;
  const Catalogue& catalogue_;
  SweepPlan plan_;
  RecordLayout layout_;
  std::string digest_;
};

/// The folder that a sweep is computed into: `sweep.json` (experiment and scenario), `design.csv` (the points), and
/// whole result files `segment-000000.h5` …, each written aside and renamed. Workers on one file system may share it.
class SweepFolder {
 public:
  explicit SweepFolder(std::filesystem::path path) : path_(std::move(path)) {}

  const std::filesystem::path& path() const { return path_; }
  bool exists() const;
  /// Writes what tells of the sweep. InputError if the folder holds another sweep.
  void begin(const Sweep& sweep) const;
  /// InputError if the folder holds another sweep.
  void expect(const Sweep& sweep) const;
  /// Reads it back; InputError if there is none.
  Sweep open(const Catalogue& catalogue) const;

  std::filesystem::path segment(std::uint64_t number) const;
  bool has(std::uint64_t number) const;
  /// Opens a segment; InputError if it is damaged or of another sweep.
  ResultReader read(const Sweep& sweep, std::uint64_t number) const;

 private:
  std::filesystem::path path_;
};

struct SweepJob {
  int threads = 0;                               ///< 0: one for each processor
  std::uint64_t shard = 0, shards = 1;           ///< computes segments that leave the rest `shard`
  bool retry_failed = false;                     ///< computes runs that failed once more
  const std::atomic<bool>* stop = nullptr;       ///< leaves what is begun
  const std::atomic<bool>* wind_down = nullptr;  ///< finishes the segments that are begun
  std::vector<std::string> command;
  ProgressReport report;
};

/// How far a sweep is.
struct SweepState {
  std::uint64_t segments_done = 0;
  std::uint64_t runs_done = 0;
  std::vector<std::pair<std::uint64_t, std::string>> failures;  ///< run and reason
};
SweepState state_of(const Sweep& sweep, const SweepFolder& folder);

/// Computes the segments of a shard that are not there, in their order. Stopped, it leaves whole segments only.
void compute(const Sweep& sweep, const SweepFolder& folder, const SweepJob& job);

/// Writes all segments as one result; InputError if some are missing. The result does not depend on how the work was
/// split.
void merge(const Sweep& sweep, const SweepFolder& folder, const std::filesystem::path& output,
           const std::vector<std::string>& command);

}  // namespace entente
