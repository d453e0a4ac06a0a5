#include "models/fair_burden.hpp"

#include "models/charter.hpp"
#include "models/columns.hpp"

namespace entente {

double fair_burden(const World& world, AllianceId alliance, Date date) {
  const double norm = world.alliances[columns::norm][alliance.index()];
  if (norm > 0.0 && date.days >= world.alliances[columns::norm_from][alliance.index()]) return norm;
  const auto gdp = world.states[columns::gdp];
  const auto burden = world.states[columns::burden];
  double spent = 0.0, income = 0.0;
  for (const std::int32_t row : world.memberships.members(alliance)) {
    const std::size_t i = world.memberships.state()[static_cast<std::size_t>(row)].index();
    spent += burden[i] * gdp[i];
    income += gdp[i];
  }
  return income > 0.0 ? spent / income : 0.0;
}

}  // namespace entente
