#pragma once

#include "engine/simulation/model.hpp"

namespace entente {

/// A small model that others have been timed with: states at random points of the unit square, each in one of several
/// exclusive blocs. In each step every state, in random order, moves to the bloc that it scores highest (sum of
/// capabilities / (1 + members) - distance to the bloc's mean position + .05 U(0, 1), its own + .02, blocs without
/// members left out); then positions drift by N(0, .01) and the blocs' sums are renewed. Records each state's bloc at
/// every step.
Model bloc_model(std::size_t states, std::size_t blocs, std::size_t steps);

}  // namespace entente
