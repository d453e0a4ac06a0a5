#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "engine/base/date.hpp"
#include "engine/cli/style.hpp"

namespace entente {

/// A stretch of time drawn over a row of cells.
struct TimeAxis {
  Date begin;
  Date end;
  std::size_t cells = 40;

  /// The date in the middle of a cell.
  Date date(std::size_t cell) const;
  /// Years at round distances, each beginning at its cell.
  std::string labels() const;
};

/// Values at dates, ascending, brought to the cells of an axis: the mean of the dates in a cell, or the last before it.
/// NaN before the first.
std::vector<double> resample(const std::vector<Date>& dates, const std::vector<double>& values, const TimeAxis& axis);

/// A row of blocks as high as the values between the smallest and the largest; blank where there is none.
std::string sparkline(const std::vector<double>& values, const Style& style);

/// A row that shows for each cell a share: nothing, part or all of it.
std::string share_bar(const TimeAxis& axis, const std::function<double(Date)>& share, const Style& style);

}  // namespace entente
