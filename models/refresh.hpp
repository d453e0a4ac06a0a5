#pragma once

#include <cstdint>
#include <span>

#include "engine/simulation/mechanism.hpp"

namespace entente {

/// Months between refreshments of what moves slowly and costs much.
inline constexpr int quarterly = 3;
inline constexpr int yearly = 12;

/// How many periods of `every` months, counted from a January, begin in the step.
int periods_begun(const Step& step, int every);
inline bool begins_period(const Step& step, int every) {
  return periods_begun(step, every) > 0;
}

/// Years of the quarters that begin in the step: by how far moves what moves a quarter at a time.
inline double years_of_quarters(const Step& step) {
  return periods_begun(step, quarterly) * (quarterly / 12.0);
}

/// Whether such a period ends in the step or with it.
bool ends_period(const Step& step, int every);

/// Whether an alliance's slow quantities are computed anew (1) or kept (0): because a period begins, or because its
/// members or candidates changed since the step before began. What is due yearly is due quarterly too.
struct Due {
  std::span<const std::uint8_t> quarterly, yearly;  ///< alliances
  double years = 0.0;                               ///< of the quarters that begin
};
Due due_for_refresh(const World& world, const Step& step);
Due all_due(const World& world, Scratch& scratch);

}  // namespace entente
