#include "models/membership.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/hash.hpp"
#include "models/changes.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/events.hpp"
#include "models/maths/averages.hpp"
#include "models/membership_rates.hpp"
#include "models/refresh.hpp"

namespace entente {

namespace {

constexpr std::uint64_t key = name_hash("membership");
constexpr std::uint64_t neutrality_key = name_hash("membership.neutrality");
constexpr double month = 1.0 / 12.0;

/// The day within a tick on which something of rate `rate` happens that the uniform `draw` makes happen in it.
Date day_of(Date begin, Date end, double draw, double rate) {
  const double passed = -std::log1p(-draw) / (rate * month);
  const int days = static_cast<int>(passed * (end.days - begin.days));
  return Date{std::min(begin.days + days, end.days - 1)};
}

Date end_of_notice(const World& world, std::size_t row) {
  const double years = world.alliances[columns::notice][world.memberships.alliance()[row].index()];
  return add_months(world.memberships.since()[row], static_cast<int>(std::lround(12.0 * years)));
}

}  // namespace

Membership::Membership(const Parameters& parameters, const Setup& setup)
    : parameters_(parameters),
      applied_(setup.event(events::applied)),
      admitted_(setup.event(events::admitted)),
      refused_(setup.event(events::refused)),
      lapsed_(setup.event(events::lapsed)),
      notice_given_(setup.event(events::notice_given)),
      notice_withdrawn_(setup.event(events::notice_withdrawn)),
      left_(setup.event(events::left)),
      alliance_ended_(setup.event(events::alliance_ended)),
      dissolved_(setup.event(events::dissolved)),
      neutrality_lifted_(setup.event(events::neutrality_lifted)) {
  for (std::size_t f = 0; f < features::count; ++f) {
    weights_join_.push_back(parameters_.join[f] / parameters_.scales.spread[f]);
    weights_stay_.push_back(parameters_.stay[f] / parameters_.scales.spread[f]);
    constant_join_ -= weights_join_.back() * parameters_.scales.centre[f];
    constant_stay_ -= weights_stay_.back() * parameters_.scales.centre[f];
  }
}

void Membership::start(World& world, Scratch& scratch) const {
  const auto all = scratch.take(world.alliances.size(), 1.0);
  features::assess(world, parameters_.scales, 0.0, {all, all}, scratch);
  assess_utility(world, nullptr, scratch);
}

void Membership::step(World& world, const Step& step) const {
  const auto due_quarterly = step.scratch.take(world.alliances.size());
  const auto due_yearly = step.scratch.take(world.alliances.size());
  due_for_refresh(world, step, quarterly, due_quarterly);
  due_for_refresh(world, step, yearly, due_yearly);
  features::assess(world, parameters_.scales, step.dt, {due_quarterly, due_yearly}, step.scratch);
  assess_utility(world, &step.streams, step.scratch);
  lift_neutrality(world, step);

  const std::size_t rows = world.memberships.size();
  const MembershipRates rates(world, parameters_);
  const auto bound = step.scratch.take(rows);
  rates.bound_all(bound);
  std::vector<Decision> decisions;
  for (int m = 0; m < step.months; ++m) {
    const Tick tick{step.tick + m, add_months(step.begin, m),
                    m + 1 == step.months ? step.end : add_months(step.begin, m + 1)};
    const auto draw = step.uniforms.at(key, tick.index, world.memberships.entities());
    decisions.clear();
    for (std::size_t row = 0; row < rows; ++row) {
      if (world.memberships.status()[row] == Status::notice && end_of_notice(world, row) < tick.end)
        decisions.push_back(end_notice(world, tick, row));
      else if (draw[row] < bound[row] * month)  // the probability is smaller than this bound
        decide(world, step, tick, row, rates(row), draw[row], decisions);
    }
    std::stable_sort(decisions.begin(), decisions.end(),
                     [](const Decision& a, const Decision& b) { return a.event.date < b.event.date; });
    for (Decision& decision : decisions) {
      const bool was_member = is_member(world.memberships.status()[decision.row]);
      carry_out(world, step, decision);
      // Utility is that of the beginning of the step: who has just entered or left decides anew in the next.
      bound[decision.row] =
          was_member == is_member(world.memberships.status()[decision.row]) ? rates.bound(decision.row) : 0.0;
    }
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

Membership::Decision Membership::end_notice(const World& world, const Tick& tick, std::size_t row) const {
  return {.row = row,
          .status = Status::outsider,
          .event = {.date = std::max(end_of_notice(world, row), tick.begin),
                    .kind = left_,
                    .utility = world.memberships[columns::utility][row]}};
}

void Membership::decide(const World& world, const Step& step, const Tick& tick, std::size_t row, double rate,
                        double draw, std::vector<Decision>& decisions) const {
  const double probability = maths::probability(rate, month);
  if (draw >= probability) return;
  Decision decision{.row = row,
                    .event = {.date = day_of(tick.begin, tick.end, draw, rate),
                              .utility = world.memberships[columns::utility][row],
                              .probability = probability,
                              .draw = draw}};
  const std::size_t a = world.memberships.alliance()[row].index();
  switch (world.memberships.status()[row]) {
    case Status::outsider:
      decision.status = Status::applicant;
      decision.event.kind = applied_;
      break;
    case Status::applicant:
      answer(world, step, tick, rate, decision);
      break;
    case Status::member:
      if (decision.event.date.days < world.alliances[columns::earliest_withdrawal][a]) return;
      decision.status = Status::notice;
      decision.event.kind = notice_given_;
      break;
    case Status::notice:
      decision.status = Status::member;
      decision.event.kind = notice_withdrawn_;
      break;
    case Status::suspended:
      return;
  }
  decisions.push_back(decision);
}

void Membership::answer(const World& world, const Step& step, const Tick& tick, double rate, Decision& decision) const {
  Event& event = decision.event;
  const double draw = event.draw;
  const double probability = event.probability;
  const double of_session = probability * parameters_.session_rate / rate;
  if (draw >= of_session) {
    event.draw = draw - of_session;
    event.probability = probability - of_session;
    event.date = day_of(tick.begin, tick.end, event.draw / event.probability * probability, rate);
    event.kind = lapsed_;
    decision.status = Status::outsider;
    return;
  }
  event.probability = of_session;
  event.date = day_of(tick.begin, tick.end, draw / of_session * probability, rate);
  const std::size_t row = decision.row;
  const std::size_t a = world.memberships.alliance()[row].index();
  const std::int64_t since = month_index(world.memberships.since()[row]);
  const Ballot ballot = vote(world, parameters_.vote, parameters_.scales, step.streams, row, since, tick.index);
  const bool admitted = carries(ballot, voting_rule(world.alliances[columns::admission_rule][a]),
                                world.alliances[columns::admission_share][a]);
  decision.status = admitted ? Status::member : Status::applicant;
  event.kind = admitted ? admitted_ : refused_;
  if (!admitted) event.partner = ballot.smallest_of;
}

void Membership::carry_out(World& world, const Step& step, Decision& decision) const {
  const std::size_t row = decision.row;
  const Status before = world.memberships.status()[row];
  const std::vector<double> shares = shares_of(world, step.streams, row);
  if (!is_member(before) && is_member(decision.status)) {
    changes::enter(world, step.events, row, decision.event, shares);
  } else if (is_member(before) && !is_member(decision.status)) {
    changes::leave(world, step.events, row, decision.event, shares);
  } else {
    decision.event.state = world.memberships.state()[row];
    decision.event.alliance = world.memberships.alliance()[row];
    if (before != decision.status) world.memberships.set_status(row, decision.status, decision.event.date);
    step.events.add(decision.event, shares);
  }
  if (decision.status != Status::notice || end_of_notice(world, row) > decision.event.date) return;
  changes::leave(world, step.events, row,
                 {.date = decision.event.date, .kind = left_, .utility = decision.event.utility}, shares);
}

void Membership::end_small_alliances(World& world, const Step& step, Date date) const {
  for (std::size_t a = 0; a < world.alliances.size(); ++a) {
    const auto members = static_cast<double>(world.memberships.members(AllianceId(a)).size());
    if (world.alliances.active[a] && members < world.alliances[columns::minimum_members][a])
      changes::dissolve(world, step.events, AllianceId(a), Date{date.days - 1},
                        {.exit = alliance_ended_, .lapsed = lapsed_, .dissolved = dissolved_});
  }
}

}  // namespace entente
