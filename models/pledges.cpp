#include "models/pledges.hpp"

#include "models/charter.hpp"
#include "models/columns.hpp"

namespace entente {

void assess_pledges(const World& world, AllianceId alliance, double obligation, std::span<double> pledge) {
  const MembershipTable& memberships = world.memberships;
  const auto power = world.states[columns::power];
  const auto reputation = world.states[columns::reputation];
  const auto trust = memberships[columns::trust];
  const auto interoperability = memberships[columns::interoperability];
  double weight = 0.0;
  double sum = 0.0;
  for (const std::int32_t row : memberships.members(alliance)) {
    const std::size_t j = memberships.state()[static_cast<std::size_t>(row)].index();
    weight += power[j];
    sum += power[j] * reputation[j];
  }
  const double reliability = weight > 0.0 ? sum / weight : 0.0;
  for (std::size_t row = memberships.begin(alliance); row < memberships.end(alliance); ++row)
    pledge[row] = obligation * interoperability[row] * reliability * trust[row];
  for (const std::int32_t member : memberships.members(alliance)) {
    const auto row = static_cast<std::size_t>(member);
    const std::size_t i = memberships.state()[row].index();
    const double others = weight - power[i];
    const double of_others = others > 0.0 ? (sum - power[i] * reputation[i]) / others : 0.0;
    pledge[row] = obligation * interoperability[row] * of_others * trust[row];
  }
}

void assess_pledges(const World& world, std::span<double> pledge) {
  for (std::size_t a = 0; a < world.alliances.size(); ++a)
    assess_pledges(world, AllianceId(a), duty_to_defend(world, AllianceId(a)), pledge);
}

}  // namespace entente
