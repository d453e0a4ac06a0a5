#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/random/streams.hpp"
#include "models/classic/estimate.hpp"

namespace entente::classic {

/// One condition of a decision: those in favour weigh at least the quota. Votes, heads (all weights 1), population.
struct Leg {
  std::vector<std::int64_t> weights;  ///< >= 0, by member
  std::int64_t quota;                 ///< > 0
};

/// A weighted voting game: a coalition wins iff it meets every leg.
struct VotingGame {
  std::vector<Leg> legs;  ///< one or more, all of as many members

  std::size_t members() const { return legs.front().weights.size(); }
};

/// The leg that counts heads.
Leg heads(std::size_t members, std::int64_t quota);

/// How often each member turns a losing coalition into a winning one.
struct VotingPower {
  std::vector<double> swings;            ///< coalitions of the others that lose without it and win with it
  std::vector<double> banzhaf;           ///< share of all swings (Banzhaf 1965); 0 where nobody swings
  std::vector<double> banzhaf_absolute;  ///< swings / 2^(n - 1) (Penrose 1946)
  std::vector<double> shapley_shubik;    ///< share of orders in which it is pivotal (Shapley & Shubik 1954)
};

/// Numbers that the table of `by_generating_functions` takes, 8 bytes each: heads x product over the other legs of
/// (total weight - quota + 1), heads being what the legs in which all weigh the same allow; 0 if nothing wins.
double table_size(const VotingGame& game);

/// Exact (counts are integers; shares to rounding), for up to 64 members with whole weights whose table fits into
/// memory; members x table additions. Mann & Shapley 1962 (Cantor's generating function), Brams & Affuso 1976.
VotingPower by_generating_functions(const VotingGame& game);

/// Exact too, by visiting all 2^n coalitions: up to 32 members, weights as large as one likes.
VotingPower by_enumeration(const VotingGame& game);

/// By whichever of the two is less work; none if both are too much (more than 30 members and a table above a gigabyte,
/// or more than 64 members).
std::optional<VotingPower> exact_voting_power(const VotingGame& game);

/// Unbiased estimates: pivots of random orders, swings of random coalitions.
struct SampledVotingPower {
  std::vector<Estimate> banzhaf_absolute;
  std::vector<Estimate> shapley_shubik;
};

/// Any number of members; standard errors fall with the root of `samples`.
SampledVotingPower sample_voting_power(const VotingGame& game, std::int64_t samples, Stream& stream);

}  // namespace entente::classic
