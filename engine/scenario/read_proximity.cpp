#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/scenario/reading.hpp"

namespace entente {

namespace {

constexpr std::size_t most_exact_states = 4000;

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

const Entry& state_entry(const Reading& reading, std::size_t row) {
  return *reading.document.find("states")->entry(reading.scenario.world.states.ids()[row]);
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

std::vector<double> read_regions(const Reading& reading) {
  const Labels& regions = reading.scenario.world.regions;
  const std::size_t count = regions.ids.size();
  const auto given = [&](std::size_t a, std::size_t b) {
    return find(reading.document, {"regions", regions.ids[a], "proximity", regions.ids[b]});
  };
  std::vector<double> values(count * count, 1.0);
  for (std::size_t a = 0; a < count; ++a)
    for (std::size_t b = 0; b <= a; ++b) {
      const Node* there = given(b, a);
      const Node* back = given(a, b);
      const std::string path = fmt::format("regions.{}.proximity.{}", regions.ids[b], regions.ids[a]);
      if (there == nullptr && back == nullptr) {
        if (a != b)
          reading.problem(reading.document.find("regions")->entry(regions.ids[b])->place,
                          path + " is missing (must be > 0 and <= 1).",
                          "Regional geometry needs every pair of regions once.");
        continue;
      }
      const double value =
          number_at(*find(reading.document, {"regions", regions.ids[there != nullptr ? b : a], "proximity"}),
                    regions.ids[there != nullptr ? a : b], 1.0);
      if (there != nullptr && back != nullptr && there != back && there->text != back->text)
        reading.problem(back->place,
                        fmt::format("{} was given before as {}, and here as {}.", path, there->text, back->text),
                        "Give it once; it holds both ways.");
      values[a * count + b] = values[b * count + a] = value;
    }
  return values;
}

void read_regional(const Reading& reading) {
  World& world = reading.scenario.world;
  std::vector<std::int32_t> region = world.states.region;
  for (std::size_t row = 0; row < region.size(); ++row) {
    if (region[row] >= 0) continue;
    region[row] = 0;
    const Entry& state = state_entry(reading, row);
    if (state.value.is_mapping() && state.value.entry("region") == nullptr)
      reading.problem(state.place, fmt::format("states.{}.region is missing.", state.key),
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
