#include "models/admission.hpp"

#include <algorithm>
#include <cmath>

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

/// What every member sees alike in the applicant: closeness to the alliance, regime, the threat and the disputes it
/// brings.
double common_favour(const World& world, const AdmissionParameters& p, const features::Scales& scales,
                     std::size_t row) {
  const std::size_t i = world.memberships.state()[row].index();
  const double threat = world.states[columns::threat][i];
  const double dispute = world.states[columns::state_dispute][i];
  double favour = p.base + p.alignment * features::standardised(world, features::alignment, scales, row) +
                  p.regime * features::standardised(world, features::regime, scales, row) -
                  p.dispute * dispute * dispute;
  if (threat > 0.0) favour -= p.entrapment * threat / (threat + world.states[columns::power][i]);
  return favour;
}

/// What member `j` sees in applicant `i` besides.
double own_favour(const World& world, const AdmissionParameters& p, double floor, StateId i, StateId j) {
  const auto power = world.states[columns::power];
  const double near = power[i.index()] * world.proximity(i, j);
  double favour = p.common_threat * shared_fears(world, j, i, floor);
  if (near > 0.0) favour += p.power * near / (near + power[j.index()]);
  if (const auto pair = world.dyads.row(j, i)) favour -= p.hostility * world.dyads[columns::fear][*pair];
  return favour;
}

}  // namespace

Ballot vote(const World& world, const AdmissionParameters& parameters, const features::Scales& scales,
            const Streams& streams, std::size_t row, std::int64_t since, std::int64_t now) {
  const MembershipTable& memberships = world.memberships;
  const AllianceId alliance = memberships.alliance()[row];
  const StateId applicant = memberships.state()[row];
  const double lead = world.alliances[columns::lead_state][alliance.index()];
  const auto power = world.states[columns::power];
  const double shared = common_favour(world, parameters, scales, row);
  Ballot ballot;
  for (const std::int32_t member : memberships.members(alliance)) {
    const auto voter_row = static_cast<std::size_t>(member);
    const StateId voter = memberships.state()[voter_row];
    const std::uint64_t entity = pair_hash(memberships.entities()[voter_row], memberships.entities()[row]);
    const double value = shared + own_favour(world, parameters, scales.threat_floor, applicant, voter) +
                         noise_of(parameters, streams, entity, since, now);
    const double in_favour = value > 0.0 ? 1.0 : 0.0;
    if (!ballot.smallest_of.valid() || value < ballot.smallest) {
      ballot.smallest = value;
      ballot.smallest_of = voter;
    }
    ballot.heads += 1.0;
    ballot.yes += in_favour;
    ballot.weight += power[voter.index()];
    ballot.weight_yes += in_favour * power[voter.index()];
    if (voter.row == static_cast<std::int32_t>(lead)) ballot.lead_yes = value > 0.0;
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
