#include "models/paths.hpp"

#include <algorithm>

namespace entente {

Date end_of_freed_paths(const Step& step) {
  const Date before = add_months(step.begin, -step.months);
  return Date{before.days + (step.begin.days - before.days) / 2};
}

Paths::Paths(const Setup& setup, const Column& column) {
  const Scenario& scenario = setup.scenario();
  const bool scheduled = std::any_of(scenario.pipeline.begin(), scenario.pipeline.end(),
                                     [](const PipelineEntry& entry) { return entry.mechanism == "schedule"; });
  if (!scheduled) return;
  const std::size_t width = scenario.world.extent(column.axis);
  for (const Trajectory& path : scenario.trajectories) {
    if (!same_column(*path.column, column)) continue;
    last_.resize(scenario.world.table(column.table).size() * width, always_before);
    last_[path.row * width + path.axis] = path.knots.back().first;
  }
}

}  // namespace entente
