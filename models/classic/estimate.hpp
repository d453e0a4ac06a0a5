#pragma once

#include <algorithm>
#include <cmath>

namespace entente::classic {

/// A mean of independent samples and its standard error.
struct Estimate {
  double mean;
  double standard_error;
};

/// Of `samples` > 1 numbers with this sum and sum of squares.
inline Estimate estimate(double sum, double squares, double samples) {
  const double mean = sum / samples;
  return {mean, std::sqrt(std::max(0.0, squares / samples - mean * mean) / (samples - 1.0))};
}

/// Of `samples` > 1 trials of which so many succeeded.
inline Estimate frequency(double successes, double samples) {
  return estimate(successes, successes, samples);
}

}  // namespace entente::classic
