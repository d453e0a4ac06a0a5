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

}  // namespace

ExpectedOpinions::ExpectedOpinions(const World& world, const AdmissionParameters& parameters,
                                   const features::Scales& scales, std::size_t row)
    : world_(world),
      parameters_(parameters),
      power_(world.states[columns::power]),
      threat_(world.states[columns::threat]),
      pair_threat_(world.dyads[columns::pair_threat]),
      fear_(world.dyads[columns::fear]),
      threat_floor_(scales.threat_floor),
      state_(world.memberships.state()[row]) {
  add_common_terms(world, parameters, scales, row, common_);
}

Opinion ExpectedOpinions::of(std::size_t row) const {
  Opinion opinion = common_;
  const StateId j = opinion.voter = world_.memberships.state()[row];
  opinion.weight = power_[j.index()];
  const double near = power_[state_.index()] * world_.proximity(state_, j);
  const auto pair = world_.dyads.row(j, state_);
  opinion.terms[Opinion::power] = near > 0.0 ? parameters_.power * near / (near + power_[j.index()]) : 0.0;
  opinion.terms[Opinion::common_threat] = parameters_.common_threat * shared_fears(j);
  opinion.terms[Opinion::hostility] = pair ? -parameters_.hostility * fear_[*pair] : 0.0;
  opinion.value = std::accumulate(opinion.terms.begin(), opinion.terms.end(), 0.0);
  return opinion;
}

/// How far the state shares the fears of `j`: sum_e theta_je h_ie / (theta_j + floor), by a walk along both's pairs.
double ExpectedOpinions::shared_fears(StateId j) const {
  const DyadTable& dyads = world_.dyads;
  const auto to = dyads.to();
  double sum = 0.0;
  std::size_t own = dyads.begin(state_);
  const std::size_t end = dyads.end(state_);
  for (std::size_t d = dyads.begin(j); d < dyads.end(j); ++d) {
    if (pair_threat_[d] == 0.0) continue;
    while (own < end && to[own] < to[d]) ++own;
    if (own < end && to[own] == to[d]) sum += pair_threat_[d] * fear_[own];
  }
  return sum / (threat_[j.index()] + threat_floor_);
}

std::vector<Opinion> opinions(const World& world, const AdmissionParameters& parameters, const features::Scales& scales,
                              const Streams& streams, std::size_t row, std::int64_t since, std::int64_t now) {
  const MembershipTable& memberships = world.memberships;
  const ExpectedOpinions expected(world, parameters, scales, row);
  std::vector<Opinion> opinions;
  for (const std::int32_t member : memberships.members(memberships.alliance()[row])) {
    const auto voter = static_cast<std::size_t>(member);
    if (voter == row) continue;
    Opinion opinion = expected.of(voter);
    const std::uint64_t entity = pair_hash(memberships.entities()[voter], memberships.entities()[row]);
    opinion.terms[Opinion::other_reasons] = noise_of(parameters, streams, entity, since, now);
    opinion.value += opinion.terms[Opinion::other_reasons];
    opinions.push_back(opinion);
  }
  return opinions;
}

void Ballot::add(const Opinion& opinion, StateId lead) {
  const double in_favour = opinion.value > 0.0 ? 1.0 : 0.0;
  if (!smallest_of.valid() || opinion.value < smallest) {
    smallest = opinion.value;
    smallest_of = opinion.voter;
  }
  heads += 1.0;
  yes += in_favour;
  weight += opinion.weight;
  weight_yes += in_favour * opinion.weight;
  if (opinion.voter == lead) lead_yes = opinion.value > 0.0;
}

Ballot count_votes(std::span<const Opinion> opinions, StateId lead) {
  Ballot ballot;
  for (const Opinion& opinion : opinions) ballot.add(opinion, lead);
  return ballot;
}

bool carries(const Ballot& ballot, VotingRule rule, double share) {
  const double needed = needed_share(share);
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
