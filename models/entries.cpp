#include "models/entries.hpp"

#include "models/charter.hpp"
#include "models/columns.hpp"

namespace entente {

void keep_entries(World& world, double since) {
  const MembershipTable& memberships = world.memberships;
  const auto changed = world.alliances[columns::changed];
  const auto power = world.states[columns::power];
  const auto democracy = world.states[columns::democracy];
  const auto power_then = world.memberships.update(columns::power_at_entry);
  const auto democracy_then = world.memberships.update(columns::democracy_at_entry);
  for (std::size_t a = 0; a < changed.size(); ++a) {
    if (changed[a] < since) continue;
    for (std::size_t row = memberships.begin(AllianceId(a)); row < memberships.end(AllianceId(a)); ++row) {
      const std::size_t i = memberships.state()[row].index();
      const bool inside = belongs(memberships.status()[row]);
      if (inside && power_then[row] >= 0.0) continue;
      power_then[row] = inside ? power[i] : columns::power_at_entry.initial;
      democracy_then[row] = inside ? democracy[i] : columns::democracy_at_entry.initial;
    }
  }
}

}  // namespace entente
