#include "models/obligations.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/entries.hpp"
#include "models/maths/logistic.hpp"
#include "models/wars.hpp"

namespace entente {

WeightShares honour_shares(const HonourParameters& p, const Circumstances& c) {
  WeightShares shares{};
  const auto share = [&](Weight weight) -> double& { return shares[static_cast<std::size_t>(weight)]; };
  share(Weight::promise) = p.base - p.strength * (1.0 - c.strength);
  share(Weight::belonging) = p.belonging * c.utility;
  share(Weight::stake) = p.stake * c.strength * c.reputation;
  share(Weight::nearness) = p.nearness * c.nearness;
  share(Weight::fatigue) = -p.fatigue * c.weariness;
  share(Weight::odds) = -p.odds * c.enemy;
  share(Weight::democracy) = p.democracy * c.democracy;
  share(Weight::changed_power) = c.changed_power ? p.changed_power : 0.0;
  share(Weight::changed_regime) = c.changed_regime ? p.changed_regime : 0.0;
  share(Weight::conflict) = c.bound_to_enemy ? -p.conflict : 0.0;
  share(Weight::clarity) = p.clarity * c.clarity;
  return shares;
}

double sum_of(const WeightShares& shares) {
  double sum = 0.0;
  for (const double share : shares) sum += share;
  return sum;
}

double chance_to_keep(const HonourParameters& parameters, double utility) {
  constexpr double ratio = 16.0 * std::numbers::sqrt3 / (15.0 * std::numbers::pi);
  const double spread = ratio * parameters.clarity;
  return maths::logistic(utility / std::sqrt(1.0 + spread * spread));
}

double nearness_of(const World& world, StateId state, StateId place) {
  const double near = world.proximity(state, place);
  const auto pair = world.dyads.row(state, place);
  return pair ? std::max(near, world.dyads[columns::presence][*pair]) : near;
}

bool is_member_of(const World& world, StateId state, AllianceId alliance) {
  const auto row = world.memberships.row(state, alliance);
  return row && is_member(world.memberships.status()[*row]);
}

bool share_pact(const World& world, StateId a, StateId b, const Column& obligation) {
  const auto has = world.alliances[obligation];
  const auto rows = world.memberships.rows_of(a);
  return std::any_of(rows.begin(), rows.end(), [&](std::int32_t own) {
    const auto row = static_cast<std::size_t>(own);
    const AllianceId alliance = world.memberships.alliance()[row];
    return has[alliance.index()] > 0.0 && is_member(world.memberships.status()[row]) &&
           is_member_of(world, b, alliance);
  });
}

namespace {

/// What member row `row` finds on the occasion; `has_neutrals`: whether the enemy has a pact of neutrality at all.
Circumstances circumstances_of(const World& world, const HonourParameters& p, const Occasion& on, bool has_neutrals,
                               std::size_t row) {
  const StateId k = world.memberships.state()[row];
  const std::size_t i = k.index();
  const double power = world.states[columns::power][i];
  const double power_then = world.memberships[columns::power_at_entry][row];
  const double democracy = world.states[columns::democracy][i];
  const double democracy_then = world.memberships[columns::democracy_at_entry][row];
  const double near = nearness_of(world, k, on.place);
  const double all = on.enemy_power + on.own_power + power * near;
  return {.strength = world.alliances[columns::strength][world.memberships.alliance()[row].index()],
          .utility = world.memberships[columns::utility][row],
          .reputation = world.states[columns::reputation][i],
          .nearness = near,
          .weariness = world.states[columns::weariness][i],
          .enemy = all > 0.0 ? on.enemy_power / all : 0.5,
          .democracy = democracy,
          .changed_power = power_then >= 0.0 && std::fabs(power - power_then) > p.power_change * power_then,
          .changed_regime = democracy_then >= 0.0 && std::fabs(democracy - democracy_then) > p.regime_change,
          .bound_to_enemy = has_neutrals && share_pact(world, k, on.enemy, columns::neutrality_pact),
          .clarity = on.clarity};
}

/// Gives all calls of a state the promise that binds it most.
void agree(std::vector<Call>& calls) {
  std::stable_sort(calls.begin(), calls.end(), [](const Call& a, const Call& b) { return a.state < b.state; });
  for (auto first = calls.begin(); first != calls.end();) {
    const auto last = std::find_if(first, calls.end(), [&](const Call& call) { return call.state != first->state; });
    const Call best =
        *std::max_element(first, last, [](const Call& a, const Call& b) { return a.utility < b.utility; });
    for (; first != last; ++first) {
      first->shares = best.shares;
      first->utility = best.utility;
      first->best_row = best.row;
    }
  }
}

}  // namespace

std::vector<Call> calls_of(const World& world, const HonourParameters& parameters, const Occasion& on) {
  const MembershipTable& memberships = world.memberships;
  const auto obligation = world.alliances[*on.by];
  const auto strength = world.alliances[columns::strength];
  const auto fights = memberships[columns::war_for];
  const std::vector<Front> fronts = fronts_of(world, on.of);
  const bool has_neutrals = on.enemy.valid() && share_pact(world, on.enemy, on.enemy, columns::neutrality_pact);
  std::vector<Call> calls;
  for (const std::int32_t own : memberships.rows_of(on.of)) {
    const AllianceId alliance = memberships.alliance()[static_cast<std::size_t>(own)];
    if (obligation[alliance.index()] * strength[alliance.index()] == 0.0) continue;
    if (is_focused(world, alliance) && !(on.threat && focus_on_threats(world, alliance)[*on.threat] > 0.0)) continue;
    if (!is_member(memberships.status()[static_cast<std::size_t>(own)])) continue;
    if (on.enemy.valid() && is_member_of(world, on.enemy, alliance)) continue;
    for (const std::int32_t member : memberships.members(alliance)) {
      const auto row = static_cast<std::size_t>(member);
      const StateId k = memberships.state()[row];
      if (k == on.of || fights[row] >= 0.0 || opposes(world, k, fronts)) continue;
      const Circumstances circumstances = circumstances_of(world, parameters, on, has_neutrals, row);
      const WeightShares shares = honour_shares(parameters, circumstances);
      calls.push_back({.row = row,
                       .state = k,
                       .nearness = circumstances.nearness,
                       .shares = shares,
                       .utility = sum_of(shares),
                       .best_row = row});
    }
  }
  agree(calls);
  return calls;
}

}  // namespace entente
