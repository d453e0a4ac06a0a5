#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/date.hpp"
#include "engine/world/ids.hpp"

namespace entente {

/// How one member votes on an application, and why.
struct Voice {
  StateId voter;
  double value = 0.0;                                 ///< in favour iff positive
  std::vector<std::pair<std::string, double>> terms;  ///< what adds up to `value`, by name
};

/// What may happen next to a pair of state and alliance, as the mechanism that decides it sees it in one month: the
/// numbers that an Event keeps of what did happen, also where nothing did. Causes that compete share the month's draw:
/// a later one's is what the earlier ones left of it.
struct Prospect {
  Date month;              ///< its first day
  std::int32_t kind = -1;  ///< of the event that would tell of it: place in the catalogue's list
  double utility = std::numeric_limits<double>::quiet_NaN();
  double probability = std::numeric_limits<double>::quiet_NaN();
  double draw = std::numeric_limits<double>::quiet_NaN();  ///< it happens if draw < probability
  /// The utility at which it would just have happened with this draw; NaN where utility does not decide.
  double utility_needed = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> shares;  ///< each feature's of the utility, in the order of the catalogue's features
  std::string obstacle;        ///< what forbids it whatever the utility (`not before 1969-08-24`); empty: nothing
  std::vector<Voice> voices;   ///< of the members, where they vote on it
  bool carries = true;         ///< what they say is enough, by the rule that counts
};

}  // namespace entente
