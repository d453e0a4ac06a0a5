#include "models/membership.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/hash.hpp"
#include "models/changes.hpp"
#include "models/charter.hpp"
#include "models/coercion.hpp"
#include "models/columns.hpp"
#include "models/entries.hpp"
#include "models/events.hpp"
#include "models/exclusion.hpp"
#include "models/maths/averages.hpp"
#include "models/membership_parts.hpp"
#include "models/membership_rates.hpp"
#include "models/mission_charter.hpp"
#include "models/refresh.hpp"

namespace entente {

namespace {

constexpr std::uint64_t neutrality_key = name_hash("membership.neutrality");
constexpr std::uint64_t retention_key = name_hash("membership.retention");

/// Members, the suspended ones too.
double bound_members(const World& world, AllianceId alliance) {
  double number = 0.0;
  for (std::size_t row = world.memberships.begin(alliance); row < world.memberships.end(alliance); ++row)
    number += belongs(world.memberships.status()[row]) ? 1.0 : 0.0;
  return number;
}

}  // namespace

Membership::Membership(const Parameters& parameters, const Setup& setup)
    : parameters_(parameters),
      applied_(setup.event(events::applied)),
      admitted_(setup.event(events::admitted)),
      refused_(setup.event(events::refused)),
      lapsed_(setup.event(events::lapsed)),
      notice_given_(setup.event(events::notice_given)),
      notice_to_switch_(setup.event(events::notice_to_switch)),
      notice_withdrawn_(setup.event(events::notice_withdrawn)),
      retained_(setup.event(events::retained)),
      left_(setup.event(events::left)),
      opted_out_(setup.event(events::opted_out)),
      opted_in_(setup.event(events::opted_in)),
      suspended_(setup.event(events::suspended)),
      reinstated_(setup.event(events::reinstated)),
      expelled_(setup.event(events::expelled)),
      alliance_ended_(setup.event(events::alliance_ended)),
      dissolved_(setup.event(events::dissolved)),
      neutrality_lifted_(setup.event(events::neutrality_lifted)) {
  for (std::size_t f = 0; f < features::count; ++f) {
    weights_join_.push_back(parameters_.join[f] / parameters_.scales.spread[f]);
    weights_stay_.push_back(parameters_.stay[f] / parameters_.scales.spread[f]);
    constant_join_ -= weights_join_.back() * parameters_.scales.centre[f];
    constant_stay_ -= weights_stay_.back() * parameters_.scales.centre[f];
  }
  stakes_ = {.security = weights_stay_[features::place_of(features::security)],
             .trust = weights_stay_[features::place_of(features::trust)]};
}

void Membership::start(World& world, Scratch& scratch) const {
  keep_entries(world, columns::distant_past);
  features::start(world, parameters_.scales, scratch);
  assess_rivals(world, scratch);
  assess_grip(world, parameters_.preponderance);
  assess_utility(world, all_due(world, scratch), nullptr, scratch);
}

void Membership::assess(World& world, const Step& step) const {
  const Due due = due_for_refresh(world, step);
  settle(world, step);
  features::assess(world, parameters_.scales, due, step.scratch);
  if (step.anew || begins_period(step, yearly)) assess_rivals(world, step.scratch);
  assess_grip(world, parameters_.preponderance);
  assess_utility(world, due, &step.streams, step.scratch);
}

/// Concessions wear off, and what belonged to a membership ends with it.
void Membership::settle(World& world, const Step& step) const {
  const MembershipTable& memberships = world.memberships;
  const auto concession = world.memberships.update(columns::concession);
  const auto opted_out = world.memberships.update(columns::opted_out);
  const auto changed = world.alliances[columns::changed];
  const double before = add_months(step.begin, -step.months).days;
  keep_entries(world, before);
  const double kept = maths::kept(years_of_quarters(step), parameters_.retention.time);
  for (std::size_t a = 0; a < changed.size(); ++a) {
    const AllianceId alliance(a);
    if (changed[a] >= before)
      for (std::size_t row = memberships.begin(alliance); row < memberships.end(alliance); ++row)
        if (!belongs(memberships.status()[row])) concession[row] = opted_out[row] = 0.0;
    for (const std::int32_t row : memberships.members(alliance)) concession[static_cast<std::size_t>(row)] *= kept;
  }
}

void Membership::step(World& world, const Step& step) const {
  assess(world, step);
  lift_neutrality(world, step);

  const std::size_t rows = world.memberships.size();
  const auto content = step.scratch.take(world.states.size());
  if (parameters_.rule == DecisionRule::satisficing) assess_content(world, content);
  const MembershipRates rates(world, parameters_, content);
  const auto bound = step.scratch.take(rows);
  rates.bound_all(bound);
  const auto moved = step.scratch.take(rows, std::uint8_t{0});
  std::vector<Decision> decisions;
  for (int m = 0; m < step.months; ++m) {
    const Tick tick = tick_of(step, m);
    const auto draw = step.uniforms.at(membership_key, tick.index, world.memberships.entities());
    decisions.clear();
    for (std::size_t row = 0; row < rows; ++row) {
      if (world.memberships.status()[row] == Status::notice && end_of_notice(world, row) < tick.end)
        decisions.push_back(end_notice(world, step.streams, tick, row));
      else if (draw[row] < bound[row] * month)  // the probability is smaller than this bound
        if (const auto decision = decide(world, step, tick, row, rates, draw[row])) decisions.push_back(*decision);
    }
    std::stable_sort(decisions.begin(), decisions.end(),
                     [](const Decision& a, const Decision& b) { return a.event.date < b.event.date; });
    for (Decision& decision : decisions) {
      if (moved[decision.row] != 0) continue;  // who wants to change sides may have decided for its old alliance too
      moved[decision.row] = 1;
      carry_out(world, step, decision);
      // Utility is that of the beginning of the step: who has just entered or left decides anew in the next.
      bound[decision.row] = is_member(decision.before) == is_member(world.memberships.status()[decision.row])
                                ? rates.bound(decision.row)
                                : 0.0;
      if (decision.after == Status::notice)  // a deal may have moved all of the alliance's utilities
        for (const std::int32_t member : world.memberships.members(decision.event.alliance)) {
          double& of_member = bound[static_cast<std::size_t>(member)];
          if (of_member > 0.0) of_member = rates.bound(static_cast<std::size_t>(member));
        }
    }
    for (const Decision& decision : decisions) moved[decision.row] = 0;
    end_small_alliances(world, step, tick.end);
  }
}

void Membership::lift_neutrality(World& world, const Step& step) const {
  const auto neutrality = world.states.update(columns::neutrality);
  const auto shock = world.states[columns::threat_shock];
  for (std::size_t i = 0; i < neutrality.size(); ++i) {
    if (neutrality[i] == 0.0 || !world.states.active[i]) continue;
    const double rate = parameters_.neutrality_rate * std::exp(parameters_.neutrality_shock * std::max(0.0, shock[i]));
    const double probability = maths::probability(rate, step.dt);
    const double draw = step.streams.at(neutrality_key, step.tick, world.states.entities()[i]).uniform();
    if (draw >= probability) continue;
    neutrality[i] = 0.0;
    step.events.add({.date = step.begin,
                     .kind = neutrality_lifted_,
                     .state = StateId(i),
                     .probability = probability,
                     .draw = draw});
  }
}

void Membership::carry_out(World& world, const Step& step, Decision& decision) const {
  const std::size_t row = decision.row;
  const std::vector<double>& shares = decision.shares;
  if (!belongs(decision.before) && belongs(decision.after)) {
    changes::enter(world, step.events, row, decision.event, shares);
  } else if (belongs(decision.before) && !belongs(decision.after)) {
    changes::leave(world, step.events, row, decision.event, shares);
  } else {
    decision.event.state = world.memberships.state()[row];
    decision.event.alliance = world.memberships.alliance()[row];
    if (decision.before != decision.after) world.memberships.set_status(row, decision.after, decision.event.date);
    if (is_member(decision.before) != is_member(decision.after))
      world.alliances.update(columns::changed)[decision.event.alliance.index()] = decision.event.date.days;
    if (decision.opted_out) world.memberships.update(columns::opted_out)[row] = *decision.opted_out ? 1.0 : 0.0;
    step.events.add(decision.event, shares);
  }
  if (decision.after != Status::notice) return;
  retain(world, step, decision);
  if (world.memberships.status()[row] == Status::notice && end_of_notice(world, row) <= decision.event.date)
    changes::leave(world, step.events, row,
                   {.date = decision.event.date, .kind = left_, .utility = decision.event.utility}, shares);
}

void Membership::retain(World& world, const Step& step, const Decision& notice) const {
  const std::size_t row = notice.row;
  const Date date = notice.event.date;
  Stream stream = step.streams.at(retention_key, month_index(date), world.memberships.entities()[row]);
  const double draw = stream.uniform();
  const double anger = -std::log1p(-stream.uniform());
  const Bargain deal = bargain(world, parameters_.retention, stakes_, row, anger);
  if (draw >= deal.probability) return;
  concede(world, row, deal.need);
  world.memberships.set_status(row, Status::member, date);
  for (const std::int32_t member : world.memberships.members(world.memberships.alliance()[row]))
    rate_anew(world, step.streams, static_cast<std::size_t>(member));
  step.events.add({.date = date,
                   .kind = retained_,
                   .state = world.memberships.state()[row],
                   .alliance = world.memberships.alliance()[row],
                   .utility = world.memberships[columns::utility][row],
                   .probability = deal.probability,
                   .draw = draw},
                  shares_of(world, parameters_, step.streams, row));
}

void Membership::end_small_alliances(World& world, const Step& step, Date date) const {
  const auto least = world.alliances[columns::minimum_members];
  const auto mission = world.alliances[columns::mission_kind];
  for (std::size_t a = 0; a < world.alliances.size(); ++a) {
    if (!world.alliances.active[a] || is_mission(mission, a)) continue;
    const double minimum = least[a];
    const auto with_rights = static_cast<double>(world.memberships.members(AllianceId(a)).size());
    if (with_rights < minimum && bound_members(world, AllianceId(a)) < minimum)
      changes::dissolve(world, step.events, AllianceId(a), Date{date.days - 1},
                        {.exit = alliance_ended_, .lapsed = lapsed_, .dissolved = dissolved_});
  }
}

}  // namespace entente
