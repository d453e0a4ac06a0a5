#include <algorithm>
#include <cmath>

#include "models/admission.hpp"
#include "models/changes.hpp"
#include "models/columns.hpp"
#include "models/maths/averages.hpp"
#include "models/maths/logistic.hpp"
#include "models/missions_parts.hpp"

namespace entente {

using namespace missions;

void Missions::decide(const World& world, const Step& step, const Wills& wills, const Tick& tick, AllianceId mission,
                      Decisions& decisions) const {
  if (!is_under_way(world, mission)) return propose(world, step, wills, tick, mission, decisions);
  move_contributors(world, step, wills, tick, mission, decisions);
  if (const auto event = ending(world, step, tick, mission)) decisions.push_back({.event = *event});
}

/// Whether nothing but the will is lacking: someone who decides, the mandate, the consent.
bool Missions::can_open(const World& world, const Wills& wills, AllianceId mission) const {
  const std::size_t a = mission.index();
  if (MissionTraits::needs_consent(kind_of(world, mission)) && world.alliances[columns::consent][a] == 0.0)
    return false;
  const AllianceId parent = parent_of(mission);
  if (parent.valid())
    return world.alliances.active[parent.index()] && (world.alliances[columns::needs_mandate][parent.index()] == 0.0 ||
                                                      world.alliances[columns::mandate][a] != 0.0);
  const auto lead =
      world.memberships.row(StateId(static_cast<std::size_t>(world.alliances[columns::lead_state][a])), mission);
  return lead && wills.may_contribute(*lead);
}

/// Votes of rows of the mission: for it, or not minding it, is whose willingness is above -objection. Keeps the least
/// willing in the event.
bool Missions::agree(const World& world, AllianceId mission, std::span<const std::size_t> voters, Event& event) const {
  std::vector<Opinion> opinions;
  for (const std::size_t row : voters) {
    const StateId state = world.memberships.state()[row];
    opinions.push_back({.voter = state,
                        .weight = world.states[columns::power][state.index()],
                        .value = world.memberships[columns::utility][row] + parameters_.objection});
  }
  const std::size_t parent = parent_of(mission).index();
  StateId lead;
  lead.row = static_cast<std::int32_t>(world.alliances[columns::lead_state][parent]);
  const Ballot ballot = count_votes(opinions, lead);
  if (ballot.heads > 0.0) {
    event.partner = ballot.smallest_of;
    event.utility = ballot.smallest - parameters_.objection;
  }
  return carries(ballot, voting_rule(world.alliances[columns::mission_rule][parent]),
                 world.alliances[columns::admission_share][parent]);
}

/// A session on a site without mission: a vote of the parent's members, or the word of who invites.
void Missions::propose(const World& world, const Step& step, const Wills& wills, const Tick& tick, AllianceId mission,
                       Decisions& decisions) const {
  const std::size_t a = mission.index();
  const double rate = parameters_.session_rate * world.alliances[columns::site_intensity][a];
  const double probability = maths::probability(rate, month);
  const double draw = step.streams.at(session_key, tick.index, world.alliances.entities()[a]).uniform();
  if (draw >= probability || !can_open(world, wills, mission)) return;
  Event event{.date = tick.day_of(draw, rate), .alliance = mission, .probability = probability, .draw = draw};
  const AllianceId parent = parent_of(mission);
  const MembershipTable& memberships = world.memberships;
  bool agreed = false;
  if (parent.valid()) {
    std::vector<std::size_t> voters;
    for (std::size_t row = memberships.begin(mission); row < memberships.end(mission); ++row) {
      const auto own = memberships.row(memberships.state()[row], parent);
      if (own && is_member(memberships.status()[*own]) && wills.may_contribute(row)) voters.push_back(row);
    }
    agreed = agree(world, mission, voters, event);
  } else {
    event.partner = StateId(static_cast<std::size_t>(world.alliances[columns::lead_state][a]));
    event.utility = memberships[columns::utility][*memberships.row(event.partner, mission)];
    agreed = event.utility > 0.0;
  }
  if (agreed) return confer(world, step, wills, tick, event, decisions);
  event.kind = refused_;
  decisions.push_back({.event = event});
}

/// The conference at which forces are pledged: the mission begins with who comes, if that is enough.
void Missions::confer(const World& world, const Step& step, const Wills& wills, const Tick& tick, Event session,
                      Decisions& decisions) const {
  const MembershipTable& memberships = world.memberships;
  const AllianceId mission = session.alliance;
  const double goal = world.alliances[columns::force_goal][mission.index()];
  Decisions pledges;
  double forces = 0.0;
  for (std::size_t row = memberships.begin(mission); row < memberships.end(mission); ++row) {
    if (!wills.may_contribute(row)) continue;
    const StateId state = memberships.state()[row];
    const bool leads = static_cast<double>(state.row) == world.alliances[columns::lead_state][mission.index()];
    const double will = memberships[columns::utility][row];
    const double probability = leads ? 1.0 : maths::logistic(will);
    const double draw = step.streams.at(pledge_key, tick.index, memberships.entities()[row]).uniform();
    if (draw >= probability) continue;
    forces += pledge_of(world, row);
    pledges.push_back({.event = {.date = session.date,
                                 .kind = joined_,
                                 .state = state,
                                 .alliance = mission,
                                 .utility = will,
                                 .probability = probability,
                                 .draw = draw},
                       .row = row,
                       .joins = true,
                       .shares = wills(row).shares(step.events.features())});
  }
  const bool enough = !pledges.empty() && forces >= parameters_.least_force * goal;
  session.kind = enough ? opened_ : unmanned_;
  decisions.push_back({.event = session});
  if (enough) decisions.insert(decisions.end(), pledges.begin(), pledges.end());
}

double Missions::withdrawal_rate(const World& world, const Tick& tick, std::size_t row) const {
  const std::size_t i = world.memberships.state()[row].index();
  const double served = years_between(world.memberships.entered()[row], tick.begin);
  const double tenure = world.states[columns::tenure][i];
  const bool inherited = leaders_change_ && tenure < 1.0 && tenure < served;
  const double until = world.states[columns::next_election][i] - tick.begin.days;
  constexpr double a_year = 365.0;
  const bool election = world.states[columns::election_interval][i] > 0.0 && until >= 0.0 && until <= a_year;
  return parameters_.withdrawal_rate *
         std::exp(-parameters_.sensitivity * world.memberships[columns::utility][row] +
                  (inherited ? parameters_.new_leader : 0.0) + (election ? parameters_.election : 0.0));
}

double Missions::joining_rate(const World& world, std::size_t row, double pledged) const {
  const double lacking = std::max(0.0, 1.0 - pledged);
  return parameters_.join_rate * std::exp(world.memberships[columns::utility][row]) * lacking;
}

void Missions::move_contributors(const World& world, const Step& step, const Wills& wills, const Tick& tick,
                                 AllianceId mission, Decisions& decisions) const {
  const MembershipTable& memberships = world.memberships;
  const double pledged = pledged_share(world, mission);
  for (std::size_t row = memberships.begin(mission); row < memberships.end(mission); ++row) {
    const bool contributes = is_member(memberships.status()[row]);
    if (!contributes && !wills.may_contribute(row)) continue;
    const double rate = contributes ? withdrawal_rate(world, tick, row) : joining_rate(world, row, pledged);
    const double probability = maths::probability(rate, month);
    const double draw = step.streams.at(decision_key, tick.index, memberships.entities()[row]).uniform();
    if (draw >= probability) continue;
    decisions.push_back({.event = {.date = tick.day_of(draw, rate),
                                   .kind = contributes ? left_ : joined_,
                                   .alliance = mission,
                                   .utility = memberships[columns::utility][row],
                                   .probability = probability,
                                   .draw = draw},
                         .row = row,
                         .joins = !contributes,
                         .shares = wills(row).shares(step.events.features())});
  }
}

/// How the mission ends in this month, or that its host takes its consent back; causes share one draw.
std::optional<Event> Missions::ending(const World& world, const Step& step, const Tick& tick,
                                      AllianceId mission) const {
  const std::size_t a = mission.index();
  const AllianceId parent = parent_of(mission);
  const bool needs_consent = MissionTraits::needs_consent(kind_of(world, mission));
  const bool consent = world.alliances[columns::consent][a] != 0.0;
  Event event{.date = tick.begin, .kind = unwelcome_, .alliance = mission};
  if (needs_consent && !consent) return event;
  const auto opened = Date{static_cast<std::int32_t>(world.alliances[columns::opened][a])};
  const std::int64_t age = tick.index - month_index(opened);
  const auto term = std::max<std::int64_t>(1, std::lround(12.0 * world.alliances[columns::term][a]));
  if (parent.valid() && age > 0 && age % term == 0) {
    std::vector<std::size_t> voters;
    for (const std::int32_t row : world.memberships.members(mission)) voters.push_back(static_cast<std::size_t>(row));
    event.kind = expired_;
    const bool may =
        world.alliances[columns::needs_mandate][parent.index()] == 0.0 || world.alliances[columns::mandate][a] != 0.0;
    if (!may || (!voters.empty() && !agree(world, mission, voters, event))) return event;
  }
  const Site site = site_of(world, mission);
  const bool held = is_calm(site, parameters_.site) && risk_of(world, step, mission) <= parameters_.site.calm;
  const struct {
    std::int32_t kind;
    double rate;
  } causes[] = {{succeeded_, held ? parameters_.handover_rate : 0.0},
                {failed_, site.root > 0.0 ? parameters_.failure_rate * site.intensity / site.root : 0.0},
                {needs_consent ? unwelcome_ : consent_withdrawn_,
                 consent ? parameters_.consent_rate * (1.0 - site.legitimacy) : 0.0}};
  double total = 0.0;
  for (const auto& cause : causes) total += cause.rate;
  const double probability = maths::probability(total, month);
  double draw = step.streams.at(ending_key, tick.index, world.alliances.entities()[a]).uniform();
  if (draw >= probability) return std::nullopt;
  for (const auto& cause : causes) {
    const double share = probability * (cause.rate / total);
    if (draw < share)
      return Event{.date = tick.day_of(draw / share * probability, total),
                   .kind = cause.kind,
                   .alliance = mission,
                   .probability = share,
                   .draw = draw};
    draw -= share;
  }
  return std::nullopt;  // rounding of the last share
}

void Missions::carry_out(World& world, const Step& step, const Tick& tick, Decisions& decisions) const {
  std::stable_sort(decisions.begin(), decisions.end(),
                   [](const Decision& a, const Decision& b) { return a.event.date < b.event.date; });
  for (const Decision& decision : decisions) {
    const Event& event = decision.event;
    const std::size_t a = event.alliance.index();
    if (event.kind == stopped_ || event.kind == resumed_) {
      world.alliances.update(columns::site_intensity)[a] =
          world.alliances[columns::site_root][a] * (event.kind == resumed_ ? 1.0 : parameters_.site.calm);
      step.events.add(event);
      continue;
    }
    if (!world.alliances.active[a]) continue;
    if (decision.row != Decision::no_row) {
      if (decision.joins) {
        changes::enter(world, step.events, decision.row, event, decision.shares);
        pledge(world, decision.row);
      } else {
        changes::leave(world, step.events, decision.row, event, decision.shares);
        world.memberships.update(columns::forces)[decision.row] = 0.0;
        world.memberships.update(columns::caveat)[decision.row] = 0.0;
      }
      continue;
    }
    const bool ends =
        event.kind == succeeded_ || event.kind == failed_ || event.kind == expired_ || event.kind == unwelcome_;
    if (ends) {
      end(world, step, event);
      continue;
    }
    if (event.kind == opened_) world.alliances.update(columns::opened)[a] = event.date.days;
    if (event.kind == consent_withdrawn_) world.alliances.update(columns::consent)[a] = 0.0;
    step.events.add(event);
  }
  end_deserted(world, step, tick);
}

void Missions::end_deserted(World& world, const Step& step, const Tick& tick) const {
  const MembershipTable& memberships = world.memberships;
  for (std::size_t a = 0; a < world.alliances.size(); ++a) {
    const AllianceId mission(a);
    if (!is_mission(world.alliances[columns::mission_kind], a) || !world.alliances.active[a] ||
        !is_under_way(world, mission))
      continue;
    bool deserted = memberships.members(mission).empty();
    if (!parent_of(mission).valid()) {
      const auto lead =
          memberships.row(StateId(static_cast<std::size_t>(world.alliances[columns::lead_state][a])), mission);
      deserted = deserted || !lead || !is_member(memberships.status()[*lead]);
    }
    if (deserted) end(world, step, {.date = Date{tick.end.days - 1}, .kind = deserted_, .alliance = mission});
  }
}

void Missions::end(World& world, const Step& step, Event event) const {
  const AllianceId mission = event.alliance;
  if (event.kind == succeeded_ || event.kind == failed_) tell_parent(world, mission, event.kind == succeeded_);
  for (std::size_t row = world.memberships.begin(mission); row < world.memberships.end(mission); ++row) {
    if (!belongs(world.memberships.status()[row])) continue;
    changes::leave(world, step.events, row, {.date = event.date, .kind = over_});
    world.memberships.update(columns::forces)[row] = 0.0;
    world.memberships.update(columns::caveat)[row] = 0.0;
  }
  world.alliances.update(columns::effective_force)[mission.index()] = 0.0;
  world.alliances.active[mission.index()] = 0;
  step.events.add(event);
}

/// Success and failure tell on the contributors' trust in the parent, and on how its missions are seen.
void Missions::tell_parent(World& world, AllianceId mission, bool succeeded) const {
  const AllianceId parent = parent_of(mission);
  if (!parent.valid()) return;
  const auto move = [&](double& value, double gain, double loss) {
    value = succeeded ? value + gain * (1.0 - value) : value * (1.0 - loss);
  };
  const auto trust = world.memberships.update(columns::trust);
  for (const std::int32_t member : world.memberships.members(mission)) {
    const auto row = static_cast<std::size_t>(member);
    const std::size_t home = home_row(world, parent, row);
    if (home != row) move(trust[home], parameters_.trust_gain, parameters_.trust_loss);
  }
  move(world.alliances.update(columns::legitimacy)[parent.index()], parameters_.legitimacy_gain,
       parameters_.legitimacy_gain);
}

}  // namespace entente
