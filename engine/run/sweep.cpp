#include "engine/run/sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>
#include <new>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/output/sha256.hpp"
#include "engine/run/threads.hpp"
#include "engine/scenario/json.hpp"
#include "engine/simulation/simulation.hpp"

namespace entente {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

RecordLayout with_design(RecordLayout layout, const Experiment& experiment) {
  layout.is_sweep = true;
  for (const Factor& factor : experiment.factors) layout.factors.push_back(factor.label());
  return layout;
}

}  // namespace

Sweep::Sweep(Experiment experiment, Points points, const Catalogue& catalogue)
    : experiment_(std::move(experiment)),
      points_(std::move(points)),
      catalogue_(catalogue),
      plan_{.points = points_.size(), .replicates = experiment_.replicates, .segment_runs = experiment_.segment_runs} {
  constexpr std::uint64_t most_runs = 1'000'000'000;
  if (plan_.points == 0)
    throw InputError({experiment_.document.place.location(), "the design has no points.", "Give it some."});
  if (plan_.runs() > most_runs)
    throw InputError(
        {experiment_.document.place.location(),
         fmt::format("{} points of {} replicates are more than a billion runs.", plan_.points, plan_.replicates),
         "Split the experiment."});
  layout_ = with_design(model_of(scenarios().at(0)).layout(), experiment_);
  digest_ = sha256(canonical_json(to_json(experiment_.document)) + canonical_json(to_json(experiment_.base)) +
                   points_table(points_, experiment_.factors));
}

void Sweep::check_points(int threads, const ProgressReport& report) const {
  constexpr std::size_t most_told = 10;
  std::map<std::uint64_t, std::vector<Problem>> wrong;
  std::mutex telling;
  std::uint64_t checked = 0;
  const Clock::time_point begin = Clock::now();
  const auto check = [&](PointScenarios& scenarios, std::uint64_t point) -> std::vector<Problem> {
    try {
      const std::string other =
          layout_difference(with_design(model_of(scenarios.at(point)).layout(), experiment_), layout_);
      if (other.empty()) return {};
      return {{experiment_.document.place.location(),
               fmt::format("at point {} ({}) {} are not those of point 0.", point,
                           point_text(experiment_, points_[point]), other),
               "All runs of a sweep stand in one table: make an experiment of each."}};
    } catch (const InputError& error) {
      return error.problems();
    }
  };
  std::atomic<std::uint64_t> next = 0;
  on_threads(threads, [&] {
    PointScenarios at = scenarios();
    for (std::uint64_t point = next++; point < points_.size(); point = next++) {
      std::vector<Problem> problems = check(at, point);
      const std::lock_guard lock(telling);
      ++checked;
      if (!problems.empty()) wrong.emplace(point, std::move(problems));
      if (wrong.size() > most_told) wrong.erase(std::prev(wrong.end()));
      if (report)
        report({.runs_done = checked,
                .runs = points_.size(),
                .steps_done = checked,
                .steps = points_.size(),
                .seconds = seconds_since(begin),
                .unit = "points"});
    }
  });
  std::vector<Problem> problems;
  for (auto& [point, found] : wrong) problems.insert(problems.end(), found.begin(), found.end());
  if (!problems.empty()) throw InputError(std::move(problems));
}

RunRecord Sweep::blank(std::uint64_t run) const {
  const SweepPlan::Place place = plan_.place_of(run);
  RunRecord record;
  record.seed = experiment_.seed;
  record.replicate = experiment_.common_random_numbers ? place.replicate : run;
  record.series.resize(layout_.series.size());
  record.events = EventLog(layout_.features.size());
  record.point = place.point;
  const auto values = points_[place.point];
  record.factors.assign(values.begin(), values.end());
  return record;
}

std::optional<RunRecord> Sweep::compute(const Model& model, std::uint64_t run, const std::atomic<bool>* stop) const {
  RunRecord record = blank(run);
  const Clock::time_point begin = Clock::now();
  Date date = model.date(0);
  try {
    Simulation simulation(model, record.seed, record.replicate);
    while (!simulation.done()) {
      if (stop != nullptr && *stop) return std::nullopt;
      date = simulation.world().date;
      simulation.step();
      if (experiment_.seconds_a_run > 0.0 && seconds_since(begin) > experiment_.seconds_a_run)
        throw ModelError(fmt::format("it took longer than {} s", experiment_.seconds_a_run));
      if (experiment_.megabytes_a_run > 0.0 &&
          static_cast<double>(simulation.bytes()) > 1e6 * experiment_.megabytes_a_run)
        throw ModelError(fmt::format("it needed more than {} MB", experiment_.megabytes_a_run));
    }
    RunRecord done = simulation.record();
    done.point = record.point;
    done.factors = std::move(record.factors);
    return done;
  } catch (const ModelError& error) {
    record.failure = fmt::format("step from {}: {}", to_string(date), error.what());
  } catch (const std::bad_alloc&) {
    record.failure = fmt::format("step from {}: there was not enough memory", to_string(date));
  }
  return record;
}

}  // namespace entente
