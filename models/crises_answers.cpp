#include <algorithm>
#include <cmath>

#include "engine/base/hash.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/crises.hpp"
#include "models/crises_parts.hpp"
#include "models/features.hpp"
#include "models/maths/averages.hpp"
#include "models/maths/logistic.hpp"

namespace entente {

namespace {

constexpr std::uint64_t defence_key = name_hash("crises.defence");
constexpr std::uint64_t offence_key = name_hash("crises.offence");
constexpr std::uint64_t threat_key = name_hash("crises.threat");

}  // namespace

namespace crises {

std::vector<double> recorded(const WeightShares& shares, const Step& step) {
  constexpr std::size_t others = features::reasons;
  std::vector<double> all(step.events.features(), 0.0);
  if (all.size() < others + weights) return {};
  std::copy(shares.begin(), shares.end(), all.begin() + others);
  return all;
}

bool is_helping(const World& world, StateId state, StateId helped, StateId enemy) {
  const auto rows = world.memberships.rows_of(state);
  return std::any_of(rows.begin(), rows.end(), [&](std::int32_t own) {
    const auto row = static_cast<std::size_t>(own);
    return static_cast<std::int32_t>(world.memberships[columns::war_for][row]) == helped.row &&
           static_cast<std::int32_t>(world.memberships[columns::war_against][row]) == enemy.row;
  });
}

}  // namespace crises

/// Those who are called keep their promises or break them; who keeps one against a state fights in the war.
void Crises::call(World& world, const Step& step, const Tick& tick, const Attack& attack, Occasion occasion) const {
  const MembershipTable& memberships = world.memberships;
  const std::uint64_t key = occasion.by == &columns::defence ? defence_key : offence_key;
  const std::uint64_t of = occasion.enemy.valid() ? world.dyads.entities()[attack.pair]
                                                  : pair_hash(world.states.entities()[occasion.of.index()], threat_key);
  occasion.clarity = step.streams.at(key, tick.index, of).normal();
  const std::vector<Call> calls = calls_of(world, parameters_.honour, occasion);
  for (const std::int32_t own : memberships.rows_of(occasion.of)) {
    const AllianceId alliance = memberships.alliance()[static_cast<std::size_t>(own)];
    if (std::any_of(calls.begin(), calls.end(),
                    [&](const Call& one) { return memberships.alliance()[one.row] == alliance; }))
      step.events.add({.date = attack.date,
                       .kind = called_,
                       .state = occasion.of,
                       .alliance = alliance,
                       .partner = occasion.enemy});
  }
  std::vector<bool> kept;
  for (const Call& one : calls) {
    const double probability = maths::logistic(one.utility);
    const std::uint64_t who = pair_hash(world.states.entities()[one.state.index()], of);
    const double draw = step.streams.at(key, tick.index, who).uniform();
    kept.push_back(draw < probability);
    step.events.add({.date = attack.date,
                     .kind = kept.back() ? honoured_ : violated_,
                     .state = one.state,
                     .alliance = memberships.alliance()[one.row],
                     .partner = occasion.of,
                     .utility = one.utility,
                     .probability = kept.back() ? probability : 1.0 - probability,
                     .draw = kept.back() ? draw : 1.0 - draw},
                    crises::recorded(one.shares, step));
  }
  for (const std::int32_t own : memberships.rows_of(occasion.of)) {
    const AllianceId alliance = memberships.alliance()[static_cast<std::size_t>(own)];
    const double strength = world.alliances[columns::strength][alliance.index()];
    std::vector<Deed> deeds;
    for (std::size_t n = 0; n < calls.size(); ++n) {
      if (memberships.alliance()[calls[n].row] != alliance) continue;
      deeds.push_back({calls[n].state, kept[n]});
      remember(world, step, calls[n].state, strength, kept[n]);
      if (kept[n] && calls[n].row == calls[n].best_row && occasion.enemy.valid())
        join_war(world, calls[n].row, occasion.of, occasion.enemy);
    }
    if (!deeds.empty()) move_trust(world, alliance, occasion.of, strength, deeds);
  }
}

/// A kept or broken promise moves a state's reputation.
void Crises::remember(World& world, const Step& step, StateId state, double strength, bool kept) const {
  if (given_reputation_.give(state.index(), end_of_freed_paths(step))) return;
  double& reputation = world.states.update(columns::reputation)[state.index()];
  reputation += kept ? parameters_.reputation_gain * strength * (1.0 - reputation)
                     : -parameters_.reputation_loss * strength * reputation;
}

/// Members see what the others did for the one to whom it was owed, each weighed by its share of the power of those
/// others.
void Crises::move_trust(World& world, AllianceId alliance, StateId owed, double strength,
                        const std::vector<Deed>& deeds) const {
  const auto power = world.states[columns::power];
  const auto trust = world.memberships.update(columns::trust);
  const auto members = world.memberships.members(alliance);
  for (const std::int32_t own : members) {
    const StateId member = world.memberships.state()[static_cast<std::size_t>(own)];
    double others = 0.0, keep = 0.0, broke = 0.0;
    for (const std::int32_t row : members) {
      const StateId other = world.memberships.state()[static_cast<std::size_t>(row)];
      if (other != member && other != owed) others += power[other.index()];
    }
    if (others <= 0.0) continue;
    for (const Deed& deed : deeds)
      if (deed.who != member) (deed.kept ? keep : broke) += power[deed.who.index()];
    double& value = trust[static_cast<std::size_t>(own)];
    value += parameters_.trust_gain * strength * keep / others * (1.0 - value);
    value *= 1.0 - parameters_.trust_loss * strength * broke / others;
  }
}

/// Attacks by non-state threats call for defence.
void Crises::face_threats(World& world, const Step& step, const Tick& tick) const {
  const auto exposure = world.states[columns::exposure];
  const auto intensity = world.threats[columns::intensity];
  const auto part_of = [&](std::size_t i, std::size_t z) { return exposure[i * intensity.size() + z] * intensity[z]; };
  for (std::size_t i = 0; i < world.states.size(); ++i) {
    double threat = 0.0;
    for (std::size_t z = 0; z < intensity.size(); ++z) threat += part_of(i, z);
    const double rate = parameters_.threat_rate * threat;
    if (!world.states.active[i] || rate <= 0.0) continue;
    Stream stream = step.streams.at(threat_key, tick.index, world.states.entities()[i]);
    const double draw = stream.uniform();
    const double probability = maths::probability(rate, month);
    if (draw >= probability) continue;
    Attack attack{};
    attack.target = StateId(i);
    attack.date = tick.day_of(draw, rate);
    step.events.add({.date = attack.date,
                     .kind = attacked_by_threat_,
                     .state = attack.target,
                     .probability = probability,
                     .draw = draw});
    std::size_t z = 0;
    for (double before = threat * stream.uniform(); z + 1 < intensity.size() && before >= part_of(i, z); ++z)
      before -= part_of(i, z);
    consult(world, step, attack);
    call(world, step, tick, attack,
         {.of = attack.target,
          .enemy = {},
          .place = attack.target,
          .by = &columns::defence,
          .enemy_power = threat,
          .own_power = world.states[columns::power][i] + world.states[columns::protection][i],
          .threat = z});
  }
}

/// The target consults those who promised it.
void Crises::consult(const World& world, const Step& step, const Attack& attack) const {
  for (const std::int32_t own : world.memberships.rows_of(attack.target)) {
    const auto row = static_cast<std::size_t>(own);
    const AllianceId alliance = world.memberships.alliance()[row];
    if (world.alliances[columns::consultation][alliance.index()] > 0.0 && is_member(world.memberships.status()[row]))
      step.events.add({.date = attack.date,
                       .kind = consulted_,
                       .state = attack.target,
                       .alliance = alliance,
                       .partner = attack.attacker});
  }
}

}  // namespace entente
