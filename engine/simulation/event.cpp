#include "engine/simulation/event.hpp"

#include "engine/base/contracts.hpp"

namespace entente {

void EventLog::add(const Event& event, std::span<const double> shares) {
  EXPECT(shares.size() <= features_);
  events_.push_back(event);
  shares_.insert(shares_.end(), shares.begin(), shares.end());
  shares_.resize(events_.size() * features_, shares.empty() ? std::numeric_limits<double>::quiet_NaN() : 0.0);
}

}  // namespace entente
