#include <algorithm>

#include "models/columns.hpp"
#include "models/features_parts.hpp"

namespace entente::features {

namespace {

/// The neighbours of a state: those behind its borders; without any, the nearest five (exact geometry).
struct Neighbours {
  double ties;     ///< sum of all ties
  double borders;  ///< number of borders
  std::int32_t nearest[5];
  std::int32_t found;  ///< how many nearest count: 0 where there are borders; -1: not looked for yet
};

class NeighbourFeatures {
 public:
  NeighbourFeatures(World& world, const Scales& scales, Scratch& scratch)
      : world_(world),
        memberships_(world.memberships),
        tie_(world.dyads[columns::tie]),
        contiguous_(world.dyads[columns::contiguous]),
        f_ties_(world.memberships.update(ties)),
        f_neighbours_(world.memberships.update(neighbours)),
        neighbours_(scratch.take(world.states.size(), Neighbours{0.0, 0.0, {}, -1})),
        inside_(scratch.take(world.states.size(), std::uint8_t{0})),
        no_ties_(centre_of(ties, scales)),
        no_neighbours_(centre_of(features::neighbours, scales)) {}

  void assess(AllianceId alliance) {
    mark(alliance, 1);
    for (std::size_t row = memberships_.begin(alliance); row < memberships_.end(alliance); ++row) {
      const StateId i = memberships_.state()[row];
      const Neighbours& own = neighbours_of(i);
      double tied = 0.0, near = 0.0;
      for (std::size_t d = world_.dyads.begin(i); d < world_.dyads.end(i); ++d) {
        if (inside_[world_.dyads.to()[d].index()] == 0) continue;
        tied += tie_[d];
        near += contiguous_[d];
      }
      for (std::int32_t n = 0; n < own.found; ++n) near += inside_[static_cast<std::size_t>(own.nearest[n])];
      const double number = own.borders + own.found;
      f_ties_[row] = own.ties > 0.0 ? tied / own.ties : no_ties_;
      f_neighbours_[row] = number > 0.0 ? near / number : no_neighbours_;
    }
    mark(alliance, 0);
  }

 private:
  void mark(AllianceId alliance, std::uint8_t value) {
    for (const std::int32_t row : memberships_.members(alliance))
      inside_[memberships_.state()[static_cast<std::size_t>(row)].index()] = value;
  }

  const Neighbours& neighbours_of(StateId i) {
    Neighbours& own = neighbours_[i.index()];
    if (own.found >= 0) return own;
    own.found = 0;
    for (std::size_t d = world_.dyads.begin(i); d < world_.dyads.end(i); ++d) {
      if (!world_.states.active[world_.dyads.to()[d].index()]) continue;
      own.ties += tie_[d];
      own.borders += contiguous_[d];
    }
    if (own.borders == 0.0 && world_.proximity.is_exact()) find_nearest(i, own);
    return own;
  }

  void find_nearest(StateId i, Neighbours& own) const {
    const auto proximity = world_.proximity.row(i);
    for (std::size_t j = 0; j < proximity.size(); ++j) {
      if (j == i.index() || !world_.states.active[j]) continue;
      std::int32_t place = own.found < 5 ? own.found++ : 5;
      while (place > 0 && proximity[j] > proximity[static_cast<std::size_t>(own.nearest[place - 1])]) {
        if (place < 5) own.nearest[place] = own.nearest[place - 1];
        --place;
      }
      if (place < 5) own.nearest[place] = static_cast<std::int32_t>(j);
    }
  }

  const World& world_;
  const MembershipTable& memberships_;
  std::span<const double> tie_, contiguous_;
  std::span<double> f_ties_, f_neighbours_;
  std::span<Neighbours> neighbours_;  // by state, found when first asked for
  std::span<std::uint8_t> inside_;    // by state: 1 for members of the alliance in hand
  double no_ties_, no_neighbours_;
};

}  // namespace

void compare_neighbours(World& world, const Scales& scales, const Due& due, Scratch& scratch) {
  if (std::find(due.yearly.begin(), due.yearly.end(), 1) == due.yearly.end()) return;
  NeighbourFeatures features(world, scales, scratch);
  for (std::size_t a = 0; a < due.yearly.size(); ++a)
    if (due.yearly[a]) features.assess(AllianceId(a));
}

}  // namespace entente::features
