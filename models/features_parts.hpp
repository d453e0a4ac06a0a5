#pragma once

#include <span>

#include "engine/simulation/scratch.hpp"
#include "engine/world/world.hpp"
#include "models/features.hpp"

/// The groups of features that features::assess computes, for the alliances that are due.
namespace entente::features {

/// Value of a feature where it is undefined.
inline double centre_of(const Column& feature, const Scales& scales) {
  return scales.centre[place_of(feature)];
}

/// The state's own: threat shock, democratisation, upheaval, leader, neutrality, sovereignty, weariness, new leader,
/// changed power.
void assess_own(World& world, const Due& due);

/// The state against the other members: alignment, regime, joint democracy, burden; each year influence.
void compare_with_members(World& world, const Scales& scales, const Due& due, Scratch& scratch);

/// Who fears whom: common threat, memory, entrapment, provocation, rivalry; each year whom belonging would provoke.
void compare_enemies(World& world, const Scales& scales, const Due& due, Scratch& scratch);

/// What changes with members and borders only, each year: ties, neighbours.
void compare_neighbours(World& world, const Scales& scales, const Due& due, Scratch& scratch);

}  // namespace entente::features
