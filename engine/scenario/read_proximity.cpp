#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "engine/base/number.hpp"
#include "engine/scenario/reading.hpp"

namespace entente {

namespace {

constexpr std::size_t most_exact_states = 4000;
constexpr std::size_t most_regions = 2000;

struct Geometry {
  bool exact = true;
  double half_distance = 1000.0;
  double exponent = 1.0;
  double border_divisor = 4.0;
};

struct Point {
  double latitude = 0.0;
  double longitude = 0.0;
};

Geometry read_geometry(const Reading& reading) {
  Geometry geometry;
  const Node* section = reading.document.find("proximity");
  if (section == nullptr) return geometry;
  geometry.exact = text_at(*section, "geometry", "exact") != "regions";
  geometry.half_distance = number_at(*section, "half_distance", geometry.half_distance);
  geometry.exponent = number_at(*section, "exponent", geometry.exponent);
  geometry.border_divisor = number_at(*section, "border_divisor", geometry.border_divisor);
  reading.scenario.world.power_reference = number_at(*section, "power_reference", 0.0);
  return geometry;
}

std::vector<Point> read_locations(const Reading& reading) {
  std::vector<Point> points(reading.scenario.world.states.size());
  for (const Entry& state : reading.document.find("states")->entries) {
    const auto row = reading.scenario.world.states.row(state.key);
    if (!row || !state.value.is_mapping()) continue;
    const Node* location = state.value.find("location");
    if (location != nullptr)
      points[*row] = {number_at(*location, "latitude", 0.0), number_at(*location, "longitude", 0.0)};
    else
      reading.problem(state.place, fmt::format("states.{}.location is missing.", state.key),
                      "Exact geometry needs it; or write 'proximity: {geometry: regions}'.");
  }
  return points;
}

/// A border is one whichever side tells of it.
void share_borders(World& world, const Column& contiguous) {
  const std::vector<double> said(world.dyads[contiguous].begin(), world.dyads[contiguous].end());
  const auto values = world.dyads.update(contiguous);
  for (std::size_t row = 0; row < values.size(); ++row)
    values[row] = std::max(said[row], said[static_cast<std::size_t>(world.dyads.reverse()[row])]);
}

void read_exact(const Reading& reading, const Geometry& geometry, const Column* contiguous) {
  World& world = reading.scenario.world;
  const std::size_t count = world.states.size();
  if (count > most_exact_states)
    return reading.problem(reading.document.entry("states")->place,
                           fmt::format("{} states are too many for exact geometry, which keeps every pair.", count),
                           "Write 'proximity: {geometry: regions}'.");
  const std::vector<Point> points = read_locations(reading);
  std::vector<double> values(count * count, 1.0);
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t j = 0; j < i; ++j) {
      double distance = great_circle(points[i].latitude, points[i].longitude, points[j].latitude, points[j].longitude);
      const auto pair = world.dyads.row(StateId(i), StateId(j));
      if (pair && contiguous != nullptr && world.dyads[*contiguous][*pair] > 0.0) distance /= geometry.border_divisor;
      values[i * count + j] = values[j * count + i] =
          loss_of_strength(distance, geometry.half_distance, geometry.exponent);
    }
  world.proximity = Proximity::exact(count, std::move(values));
}

/// Proximities between regions as given, NaN where nothing is.
std::vector<double> given_between_regions(const Reading& reading, const std::vector<const Entry*>& regions) {
  const std::size_t count = regions.size();
  const std::vector<std::string> ids = keys_of(regions);
  std::vector<double> values(count * count, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t a = 0; a < count; ++a) {
    const Node* given = regions[a]->value.find("proximity");
    if (given == nullptr) continue;
    for (const Entry& entry : given->entries) {
      const auto found = std::lower_bound(ids.begin(), ids.end(), entry.key);
      if (found == ids.end() || *found != entry.key) continue;
      const auto b = static_cast<std::size_t>(found - ids.begin());
      const double value = number_at(*given, entry.key, 1.0);
      const double before = values[a * count + b];
      if (!std::isnan(before) && before != value)
        reading.problem(entry.value.place,
                        fmt::format("regions.{}.proximity.{} was given before as {}, and here as {}.", entry.key,
                                    ids[a], to_text(before), to_text(value)),
                        "Give it once; it holds both ways.");
      values[a * count + b] = values[b * count + a] = value;
    }
  }
  return values;
}

std::vector<double> read_regions(const Reading& reading) {
  const std::vector<const Entry*> regions = rows_of(reading.document, "regions");
  const std::size_t count = regions.size();
  std::vector<double> values = given_between_regions(reading, regions);
  for (std::size_t a = 0; a < count; ++a) {
    double& own = values[a * count + a];
    if (std::isnan(own)) own = 1.0;
    std::vector<std::string> missing;
    for (std::size_t b = a + 1; b < count && missing.size() < 8; ++b)
      if (std::isnan(values[a * count + b])) missing.push_back(regions[b]->key);
    if (missing.empty() || !regions[a]->value.is_mapping()) continue;
    reading.problem(regions[a]->place,
                    fmt::format("regions.{}.proximity does not give {} (must be > 0 and <= 1).", regions[a]->key,
                                fmt::join(missing, ", ")),
                    "Regional geometry needs every pair of regions once.");
  }
  return values;
}

void read_regional(const Reading& reading) {
  World& world = reading.scenario.world;
  if (world.regions.ids.size() > most_regions)
    return reading.problem(
        reading.document.entry("regions")->place,
        fmt::format("{} regions are too many; every pair of them is kept.", world.regions.ids.size()),
        "Draw larger regions.");
  std::vector<std::int32_t> region = world.states.region;
  const std::vector<const Entry*> states = rows_of(reading.document, "states");
  for (std::size_t row = 0; row < region.size(); ++row) {
    if (region[row] >= 0) continue;
    region[row] = 0;
    if (states[row]->value.is_mapping() && states[row]->value.entry("region") == nullptr)
      reading.problem(states[row]->place, fmt::format("states.{}.region is missing.", states[row]->key),
                      "Regional geometry needs it; or write 'proximity: {geometry: exact}'.");
  }
  world.proximity = Proximity::regional(world.regions.ids.size(), read_regions(reading), std::move(region));
}

}  // namespace

void read_proximity(const Reading& reading) {
  const Geometry geometry = read_geometry(reading);
  const Column* contiguous = reading.vocabulary.column(TableKind::dyad, "contiguous");
  World& world = reading.scenario.world;
  if (world.states.size() == 0) return;
  if (contiguous != nullptr) share_borders(world, *contiguous);
  if (geometry.exact)
    read_exact(reading, geometry, contiguous);
  else
    read_regional(reading);
}

}  // namespace entente
