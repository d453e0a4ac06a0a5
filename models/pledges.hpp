#pragma once

#include <span>

#include "engine/world/world.hpp"

namespace entente {

/// What each alliance pledges to each of its rows, and what it would pledge to an outsider:
///
///     pledge_ia = omega_a J_ia rel_ia T_ia      if a has a defence obligation and other members, else 0
///
/// rel_ia is the reputation of the members other than i, weighted by power. An alliance against non-state threats alone
/// pledges nothing against states.
void assess_pledges(const World& world, std::span<double> pledge);

/// The same for one alliance of obligation omega_a = `obligation`.
void assess_pledges(const World& world, AllianceId alliance, double obligation, std::span<double> pledge);

}  // namespace entente
