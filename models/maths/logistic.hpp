#pragma once

#include <cmath>

namespace entente::maths {

/// 1 / (1 + exp(-x)): the probability whose log odds are x.
inline double logistic(double x) {
  return 1.0 / (1.0 + std::exp(-x));
}

}  // namespace entente::maths
