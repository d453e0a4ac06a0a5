#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <span>

namespace entente::maths {

/// Gini coefficient of values that are not negative: half their mean absolute difference over their mean, from 0 (all
/// alike; also where all are 0) to 1 - 1/n (one has everything). NaN of no values. Leaves them sorted.
inline double gini(std::span<double> values) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::sort(values.begin(), values.end());
  const auto number = static_cast<double>(values.size());
  double sum = 0.0;
  double by_rank = 0.0;
  for (std::size_t n = 0; n < values.size(); ++n) {
    sum += values[n];
    by_rank += (2.0 * static_cast<double>(n + 1) - number - 1.0) * values[n];
  }
  return sum > 0.0 ? by_rank / (number * sum) : 0.0;
}

}  // namespace entente::maths
