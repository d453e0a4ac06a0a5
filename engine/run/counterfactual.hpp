#pragma once

#include <cstddef>
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

/// The smallest changes of single inputs of the state's, the alliance's and the membership's rows that would have
/// turned what became of a prospect of the moment's step, least first, at most `most`: that it happened, or not; of one
/// that was voted on, that not all members were for it. The input is shifted from the step's begin on and kept so by
/// every phase; its effect is that on the distance between utility and the utility needed, asked of a world in which
/// nothing is refreshed seldom. Choices, dates and states are left as they are; what forbids a move is ignored. Empty:
/// no single input would have been enough within the step.
std::vector<InputChange> smallest_changes(const Moment& moment, Pair pair, const Prospect& prospect,
                                          std::size_t most = 3);

}  // namespace entente
