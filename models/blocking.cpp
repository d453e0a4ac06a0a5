#include "models/blocking.hpp"

#include <algorithm>
#include <vector>

#include "models/pacts.hpp"

namespace entente {

namespace {

/// One who may complete a pact of two, and the pair that it completes.
struct Third {
  std::size_t pair;  // row of dyads, from the lesser member to the greater
  StateId state;
};

class Search {
 public:
  Search(const World& world, const PactValuation& valuation, const Sides& sides, Scratch& scratch,
         std::span<double> groups)
      : world_(world), valuation_(valuation), sides_(sides), scratch_(scratch), groups_(groups) {}

  void pairs() {
    const DyadTable& dyads = world_.dyads;
    Pacts pacts;
    std::vector<std::size_t> rows;  // from the pact's member to the candidate
    for (std::size_t j = 0; j < world_.states.size(); ++j) {
      const std::size_t before = rows.size();
      for (std::size_t d = dyads.begin(StateId(j)); d < dyads.end(StateId(j)); ++d) {
        if (!both_active(d) || sides_.share(StateId(j), dyads.to()[d])) continue;
        if (rows.size() == before) pacts.add(StateId(j));
        pacts.add_candidate(dyads.to()[d]);
        rows.push_back(d);
      }
    }
    const std::vector<double> values = pacts.values(world_, valuation_, scratch_);
    const auto gains = scratch_.take(dyads.size(), std::uint8_t{0});
    for (std::size_t n = 0; n < rows.size(); ++n) gains[rows[n]] = values[n] > 0.0 ? 1 : 0;
    for (const std::size_t d : rows)
      if (gains[d] != 0 && gains[static_cast<std::size_t>(dyads.reverse()[d])] != 0)
        groups_[dyads.to()[d].index()] += 1.0;
  }

  void triples() {
    Pacts pacts;
    const std::vector<Third> thirds = list_thirds(pacts);
    const std::vector<double> values = pacts.values(world_, valuation_, scratch_);
    const auto gains = [&](std::size_t pair, StateId state) {
      const auto place = std::lower_bound(thirds.begin(), thirds.end(), Third{pair, state}, before);
      return values[static_cast<std::size_t>(place - thirds.begin())] > 0.0;
    };
    const DyadTable& dyads = world_.dyads;
    for (std::size_t n = 0; n < thirds.size(); ++n) {
      const StateId i = dyads.from()[thirds[n].pair], j = dyads.to()[thirds[n].pair], k = thirds[n].state;
      if (k < j || !(values[n] > 0.0)) continue;  // each group once, by its first two
      if (!gains(*dyads.row(i, k), j) || !gains(*dyads.row(j, k), i)) continue;
      for (const StateId member : {i, j, k}) groups_[member.index()] += 1.0;
    }
  }

 private:
  static bool before(const Third& a, const Third& b) { return a.pair != b.pair ? a.pair < b.pair : a.state < b.state; }

  bool both_active(std::size_t d) const {
    return world_.states.active[world_.dyads.from()[d].index()] && world_.states.active[world_.dyads.to()[d].index()];
  }

  /// Every pair with every third who has to do with both, sorted.
  std::vector<Third> list_thirds(Pacts& pacts) const {
    const DyadTable& dyads = world_.dyads;
    std::vector<Third> thirds;
    for (std::size_t d = 0; d < dyads.size(); ++d) {
      const StateId i = dyads.from()[d], j = dyads.to()[d];
      if (!(i < j) || !both_active(d)) continue;
      const std::size_t found = thirds.size();
      std::size_t other = dyads.begin(j);
      for (std::size_t own = dyads.begin(i); own < dyads.end(i); ++own) {
        const StateId k = dyads.to()[own];
        while (other < dyads.end(j) && dyads.to()[other] < k) ++other;
        if (other == dyads.end(j)) break;
        if (dyads.to()[other] != k || !both_active(own) || sides_.share(i, j, k)) continue;
        if (thirds.size() == found) pacts.add(i, j);
        pacts.add_candidate(k);
        thirds.push_back({d, k});
      }
    }
    return thirds;
  }

  const World& world_;
  const PactValuation& valuation_;
  const Sides& sides_;
  Scratch& scratch_;
  std::span<double> groups_;  // by state
};

}  // namespace

void count_blocking_groups(const World& world, const PactValuation& valuation, const Sides& sides, int size,
                           Scratch& scratch, std::span<double> groups) {
  std::fill(groups.begin(), groups.end(), 0.0);
  Search search(world, valuation, sides, scratch, groups);
  if (size >= 2) search.pairs();
  if (size >= 3) search.triples();
}

}  // namespace entente
