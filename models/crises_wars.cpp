#include <cmath>

#include "engine/base/hash.hpp"
#include "models/columns.hpp"
#include "models/crises.hpp"
#include "models/crises_parts.hpp"
#include "models/maths/averages.hpp"

namespace entente {

namespace {

constexpr std::uint64_t war_key = name_hash("crises.war");

}  // namespace

/// Weariness fades for a month; where missions are in the pipeline they let it fade, to its level.
void Crises::fade(World& world, const Step& step) const {
  if (missions_let_fade_) return;
  const auto weariness = world.states.update(columns::weariness);
  const double kept = maths::kept(month, parameters_.weariness_time);
  const Date freed = end_of_freed_paths(step);
  for (std::size_t i = 0; i < weariness.size(); ++i)
    if (world.states.active[i] && !given_weariness_.give(i, freed)) weariness[i] *= kept;
}

/// Wars end with either of their states; who helps and ceases to exist fights no more.
void Crises::end_orphaned_wars(World& world, const Step& step) const {
  const auto exists = [&](StateId state) { return world.states.active[state.index()] != 0; };
  for (const War& war : wars_of(world)) {
    if (!exists(war.attacker) || !exists(war.target)) {
      step.events.add({.date = step.begin, .kind = lapsed_, .state = war.attacker, .partner = war.target});
      end_war(world, war);
      continue;
    }
    for (const Fighter& fighter : war.fighters)
      if (!exists(fighter.state)) join_war(world, static_cast<std::size_t>(fighter.row), StateId(), StateId());
  }
}

/// A month of all wars: losses, and for some the end.
void Crises::fight(World& world, const Step& step, const Tick& tick) const {
  for (const War& war : wars_of(world)) {
    const auto since = static_cast<std::int32_t>(world.dyads[columns::war_since][war.pair]);
    const double from = tick.passed(Date{since});
    const auto end = decide(world, step, tick, war);
    const double until = end ? tick.passed(end->date) : 1.0;
    lose(world, step, war, (until - from) * month);
    if (!end) continue;
    step.events.add(*end);
    const Date freed = end_of_freed_paths(step);
    for (const Fighter& fighter : war.fighters) {
      const bool defeated = end->kind == (fighter.attacks ? lost_ : won_);
      if (defeated && !given_weariness_.give(fighter.state.index(), freed))
        world.states.update(columns::weariness)[fighter.state.index()] +=
            parameters_.weariness_defeat * fighter.engaged;
    }
    end_war(world, war);
  }
}

/// The event that ends the war in this month, if its draw does: outcomes share the probability.
std::optional<Event> Crises::decide(const World& world, const Step& step, const Tick& tick, const War& war) const {
  const WarParameters& p = parameters_.war;
  const double from = tick.passed(Date{static_cast<std::int32_t>(world.dyads[columns::war_since][war.pair])});
  const double probability = maths::probability(p.end_rate, (1.0 - from) * month);
  const double draw = step.streams.at(war_key, tick.index, world.dyads.entities()[war.pair]).uniform();
  if (draw >= probability) return std::nullopt;
  const double winning = chance_to_win(war.attacking, war.defending, p.exponent, p.initiative);
  const std::pair<std::int32_t, double> outcomes[] = {
      {won_, (1.0 - p.stalemate) * winning}, {lost_, (1.0 - p.stalemate) * (1.0 - winning)}, {stalemate_, p.stalemate}};
  double before = 0.0;
  for (const auto& [kind, part] : outcomes) {
    const double share = probability * part;
    if (draw - before >= share) {
      before += share;
      continue;
    }
    const double years = -std::log1p(-(draw - before) / part) / p.end_rate;
    return Event{.date = tick.at(from + years / month),
                 .kind = kind,
                 .state = war.attacker,
                 .partner = war.target,
                 .probability = share,
                 .draw = draw - before};
  }
  return std::nullopt;  // rounding of the last share
}

/// What a time of war costs those who fight.
void Crises::lose(World& world, const Step& step, const War& war, double years) const {
  const std::size_t domains = world.extent(Axis::domain);
  const auto capability = world.states.update(columns::capability);
  const auto gdp = world.states.update(columns::gdp);
  const auto weariness = world.states.update(columns::weariness);
  const Date freed = end_of_freed_paths(step);
  for (const Fighter& fighter : war.fighters) {
    const std::size_t i = fighter.state.index();
    const double exposed = war.enemy_share(fighter) * fighter.engaged * years;
    const double left = std::exp(-parameters_.war.loss * exposed);
    for (std::size_t cell = i * domains; cell < (i + 1) * domains; ++cell)
      if (!given_capability_.give(cell, freed)) capability[cell] *= left;
    if (!given_gdp_.give(i, freed)) gdp[i] *= std::exp(-parameters_.war.gdp_loss * exposed);
    if (!given_weariness_.give(i, freed)) weariness[i] += parameters_.weariness_loss * (1.0 - left);
  }
}

}  // namespace entente
