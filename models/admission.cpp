#include "models/admission.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/hash.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/maths/distance.hpp"

namespace entente {

namespace {

constexpr std::uint64_t key = name_hash("admission");

/// Centres and spreads of alignment and likeness of regime, as in the utility's features.
constexpr double alignment_centre = 0.79, alignment_spread = 0.29;
constexpr double regime_centre = 0.83, regime_spread = 0.20;

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

double favour(const World& world, const AdmissionParameters& p, double floor, AllianceId alliance, StateId i,
              StateId j) {
  const std::size_t issues = world.extent(Axis::issue);
  const auto position = world.states[columns::position];
  const auto democracy = world.states[columns::democracy];
  const auto power = world.states[columns::power];
  const double threat = world.states[columns::threat][i.index()];
  const double square = maths::weighted_square_distance(
      &position[i.index() * issues], &position[j.index() * issues],
      &world.states[columns::salience][j.index() * issues], &world.alliances[columns::focus][alliance.index() * issues],
      issues);
  const double alignment = (std::exp(-0.5 * square) - alignment_centre) / alignment_spread;
  const double regime = (1.0 - std::fabs(democracy[i.index()] - democracy[j.index()]) - regime_centre) / regime_spread;
  const double near = power[i.index()] * world.proximity(i, j);
  const auto pair = world.dyads.row(j, i);
  double favour = p.base + p.alignment * alignment + p.regime * regime;
  if (near > 0.0) favour += p.power * near / (near + power[j.index()]);
  favour += p.common_threat * shared_fears(world, j, i, floor);
  if (pair) favour -= p.hostility * world.dyads[columns::fear][*pair];
  if (threat > 0.0) favour -= p.entrapment * threat / (threat + power[i.index()]);
  return favour - p.dispute * world.states[columns::state_dispute][i.index()];
}

}  // namespace

Ballot vote(const World& world, const AdmissionParameters& parameters, double threat_floor, const Streams& streams,
            std::size_t row, std::int64_t since, std::int64_t now) {
  const MembershipTable& memberships = world.memberships;
  const AllianceId alliance = memberships.alliance()[row];
  const StateId applicant = memberships.state()[row];
  const double lead = world.alliances[columns::lead_state][alliance.index()];
  const auto power = world.states[columns::power];
  Ballot ballot;
  for (const std::int32_t member : memberships.members(alliance)) {
    const auto voter_row = static_cast<std::size_t>(member);
    const StateId voter = memberships.state()[voter_row];
    const std::uint64_t entity = pair_hash(memberships.entities()[voter_row], memberships.entities()[row]);
    const double value = favour(world, parameters, threat_floor, alliance, applicant, voter) +
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

bool carries(const Ballot& ballot, int rule, double share) {
  switch (rule) {
    case 1: return ballot.yes >= share * ballot.heads;
    case 2: return ballot.weight_yes >= share * ballot.weight;
    case 3: return ballot.lead_yes;
    default: return ballot.yes == ballot.heads;
  }
}

}  // namespace entente
