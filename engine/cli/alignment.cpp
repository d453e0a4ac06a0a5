#include "engine/cli/alignment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/cli/text.hpp"
#include "engine/output/row_name.hpp"

namespace entente {

namespace {

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

/// Places of the names that stand in both lists.
Pairs common(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::map<std::string, std::size_t> places;
  for (std::size_t n = 0; n < b.size(); ++n) places.emplace(b[n], n);
  Pairs pairs;
  for (std::size_t n = 0; n < a.size(); ++n)
    if (const auto found = places.find(a[n]); found != places.end()) pairs.emplace_back(n, found->second);
  return pairs;
}

std::vector<std::string> row_names(const RecordLayout& layout, const Series& series) {
  std::vector<std::string> names;
  for (std::size_t row = 0; row < series.rows; ++row) names.push_back(row_name(layout, series.column->table, row));
  return names;
}

const std::vector<std::string>& axis_names(const RecordLayout& layout, Axis axis) {
  static const std::vector<std::string> none{""};
  if (axis == Axis::issue) return layout.issues.ids;
  if (axis == Axis::domain) return layout.domains.ids;
  return axis == Axis::threat ? layout.threats.ids : none;
}

std::vector<std::string> series_names(const RecordLayout& layout) {
  std::vector<std::string> names;
  for (const Series& series : layout.series) names.push_back(series_name(*series.column));
  return names;
}

std::vector<std::string> dates(const RecordLayout& layout) {
  std::vector<std::string> names;
  for (const Date date : layout.times) names.push_back(to_string(date));
  return names;
}

Pairs cells_of(const RecordLayout& a, const Series& in_a, const RecordLayout& b, const Series& in_b) {
  const Axis axis = in_a.column->axis == in_b.column->axis ? in_a.column->axis : Axis::none;
  Pairs cells;
  for (const auto& [row_a, row_b] : common(row_names(a, in_a), row_names(b, in_b)))
    for (const auto& [axis_a, axis_b] : common(axis_names(a, axis), axis_names(b, axis)))
      cells.emplace_back(row_a * in_a.width + axis_a, row_b * in_b.width + axis_b);
  return cells;
}

std::string list_text(std::string_view what, const std::vector<std::string>& names) {
  constexpr std::size_t most = 6;
  std::vector<std::string> shown(names.begin(),
                                 names.begin() + static_cast<std::ptrdiff_t>(std::min(most, names.size())));
  if (names.size() > most) shown.push_back(fmt::format("{} more", names.size() - most));
  return fmt::format("{} {}", what, join(shown));
}

}  // namespace

std::string series_name(const Column& column) {
  return std::string(to_string(column.table)) + "." + std::string(column.name);
}

std::string cell_name(const RecordLayout& layout, const Series& series, std::size_t cell) {
  const std::string row = row_name(layout, series.column->table, cell / series.width);
  const Axis axis = series.column->axis;
  return axis == Axis::none ? row : fmt::format("{} ({})", row, axis_names(layout, axis)[cell % series.width]);
}

Alignment::Alignment(const RecordLayout& a, const RecordLayout& b) {
  const auto compare = [&](std::string_view what, const std::vector<std::string>& in_a,
                           const std::vector<std::string>& in_b) {
    const auto missing = [](const std::vector<std::string>& from, const std::vector<std::string>& others) {
      std::vector<std::string> names;
      for (const std::string& name : from)
        if (std::find(others.begin(), others.end(), name) == others.end()) names.push_back(name);
      return names;
    };
    const auto of_a = missing(in_a, in_b), of_b = missing(in_b, in_a);
    if (!of_a.empty()) only_in_a.push_back(list_text(what, of_a));
    if (!of_b.empty()) only_in_b.push_back(list_text(what, of_b));
    return common(in_a, in_b);
  };
  times = compare("dates", dates(a), dates(b));
  state_in_a.assign(b.states.ids.size(), of_second_alone);
  for (const auto& [in_a, in_b] : compare("states", a.states.ids, b.states.ids))
    state_in_a[in_b] = static_cast<double>(in_a);
  compare("alliances", a.alliances.ids, b.alliances.ids);
  for (const auto& [in_a, in_b] : compare("series", series_names(a), series_names(b)))
    series.push_back({in_a, in_b, cells_of(a, a.series[in_a], b, b.series[in_b])});
}

}  // namespace entente
