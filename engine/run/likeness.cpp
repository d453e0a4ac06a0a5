#include "engine/run/likeness.hpp"

#include <algorithm>
#include <limits>

namespace entente {

namespace {

/// The others on the pair's side of the alliance's border, as the step begins.
std::vector<Pair> others_like(const World& world, Pair pair, std::size_t most) {
  const MembershipTable& memberships = world.memberships;
  const auto own = memberships.row(pair.state, pair.alliance);
  const bool inside = own && is_member(memberships.status()[*own]);
  std::vector<Pair> others;
  for (std::size_t row = memberships.begin(pair.alliance); row < memberships.end(pair.alliance); ++row)
    if (row != own && is_member(memberships.status()[row]) == inside &&
        world.states.active[memberships.state()[row].index()])
      others.push_back({memberships.state()[row], pair.alliance});
  if (others.size() <= most) return others;
  std::vector<Pair> chosen;
  for (std::size_t n = 0; n < most; ++n) chosen.push_back(others[n * others.size() / most]);
  return chosen;
}

double squared_distance(std::span<const double> a, std::span<const double> b) {
  double sum = 0.0;
  for (std::size_t n = 0; n < a.size(); ++n) sum += (a[n] - b[n]) * (a[n] - b[n]);
  return sum;
}

}  // namespace

Likeness likeness(const Moment& moment, Pair pair, const Foreseen& prospect, std::size_t most) {
  const std::vector<double>& shares = prospect.shares;
  Likeness found;
  const MembershipTable& memberships = moment.world().memberships;
  const auto own = memberships.row(pair.state, pair.alliance);
  found.of_members = own && is_member(memberships.status()[*own]);
  found.mean.assign(shares.size(), 0.0);
  const std::vector<Pair> others = others_like(moment.world(), pair, most);
  const std::vector<Outlook> outlooks = moment.ask(others, false, prospect.phase);
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t n = 0; n < others.size(); ++n) {
    const Prospect* theirs = outlooks[n].find(prospect.month);
    if (theirs == nullptr || theirs->shares.size() != shares.size() || !outlooks[n].state_exists) continue;
    ++found.count;
    for (std::size_t f = 0; f < shares.size(); ++f) found.mean[f] += theirs->shares[f];
    found.mean_utility += theirs->utility;
    const double distance = squared_distance(shares, theirs->shares);
    if (!(distance < least)) continue;
    least = distance;
    found.nearest = others[n].state;
    found.shares = theirs->shares;
    found.utility = theirs->utility;
  }
  if (found.count == 0) return found;
  for (double& value : found.mean) value /= static_cast<double>(found.count);
  found.mean_utility /= static_cast<double>(found.count);
  return found;
}

}  // namespace entente
