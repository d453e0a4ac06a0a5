#pragma once

#include <cmath>

namespace entente::maths {

/// Weight that is left to the past after `dt` years by an average of time constant `years`: exp(-dt / years).
inline double kept(double dt, double years) {
  return std::exp(-dt / years);
}

/// Moves `value` towards `target`, keeping the share `kept` of the distance: the exact step of dv/dt = (target - v) /
/// years.
inline double relaxed(double value, double target, double kept) {
  return target + (value - target) * kept;
}

/// Weight of the first gap in a chain of two averages: with dv/dt = (target - v) / first and dw/dt = (v - w) / second,
/// w(dt) = target + (w - target) kept(dt, second) + (v - target) chained(dt, first, second).
inline double chained(double dt, double first, double second) {
  if (std::fabs(first - second) < 1e-6 * first) return dt / first * kept(dt, first);
  return first / (first - second) * (kept(dt, first) - kept(dt, second));
}

/// Probability that something of rate `rate` (1/year) happens within `dt` years.
inline double probability(double rate, double dt) {
  return -std::expm1(-rate * dt);
}

}  // namespace entente::maths
