#include "engine/cli/chart.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>

namespace entente {

namespace {

constexpr std::size_t levels = 8;
constexpr std::array<std::string_view, levels> blocks{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::array<std::string_view, levels> plain_blocks{"_", ".", ":", "-", "=", "+", "*", "#"};

/// Which of the blocks stands for a share of the height.
std::string_view block(double share, const Style& style) {
  const auto level = static_cast<std::size_t>(std::clamp(share * levels, 0.0, levels - 1.0));
  return style.unicode ? blocks[level] : plain_blocks[level];
}

double days_per_cell(const TimeAxis& axis) {
  return std::max(1.0, static_cast<double>(axis.end.days - axis.begin.days)) / static_cast<double>(axis.cells);
}

}  // namespace

Date TimeAxis::date(std::size_t cell) const {
  return {begin.days + static_cast<std::int32_t>((static_cast<double>(cell) + 0.5) * days_per_cell(*this))};
}

std::string TimeAxis::labels() const {
  constexpr std::size_t label_cells = 5;  // four digits and a blank
  const int first = calendar_day(begin).year;
  const int last = calendar_day(end).year;
  int step = 1;
  for (const int round : {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000}) {
    step = round;
    if (static_cast<std::size_t>((last - first) / step + 1) * (label_cells + 1) <= cells) break;
  }
  std::string line;
  for (int year = first; year <= last; year = (year / step + 1) * step) {
    const double days = date_of({year, 1, 1}).days - begin.days;
    const auto cell = static_cast<std::size_t>(std::max(0.0, days / days_per_cell(*this)));
    if (cell < line.size() || cell + label_cells - 1 > cells) continue;
    line += std::string(cell - line.size(), ' ') + std::to_string(year) + ' ';
  }
  line.resize(cells, ' ');
  return line;
}

std::vector<double> resample(const std::vector<Date>& dates, const std::vector<double>& values, const TimeAxis& axis) {
  std::vector<double> cells(axis.cells, std::numeric_limits<double>::quiet_NaN());
  std::size_t next = 0;
  double last = std::numeric_limits<double>::quiet_NaN();
  const std::size_t count = std::min(dates.size(), values.size());
  for (std::size_t cell = 0; cell < axis.cells; ++cell) {
    const double cell_end = axis.begin.days + (static_cast<double>(cell) + 1.0) * days_per_cell(axis);
    double sum = 0.0;
    std::size_t found = 0;
    for (; next < count && dates[next].days <= cell_end; ++next) {
      last = values[next];
      if (std::isnan(last)) continue;
      sum += last;
      ++found;
    }
    cells[cell] = found ? sum / static_cast<double>(found) : next < count || next == dates.size() ? last : cells[cell];
  }
  return cells;
}

std::string sparkline(const std::vector<double>& values, const Style& style) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (const double value : values)
    if (std::isfinite(value)) {
      low = std::min(low, value);
      high = std::max(high, value);
    }
  std::string line;
  for (const double value : values)
    line += !std::isfinite(value) ? " " : block(high > low ? (value - low) / (high - low) : 0.5, style);
  return line;
}

std::string share_bar(const TimeAxis& axis, const std::function<double(Date)>& share, const Style& style) {
  std::string line;
  for (std::size_t cell = 0; cell < axis.cells; ++cell) {
    const double value = share(axis.date(cell));
    line += value > 0.0 ? block(value, style) : style.unicode ? "·" : " ";
  }
  return line;
}

}  // namespace entente
