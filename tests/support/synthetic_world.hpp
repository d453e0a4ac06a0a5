#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/scenario/scenario.hpp"

namespace entente::synthetic {

/// The shape of a made-up world. The defaults are the modern world: 200 states, 60 alliances, exact proximity.
struct Shape {
  std::size_t states = 200;
  std::size_t alliances = 60;
  std::size_t candidates = 20;       ///< alliances a state may belong to
  double memberships_a_state = 4.2;  ///< alliances a state belongs to at the start, on average
  std::size_t enemies = 10;          ///< states that a state fears, on average
  std::size_t partners = 15;         ///< states to which it has ties, on average
  std::size_t regions = 10;
  bool exact = true;  ///< proximity of pairs of states, else of regions
  std::size_t issues = 3;
  std::size_t domains = 6;
  double power_reference = 0.0;  ///< 0: the world's power
  int months_per_step = 1;
  int years = 50;
  std::uint64_t seed = 1;
};

/// 10^5 states, 10^3 alliances, 20 regions: proximity between regions.
Shape large_shape();

/// A scenario of that shape, in which every mechanism of the vocabulary's default pipeline has something to do. The
/// same shape gives the same bits everywhere. Alliances have 4 to 30 members (more where states are many), most of them
/// from their own region; powers and incomes are log-normal; a third of the ties between neighbours are borders.
Scenario scenario(const Shape& shape, const Vocabulary& vocabulary);

}  // namespace entente::synthetic
