#pragma once

#include <Eigen/Core>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/random/streams.hpp"

namespace entente::classic {

/// A set of players: bit i is set if player i belongs.
using Coalition = std::uint32_t;
/// Disjoint coalitions that hold all players, by their first player.
using Partition = std::vector<Coalition>;

/// A hedonic game: players form coalitions, and each cares only about who is in its own (Dreze & Greenberg 1980;
/// Bogomolnaia & Jackson 2002). Values count by their order alone.
class HedonicGame {
 public:
  /// 1 to 12 players, to whom all coalitions are worth the same as yet.
  explicit HedonicGame(std::size_t players) : players_(players), values_((std::size_t{1} << players) * players) {}

  std::size_t players() const { return players_; }
  Coalition everyone() const { return static_cast<Coalition>((std::uint64_t{1} << players_) - 1); }
  /// What a coalition is worth to one of its players.
  double value(std::size_t player, Coalition coalition) const { return values_[coalition * players_ + player]; }
  double& value(std::size_t player, Coalition coalition) { return values_[coalition * players_ + player]; }

 private:
  std::size_t players_;
  std::vector<double> values_;
};

/// Additively separable: to i a coalition is worth sum_j v_ij over the others in it. `worth`: n x n, diagonal ignored.
HedonicGame additive_game(const Eigen::MatrixXd& worth);

/// From each player's coalitions in falling order of liking; those not listed are worst, and equally bad.
HedonicGame ranked_game(const std::vector<std::vector<Coalition>>& rankings);

/// When a partition is stable (Bogomolnaia & Jackson 2002). A deviation is a player that moves to another coalition of
/// the partition, or stands alone, and is better off; a coalition blocks if its players would rather be together.
enum class StabilityConcept {
  nash,         ///< no deviation
  individual,   ///< none that harms nobody in the coalition it joins
  contractual,  ///< none that also harms nobody in the coalition it leaves
  core,         ///< no coalition of which all players would be better off
  strict_core,  ///< no coalition of which one player would be better off and none worse
  pareto        ///< no other partition in which one player is better off and none worse
};
inline constexpr std::array<std::string_view, 6> stability_names{"nash", "individual",  "contractual",
                                                                 "core", "strict_core", "pareto"};

/// The partitions that are stable in one sense.
struct StablePartitions {
  std::int64_t count;
  std::vector<Partition> first;  ///< in the order of the search, up to the number asked for
};

/// By StabilityConcept; all partitions are tried (4,213,597 of 12 players).
std::array<StablePartitions, stability_names.size()> stable_partitions(const HedonicGame& game, std::size_t keep);

/// Where players arrive who move one at a time.
struct Formation {
  enum class End { stable, cycle, limit };

  Partition partition;
  std::int64_t moves;
  End end;
};

/// The first player that has a deviation makes the one it likes best, until there is none or a partition returns, from
/// which they would go round for ever. `sense`: nash, individual or contractual.
Formation form(const HedonicGame& game, StabilityConcept sense, const Partition& start);

/// Players in random order; as no return proves a cycle then, they stop after `most_moves`.
Formation form_at_random(const HedonicGame& game, StabilityConcept sense, const Partition& start,
                         std::int64_t most_moves, Stream& stream);

}  // namespace entente::classic
