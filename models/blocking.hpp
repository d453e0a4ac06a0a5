#pragma once

#include <span>

#include "engine/random/streams.hpp"
#include "engine/simulation/scratch.hpp"
#include "engine/world/world.hpp"
#include "models/membership.hpp"
#include "models/security.hpp"
#include "models/sides.hpp"

namespace entente {

/// What values a pact that is not there: how its members-to-be join, and what security is worth to them.
struct PactValuation {
  const Membership::Parameters& membership;
  const Security::Parameters& security;
  const Streams* streams;  ///< of the run, for the frailties; without them, as at a start, those are 0
};

/// Groups that block the division into alliances: states that are not together and would all rather be. To be stable
/// against groups (the core) no group may be left that would gain by a pact of its own:
///
///     C blocks iff no alliance that binds to fight holds all of C, and for every i in C
///     W_i(C) = sum_f join_f (F_if - c_f) / s_f + frailty_i - exclusion X_i > 0
///
/// F_if are the features of membership (models/features.hpp), security and exclusion those that an outsider i finds in
/// an alliance of the others of C beside all alliances that there are, under a charter of nothing but defaults
/// (defence, full strength, all issues, unanimity, no common command). So a pact adds to what its members have and
/// leaves no alliance. Searched are all groups of two, and of three where `size` says so, of active states of which
/// each has something to do with each (a row of dyads): no larger group, none with strangers, no other charter, none
/// that leaves alliances for the pact. Their absence does not prove the core, their presence disproves it. Computed by
/// the features' own code on a copy of the world in which the others of every such group are an alliance, whose members
/// pledge one another nothing more than they do. Limits: what i does for the others' security (denial) is 0, its weight
/// in joining by default too; drift of alignment is 0. Work and memory are those of a yearly look at as many
/// memberships as there are pairs, and three times as many as there are triples. Source: the core of hedonic games,
/// Bogomolnaia & Jackson 2002.
///
/// Fills by state the number of blocking groups that it belongs to.
void count_blocking_groups(const World& world, const PactValuation& valuation, const Sides& sides, int size,
                           Scratch& scratch, std::span<double> groups);

}  // namespace entente
