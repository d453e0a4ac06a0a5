#include <algorithm>
#include <cmath>

#include "models/charter.hpp"
#include "models/coercion.hpp"
#include "models/columns.hpp"
#include "models/exclusion.hpp"
#include "models/maths/averages.hpp"
#include "models/membership.hpp"
#include "models/membership_parts.hpp"
#include "models/membership_rates.hpp"

namespace entente {

Membership::Decision Membership::end_notice(const World& world, const Streams& streams, const Tick& tick,
                                            std::size_t row) const {
  return {.row = row,
          .before = Status::notice,
          .after = Status::outsider,
          .event = {.date = std::max(end_of_notice(world, row), tick.begin),
                    .kind = left_,
                    .utility = world.memberships[columns::utility][row]},
          .shares = shares_of(world, parameters_, streams, row)};
}

/// What a row's draw makes of it: the causes share the probability in proportion to their rates, in their order.
std::optional<Membership::Decision> Membership::decide(const World& world, const Step& step, const Tick& tick,
                                                       std::size_t row, const MembershipRates& rates,
                                                       double draw) const {
  const Causes causes = rates.causes(row);
  const double probability = maths::probability(causes.total, month);
  if (draw >= probability) return std::nullopt;
  double before = 0.0;
  for (const Cause& cause : causes.all()) {
    const double share = probability * (cause.rate / causes.total);
    if (draw - before >= share) {
      before += share;
      continue;
    }
    const Status status = world.memberships.status()[row];
    return outcome_of(world, step, tick, cause.outcome, rates.charge(row),
                      {.row = row,
                       .before = status,
                       .after = status,
                       .event = {.date = tick.day_of((draw - before) / share * probability, causes.total),
                                 .utility = world.memberships[columns::utility][row],
                                 .probability = share,
                                 .draw = draw - before},
                       .shares = shares_of(world, parameters_, step.streams, row)});
  }
  return std::nullopt;  // rounding of the last share
}

std::optional<Membership::Decision> Membership::outcome_of(const World& world, const Step& step, const Tick& tick,
                                                           Outcome outcome, double charge, Decision decision) const {
  const std::size_t a = world.memberships.alliance()[decision.row].index();
  StateId lead;
  lead.row = static_cast<std::int32_t>(world.alliances[columns::lead_state][a]);
  const double share = world.alliances[columns::admission_share][a];
  const auto ballot = [&](double held) {
    return count_votes(voices(world, step.streams, tick, decision.row, held), lead);
  };
  const auto condemned = [&] {
    return carries(ballot(charge), voting_rule(world.alliances[columns::expulsion_rule][a]), share);
  };
  const auto becomes = [&](Status after, std::int32_t kind) {
    decision.after = after;
    decision.event.kind = kind;
    return decision;
  };
  switch (outcome) {
    case Outcome::application:
      return becomes(Status::applicant, applied_);
    case Outcome::switching: {
      const auto own = static_cast<std::int32_t>(world.memberships[columns::rival_membership][decision.row]);
      if (own < 0 || !is_member(world.memberships.status()[static_cast<std::size_t>(own)]))
        return becomes(Status::applicant, applied_);  // it has left what barred it
      return switch_over(world, tick, static_cast<std::size_t>(own), decision);
    }
    case Outcome::lapse:
      return becomes(Status::outsider, lapsed_);
    case Outcome::notice_withdrawal:
      return becomes(Status::member, notice_withdrawn_);
    case Outcome::session: {
      const Ballot result = ballot(0.0);
      if (carries(result, voting_rule(world.alliances[columns::admission_rule][a]), share))
        return becomes(Status::member, admitted_);
      decision.event.partner = result.smallest_of;
      return becomes(Status::applicant, refused_);
    }
    case Outcome::notice:
      if (decision.event.date.days < world.alliances[columns::earliest_withdrawal][a]) return std::nullopt;
      return becomes(Status::notice, notice_given_);
    case Outcome::opting_out:
    case Outcome::opting_in:
      decision.opted_out = outcome == Outcome::opting_out;
      return becomes(decision.before, *decision.opted_out ? opted_out_ : opted_in_);
    case Outcome::suspension:
      return condemned() ? std::optional(becomes(Status::suspended, suspended_)) : std::nullopt;
    case Outcome::expulsion:
      return condemned() ? std::optional(becomes(Status::outsider, expelled_)) : std::nullopt;
    case Outcome::review:
      return condemned() ? std::nullopt : std::optional(becomes(Status::member, reinstated_));
  }
  return std::nullopt;
}

/// Notice to the hostile alliance that bars an application, unless that alliance's grip prevents it.
std::optional<Membership::Decision> Membership::switch_over(const World& world, const Tick& tick, std::size_t own,
                                                            Decision decision) const {
  if (world.memberships.status()[own] != Status::member) return std::nullopt;
  const std::size_t b = world.memberships.alliance()[own].index();
  decision.event.probability *= std::exp(-world.alliances[columns::grip][b]);
  if (decision.event.draw >= decision.event.probability) return std::nullopt;
  decision.event.date = tick.day_of(decision.event.draw, -std::log1p(-decision.event.probability) / month);
  if (decision.event.date.days < world.alliances[columns::earliest_withdrawal][b]) return std::nullopt;
  decision.row = own;
  decision.before = Status::member;
  decision.after = Status::notice;
  decision.event.kind = notice_to_switch_;
  return decision;
}

/// The members' opinions on an application, or, where something is held against a member, on punishing it.
std::vector<Opinion> Membership::voices(const World& world, const Streams& streams, const Tick& tick, std::size_t row,
                                        double charge) const {
  const Status status = world.memberships.status()[row];
  const bool applies = status == Status::applicant;
  const bool stands = applies || status == Status::suspended;
  const std::int64_t since = stands ? month_index(world.memberships.since()[row]) : tick.index;
  std::vector<Opinion> found = opinions(world, parameters_.vote, parameters_.scales, streams, row, since, tick.index);
  if (!applies)
    for (Opinion& opinion : found) opinion.value = parameters_.discipline.gravity * charge - opinion.value;
  return found;
}

}  // namespace entente
