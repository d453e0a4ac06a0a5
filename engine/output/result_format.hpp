#pragma once

#include <string>
#include <string_view>

#include "engine/base/date.hpp"
#include "engine/output/hdf5_dataset.hpp"
#include "engine/world/column.hpp"

namespace entente::result_format {

/// Written as attributes of every result. Grows in its first part when old readers would misread a file, in its second
/// when something is added (FORMAT.md).
inline constexpr std::string_view name = "entente result";
inline constexpr std::string_view version = "1.0";
/// The `format` of files that hold the solution of a classic model instead.
inline constexpr std::string_view solution_name = "entente solution";

/// A column's variable: `state_gdp`.
std::string variable_name(const Column& column);

/// How a kind of values is stored: numbers, integers and dates as float64 (NaN: none), flags and choices as int8, rows
/// of states as int32 (-1: none).
hdf5::Type storage_type(Kind kind);

/// `days since 1949-01-01`.
std::string days_since(Date epoch);
/// 1 January of the year in which a run starts.
Date epoch_of(Date start);

/// Gives a series its attributes, as its column declares them.
void describe(hdf5::Dataset& dataset, const Column& column);
void describe_time(hdf5::Dataset& dataset, std::string_view long_name, Date epoch);

/// `flag_values` from `first` on, one for each of the `meanings` (separated by blanks).
void describe_flags(hdf5::Dataset& dataset, std::string_view meanings, int first = 0);

}  // namespace entente::result_format
