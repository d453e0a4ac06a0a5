#pragma once

#include <span>

#include "engine/simulation/scratch.hpp"
#include "engine/world/world.hpp"
#include "models/features.hpp"

/// The groups of features that features::assess computes.
namespace entente::features {

/// Value of a feature where it is undefined.
inline double centre_of(const Column& feature, const Scales& scales) {
  return scales.centre[place_of(feature)];
}

/// The state's own: threat shock, democratisation, upheaval, leader, neutrality, sovereignty, weariness; and its
/// average of democracy.
void assess_own(World& world, const Scales& scales, double dt, Scratch& scratch);

/// The state against the other members: alignment and its drift, regime, burden; for the alliances that are due,
/// influence.
void compare_with_members(World& world, const Scales& scales, double dt, std::span<const double> due, Scratch& scratch);

/// Who fears whom, for the alliances that are due: common threat, memory, entrapment, provocation, rivalry.
void compare_enemies(World& world, const Scales& scales, const Due& due, Scratch& scratch);

/// What changes with members and borders only, for the alliances that are due: ties, neighbours.
void compare_neighbours(World& world, const Scales& scales, std::span<const double> due, Scratch& scratch);

}  // namespace entente::features
