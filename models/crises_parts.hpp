#pragma once

#include <algorithm>
#include <vector>

#include "models/crises.hpp"

namespace entente {

/// A month of a step.
struct Crises::Tick {
  std::int64_t index;
  Date begin, end;

  /// The day by which a part of the month has passed.
  Date at(double passed) const {
    return Date{std::min(begin.days + static_cast<int>(passed * (end.days - begin.days)), end.days - 1)};
  }
  /// Part of the month that has passed by a day.
  double passed(Date date) const {
    return std::clamp(static_cast<double>(date.days - begin.days) / (end.days - begin.days), 0.0, 1.0);
  }
};

/// An attack that a draw brings about, or, with an attacker that is no state, one by a non-state threat.
struct Crises::Attack {
  std::size_t pair;  ///< row of (attacker, target) among the dyads
  StateId attacker, target;
  double passed;  ///< part of the month before it
  double probability, draw;
  WeightShares shares;
  Date date = {};
};

namespace crises {

/// Length of a tick in years.
inline constexpr double month = 1.0 / 12.0;

/// Shares as events keep them: after those of the other decisions.
std::vector<double> recorded(const WeightShares& shares, const Step& step);
/// Share that a member has of the power of all members.
double share_of_power(const World& world, AllianceId alliance, StateId member);
/// Whether a state helps another in its war against an enemy, by whatever alliance.
bool is_helping(const World& world, StateId state, StateId helped, StateId enemy);

}  // namespace crises

}  // namespace entente
