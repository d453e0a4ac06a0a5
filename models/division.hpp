#pragma once

#include <span>

#include "engine/simulation/scratch.hpp"
#include "engine/world/world.hpp"
#include "models/parameter_group.hpp"
#include "models/sides.hpp"

namespace entente {

/// How well the present division into sides keeps friends together and foes apart (landscape theory).
///
///     p_ij = w_ti (z_ij + z_ji) / 2 - w_ho (h_ij + h_ji) / 2 + w_al (2 exp(-dist2_ij / 2) - 1)      propensity
///     F_i  = sum_j m_j p_ij d_ij       frustration of i: d_ij = 0 where an alliance that binds to fight holds both
///     E    = sum_i m_i F_i             energy of the whole division
///     E_a  = 2 sum_{i in a, j not in a} m_i m_j p_ij      energy of the split of a from all others
///
/// over pairs between which there is something (a row of dyads), both active. z ties, h hostility at the date, dist2
/// the distance of interests weighted by the mean of both saliences, m power. Low, below zero, is good: foes are apart.
/// E_a is that of models/classic/landscape.hpp for a's two sides. Source: Axelrod & Bennett 1993, whose propensities
/// add up signed affinities in the same way. Limits: the weights are starting values; their sides exclude one another,
/// here a pair that one alliance holds is together whatever else divides it.
struct PropensityParameters {
  double tie = 1.0;
  double hostility = 1.0;
  double alignment = 1.0;

  template <class P>
  static void declare(Declarations<P>& parameters, PropensityParameters P::*group);
};

/// p_ij by pair, 0 where one of the two is not active.
void assess_propensities(const World& world, const PropensityParameters& parameters, std::span<double> propensity);

/// F_i by state.
void assess_frustration(const World& world, std::span<const double> propensity, const Sides& sides,
                        std::span<double> frustration);

/// E_a by alliance.
void assess_landscape_energy(const World& world, std::span<const double> propensity, Scratch& scratch,
                             std::span<double> energy);

template <class P>
void PropensityParameters::declare(Declarations<P>& parameters, PropensityParameters P::*group) {
  ParameterGroup own(parameters, group, "propensity.");
  using Q = PropensityParameters;
  own.add(&Q::tie, {.name = "tie", .range = at_least(0), .about = "weight of ties in the propensity to be together"});
  own.add(&Q::hostility,
          {.name = "hostility", .range = at_least(0), .about = "weight of hostility against that propensity"});
  own.add(&Q::alignment,
          {.name = "alignment", .range = at_least(0), .about = "weight of closeness of interests in that propensity"});
}

}  // namespace entente
