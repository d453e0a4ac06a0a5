#pragma once

#include "engine/simulation/catalogue.hpp"

namespace entente {

namespace columns {

inline constexpr Column burden_gini{.table = TableKind::alliance,
                                    .name = "burden_gini",
                                    .range = unit_interval,
                                    .recorded = true,
                                    .about = "Gini coefficient of the members' burdens; NaN without members"};
inline constexpr Column exploitation{.table = TableKind::alliance,
                                     .name = "exploitation",
                                     .range = between(-1, 1),
                                     .recorded = true,
                                     .about =
                                         "rank correlation of GDP and burden over the members: positive where the "
                                         "small ride free on the great; NaN of fewer than three",
                                     .source = "Olson & Zeckhauser 1966"};
inline constexpr Column pivotal_state{.table = TableKind::alliance,
                                      .name = "pivotal_state",
                                      .kind = Kind::state,
                                      .initial = -1.0,
                                      .recorded = true,
                                      .about = "the member whom the alliance's security can least miss"};
inline constexpr Column pivotality{.table = TableKind::membership,
                                   .name = "pivotality",
                                   .about =
                                       "share of the alliance's pooled security that is lost without the member; "
                                       "NaN of outsiders and where no security is pooled"};

}  // namespace columns

/// How an alliance stands: measured, not felt by anyone.
///
///     members n_a;  power M_a = sum_i m_i;  effective members 1 / sum_i (m_i / M_a)^2
///     cohesion = exp(-D / 2), D = sum_i (m_i / M_a) dist2(x_i, y),  y = sum_i (m_i / M_a) x_i
///     burden = sum_i b_i g_i / sum_i g_i;  margins of the members: smallest and mean
///     burden_gini, exploitation: Gini coefficient of b_i; Spearman's correlation of g_i and b_i
///     pooled security V_a = sum_i m_i S_ia;  pivotality_ia = (m_i S_ia + (M_a - m_i) denial_ia) / V_a
///
/// dist2 weighs issues by the alliance's focus. Cohesion is 1 where all members want the same. Pivotality is the loss
/// of V_a without i: i's own part of it, and what it does for the others' chances; with two members it is 1 of both.
/// The last two lines are measured each January and after a change of members, pivotality with the denial of the step.
/// Draws nothing. Sources: Laakso & Taagepera 1979 (effective number); dispersion of interests: Axelrod & Bennett 1993;
/// exploitation: Olson & Zeckhauser 1966.
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
