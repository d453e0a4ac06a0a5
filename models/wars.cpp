#include "models/wars.hpp"

#include <algorithm>
#include <cmath>

#include "models/charter.hpp"
#include "models/maths/logistic.hpp"
#include "models/obligations.hpp"

namespace entente {

double chance_to_win(double attacker, double target, double exponent, double initiative) {
  if (attacker <= 0.0 && target <= 0.0) return maths::logistic(initiative);
  if (attacker <= 0.0) return 0.0;
  if (target <= 0.0) return 1.0;
  return maths::logistic(exponent * std::log(attacker / target) + initiative);
}

namespace {

bool goes_on(std::span<const double> since, std::size_t pair) {
  return since[pair] > columns::distant_past;
}

/// Whom members help against whom, by membership.
struct Help {
  explicit Help(const World& world)
      : helped(world.memberships[columns::war_for]), enemy(world.memberships[columns::war_against]) {}

  bool is_in(std::size_t row, StateId attacker, StateId target) const {
    return (helped[row] == attacker.row && enemy[row] == target.row) ||
           (helped[row] == target.row && enemy[row] == attacker.row);
  }

  /// Whom a member helps against whom; invalid if nobody.
  Front of(std::size_t row) const {
    Front front;
    front.own.row = static_cast<std::int32_t>(helped[row]);
    front.other.row = static_cast<std::int32_t>(enemy[row]);
    return front;
  }

  std::span<const double> helped, enemy;
};

/// Whether a state fights for the second of two that are at war.
bool fights_for(const World& world, const Help& help, StateId state, StateId enemy, StateId helped) {
  if (state == enemy || state == helped) return state == helped;
  const auto rows = world.memberships.rows_of(state);
  const auto first = std::find_if(rows.begin(), rows.end(), [&](std::int32_t own) {
    return help.is_in(static_cast<std::size_t>(own), enemy, helped);
  });
  return first != rows.end() && help.helped[static_cast<std::size_t>(*first)] == helped.row;
}

void add(War& war, Fighter fighter) {
  (fighter.attacks ? war.attacking : war.defending) += fighter.power;
  war.fighters.push_back(fighter);
}

}  // namespace

bool is_at_war(const World& world, std::size_t pair) {
  const auto since = world.dyads[columns::war_since];
  return goes_on(since, pair) || goes_on(since, static_cast<std::size_t>(world.dyads.reverse()[pair]));
}

std::vector<Front> fronts_of(const World& world, StateId state) {
  std::vector<Front> fronts;
  for (std::size_t pair = world.dyads.begin(state); pair < world.dyads.end(state); ++pair)
    if (is_at_war(world, pair)) fronts.push_back({state, world.dyads.to()[pair]});
  const Help help(world);
  for (const std::int32_t own : world.memberships.rows_of(state)) {
    const Front front = help.of(static_cast<std::size_t>(own));
    if (front.own.valid()) fronts.push_back(front);
  }
  return fronts;
}

bool opposes(const World& world, StateId state, const std::vector<Front>& fronts) {
  const Help help(world);
  return std::any_of(fronts.begin(), fronts.end(),
                     [&](const Front& front) { return fights_for(world, help, state, front.own, front.other); });
}

bool are_opposed(const World& world, StateId a, StateId b) {
  return opposes(world, b, fronts_of(world, a));
}

std::vector<War> wars_of(const World& world) {
  const auto since = world.dyads[columns::war_since];
  const auto power = world.states[columns::power];
  std::vector<War> wars;
  for (std::size_t pair = 0; pair < since.size(); ++pair) {
    if (!goes_on(since, pair)) continue;
    War war{.pair = pair, .attacker = world.dyads.from()[pair], .target = world.dyads.to()[pair], .fighters = {}};
    const double near = nearness_of(world, war.attacker, war.target);
    add(war, {war.attacker, true, near, power[war.attacker.index()] * near, -1});
    add(war, {war.target, false, 1.0, power[war.target.index()], -1});
    wars.push_back(std::move(war));
  }
  if (wars.empty()) return wars;
  const Help help(world);
  const auto works_with = world.memberships[columns::interoperability];
  for (std::size_t row = 0; row < help.helped.size(); ++row) {
    const Front front = help.of(row);
    if (!front.own.valid()) continue;
    const StateId state = world.memberships.state()[row];
    const auto pair = world.dyads.row(front.own, front.other);
    if (!pair) continue;
    for (const std::size_t of : {*pair, static_cast<std::size_t>(world.dyads.reverse()[*pair])}) {
      const auto war =
          std::lower_bound(wars.begin(), wars.end(), of, [](const War& one, std::size_t p) { return one.pair < p; });
      if (war == wars.end() || war->pair != of) continue;
      const double engaged = nearness_of(world, state, war->target) * works_with[row];
      const bool attacks = front.own == war->attacker;
      add(*war, {state, attacks, engaged, power[state.index()] * engaged, static_cast<std::int32_t>(row)});
    }
  }
  return wars;
}

void begin_war(World& world, std::size_t pair, Date date) {
  world.dyads.update(columns::war_since)[pair] = date.days;
}

void join_war(World& world, std::size_t row, StateId helped, StateId enemy) {
  world.memberships.update(columns::war_for)[row] = helped.row;
  world.memberships.update(columns::war_against)[row] = enemy.row;
}

void end_war(World& world, const War& war) {
  world.dyads.update(columns::war_since)[war.pair] = columns::distant_past;
  for (const Fighter& fighter : war.fighters)
    if (fighter.row >= 0) join_war(world, static_cast<std::size_t>(fighter.row), StateId(), StateId());
}

void count_wars(World& world) {
  const auto count = world.states.update(columns::wars);
  std::fill(count.begin(), count.end(), 0.0);
  for (const War& war : wars_of(world))
    for (const Fighter& fighter : war.fighters) count[fighter.state.index()] += 1.0;
}

}  // namespace entente
