#include "models/features.hpp"

#include <algorithm>
#include <cmath>

#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/features_parts.hpp"
#include "models/integration.hpp"
#include "models/maths/averages.hpp"

namespace entente::features {

namespace {

void average_democracy(World& world, double time, double dt) {
  const auto democracy = world.states[columns::democracy];
  const auto newborn = world.states[columns::newborn];
  const auto average = world.states.update(columns::democracy_average);
  const double kept = maths::kept(dt, time);
  for (std::size_t i = 0; i < democracy.size(); ++i)
    average[i] = dt == 0.0 || newborn[i] > 0.0 || !world.states.active[i]
                     ? democracy[i]
                     : maths::relaxed(average[i], democracy[i], kept);
}

}  // namespace

void assess_own(World& world, const Scales& scales, double dt, Scratch& scratch) {
  average_democracy(world, scales.democracy_time, dt);
  const MembershipTable& memberships = world.memberships;
  const auto state = memberships.state();
  const auto alliance = memberships.alliance();
  const auto democracy = world.states[columns::democracy];
  const auto average = world.states[columns::democracy_average];
  const auto shock = world.states[columns::threat_shock];
  const auto commitment = world.states[columns::commitment];
  const auto neutral = world.states[columns::neutrality];
  const auto minds = world.states[columns::sovereignty];
  const auto weary = world.states[columns::weariness];
  const auto integration = world.alliances[columns::integration];
  const auto load = world.alliances[columns::mission_load];
  const auto opted_out = memberships[columns::opted_out];
  const auto duty = scratch.take(world.alliances.size());
  for (std::size_t a = 0; a < duty.size(); ++a) duty[a] = duty_to_fight(world, AllianceId(a));
  const auto f_shock = world.memberships.update(threat_shock);
  const auto f_democratisation = world.memberships.update(democratisation);
  const auto f_upheaval = world.memberships.update(upheaval);
  const auto f_leader = world.memberships.update(leader);
  const auto f_neutrality = world.memberships.update(neutrality);
  const auto f_sovereignty = world.memberships.update(sovereignty);
  const auto f_weariness = world.memberships.update(weariness);
  for (std::size_t row = 0; row < state.size(); ++row) {
    const std::size_t i = state[row].index();
    const std::size_t a = alliance[row].index();
    const double change = democracy[i] - average[i];
    f_shock[row] = shock[i];
    f_democratisation[row] = std::max(0.0, change);
    f_upheaval[row] = std::fabs(change);
    f_leader[row] = commitment[i];
    f_neutrality[row] = neutral[i] * duty[a];
    f_sovereignty[row] = integration_of(integration, opted_out, memberships, row) * minds[i];
    f_weariness[row] = weary[i] * load[a];
  }
}

void assess(World& world, const Scales& scales, double dt, const Due& due, Scratch& scratch) {
  assess_own(world, scales, dt, scratch);
  compare_neighbours(world, scales, due.yearly, scratch);
  compare_with_members(world, scales, dt, due.yearly, scratch);
  compare_enemies(world, scales, due, scratch);
}

}  // namespace entente::features
