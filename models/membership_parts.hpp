#pragma once

#include <cmath>

#include "engine/base/hash.hpp"
#include "engine/random/streams.hpp"
#include "engine/world/world.hpp"
#include "models/charter.hpp"
#include "models/tick.hpp"

namespace entente {

/// Address of the draws of decisions on memberships, one a pair and month.
inline constexpr std::uint64_t membership_key = name_hash("membership");

/// What the features miss of a state in a run, lasting, as a standard normal.
inline double standard_frailty(const Streams& streams, std::uint64_t state_entity) {
  return streams.at(name_hash("membership.frailty"), 0, state_entity).normal();
}

/// The date at which the notice of row `row` ends.
inline Date end_of_notice(const World& world, std::size_t row) {
  const double years = world.alliances[columns::notice][world.memberships.alliance()[row].index()];
  return add_months(world.memberships.since()[row], static_cast<int>(std::lround(12.0 * years)));
}

}  // namespace entente
