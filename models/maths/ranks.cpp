#include "models/maths/ranks.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>

namespace entente::maths {

void mean_ranks(std::span<const double> values, std::span<std::int32_t> order, std::span<double> ranks) {
  const auto value = [&](std::int32_t place) { return values[static_cast<std::size_t>(place)]; };
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) { return value(a) < value(b); });
  for (std::size_t first = 0; first < order.size();) {
    std::size_t last = first + 1;
    while (last < order.size() && value(order[last]) == value(order[first])) ++last;
    const double rank = 0.5 * static_cast<double>(first + 1 + last);
    for (; first < last; ++first) ranks[static_cast<std::size_t>(order[first])] = rank;
  }
}

double spearman(std::span<const double> ranks_x, std::span<const double> ranks_y) {
  const double mean = 0.5 * (static_cast<double>(ranks_x.size()) + 1.0);
  double xx = 0.0, yy = 0.0, xy = 0.0;
  for (std::size_t n = 0; n < ranks_x.size(); ++n) {
    const double x = ranks_x[n] - mean;
    const double y = ranks_y[n] - mean;
    xx += x * x;
    yy += y * y;
    xy += x * y;
  }
  return xx * yy > 0.0 ? xy / std::sqrt(xx * yy) : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace entente::maths
