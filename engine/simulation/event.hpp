#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "engine/base/date.hpp"
#include "engine/world/event_kind.hpp"
#include "engine/world/ids.hpp"

namespace entente {

/// One thing that happened, with the numbers that decided it. What does not apply is empty (-1 or NaN).
struct Event {
  Date date = {};
  std::int32_t kind = -1;  ///< place in the catalogue's list
  StateId state = {};      ///< to whom
  AllianceId alliance = {};
  StateId partner = {};  ///< the other state of a pair
  double utility = std::numeric_limits<double>::quiet_NaN();
  double probability = std::numeric_limits<double>::quiet_NaN();  ///< of happening within its tick
  double draw = std::numeric_limits<double>::quiet_NaN();  ///< uniform in [0, 1); it happens if draw < probability
};

/// All events of one run in the order in which they happened, and each feature's share of the utility.
class EventLog {
 public:
  explicit EventLog(std::size_t features = 0) : features_(features) {}

  /// `shares`: of the first features (the others have no part in it: 0), or empty (then all are NaN).
  void add(const Event& event, std::span<const double> shares = {});

  std::size_t size() const { return events_.size(); }
  const std::vector<Event>& events() const { return events_; }
  std::size_t features() const { return features_; }
  std::span<const double> shares(std::size_t event) const { return {shares_.data() + event * features_, features_}; }

 private:
  std::size_t features_;
  std::vector<Event> events_;
  std::vector<double> shares_;  // events x features
};

}  // namespace entente
