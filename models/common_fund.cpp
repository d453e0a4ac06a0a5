#include "models/common_fund.hpp"

#include "models/charter.hpp"
#include "models/columns.hpp"

namespace entente {

CommonFund::CommonFund(const World& world, AllianceId alliance)
    : size_(world.alliances[columns::common_fund][alliance.index()]), gdp_(world.states[columns::gdp]) {
  if (size_ == 0.0) return;
  const auto key = static_cast<FundingKey>(static_cast<int>(world.alliances[columns::funding_key][alliance.index()]));
  if (key == FundingKey::gdp) return;
  if (key == FundingKey::power) unit_ = world.states[columns::power];
  double income = 0.0, units = 0.0;
  for (const std::int32_t row : world.memberships.members(alliance)) {
    const std::size_t i = world.memberships.state()[static_cast<std::size_t>(row)].index();
    income += gdp_[i];
    units += unit_.empty() ? 1.0 : unit_[i];
  }
  by_gdp_ = units == 0.0;
  if (!by_gdp_) each_ = size_ * income / units;
}

double CommonFund::paid_by(std::size_t state) const {
  if (by_gdp_) return size_;
  return each_ * (unit_.empty() ? 1.0 : unit_[state]) / gdp_[state];
}

}  // namespace entente
