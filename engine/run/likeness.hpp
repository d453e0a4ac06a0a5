#pragma once

#include <cstddef>
#include <vector>

#include "engine/run/moment.hpp"

namespace entente {

/// What the shares of a pair are held against: those of the alliance's other members in the same month, or, for a state
/// that is none, of the others that are none.
struct Likeness {
  bool of_members = true;
  std::size_t count = 0;       ///< of those who were asked; 0: there is no other
  StateId nearest;             ///< whose shares are nearest, by Euclidean distance
  std::vector<double> shares;  ///< of the nearest
  double utility = 0.0;        ///< and its utility
  std::vector<double> mean;    ///< of all
  double mean_utility = 0.0;
};

/// Of a prospect of the pair's. Of many others at most `most`, evenly spread over the list, are asked.
Likeness likeness(const Moment& moment, Pair pair, const Foreseen& prospect, std::size_t most = 100);

}  // namespace entente
