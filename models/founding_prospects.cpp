#include "models/founding_prospects.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/features.hpp"
#include "models/founding_charter.hpp"
#include "models/maths/contest.hpp"

namespace entente {

namespace {

constexpr std::size_t bits = 64;
constexpr double threat_floor = 0.002;  // as of membership: threats below it are hardly common

double& of(FoundingShares& shares, FoundingTerm term) {
  return shares[static_cast<std::size_t>(term)];
}

/// The feature under whose name each term is kept; the base stands with what features miss.
std::size_t place_of(FoundingTerm term, std::size_t features) {
  switch (term) {
    case FoundingTerm::base:
      return features::count;
    case FoundingTerm::security:
      return features::place_of(features::security);
    case FoundingTerm::common_threat:
      return features::place_of(features::common_threat);
    case FoundingTerm::alignment:
      return features::place_of(features::alignment);
    case FoundingTerm::ties:
      return features::place_of(features::ties);
    case FoundingTerm::nearness:
      return features::place_of(features::neighbours);
    case FoundingTerm::regime:
      return features::place_of(features::regime);
    case FoundingTerm::trust:
      return features::place_of(features::trust);
    case FoundingTerm::rivalry:
      return features::place_of(features::rivalry);
    case FoundingTerm::entrapment:
      return features::place_of(features::entrapment);
    case FoundingTerm::neutrality:
      return features::place_of(features::neutrality);
    case FoundingTerm::shared_allies:
      break;
  }
  return features - 1;
}

}  // namespace

double score_of(const FoundingShares& shares) {
  return std::accumulate(shares.begin(), shares.end(), 0.0);
}

std::vector<double> recorded(const FoundingShares& shares, std::size_t features) {
  if (features <= features::reasons) return {};
  std::vector<double> all(features, 0.0);
  for (std::size_t t = 0; t < founding_terms; ++t) all[place_of(static_cast<FoundingTerm>(t), features)] += shares[t];
  return all;
}

bool binds_as_strongly(const World& world, AllianceId one, AllianceId other) {
  using namespace columns;
  const auto bond = [&](const Column& obligation, AllianceId alliance) {
    return world.alliances[obligation][alliance.index()] * world.alliances[strength][alliance.index()];
  };
  const Column* const obligations[] = {&defence, &offence, &neutrality_pact, &nonaggression, &consultation};
  return std::all_of(std::begin(obligations), std::end(obligations),
                     [&](const Column* obligation) { return bond(*obligation, one) >= bond(*obligation, other); });
}

FoundingProspects::FoundingProspects(const World& world, const FoundingWeights& parameters,
                                     const Security::Parameters& security, Scratch& scratch)
    : world_(world),
      weights_(parameters),
      security_(security),
      power_(world.states[columns::power]),
      threat_(world.states[columns::threat]),
      protection_(world.states[columns::protection]),
      security_column_(world.states[columns::security]),
      position_(world.states[columns::position]),
      salience_(world.states[columns::salience]),
      democracy_(world.states[columns::democracy]),
      reputation_(world.states[columns::reputation]),
      neutrality_(world.states[columns::neutrality]),
      fear_(world.dyads[columns::fear]),
      pair_threat_(world.dyads[columns::pair_threat]),
      tie_(world.dyads[columns::tie]),
      presence_(world.dyads[columns::presence]),
      strength_(world.alliances[columns::strength]),
      defence_(world.alliances[columns::defence]),
      offence_(world.alliances[columns::offence]),
      focus_(world.alliances[columns::focus]),
      trust_(world.memberships[columns::trust]),
      interoperability_(world.memberships[columns::interoperability]),
      words_((world.states.size() + bits - 1) / bits),
      allies_(scratch.take(world.states.size() * words_, std::uint64_t{0})),
      hatred_(scratch.take(world.states.size(), 0.0)),
      hated_(scratch.take<std::int32_t>(world.states.size())),
      mean_(scratch.take(world.issues.ids.size())) {
  const MembershipTable& memberships = world.memberships;
  for (std::size_t a = 0; a < world.alliances.size(); ++a) {
    const auto members = memberships.members(AllianceId(a));
    if (members.size() < 2 || std::max(defence_[a], offence_[a]) * strength_[a] == 0.0) continue;
    for (const std::int32_t one : members)
      for (const std::int32_t other : members) {
        const std::size_t i = memberships.state()[static_cast<std::size_t>(one)].index();
        const std::size_t j = memberships.state()[static_cast<std::size_t>(other)].index();
        if (i != j) allies_[i * words_ + j / bits] |= std::uint64_t{1} << (j % bits);
      }
  }
}

bool FoundingProspects::allied(StateId i, StateId j) const {
  return ((allies_[i.index() * words_ + j.index() / bits] >> (j.index() % bits)) & 1U) != 0;
}

bool FoundingProspects::have_common_ally(StateId i, StateId j) const {
  for (std::size_t w = 0; w < words_; ++w)
    if ((allies_[i.index() * words_ + w] & allies_[j.index() * words_ + w]) != 0) return true;
  return false;
}

bool FoundingProspects::bound_already(StateId i, StateId j, AllianceId alliance) const {
  const MembershipTable& memberships = world_.memberships;
  for (const std::int32_t own : memberships.rows_of(i)) {
    const auto row = static_cast<std::size_t>(own);
    if (!is_member(memberships.status()[row])) continue;
    const auto of_other = memberships.row(j, memberships.alliance()[row]);
    if (of_other && is_member(memberships.status()[*of_other]) &&
        binds_as_strongly(world_, memberships.alliance()[row], alliance))
      return true;
  }
  return false;
}

double FoundingProspects::exposure(StateId i) const {
  const double threat = threat_[i.index()];
  return threat / (threat + security_.exposure_half);
}

double FoundingProspects::need(StateId i) const {
  return exposure(i) * (1.0 - security_column_[i.index()]);
}

/// exp(-dist2 / 2) to the others' mean position, issues weighted by salience and focus.
double FoundingProspects::alignment(StateId i, std::span<const StateId> others, AllianceId alliance) {
  const std::size_t issues = mean_.size();
  double sum = 0.0, all = 0.0;
  for (std::size_t d = 0; d < issues; ++d) {
    double mean = 0.0;
    for (const StateId j : others) mean += position_[j.index() * issues + d];
    const double difference = position_[i.index() * issues + d] - mean / static_cast<double>(others.size());
    const double weight = salience_[i.index() * issues + d] * focus_[alliance.index() * issues + d];
    sum += weight * difference * difference;
    all += weight;
  }
  return all > 0.0 ? std::exp(-0.5 * sum / all) : 1.0;
}

/// Common threat, entrapment and rivalry: what the others fear, of the state and of third ones.
void FoundingProspects::face_enemies(StateId i, std::span<const StateId> others, double others_power,
                                     FoundingShares& shares) {
  const DyadTable& dyads = world_.dyads;
  std::size_t number = 0;
  for (const StateId j : others)
    for (std::size_t d = dyads.begin(j); d < dyads.end(j); ++d) {
      const double added = power_[j.index()] / others_power * fear_[d];
      if (added == 0.0) continue;
      double& hatred = hatred_[dyads.to()[d].index()];
      if (hatred == 0.0) hated_[number++] = dyads.to()[d].row;
      hatred += added;
    }
  for (const StateId j : others) hatred_[j.index()] = 0.0;  // quarrels inside are no common cause
  hatred_[i.index()] = 0.0;
  double faced = 0.0, own = 0.0, common = 0.0, rivalry = 0.0;
  for (std::size_t n = 0; n < number; ++n) {
    const auto e = static_cast<std::size_t>(hated_[n]);
    faced += hatred_[e] * power_[e];
  }
  for (std::size_t d = dyads.begin(i); d < dyads.end(i); ++d) {
    const std::size_t e = dyads.to()[d].index();
    common += pair_threat_[d] * hatred_[e];
    own += power_[e] * std::min(hatred_[e], fear_[d]);
    if (std::find(others.begin(), others.end(), dyads.to()[d]) != others.end())
      rivalry += power_[e] / others_power * fear_[d];
  }
  for (std::size_t n = 0; n < number; ++n) hatred_[static_cast<std::size_t>(hated_[n])] = 0.0;
  of(shares, FoundingTerm::common_threat) = common / (threat_[i.index()] + threat_floor);
  of(shares, FoundingTerm::entrapment) = faced > 0.0 ? (faced - own) / faced : 0.0;
  of(shares, FoundingTerm::rivalry) = rivalry;
}

FoundingShares FoundingProspects::shares(std::size_t row, std::span<const StateId> others) {
  const StateId i = world_.memberships.state()[row];
  const AllianceId alliance = world_.memberships.alliance()[row];
  const std::size_t a = alliance.index();
  double others_power = 0.0, kept = 0.0, democracy = 0.0, ties = 0.0, near = 0.0, common_allies = 0.0, help = 0.0;
  for (const StateId j : others) {
    const double power = power_[j.index()];
    others_power += power;
    kept += power * reputation_[j.index()];
    democracy += democracy_[j.index()];
    near += world_.proximity(i, j);
    common_allies += have_common_ally(i, j) ? 1.0 : 0.0;
    double reach = world_.proximity(i, j);
    if (const auto pair = world_.dyads.row(i, j)) {
      ties += tie_[*pair];
      reach = std::max(reach, presence_[static_cast<std::size_t>(world_.dyads.reverse()[*pair])]);
    }
    if (!allied(i, j)) help += power * reach;
  }
  FoundingShares found{};
  of(found, FoundingTerm::base) = 1.0;
  if (others_power > 0.0) {
    kept /= others_power;
    face_enemies(i, others, others_power, found);
  }
  const auto each = static_cast<double>(others.size());
  const double pledge = strength_[a] * defence_[a] * interoperability_[row] * trust_[row] * kept;
  const double power = power_[i.index()] + protection_[i.index()];
  const double with = maths::contest(power + pledge * help, threat_[i.index()], security_.exponent);
  const double without = maths::contest(power, threat_[i.index()], security_.exponent);
  of(found, FoundingTerm::security) = exposure(i) * (with - without);
  of(found, FoundingTerm::alignment) = alignment(i, others, alliance);
  of(found, FoundingTerm::ties) = ties / each;
  of(found, FoundingTerm::nearness) = near / each;
  of(found, FoundingTerm::regime) = 1.0 - std::fabs(democracy_[i.index()] - democracy / each);
  of(found, FoundingTerm::trust) = kept;
  of(found, FoundingTerm::shared_allies) = common_allies / each;
  of(found, FoundingTerm::entrapment) *= strength_[a];
  of(found, FoundingTerm::neutrality) = neutrality_[i.index()] * std::max(defence_[a], offence_[a]) * strength_[a];
  for (std::size_t t = 0; t < founding_terms; ++t) {
    const bool against = t >= static_cast<std::size_t>(FoundingTerm::rivalry);
    found[t] *= against ? -weights_.of[t] : weights_.of[t];
  }
  return found;
}

double FoundingProspects::value(std::size_t row, std::span<const StateId> others) {
  return score_of(shares(row, others));
}

}  // namespace entente
