#include "models/coercion.hpp"

#include <algorithm>

#include "models/charter.hpp"

namespace entente {

void assess_grip(World& world, double preponderance) {
  const MembershipTable& memberships = world.memberships;
  const auto power = world.states[columns::power];
  const auto hold = world.alliances[columns::hold];
  const auto lead_state = world.alliances[columns::lead_state];
  const auto grip = world.alliances.update(columns::grip);
  for (std::size_t a = 0; a < grip.size(); ++a) {
    grip[a] = hold[a];
    if (hold[a] == 0.0 || lead_state[a] < 0.0) continue;
    double lead = 0.0, others = 0.0;
    for (const std::int32_t row : memberships.members(AllianceId(a))) {
      const StateId j = memberships.state()[static_cast<std::size_t>(row)];
      (j.row == static_cast<std::int32_t>(lead_state[a]) ? lead : others) += power[j.index()];
    }
    if (lead < preponderance * others) grip[a] = hold[a] * lead / (preponderance * others);
  }
}

}  // namespace entente
