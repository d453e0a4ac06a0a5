#pragma once

#include <cstddef>

namespace entente::maths {

/// Squared distance of two positions over the issues, weighted by salience times focus:
/// sum_d w_d v_d (x_d - y_d)^2 / sum_d w_d v_d; 0 where nothing has weight.
inline double weighted_square_distance(const double* x, const double* y, const double* salience, const double* focus,
                                       std::size_t issues) {
  double sum = 0.0;
  double weights = 0.0;
  for (std::size_t d = 0; d < issues; ++d) {
    const double weight = salience[d] * focus[d];
    const double difference = x[d] - y[d];
    sum += weight * difference * difference;
    weights += weight;
  }
  return weights > 0.0 ? sum / weights : 0.0;
}

}  // namespace entente::maths
