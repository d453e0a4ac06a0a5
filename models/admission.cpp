#include "models/admission.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/hash.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"

namespace entente {

namespace {

constexpr std::uint64_t key = name_hash("admission");

double noise_of(const AdmissionParameters& p, const Streams& streams, std::uint64_t entity, std::int64_t since,
                std::int64_t now) {
  const double kept = std::exp(-1.0 / (12.0 * p.noise_time));
  const double fresh = std::sqrt(1.0 - kept * kept);
  double noise = streams.at(key, since, entity).normal();
  for (std::int64_t tick = since + 1; tick <= now; ++tick)
    noise = kept * noise + fresh * streams.at(key, tick, entity).normal();
  return p.noise * noise;
}

/// How far `i` shares the fears of `j`: sum_e theta_je h_ie / (theta_j + floor).
double shared_fears(const World& world, StateId j, StateId i, double floor) {
  const auto threat = world.dyads[columns::pair_threat];
  const auto fear = world.dyads[columns::fear];
  double sum = 0.0;
  for (std::size_t d = world.dyads.begin(j); d < world.dyads.end(j); ++d) {
    if (threat[d] == 0.0) continue;
    if (const auto same = world.dyads.row(i, world.dyads.to()[d])) sum += threat[d] * fear[*same];
  }
  return sum / (world.states[columns::threat][j.index()] + floor);
}

/// The largest presence in `i` of a state outside the alliance.
double foreign_troops(const World& world, StateId i, AllianceId alliance) {
  const auto presence = world.dyads[columns::presence];
  double most = 0.0;
  for (std::size_t d = world.dyads.begin(i); d < world.dyads.end(i); ++d) {
    const double there = presence[static_cast<std::size_t>(world.dyads.reverse()[d])];
    const StateId e = world.dyads.to()[d];
    if (there <= most || !world.states.active[e.index()]) continue;
    const auto row = world.memberships.row(e, alliance);
    if (!row || !is_member(world.memberships.status()[*row])) most = there;
  }
  return most;
}

/// Fills what every member sees alike in the state: closeness to the alliance, regime, the threat, the disputes and the
/// troops of others that it brings.
void add_common_terms(const World& world, const AdmissionParameters& p, const features::Scales& scales, std::size_t row,
                      Opinion& opinion) {
  const StateId state = world.memberships.state()[row];
  const std::size_t i = state.index();
  const double threat = world.states[columns::threat][i];
  const double dispute = world.states[columns::state_dispute][i];
  const std::size_t a = world.memberships.alliance()[row].index();
  const double duty = duty_to_fight(world, AllianceId(a));
  opinion.terms[Opinion::base] = p.base;
  opinion.terms[Opinion::alignment] = p.alignment * features::standardised(world, features::alignment, scales, row);
  opinion.terms[Opinion::regime] = p.regime * features::standardised(world, features::regime, scales, row);
  opinion.terms[Opinion::entrapment] =
      threat > 0.0 ? -duty * p.entrapment * threat / (threat + world.states[columns::power][i]) : 0.0;
  opinion.terms[Opinion::dispute] = -duty * p.dispute * dispute * dispute;
  opinion.terms[Opinion::troops] = -duty * p.foreign_troops * foreign_troops(world, state, AllianceId(a));
}

/// Fills what member `j` sees in `i` besides.
void add_own_terms(const World& world, const AdmissionParameters& p, double floor, StateId i, StateId j,
                   Opinion& opinion) {
  const auto power = world.states[columns::power];
  const double near = power[i.index()] * world.proximity(i, j);
  const auto pair = world.dyads.row(j, i);
  opinion.terms[Opinion::power] = near > 0.0 ? p.power * near / (near + power[j.index()]) : 0.0;
  opinion.terms[Opinion::common_threat] = p.common_threat * shared_fears(world, j, i, floor);
  opinion.terms[Opinion::hostility] = pair ? -p.hostility * world.dyads[columns::fear][*pair] : 0.0;
}

}  // namespace

std::vector<Opinion> opinions(const World& world, const AdmissionParameters& parameters, const features::Scales& scales,
                              const Streams& streams, std::size_t row, std::int64_t since, std::int64_t now) {
  const MembershipTable& memberships = world.memberships;
  Opinion common;
  add_common_terms(world, parameters, scales, row, common);
  std::vector<Opinion> opinions;
  for (const std::int32_t member : memberships.members(memberships.alliance()[row])) {
    const auto voter_row = static_cast<std::size_t>(member);
    if (voter_row == row) continue;
    Opinion opinion = common;
    opinion.voter = memberships.state()[voter_row];
    opinion.weight = world.states[columns::power][opinion.voter.index()];
    add_own_terms(world, parameters, scales.threat_floor, memberships.state()[row], opinion.voter, opinion);
    const std::uint64_t entity = pair_hash(memberships.entities()[voter_row], memberships.entities()[row]);
    opinion.terms[Opinion::other_reasons] = noise_of(parameters, streams, entity, since, now);
    opinion.value = std::accumulate(opinion.terms.begin(), opinion.terms.end(), 0.0);
    opinions.push_back(opinion);
  }
  return opinions;
}

Ballot count_votes(std::span<const Opinion> opinions, StateId lead) {
  Ballot ballot;
  for (const Opinion& opinion : opinions) {
    const double in_favour = opinion.value > 0.0 ? 1.0 : 0.0;
    if (!ballot.smallest_of.valid() || opinion.value < ballot.smallest) {
      ballot.smallest = opinion.value;
      ballot.smallest_of = opinion.voter;
    }
    ballot.heads += 1.0;
    ballot.yes += in_favour;
    ballot.weight += opinion.weight;
    ballot.weight_yes += in_favour * opinion.weight;
    if (opinion.voter == lead) ballot.lead_yes = opinion.value > 0.0;
  }
  return ballot;
}

bool carries(const Ballot& ballot, VotingRule rule, double share) {
  constexpr double three_decimals = 5e-4;
  const double needed = share - three_decimals;
  switch (rule) {
    case VotingRule::majority:
      return ballot.yes > 0.0 && ballot.yes >= needed * ballot.heads;
    case VotingRule::weighted:
      return ballot.weight_yes > 0.0 && ballot.weight_yes >= needed * ballot.weight;
    case VotingRule::lead:
      return ballot.lead_yes;
    case VotingRule::unanimity:
      break;
  }
  return ballot.yes > 0.0 && ballot.yes == ballot.heads;
}

}  // namespace entente
