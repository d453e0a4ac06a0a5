#include <cmath>

#include "models/charter.hpp"
#include "models/coercion.hpp"
#include "models/columns.hpp"
#include "models/maths/averages.hpp"
#include "models/membership.hpp"
#include "models/membership_parts.hpp"
#include "models/membership_rates.hpp"
#include "models/mission_charter.hpp"

namespace entente {

std::vector<Prospect> Membership::prospects(World world, const Step& step, StateId state, AllianceId alliance) const {
  const auto row = world.memberships.row(state, alliance);
  if (!row || !world.states.active[state.index()] || !world.alliances.active[alliance.index()] ||
      is_mission(world.alliances[columns::mission_kind], alliance.index()))
    return {};
  assess(world, step);
  const auto content = step.scratch.take(world.states.size());
  if (parameters_.rule == DecisionRule::satisficing) assess_content(world, content);
  const MembershipRates rates(world, parameters_, content);
  const Causes causes = rates.causes(*row);
  const double probability = maths::probability(causes.total, month);
  std::vector<Prospect> prospects;
  for (int m = 0; m < step.months; ++m) {
    const Tick tick = tick_of(step, m);
    const auto lanes = step.streams.four_ticks(membership_key, tick.index / TickUniforms::ticks_a_block,
                                               world.memberships.entities()[*row]);
    double draw = lanes[static_cast<std::size_t>(tick.index % TickUniforms::ticks_a_block)];
    for (const Cause& cause : causes.all()) {
      Prospect next = prospect(world, step, tick, *row, rates, cause);
      next.probability = probability * (cause.rate / causes.total);
      next.draw = draw;
      if (draw >= 0.0) next.utility_needed = rates.utility_for(cause.outcome, *row, -std::log1p(-draw) / month);
      draw -= next.probability;
      prospects.push_back(std::move(next));
    }
    if (causes.number == 0) {
      Prospect barred = prospect(world, step, tick, *row, rates, {Outcome::application, 0.0});
      barred.obstacle = "the schedule forbids it";
      prospects.push_back(std::move(barred));
    }
  }
  return prospects;
}

Prospect Membership::prospect(const World& world, const Step& step, const Tick& tick, std::size_t row,
                              const MembershipRates& rates, const Cause& cause) const {
  Prospect next;
  next.month = tick.begin;
  next.utility = world.memberships[columns::utility][row];
  next.shares = shares_of(world, parameters_, step.streams, row);
  const std::size_t a = world.memberships.alliance()[row].index();
  // Opinions on a motion against a member count the other way round, and those on ending its suspension once more.
  StateId lead;
  lead.row = static_cast<std::int32_t>(world.alliances[columns::lead_state][a]);
  const auto vote_of = [&](double charge, double sign, double sign_of_value, const Column& rule) {
    const std::vector<Opinion> found = voices(world, step.streams, tick, row, charge);
    const bool carried = carries(count_votes(found, lead), voting_rule(world.alliances[rule][a]),
                                 world.alliances[columns::admission_share][a]);
    next.carries = carried == (sign_of_value > 0.0);
    for (const Opinion& opinion : found) {
      Voice voice;
      voice.voter = opinion.voter;
      voice.value = sign_of_value * opinion.value;
      for (std::size_t t = 0; t < opinion_terms.size(); ++t)
        voice.terms.emplace_back(opinion_terms[t], sign * opinion.terms[t]);
      if (charge > 0.0) voice.terms.emplace_back("charge", -sign * parameters_.discipline.gravity * charge);
      next.voices.push_back(std::move(voice));
    }
  };
  switch (cause.outcome) {
    case Outcome::application:
      next.kind = applied_;
      break;
    case Outcome::switching:
      next.kind = notice_to_switch_;
      break;
    case Outcome::session:
      next.kind = admitted_;
      vote_of(0.0, 1.0, 1.0, columns::admission_rule);
      break;
    case Outcome::lapse:
      next.kind = lapsed_;
      break;
    case Outcome::notice: {
      next.kind = notice_given_;
      const Date earliest{static_cast<std::int32_t>(world.alliances[columns::earliest_withdrawal][a])};
      if (tick.end <= earliest) next.obstacle = "the treaty allows no withdrawal before " + to_string(earliest);
      break;
    }
    case Outcome::opting_out:
      next.kind = opted_out_;
      break;
    case Outcome::opting_in:
      next.kind = opted_in_;
      break;
    case Outcome::suspension:
      next.kind = suspended_;
      vote_of(rates.charge(row), -1.0, 1.0, columns::expulsion_rule);
      break;
    case Outcome::expulsion:
      next.kind = expelled_;
      vote_of(rates.charge(row), -1.0, 1.0, columns::expulsion_rule);
      break;
    case Outcome::review:
      next.kind = reinstated_;
      vote_of(rates.charge(row), 1.0, -1.0, columns::expulsion_rule);
      break;
    case Outcome::notice_withdrawal:
      next.kind = notice_withdrawn_;
      if (end_of_notice(world, row) < tick.end) {
        next.kind = left_;
        next.obstacle = "its notice ends on " + to_string(end_of_notice(world, row));
      }
      break;
  }
  return next;
}

}  // namespace entente
