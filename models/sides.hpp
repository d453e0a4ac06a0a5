#pragma once

#include <cstddef>
#include <span>

#include "engine/simulation/scratch.hpp"
#include "engine/world/world.hpp"

namespace entente {

/// Who stands on whose side: members of an alliance that binds to fight (charter.hpp: duty_to_fight).
class Sides {
 public:
  Sides(const World& world, Scratch& scratch);

  /// The alliances that bind a state to fight, ascending.
  std::span<const std::int32_t> of(StateId state) const {
    return alliances_.subspan(first_[state.index()], first_[state.index() + 1] - first_[state.index()]);
  }
  /// Whether one such alliance holds both.
  bool share(StateId i, StateId j) const;
  /// Whether one such alliance holds all three.
  bool share(StateId i, StateId j, StateId k) const;

 private:
  std::span<std::size_t> first_;       // states + 1: places in alliances_
  std::span<std::int32_t> alliances_;  // by state
};

}  // namespace entente
