#include "models/crises.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/hash.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/crises_parts.hpp"
#include "models/entries.hpp"
#include "models/maths/averages.hpp"
#include "models/maths/contest.hpp"

namespace entente {

namespace {

constexpr std::uint64_t attack_key = name_hash("crises.attack");

/// The defence of `target` against `attacker`, and the attack, as occasions on which promises are called in.
struct Occasions {
  Occasion defence, offence;
};

Occasions occasions_of(const World& world, StateId attacker, StateId target) {
  const auto power = world.states[columns::power];
  const double brought = power[attacker.index()] * nearness_of(world, attacker, target);
  const double at_home = power[target.index()] + world.states[columns::protection][target.index()];
  return {.defence = {.of = target,
                      .enemy = attacker,
                      .place = target,
                      .by = &columns::defence,
                      .enemy_power = brought,
                      .own_power = at_home},
          .offence = {.of = attacker,
                      .enemy = target,
                      .place = target,
                      .by = &columns::offence,
                      .enemy_power = at_home,
                      .own_power = brought}};
}

}  // namespace

Crises::Crises(const Parameters& parameters, const Setup& setup)
    : parameters_(parameters),
      given_capability_(setup, columns::capability),
      given_gdp_(setup, columns::gdp),
      given_weariness_(setup, columns::weariness),
      given_reputation_(setup, columns::reputation),
      missions_let_fade_(std::any_of(setup.scenario().pipeline.begin(), setup.scenario().pipeline.end(),
                                     [](const PipelineEntry& entry) { return entry.mechanism == "missions"; })),
      attacked_(setup.event(events::attacked)),
      attacked_by_threat_(setup.event(events::attacked_by_threat)),
      breached_(setup.event(events::nonaggression_breached)),
      consulted_(setup.event(events::consulted)),
      called_(setup.event(events::obligation_called)),
      honoured_(setup.event(events::obligation_honoured)),
      violated_(setup.event(events::obligation_violated)),
      stayed_neutral_(setup.event(events::stayed_neutral)),
      neutrality_violated_(setup.event(events::neutrality_violated)),
      won_(setup.event(events::war_won)),
      lost_(setup.event(events::war_lost)),
      stalemate_(setup.event(events::war_stalemate)),
      lapsed_(setup.event(events::war_lapsed)) {}

void Crises::start(World& world, Scratch&) const {
  keep_entries(world, columns::distant_past);
}

void Crises::step(World& world, const Step& step) const {
  keep_entries(world, add_months(step.begin, -step.months).days);
  end_orphaned_wars(world, step);
  for (int m = 0; m < step.months; ++m) {
    const Tick tick = tick_of(step, m);
    fade(world, step);
    for (const Attack& attack : attacks_of(world, step.streams, tick)) carry_out(world, step, tick, attack);
    face_threats(world, step, tick);
    fight(world, step, tick);
  }
  count_wars(world);
}

/// What those who are called can be expected to bring.
double Crises::expected_help(const World& world, const Occasion& occasion) const {
  const auto power = world.states[columns::power];
  const auto works_with = world.memberships[columns::interoperability];
  double help = 0.0;
  for (const Call& call : calls_of(world, parameters_.honour, occasion))
    if (call.row == call.best_row)
      help += power[call.state.index()] * call.nearness * works_with[call.row] *
              chance_to_keep(parameters_.honour, call.utility);
  return help;
}

WeightShares Crises::attack_shares(const World& world, std::size_t pair) const {
  const Occasions occasions = occasions_of(world, world.dyads.from()[pair], world.dyads.to()[pair]);
  const double attacking = occasions.offence.own_power + expected_help(world, occasions.offence);
  return attack_shares(world, pair, attacking, expected_help(world, occasions.defence));
}

/// The same with given powers of the attacking side and of those who help the target.
WeightShares Crises::attack_shares(const World& world, std::size_t pair, double attacking, double help) const {
  const StateId attacker = world.dyads.from()[pair], target = world.dyads.to()[pair];
  const auto democracy = world.states[columns::democracy];
  const double defending = world.states[columns::power][target.index()] + help;
  const double winning = chance_to_win(attacking, defending, parameters_.war.exponent, 0.0);
  const bool bound = share_pact(world, attacker, target, columns::nonaggression);
  WeightShares shares{};
  const auto share = [&](Weight weight) -> double& { return shares[static_cast<std::size_t>(weight)]; };
  share(Weight::hostility) = std::log(world.dyads[columns::fear][pair]);
  share(Weight::nearness) = std::log(nearness_of(world, attacker, target));
  share(Weight::odds) = parameters_.advantage * (winning - 0.5);
  share(Weight::democracy) = -parameters_.joint_democracy * democracy[attacker.index()] * democracy[target.index()];
  share(Weight::conflict) = bound ? -parameters_.restraint : 0.0;
  return shares;
}

/// The attacks of a month, in the order in which they come; all on the world as it is at the month's beginning. Most
/// pairs are passed over by bounds on their probability, the dearest last: help to the target can only lower it.
std::vector<Crises::Attack> Crises::attacks_of(const World& world, const Streams& streams, const Tick& tick) const {
  const DyadTable& dyads = world.dyads;
  const auto fear = dyads[columns::fear];
  const double most = parameters_.attack_rate * std::exp(0.5 * parameters_.advantage) * month;
  const auto rate_of = [&](const WeightShares& shares) { return parameters_.attack_rate * std::exp(sum_of(shares)); };
  std::vector<Attack> attacks;
  for (std::size_t pair = 0; pair < fear.size(); ++pair) {
    if (fear[pair] <= 0.0) continue;
    const StateId attacker = dyads.from()[pair], target = dyads.to()[pair];
    if (!world.states.active[attacker.index()] || !world.states.active[target.index()]) continue;
    const double draw = streams.at(attack_key, tick.index, dyads.entities()[pair]).uniform();
    const double bound = fear[pair] * most;
    if (draw >= bound || draw >= bound * nearness_of(world, attacker, target)) continue;
    const Occasions occasions = occasions_of(world, attacker, target);
    const double attacking = occasions.offence.own_power + expected_help(world, occasions.offence);
    if (draw >= maths::probability(rate_of(attack_shares(world, pair, attacking, 0.0)), month)) continue;
    const WeightShares shares = attack_shares(world, pair);
    const double rate = rate_of(shares);
    const double probability = maths::probability(rate, month);
    if (draw >= probability) continue;
    attacks.push_back({.pair = pair,
                       .attacker = attacker,
                       .target = target,
                       .passed = -std::log1p(-draw) / (rate * month),
                       .probability = probability,
                       .draw = draw,
                       .shares = shares});
  }
  std::stable_sort(attacks.begin(), attacks.end(),
                   [](const Attack& a, const Attack& b) { return a.passed < b.passed; });
  return attacks;
}

void Crises::carry_out(World& world, const Step& step, const Tick& tick, const Attack& drawn) const {
  if (is_at_war(world, drawn.pair) || are_opposed(world, drawn.attacker, drawn.target)) return;
  Attack attack = drawn;
  attack.date = tick.at(attack.passed);
  const auto shares = crises::recorded(attack.shares, step);
  step.events.add({.date = attack.date,
                   .kind = attacked_,
                   .state = attack.attacker,
                   .partner = attack.target,
                   .utility = sum_of(attack.shares),
                   .probability = attack.probability,
                   .draw = attack.draw},
                  shares);
  const Occasions occasions = occasions_of(world, attack.attacker, attack.target);
  breach(world, step, attack);
  consult(world, step, attack);
  alarm(world, attack);
  begin_war(world, attack.pair, attack.date);  // before the calls: who joins the target then opposes the attacker
  call(world, step, tick, attack, occasions.defence);
  call(world, step, tick, attack, occasions.offence);
  stay_neutral(world, step, attack);
}

/// The attacker breaks what it promised its fellow members.
void Crises::breach(World& world, const Step& step, const Attack& attack) const {
  const auto forbids = world.alliances[columns::nonaggression];
  const auto strength = world.alliances[columns::strength];
  for (const std::int32_t own : world.memberships.rows_of(attack.attacker)) {
    const auto row = static_cast<std::size_t>(own);
    const AllianceId alliance = world.memberships.alliance()[row];
    const double bound = forbids[alliance.index()] * strength[alliance.index()];
    if (bound == 0.0 || !is_member(world.memberships.status()[row]) || !is_member_of(world, attack.target, alliance))
      continue;
    step.events.add({.date = attack.date,
                     .kind = breached_,
                     .state = attack.attacker,
                     .alliance = alliance,
                     .partner = attack.target});
    remember(world, step, attack.attacker, bound, false);
    move_trust(world, alliance, attack.target, bound, {{attack.attacker, false}});
  }
}

/// Who is attacked, its neighbours by land and those whom it consults fear the attacker more.
void Crises::alarm(World& world, const Attack& attack) const {
  const auto contiguous = world.dyads[columns::contiguous];
  const auto fear = world.dyads.update(columns::fear);
  for (std::size_t pair = world.dyads.begin(attack.attacker); pair < world.dyads.end(attack.attacker); ++pair) {
    const StateId other = world.dyads.to()[pair];
    double& of_other = fear[static_cast<std::size_t>(world.dyads.reverse()[pair])];
    if (other == attack.target) {
      of_other += parameters_.alarm_target * (1.0 - of_other);
      continue;
    }
    const auto border = world.dyads.row(other, attack.target);
    if ((border && contiguous[*border] > 0.0) || share_pact(world, attack.target, other, columns::consultation))
      of_other += parameters_.alarm_others * (1.0 - of_other);
  }
}

/// Who promised a side to stay neutral has either done so or fights for the other.
void Crises::stay_neutral(World& world, const Step& step, const Attack& attack) const {
  const MembershipTable& memberships = world.memberships;
  for (const auto& [partner, other] : {std::pair(attack.attacker, attack.target), {attack.target, attack.attacker}})
    for (const std::int32_t own : memberships.rows_of(partner)) {
      const AllianceId pact = memberships.alliance()[static_cast<std::size_t>(own)];
      const double bound =
          world.alliances[columns::neutrality_pact][pact.index()] * world.alliances[columns::strength][pact.index()];
      if (bound == 0.0 || !is_member(memberships.status()[static_cast<std::size_t>(own)])) continue;
      if (is_member_of(world, other, pact)) continue;
      for (const std::int32_t row : memberships.members(pact)) {
        const StateId state = memberships.state()[static_cast<std::size_t>(row)];
        if (state == partner) continue;
        const bool broken = crises::is_helping(world, state, other, partner);
        step.events.add({.date = attack.date,
                         .kind = broken ? neutrality_violated_ : stayed_neutral_,
                         .state = state,
                         .alliance = pact,
                         .partner = partner});
        remember(world, step, state, bound, !broken);
        move_trust(world, pact, partner, bound, {{state, !broken}});
      }
    }
}

}  // namespace entente
