#include "models/exclusion.hpp"

#include <algorithm>

#include "models/charter.hpp"

namespace entente {

namespace {

double duty_of(const World& world, AllianceId alliance) {
  const std::size_t a = alliance.index();
  return duty_to_fight(world.alliances[columns::defence][a], world.alliances[columns::offence][a],
                       world.alliances[columns::strength][a]);
}

/// Fills `hatred`, by state, with how much the members of `alliance` fear each, weighted by their power and their duty
/// to fight; false if it binds nobody to fight or fears nobody.
bool spread_hatred(const World& world, AllianceId alliance, std::span<double> hatred) {
  const double omega = duty_of(world, alliance);
  if (omega == 0.0) return false;
  const auto power = world.states[columns::power];
  const auto fear = world.dyads[columns::fear];
  std::fill(hatred.begin(), hatred.end(), 0.0);
  double total = 0.0;
  bool fears = false;
  for (const std::int32_t row : world.memberships.members(alliance)) {
    const StateId j = world.memberships.state()[static_cast<std::size_t>(row)];
    total += power[j.index()];
    for (std::size_t d = world.dyads.begin(j); d < world.dyads.end(j); ++d) {
      hatred[world.dyads.to()[d].index()] += omega * power[j.index()] * fear[d];
      fears = fears || fear[d] > 0.0;
    }
  }
  if (!fears || total == 0.0) return false;
  for (double& value : hatred) value /= total;
  return true;
}

/// What an alliance's members meet on average, weighted by power and by their duty to fight.
double met_by(const World& world, AllianceId alliance, std::span<const double> hatred) {
  const double omega = duty_of(world, alliance);
  if (omega == 0.0) return 0.0;
  const auto power = world.states[columns::power];
  double total = 0.0, met = 0.0;
  for (const std::int32_t row : world.memberships.members(alliance)) {
    const std::size_t e = world.memberships.state()[static_cast<std::size_t>(row)].index();
    total += power[e];
    met += power[e] * hatred[e];
  }
  return total > 0.0 ? omega * met / total : 0.0;
}

}  // namespace

void assess_rivals(World& world, Scratch& scratch) {
  const MembershipTable& memberships = world.memberships;
  const auto rival = world.memberships.update(columns::rival_hostility);
  std::fill(rival.begin(), rival.end(), 0.0);
  const std::size_t alliances = world.alliances.size();
  const auto hatred = scratch.take(world.states.size());
  const auto against = scratch.take(alliances);
  for (std::size_t b = 0; b < alliances; ++b) {
    if (!spread_hatred(world, AllianceId(b), hatred)) continue;
    for (std::size_t a = 0; a < alliances; ++a) against[a] = a == b ? 0.0 : met_by(world, AllianceId(a), hatred);
    for (const std::int32_t member : memberships.members(AllianceId(b)))
      for (const std::int32_t other : memberships.rows_of(memberships.state()[static_cast<std::size_t>(member)])) {
        const auto row = static_cast<std::size_t>(other);
        if (!is_member(memberships.status()[row]))
          rival[row] = std::max(rival[row], against[memberships.alliance()[row].index()]);
      }
  }
}

std::optional<std::size_t> excluding_membership(const World& world, std::size_t row) {
  const MembershipTable& memberships = world.memberships;
  std::vector<double> hatred(world.states.size());
  std::optional<std::size_t> found;
  double most = 0.0;
  for (const std::int32_t other : memberships.rows_of(memberships.state()[row])) {
    const auto own = static_cast<std::size_t>(other);
    if (!is_member(memberships.status()[own]) || !spread_hatred(world, memberships.alliance()[own], hatred)) continue;
    const double hostility = met_by(world, memberships.alliance()[row], hatred);
    if (hostility <= most) continue;
    most = hostility;
    found = own;
  }
  return found;
}

}  // namespace entente
