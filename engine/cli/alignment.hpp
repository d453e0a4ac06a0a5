#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/simulation/record.hpp"

namespace entente {

/// A series that two results have: where it stands in each, and which of its values belong together.
struct CommonSeries {
  std::size_t a, b;                                        ///< places in the layouts
  std::vector<std::pair<std::size_t, std::size_t>> cells;  ///< within a date: of the first, of the second
};

/// `state.gdp`.
std::string series_name(const Column& column);
/// What a value of a series within a date is of: `FRA`, `FRA (west)`, `FRA in NATO`.
std::string cell_name(const RecordLayout& layout, const Series& series, std::size_t cell);

/// What two results have in common, by ids, names and dates.
struct Alignment {
  std::vector<std::pair<std::size_t, std::size_t>> times;
  std::vector<CommonSeries> series;
  static constexpr double of_second_alone = -2.0;
  std::vector<double> state_in_a;  ///< by row of the second's states: the first's row of the same id, or that
  /// Dates, states, alliances, pairs and series that only one of them has, in words.
  std::vector<std::string> only_in_a, only_in_b;

  Alignment(const RecordLayout& a, const RecordLayout& b);
};

}  // namespace entente
