#include "models/mission_will.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/hash.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/features.hpp"

namespace entente {

namespace {

constexpr std::uint64_t key = name_hash("missions.will");
constexpr double usual_legitimacy = columns::legitimacy.initial;

}  // namespace

double Will::value() const {
  return std::clamp(std::accumulate(terms.begin(), terms.end(), 0.0), -8.0, 4.0);
}

std::vector<double> Will::shares(std::size_t features) const {
  constexpr std::size_t frailty = features::count;  // the model's catalogue adds frailty and concession
  if (features < features::reasons) return {};
  std::vector<double> shares(features::reasons, 0.0);
  shares[features::place_of(features::alignment)] = terms[bond];
  shares[features::place_of(features::neighbours)] = terms[interest];
  shares[features::place_of(features::leader)] = terms[commitment];
  shares[features::place_of(features::weariness)] = terms[weariness];
  shares[features::place_of(features::trust)] = terms[right];
  shares[features::place_of(features::entrapment)] = terms[danger];
  shares[frailty] = terms[base] + terms[lasting];
  return shares;
}

Wills::Wills(const World& world, std::span<const std::int32_t> parents, const WillParameters& parameters,
             const MissionTraits& traits, const Streams& streams)
    : world_(world),
      parents_(parents),
      parameters_(parameters),
      traits_(traits),
      streams_(streams),
      kind_(world.alliances[columns::mission_kind]),
      host_(world.alliances[columns::host]),
      lead_(world.alliances[columns::lead_state]),
      mandate_(world.alliances[columns::mandate]),
      legitimacy_(world.alliances[columns::legitimacy]),
      robustness_(world.alliances[columns::robustness]),
      intensity_(world.alliances[columns::site_intensity]),
      position_(world.states[columns::position]),
      salience_(world.states[columns::salience]),
      commitment_(world.states[columns::commitment]),
      weariness_(world.states[columns::weariness]),
      utility_(world.memberships[columns::utility]),
      barred_(world.memberships[columns::barred]) {}

bool Wills::may_contribute(std::size_t row) const {
  const StateId state = world_.memberships.state()[row];
  const std::size_t a = world_.memberships.alliance()[row].index();
  return world_.states.active[state.index()] != 0 && world_.alliances.active[a] != 0 &&
         static_cast<double>(state.row) != host_[a] && barred_[row] == 0.0;
}

double Wills::bond(std::size_t row, std::size_t a, StateId state) const {
  constexpr double most = 4.0;
  if (parents_[a] >= 0) {
    const auto own = world_.memberships.row(state, AllianceId(static_cast<std::size_t>(parents_[a])));
    if (own && is_member(world_.memberships.status()[*own])) return std::clamp(utility_[*own], -most, most);
  }
  if (lead_[a] < 0.0 || static_cast<double>(world_.memberships.state()[row].row) == lead_[a])
    return lead_[a] < 0.0 ? 0.0 : most;
  const std::size_t issues = world_.extent(Axis::issue);
  const double* own = position_.data() + state.index() * issues;
  const double* leads = position_.data() + static_cast<std::size_t>(lead_[a]) * issues;
  const double* salience = salience_.data() + state.index() * issues;
  double weights = 0.0, distance = 0.0;
  for (std::size_t d = 0; d < issues; ++d) {
    weights += salience[d];
    distance += salience[d] * (own[d] - leads[d]) * (own[d] - leads[d]);
  }
  if (weights == 0.0) return most;
  return most * (2.0 * std::exp(-0.5 * distance / weights) - 1.0);
}

Will Wills::operator()(std::size_t row) const {
  const StateId state = world_.memberships.state()[row];
  const std::size_t a = world_.memberships.alliance()[row].index();
  const std::size_t i = state.index();
  const auto kind = static_cast<MissionKind>(static_cast<int>(kind_[a]));
  const double standing = parents_[a] >= 0 ? legitimacy_[static_cast<std::size_t>(parents_[a])] : usual_legitimacy;
  const double danger = expected_deaths(traits_, kind, robustness_[a], intensity_[a], 1.0, 1.0);
  const double near = host_[a] >= 0.0 ? world_.proximity(state, StateId(static_cast<std::size_t>(host_[a]))) : 0.0;
  Will will;
  will.terms[Will::base] = parameters_.base;
  will.terms[Will::bond] = parameters_.bond * bond(row, a, state);
  will.terms[Will::interest] = parameters_.interest * near;
  will.terms[Will::commitment] = parameters_.commitment * commitment_[i];
  will.terms[Will::weariness] = -parameters_.weariness * weariness_[i];
  will.terms[Will::right] = parameters_.mandate * mandate_[a] + parameters_.legitimacy * (standing - usual_legitimacy);
  will.terms[Will::danger] = -parameters_.danger * danger;
  if (parameters_.spread > 0.0)
    will.terms[Will::lasting] = parameters_.spread * streams_.at(key, 0, world_.memberships.entities()[row]).normal();
  return will;
}

}  // namespace entente
