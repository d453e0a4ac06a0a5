#pragma once

#include "engine/simulation/catalogue.hpp"

namespace entente {

/// How an alliance stands: measured, not felt by anyone.
///
///     members n_a;  power M_a = sum_i m_i;  effective members 1 / sum_i (m_i / M_a)^2
///     cohesion = exp(-D / 2), D = sum_i (m_i / M_a) dist2(x_i, y),  y = sum_i (m_i / M_a) x_i
///     burden = sum_i b_i g_i / sum_i g_i;  margins of the members: smallest and mean
///
/// dist2 weighs issues by the alliance's focus. Cohesion is 1 where all members want the same. Draws nothing.
/// Sources: Laakso & Taagepera 1979 (effective number); dispersion of interests: Axelrod & Bennett 1993.
class Stability : public Mechanism {
 public:
  struct Parameters {};
  static void declare(Declarations<Parameters>&) {}
  static MechanismDeclaration declaration();

  Stability(const Parameters&, const Setup&) {}
  void start(World& world, Scratch& scratch) const override;
  void step(World& world, const Step& step) const override;
};

}  // namespace entente
