#include "engine/cli/page.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "engine/cli/text.hpp"

namespace entente {

namespace {

/// The first or last of some values that is a number.
template <class Iterator>
double first_number(Iterator begin, Iterator end) {
  const auto found = std::find_if(begin, end, [](double value) { return std::isfinite(value); });
  return found == end ? std::numeric_limits<double>::quiet_NaN() : *found;
}

/// What a series does in a row: the smallest and largest of all values at all dates in all runs.
struct Extent {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  bool is_whole = true;

  Extent(const SeriesOfRuns& series, std::size_t row) {
    for (const std::vector<double>& over_runs : series.values[row])
      for (const double value : over_runs) {
        if (std::isnan(value)) continue;
        low = std::min(low, value);
        high = std::max(high, value);
        is_whole = is_whole && value == std::round(value);
      }
  }
};

Kind kind_of(const SeriesOfRuns& series, const Extent& extent) {
  return extent.is_whole && series.column->kind == Kind::number ? Kind::integer : series.column->kind;
}

/// `12 → 31 (12 to 31)`; of many runs the medians, and the interval of 90 % of them at the end.
std::string course_text(const SeriesOfRuns& series, std::size_t row, std::size_t runs, const Style& style) {
  const std::vector<double> middle = series.quantiles(row, 0.5);
  const Kind kind = kind_of(series, Extent(series, row));
  const auto text = [&](double value) { return number_text(value, series.column->unit, kind); };
  const double first = first_number(middle.begin(), middle.end());
  const double last = first_number(middle.rbegin(), middle.rend());
  double low = first, high = first;
  for (const double value : middle)
    if (std::isfinite(value)) {
      low = std::min(low, value);
      high = std::max(high, value);
    }
  if (runs > 1) {
    const std::vector<double> lower = series.quantiles(row, 0.05), upper = series.quantiles(row, 0.95);
    low = first_number(lower.rbegin(), lower.rend());
    high = first_number(upper.rbegin(), upper.rend());
  }
  return fmt::format("{} {} {} ({} to {})", text(first), marks(style).arrow, text(last), text(low), text(high));
}

}  // namespace

Page::Page(const RecordLayout& record_layout, const Findings& found, const Style& s)
    : layout(record_layout), findings(found), style(s) {
  const auto width = static_cast<std::size_t>(style.width);
  axis = {layout.times.front(), layout.times.back(), width * 3 / 10};
  text_cells = width - 2 - label_cells - 1 - axis.cells - 2;
}

void Page::heading(std::ostream& out, const std::string& id, const std::string& name) const {
  const std::string title = name == id ? "" : "  " + fit(name, std::min(cells(name), text_cells), style);
  fmt::print(out, "\n{} {}{}\n", style.bold(fit(id, label_cells + 2, style)), style.faint(axis.labels()),
             style.bold(title));
}

void Page::line(std::ostream& out, const std::string& label, const std::string& bar, const std::string& text) const {
  const auto lines = cells(text) <= text_cells ? std::vector{text} : wrap(text, text_cells);
  for (std::size_t n = 0; n < lines.size(); ++n) {
    const std::string left =
        n == 0 ? fit(label, label_cells, style) + " " + bar : std::string(label_cells + 1 + axis.cells, ' ');
    fmt::print(out, "  {}{}{}\n", left, lines[n].empty() ? "" : "  ", lines[n]);
  }
}

void Page::words(std::ostream& out, const std::string& label, const std::string& text) const {
  const auto lines = wrap(text, static_cast<std::size_t>(style.width) - label_cells - 3);
  for (std::size_t n = 0; n < lines.size(); ++n)
    fmt::print(out, "  {} {}\n", fit(n == 0 ? label : "", label_cells, style), lines[n]);
}

void Page::series(std::ostream& out, std::size_t row, std::span<const std::string_view> asked) const {
  std::vector<std::string> still, empty, missing;
  for (const SeriesOfRuns& each : findings.series) {
    const std::string name = in_words(each.column->name);
    const Extent extent(each, row);
    if (extent.low > extent.high)
      empty.push_back(name);
    else if (extent.low == extent.high)
      still.push_back(name + " " + number_text(extent.low, each.column->unit, kind_of(each, extent)));
    else
      line(out, name, sparkline(resample(layout.times, each.quantiles(row, 0.5), axis), style),
           course_text(each, row, findings.runs_read, style));
  }
  for (const std::string_view name : asked)
    if (std::none_of(findings.series.begin(), findings.series.end(),
                     [&](const SeriesOfRuns& each) { return each.column->name == name; }))
      missing.push_back(in_words(name));
  if (!still.empty()) words(out, "never changes", join(still));
  if (!empty.empty()) words(out, "without values", join(empty));
  if (!missing.empty()) words(out, "not recorded", join(missing));
}

}  // namespace entente
