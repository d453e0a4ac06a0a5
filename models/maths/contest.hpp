#pragma once

#include <cmath>

namespace entente::maths {

/// Share of a contest that strength wins: own^s / (own^s + other^s) (Tullock 1980; Hirshleifer 1989). Scale-free.
/// Both zero: 1 (nothing to prevail against).
inline double contest(double own, double other, double exponent) {
  if (other <= 0.0) return 1.0;
  if (own <= 0.0) return 0.0;
  if (exponent == 1.0) return own / (own + other);
  return 1.0 / (1.0 + std::pow(other / own, exponent));
}

}  // namespace entente::maths
