#include "engine/run/point_scenarios.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/base/number.hpp"

namespace entente {

namespace {

constexpr std::size_t most_readings = 256;  // a factor's levels, or combinations of a few factors'

}  // namespace

bool PointScenarios::is_number(std::size_t factor, double value) const {
  return !experiment_.factors[factor].is_list() && !std::isnan(value);
}

PointScenarios::Key PointScenarios::key_of(std::span<const double> values) const {
  constexpr double number = -1.0;
  constexpr double left_alone = -2.0;  // levels are 0 and above
  Key key;
  for (std::size_t n = 0; n < values.size(); ++n)
    key.push_back(is_number(n, values[n]) ? number : std::isnan(values[n]) ? left_alone : values[n]);
  return key;
}

/// Nothing if it takes reading the document to put the numbers, or to say what is wrong with them.
std::optional<Scenario> PointScenarios::put(const Reading& reading, std::span<const double> values) const {
  Scenario scenario = reading.scenario;
  for (std::size_t n = 0; n < values.size(); ++n) {
    if (!is_number(n, values[n])) continue;
    if (!reading.inputs[n] || !reading.inputs[n]->set(scenario, to_text(values[n]))) return std::nullopt;
  }
  return scenario;
}

Scenario PointScenarios::read(std::uint64_t point) const try {
  Scenario scenario = read_scenario(document_at(experiment_, points_[point]), vocabulary_);
  scenario.document = {};
  return scenario;
} catch (const InputError& error) {
  std::vector<Problem> problems = error.problems();
  for (Problem& problem : problems)
    problem.what = fmt::format("at point {} ({}): {}", point, point_text(experiment_, points_[point]), problem.what);
  throw InputError(std::move(problems));
}

Scenario PointScenarios::at(std::uint64_t point) {
  const auto values = points_[point];
  Key key = key_of(values);
  if (const auto known = readings_.find(key); known != readings_.end())
    if (auto scenario = put(known->second, values)) return std::move(*scenario);
  Scenario scenario = read(point);
  if (readings_.size() == most_readings) readings_.clear();
  Reading reading{scenario, {}};
  for (const Factor& factor : experiment_.factors)
    reading.inputs.push_back(ScalarInput::find(scenario, vocabulary_, factor.path));
  readings_.insert_or_assign(std::move(key), std::move(reading));
  return scenario;
}

}  // namespace entente
