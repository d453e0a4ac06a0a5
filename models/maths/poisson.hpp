#pragma once

#include <cmath>

namespace entente::maths {

/// The number that a Poisson variable of mean `mean` takes where its distribution function first exceeds `uniform` in
/// [0, 1): by summing probabilities, so that a larger mean never gives a smaller number. Work grows with the number;
/// the sum is cut at ten standard deviations.
inline double poisson(double mean, double uniform) {
  if (!(mean > 0.0)) return 0.0;
  const double most = mean + 10.0 * std::sqrt(mean) + 20.0;
  double log_probability = -mean;
  double below = std::exp(log_probability);
  double number = 0.0;
  while (below <= uniform && number < most) {
    number += 1.0;
    log_probability += std::log(mean / number);
    below += std::exp(log_probability);
  }
  return number;
}

}  // namespace entente::maths
