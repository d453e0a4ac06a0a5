#pragma once

#include <span>

#include "engine/simulation/mechanism.hpp"

namespace entente {

/// Months between refreshments of what moves slowly and costs much.
inline constexpr int quarterly = 3;
inline constexpr int yearly = 12;

/// Whether the first month of a period of `every` months, counted from a January, lies in the step.
bool begins_period(const Step& step, int every);

/// Whether such a period ends in the step or with it.
bool ends_period(const Step& step, int every);

/// 1 for each alliance whose slow quantities are due: a period of `every` months begins, or the members or candidates
/// changed since the step before began.
void due_for_refresh(const World& world, const Step& step, int every, std::span<double> due);

}  // namespace entente
