#include "models/classic/hedonic.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <optional>
#include <set>

#include "engine/base/contracts.hpp"

namespace entente::classic {

namespace {

constexpr Coalition only(std::size_t player) {
  return Coalition{1} << player;
}

/// visit(player) for each player of the coalition; false ends it. Returns whether none did.
template <class Visit>
bool all_of(Coalition coalition, Visit visit) {
  for (; coalition != 0; coalition &= coalition - 1)
    if (!visit(static_cast<std::size_t>(std::countr_zero(coalition)))) return false;
  return true;
}

/// Whose coming and going a coalition does not mind.
class Consent {
 public:
  explicit Consent(const HedonicGame& game) : welcome_(game.everyone() + 1U), release_(game.everyone() + 1U) {
    for (Coalition coalition = 0; coalition <= game.everyone(); ++coalition)
      for (std::size_t i = 0; i < game.players(); ++i) {
        const Coalition after = coalition ^ only(i);
        const bool nobody_minds = all_of(
            coalition & ~only(i), [&](std::size_t j) { return game.value(j, after) >= game.value(j, coalition); });
        if (nobody_minds) (coalition & only(i) ? release_ : welcome_)[coalition] |= only(i);
      }
  }

  bool permits(StabilityConcept sense, std::size_t player, Coalition from, Coalition to) const {
    if (sense == StabilityConcept::nash) return true;
    if (!(welcome_[to] & only(player))) return false;
    return sense == StabilityConcept::individual || (release_[from] & only(player));
  }

 private:
  std::vector<Coalition> welcome_;
  std::vector<Coalition> release_;
};

/// Sets of coalitions, one bit each.
using Bits = std::vector<std::uint64_t>;

/// The search through all partitions. It settles one coalition after the other, and with each drops the coalitions that
/// its players would not form, so that what is left at the end blocks the partition.
class Search {
 public:
  Search(const HedonicGame& game, std::size_t keep);

  void run() { settle(game_.everyone(), 0); }
  std::array<StablePartitions, stability_names.size()> found{};

 private:
  void settle(Coalition open, std::size_t depth);
  void judge(std::size_t depth);
  bool has_deviation(StabilityConcept sense) const;
  bool dominated(Coalition open, bool improved) const;
  void record(StabilityConcept sense);
  std::size_t row(Coalition coalition) const { return coalition * words_; }
  bool has(const Bits& bits, std::size_t first, Coalition coalition) const {
    return (bits[first + coalition / 64] >> (coalition % 64)) & 1;
  }

  const HedonicGame& game_;
  std::size_t keep_;
  Consent consent_;
  std::size_t words_;  // of a set of coalitions
  // By coalition C, the coalitions S such that of the players in both …
  Bits all_better_;   // all would rather be in S
  Bits none_worse_;   // none would rather be in C
  Bits some_better_;  // some would rather be in S
  // The same after so many coalitions are settled: of the players in them and in S.
  Bits all_, none_, some_;
  Partition partition_;
  std::size_t last_ = 0;  // where the sets of the whole partition begin in none_ and some_
};

Search::Search(const HedonicGame& game, std::size_t keep)
    : game_(game), keep_(keep), consent_(game), words_((game.everyone() + 64U) / 64U) {
  const std::size_t coalitions = game.everyone() + std::size_t{1};
  for (Bits* table : {&all_better_, &none_worse_, &some_better_}) table->assign(coalitions * words_, 0);
  for (Coalition c = 1; c < coalitions; ++c)
    for (Coalition s = 1; s < coalitions; ++s) {
      bool all = true, none = true, some = false;
      all_of(c & s, [&](std::size_t i) {
        const double now = game.value(i, c), then = game.value(i, s);
        all = all && then > now;
        none = none && then >= now;
        some = some || then > now;
        return true;
      });
      const std::size_t word = row(c) + s / 64;
      all_better_[word] |= std::uint64_t{all} << (s % 64);
      none_worse_[word] |= std::uint64_t{none} << (s % 64);
      some_better_[word] |= std::uint64_t{some} << (s % 64);
    }
  for (Bits* stack : {&all_, &none_, &some_}) stack->assign((game.players() + 1) * words_, 0);
  std::fill_n(all_.begin(), words_, ~std::uint64_t{0});
  std::fill_n(none_.begin(), words_, ~std::uint64_t{0});
}

void Search::settle(Coalition open, std::size_t depth) {
  if (open == 0) return judge(depth);
  const Coalition first = open & (~open + 1), others = open ^ first;
  const std::size_t here = depth * words_, next = here + words_;
  for (Coalition more = others;; more = (more - 1) & others) {
    const Coalition coalition = first | more;
    for (std::size_t w = 0; w < words_; ++w) {
      all_[next + w] = all_[here + w] & all_better_[row(coalition) + w];
      none_[next + w] = none_[here + w] & none_worse_[row(coalition) + w];
      some_[next + w] = some_[here + w] | some_better_[row(coalition) + w];
    }
    partition_.push_back(coalition);
    settle(open ^ coalition, depth + 1);
    partition_.pop_back();
    if (more == 0) break;
  }
}

void Search::judge(std::size_t depth) {
  last_ = depth * words_;
  bool strongly = false, weakly = false;
  for (std::size_t w = last_; w < last_ + words_; ++w) {
    strongly = strongly || all_[w] != 0;
    weakly = weakly || (none_[w] & some_[w]) != 0;
  }
  if (!strongly) record(StabilityConcept::core);
  if (!weakly) record(StabilityConcept::strict_core);
  // A deviation to which all consent makes one better off and none worse, so the rest can fail only without.
  if (has_deviation(StabilityConcept::contractual)) return;
  record(StabilityConcept::contractual);
  if (!weakly || !dominated(game_.everyone(), false)) record(StabilityConcept::pareto);
  if (has_deviation(StabilityConcept::individual)) return;
  record(StabilityConcept::individual);
  if (!has_deviation(StabilityConcept::nash)) record(StabilityConcept::nash);
}

bool Search::has_deviation(StabilityConcept sense) const {
  for (const Coalition from : partition_) {
    const bool content = all_of(from, [&](std::size_t i) {
      const auto drawn_to = [&](Coalition to) {
        return game_.value(i, to | only(i)) > game_.value(i, from) && consent_.permits(sense, i, from, to);
      };
      if (drawn_to(0)) return false;
      return std::none_of(partition_.begin(), partition_.end(),
                          [&](Coalition to) { return to != from && drawn_to(to); });
    });
    if (!content) return true;
  }
  return false;
}

/// Whether the open players can be divided into coalitions in which none is worse off, and one is better off unless
/// somebody is already.
bool Search::dominated(Coalition open, bool improved) const {
  if (open == 0) return improved;
  const Coalition first = open & (~open + 1), others = open ^ first;
  for (Coalition more = others;; more = (more - 1) & others) {
    const Coalition coalition = first | more;
    if (has(none_, last_, coalition) && dominated(open ^ coalition, improved || has(some_, last_, coalition)))
      return true;
    if (more == 0) return false;
  }
}

void Search::record(StabilityConcept sense) {
  StablePartitions& stable = found[static_cast<std::size_t>(sense)];
  ++stable.count;
  if (stable.first.size() < keep_) stable.first.push_back(partition_);
}

/// A player's move from one coalition to another, which is empty if it will be alone.
struct Deviation {
  std::size_t player;
  Coalition from;
  Coalition to;
};

/// The deviation that the player likes best, the first of equals.
std::optional<Deviation> best_deviation(const HedonicGame& game, const Consent& consent, StabilityConcept sense,
                                        const Partition& partition, std::size_t player) {
  const Coalition from =
      *std::find_if(partition.begin(), partition.end(), [&](Coalition c) { return (c & only(player)) != 0; });
  std::optional<Deviation> best;
  double most = game.value(player, from);
  const auto consider = [&](Coalition to) {
    const double value = game.value(player, to | only(player));
    if (value <= most || !consent.permits(sense, player, from, to)) return;
    most = value;
    best = Deviation{player, from, to};
  };
  for (const Coalition to : partition)
    if (to != from) consider(to);
  consider(0);
  return best;
}

void move(Partition& partition, const Deviation& deviation) {
  std::erase(partition, deviation.to);
  std::erase(partition, deviation.from);
  partition.push_back(deviation.to | only(deviation.player));
  if (deviation.from != only(deviation.player)) partition.push_back(deviation.from ^ only(deviation.player));
  std::sort(partition.begin(), partition.end(),
            [](Coalition one, Coalition other) { return std::countr_zero(one) < std::countr_zero(other); });
}

/// The first in this order that has a deviation makes its best one; returns whether any had.
bool one_moves(const HedonicGame& game, const Consent& consent, StabilityConcept sense,
               const std::vector<std::size_t>& order, Partition& partition) {
  for (const std::size_t player : order)
    if (const auto deviation = best_deviation(game, consent, sense, partition, player)) {
      move(partition, *deviation);
      return true;
    }
  return false;
}

std::vector<std::size_t> in_order(std::size_t players) {
  std::vector<std::size_t> order(players);
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

}  // namespace

HedonicGame additive_game(const Eigen::MatrixXd& worth) {
  HedonicGame game(static_cast<std::size_t>(worth.rows()));
  for (Coalition coalition = 1; coalition <= game.everyone(); ++coalition)
    all_of(coalition, [&](std::size_t i) {
      return all_of(coalition & ~only(i), [&](std::size_t j) {
        game.value(i, coalition) += worth(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
        return true;
      });
    });
  return game;
}

HedonicGame ranked_game(const std::vector<std::vector<Coalition>>& rankings) {
  HedonicGame game(rankings.size());
  for (std::size_t i = 0; i < rankings.size(); ++i)
    for (std::size_t rank = 0; rank < rankings[i].size(); ++rank) {
      EXPECT(rankings[i][rank] & only(i));
      game.value(i, rankings[i][rank]) = static_cast<double>(rankings[i].size() - rank);
    }
  return game;
}

std::array<StablePartitions, stability_names.size()> stable_partitions(const HedonicGame& game, std::size_t keep) {
  EXPECT(game.players() >= 1 && game.players() <= 12);
  Search search(game, keep);
  search.run();
  return search.found;
}

Formation form(const HedonicGame& game, StabilityConcept sense, const Partition& start) {
  EXPECT(sense <= StabilityConcept::contractual);
  const Consent consent(game);
  const std::vector<std::size_t> order = in_order(game.players());
  Formation formation{start, 0, Formation::End::stable};
  for (std::set<Partition> visited; visited.insert(formation.partition).second; ++formation.moves)
    if (!one_moves(game, consent, sense, order, formation.partition)) return formation;
  formation.end = Formation::End::cycle;
  return formation;
}

Formation form_at_random(const HedonicGame& game, StabilityConcept sense, const Partition& start,
                         std::int64_t most_moves, Stream& stream) {
  EXPECT(sense <= StabilityConcept::contractual);
  const Consent consent(game);
  std::vector<std::size_t> order = in_order(game.players());
  Formation formation{start, 0, Formation::End::limit};
  for (; formation.moves < most_moves; ++formation.moves) {
    for (std::size_t n = 0; n < order.size(); ++n)
      std::swap(order[n],
                order[n + static_cast<std::size_t>(stream.uniform() * static_cast<double>(order.size() - n))]);
    if (!one_moves(game, consent, sense, order, formation.partition)) {
      formation.end = Formation::End::stable;
      break;
    }
  }
  return formation;
}

}  // namespace entente::classic
