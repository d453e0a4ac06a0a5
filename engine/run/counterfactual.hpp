#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/run/moment.hpp"

namespace entente {

/// A change of one input that would have turned what a pair did in a month.
struct InputChange {
  const Column* column = nullptr;
  std::size_t cell = 0;  ///< place in the column's values: row x width
  double from = 0.0;     ///< as the deciding mechanism found it
  double to = 0.0;       ///< the least far away that is enough
  /// How far: of a bounded range the share, else the logarithm of the factor, or the sum where `from` or the range
  /// tells of no factor.
  double size = 0.0;
  bool is_share = false;  ///< `size` is a share of the range
};

/// What it would have taken to turn a prospect.
struct Turning {
  std::vector<InputChange> enough;      ///< each by itself, the least first
  std::optional<InputChange> farthest;  ///< where nothing is enough: the one of bounded range that does most
  double way = 0.0;                     ///< share of the way that it goes
};

/// The smallest changes of single inputs of the state's, the alliance's and the membership's rows that would have
/// turned what became of a prospect of the moment's step, at most `most`: that it happened, without another thing
/// happening in its stead, or that it did not; of one that was voted on, that the vote failed. The input is
/// shifted from the step's begin on and kept so by every phase; its effect is that on the distance between utility and
/// the utility needed, asked of a world in which nothing is refreshed seldom. Choices, dates and states are left as
/// they are; what forbids a move is ignored.
Turning turning(const Moment& moment, Pair pair, const Foreseen& prospect, std::size_t most = 3);

}  // namespace entente
