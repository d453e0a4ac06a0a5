#include "engine/simulation/event.hpp"

#include "engine/base/contracts.hpp"

namespace entente {

void EventLog::add(const Event& event, std::span<const double> shares) {
  EXPECT(shares.empty() || shares.size() == features_);
  events_.push_back(event);
  if (shares.empty())
    shares_.insert(shares_.end(), features_, std::numeric_limits<double>::quiet_NaN());
  else
    shares_.insert(shares_.end(), shares.begin(), shares.end());
}

}  // namespace entente
