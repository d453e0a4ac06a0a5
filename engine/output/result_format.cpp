#include "engine/output/result_format.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <vector>

namespace entente::result_format {

std::string variable_name(const Column& column) {
  return std::string(to_string(column.table)) + "_" + std::string(column.name);
}

hdf5::Type storage_type(Kind kind) {
  switch (kind) {
    case Kind::number:
    case Kind::integer:
    case Kind::date:
      return hdf5::Type::float64;
    case Kind::flag:
    case Kind::choice:
      return hdf5::Type::int8;
    case Kind::state:
      return hdf5::Type::int32;
  }
  return hdf5::Type::float64;
}

std::string days_since(Date epoch) {
  return "days since " + to_string(epoch);
}

Date epoch_of(Date start) {
  return date_of({.year = calendar_day(start).year, .month = 1, .day = 1});
}

void describe_flags(hdf5::Dataset& dataset, std::string_view meanings, int first) {
  if (meanings.empty()) return;
  const auto count = static_cast<int>(std::count(meanings.begin(), meanings.end(), ' ')) + 1;
  if (first + count - 1 > std::numeric_limits<std::int8_t>::max())
    throw std::logic_error(dataset.name() + " has more than 128 meanings");
  std::vector<std::int8_t> values;
  for (int value = first; value < first + count; ++value) values.push_back(static_cast<std::int8_t>(value));
  dataset.set("flag_values", values);
  dataset.set("flag_meanings", meanings);
}

void describe_time(hdf5::Dataset& dataset, std::string_view long_name, Date epoch) {
  dataset.set("long_name", long_name);
  dataset.set("units", days_since(epoch));
  dataset.set("calendar", "proleptic_gregorian");
}

namespace {

std::string_view coordinates_of(TableKind table) {
  switch (table) {
    case TableKind::state:
      return "state_name";
    case TableKind::alliance:
      return "alliance_name";
    case TableKind::membership:
      return "membership_state membership_alliance";
    case TableKind::dyad:
      return "dyad_from dyad_to";
    case TableKind::threat:
      return "threat_name";
  }
  return "";
}

void describe_range(hdf5::Dataset& dataset, const Range& range) {
  const bool has_lower = std::isfinite(range.lower), has_upper = std::isfinite(range.upper);
  if (has_lower && has_upper)
    dataset.set("valid_range", std::vector<double>{range.lower, range.upper});
  else if (has_lower)
    dataset.set("valid_min", range.lower);
  else if (has_upper)
    dataset.set("valid_max", range.upper);
}

}  // namespace

void describe(hdf5::Dataset& dataset, const Column& column) {
  dataset.set("long_name", column.about.empty() ? column.name : column.about);
  switch (column.kind) {
    case Kind::number:
    case Kind::integer:
      dataset.set("units", column.unit);
      describe_range(dataset, column.range);
      break;
    case Kind::date:
      dataset.set("units", days_since(Date{}));
      dataset.set("calendar", "proleptic_gregorian");
      break;
    case Kind::flag:
      dataset.set("dtype", "bool");
      break;
    case Kind::choice:
      describe_flags(dataset, column.choices);
      break;
    case Kind::state:
      dataset.set("index_of", "state");
      dataset.set("comment", "place along the dimension state, from 0; -1: none");
      break;
  }
  dataset.set("source", column.source);
  dataset.set("coordinates", coordinates_of(column.table));
}

}  // namespace entente::result_format
