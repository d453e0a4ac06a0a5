#include "models/features.hpp"

#include <algorithm>
#include <cmath>

#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/entries.hpp"
#include "models/features_parts.hpp"
#include "models/integration.hpp"
#include "models/maths/averages.hpp"

namespace entente::features {

namespace {

void average_democracy(World& world, double kept) {
  const auto democracy = world.states[columns::democracy];
  const auto newborn = world.states[columns::newborn];
  const auto average = world.states.update(columns::democracy_average);
  for (std::size_t i = 0; i < democracy.size(); ++i)
    average[i] =
        newborn[i] > 0.0 || !world.states.active[i] ? democracy[i] : maths::relaxed(average[i], democracy[i], kept);
}

/// Closeness to the others now, against what the state is used to.
void average_alignment(World& world, double kept) {
  const auto now = world.memberships[alignment];
  const auto average = world.memberships.update(alignment_average);
  const auto drift = world.memberships.update(alignment_drift);
  for (std::size_t row = 0; row < average.size(); ++row) {
    average[row] = maths::relaxed(average[row], now[row], kept);
    drift[row] = now[row] - average[row];
  }
}

}  // namespace

void assess_own(World& world, const Due& due) {
  const MembershipTable& memberships = world.memberships;
  const auto state = memberships.state();
  const auto democracy = world.states[columns::democracy];
  const auto average = world.states[columns::democracy_average];
  const auto shock = world.states[columns::threat_shock];
  const auto commitment = world.states[columns::commitment];
  const auto neutral = world.states[columns::neutrality];
  const auto minds = world.states[columns::sovereignty];
  const auto weary = world.states[columns::weariness];
  const auto integration = world.alliances[columns::integration];
  const auto load = world.alliances[columns::mission_load];
  const auto tenure = world.states[columns::tenure];
  const auto power = world.states[columns::power];
  const auto power_then = memberships[columns::power_at_entry];
  const auto opted_out = memberships[columns::opted_out];
  const auto f_shock = world.memberships.update(threat_shock);
  const auto f_democratisation = world.memberships.update(democratisation);
  const auto f_upheaval = world.memberships.update(upheaval);
  const auto f_leader = world.memberships.update(leader);
  const auto f_neutrality = world.memberships.update(neutrality);
  const auto f_sovereignty = world.memberships.update(sovereignty);
  const auto f_weariness = world.memberships.update(weariness);
  const auto f_new_leader = world.memberships.update(new_leader);
  const auto f_changed_power = world.memberships.update(changed_power);
  for (std::size_t a = 0; a < due.quarterly.size(); ++a) {
    if (!due.quarterly[a]) continue;
    const double duty = duty_to_fight(world, AllianceId(a));
    for (std::size_t row = memberships.begin(AllianceId(a)); row < memberships.end(AllianceId(a)); ++row) {
      const std::size_t i = state[row].index();
      const double change = democracy[i] - average[i];
      f_shock[row] = shock[i];
      f_democratisation[row] = std::max(0.0, change);
      f_upheaval[row] = std::fabs(change);
      f_leader[row] = commitment[i];
      f_neutrality[row] = neutral[i] * duty;
      f_sovereignty[row] = integration_of(integration, opted_out, memberships, row) * minds[i];
      f_weariness[row] = weary[i] * load[a];
      f_new_leader[row] = tenure[i] < 2.0 ? 1.0 - democracy[i] : 0.0;
      const double then = power_then[row];
      f_changed_power[row] = then >= 0.0 && std::fabs(power[i] - then) > 0.5 * then ? 1.0 : 0.0;
    }
  }
}

void assess(World& world, const Scales& scales, const Due& due, Scratch& scratch) {
  average_democracy(world, maths::kept(due.years, scales.democracy_time));
  assess_own(world, due);
  compare_neighbours(world, scales, due, scratch);
  compare_with_members(world, scales, due, scratch);
  compare_enemies(world, scales, due, scratch);
  average_alignment(world, maths::kept(due.years, scales.drift_time));
}

void start(World& world, const Scales& scales, Scratch& scratch) {
  average_democracy(world, 0.0);
  assess(world, scales, all_due(world, scratch), scratch);
  average_alignment(world, 0.0);
}

}  // namespace entente::features
