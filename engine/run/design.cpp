#include "engine/run/design.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "engine/base/error.hpp"
#include "engine/base/hash.hpp"
#include "engine/random/streams.hpp"

namespace entente {

namespace {

constexpr std::uint64_t key = name_hash("design");
constexpr double as_in_the_scenario = std::numeric_limits<double>::quiet_NaN();

std::size_t levels_of(const Factor& factor, const Design& design) {
  return factor.own_levels() > 0 ? factor.own_levels() : static_cast<std::size_t>(design.levels);
}

/// The last factor changes fastest.
std::vector<double> grid(const Experiment& experiment) {
  std::size_t points = 1;
  for (const Factor& factor : experiment.factors) points *= levels_of(factor, experiment.design);
  std::vector<double> values;
  for (std::size_t point = 0; point < points; ++point) {
    std::size_t rest = points, place = point;
    for (const Factor& factor : experiment.factors) {
      const std::size_t levels = levels_of(factor, experiment.design);
      rest /= levels;
      values.push_back(factor.level(place / rest, levels));
      place %= rest;
    }
  }
  return values;
}

std::vector<double> zip(const Experiment& experiment) {
  const std::size_t points = experiment.factors.front().own_levels();
  std::vector<double> values;
  for (std::size_t point = 0; point < points; ++point)
    for (const Factor& factor : experiment.factors) values.push_back(factor.level(point, points));
  return values;
}

std::vector<double> one_at_a_time(const Experiment& experiment) {
  const std::size_t factors = experiment.factors.size();
  std::vector<double> values(factors, as_in_the_scenario);
  for (std::size_t f = 0; f < factors; ++f) {
    const std::size_t levels = levels_of(experiment.factors[f], experiment.design);
    for (std::size_t n = 0; n < levels; ++n) {
      values.insert(values.end(), factors, as_in_the_scenario);
      values[values.size() - factors + f] = experiment.factors[f].level(n, levels);
    }
  }
  return values;
}

std::vector<double> random_points(const Experiment& experiment) {
  const Streams streams(experiment.design.seed, 0);
  std::vector<double> units;
  for (std::uint64_t point = 0; point < experiment.design.points; ++point)
    for (const Factor& factor : experiment.factors)
      units.push_back(streams.at(key, static_cast<std::int64_t>(point), name_hash(factor.name)).uniform());
  return units;
}

/// Trajectories through a grid of `levels` a factor: each step moves one factor by half the levels (Morris 1991).
std::vector<double> morris(const Experiment& experiment) {
  const std::size_t factors = experiment.factors.size();
  const auto levels = static_cast<std::size_t>(experiment.design.levels);
  const auto value = [&](std::size_t f, std::size_t level) {
    const Factor& factor = experiment.factors[f];
    if (factor.own_levels() == 0) return factor.level(level, levels);
    return factor.at(static_cast<double>(level) / static_cast<double>(levels - 1));
  };
  const Streams streams(experiment.design.seed, 0);
  std::vector<double> values;
  for (std::uint64_t t = 0; t < experiment.design.trajectories; ++t) {
    Stream stream = streams.at(key, static_cast<std::int64_t>(t), name_hash("morris"));
    const auto pick = [&](std::size_t count) {
      return std::min(static_cast<std::size_t>(stream.uniform() * static_cast<double>(count)), count - 1);
    };
    std::vector<std::size_t> place, order(factors);
    std::vector<bool> rises;
    for (std::size_t f = 0; f < factors; ++f) {
      place.push_back(pick(levels));
      rises.push_back(place.back() < levels / 2);
    }
    std::iota(order.begin(), order.end(), 0);
    for (std::size_t n = factors; n > 1; --n) std::swap(order[n - 1], order[pick(n)]);
    const auto add_point = [&] {
      for (std::size_t f = 0; f < factors; ++f) values.push_back(value(f, place[f]));
    };
    add_point();
    for (const std::size_t f : order) {
      place[f] = rises[f] ? place[f] + levels / 2 : place[f] - levels / 2;
      add_point();
    }
  }
  return values;
}

std::vector<double> values_at(const Experiment& experiment, std::vector<double> units) {
  const std::size_t factors = experiment.factors.size();
  for (std::size_t n = 0; n < units.size(); ++n) units[n] = experiment.factors[n % factors].at(units[n]);
  return units;
}

std::vector<double> values_of(const Experiment& experiment) {
  switch (experiment.design.method) {
    case DesignMethod::grid:
      return grid(experiment);
    case DesignMethod::zip:
      return zip(experiment);
    case DesignMethod::one_at_a_time:
      return one_at_a_time(experiment);
    case DesignMethod::random:
      return values_at(experiment, random_points(experiment));
    case DesignMethod::morris:
      return morris(experiment);
    default:
      return values_at(experiment, unit_points(experiment.design, experiment.factors.size()));
  }
}

/// How many points the design will have, as a double so that nothing runs over.
double planned_points(const Experiment& experiment) {
  const Design& design = experiment.design;
  const auto factors = static_cast<double>(experiment.factors.size());
  double levels = 1.0, combinations = 1.0;
  for (const Factor& factor : experiment.factors) {
    const auto own = static_cast<double>(levels_of(factor, design));
    levels += own;
    combinations *= own;
  }
  switch (design.method) {
    case DesignMethod::grid:
      return combinations;
    case DesignMethod::zip:
      return static_cast<double>(experiment.factors.front().own_levels());
    case DesignMethod::one_at_a_time:
      return levels;
    case DesignMethod::table:
      return 0.0;
    case DesignMethod::morris:
      return static_cast<double>(design.trajectories) * (factors + 1.0);
    default:
      return static_cast<double>(unit_rows(design, experiment.factors.size()));
  }
}

}  // namespace

Points make_points(const Experiment& experiment) {
  constexpr double most = 1e7;
  if (planned_points(experiment) > most)
    throw InputError({experiment.document.find("design")->place.location(),
                      "the design has more than 10 million points.", "Give fewer points or levels."});
  if (experiment.design.method == DesignMethod::table) return read_points(experiment.design.table, experiment.factors);
  return {experiment.factors.size(), values_of(experiment)};
}

}  // namespace entente
