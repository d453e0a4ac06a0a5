#pragma once

#include "engine/world/world.hpp"
#include "models/admission.hpp"

namespace entente {

/// Who would move if one state at a time could: the stability of an alliance as memberships and utilities stand.
///
/// States may belong to any number of alliances and judge each by its own utility, so a deviation is one state that
/// leaves one alliance or joins one more, all other memberships as they are:
///
///     i would leave a     iff margin_ia < 0             = U_ia + grip_a: who is coerced to stay would not leave
///     i would join a      iff U_ia - exclusion_a X_ia > 0        what the rate of applying is the exponential of
///     i would be let in   iff the votes V_ji - xi_ji of the members carry by the charter's admission rule
///     member j minds i's joining iff V_ji - xi_ji <= 0, minds its leaving iff V_ji - xi_ji > 0
///
/// An alliance is stable if no such deviation into or out of it is left:
///
///     internally      nobody would leave
///     externally      nobody would join and be let in
///     Nash            nobody would leave or join, asked or not
///     individually    nobody would leave, or join where no member minds
///     contractually   nobody would leave where no remaining member minds, or join where no member minds
///     cost of stability = sum over members of max(0, -margin_ia)        in units of utility
///
/// So Nash implies individual and internal, individual implies contractual stability. All memberships together are
/// stable in a sense iff every alliance is, for each deviation is about one alliance. A joining state leaves nobody, so
/// that contractual differs from individual stability in leaving alone. The cost is the smallest sum of payments that
/// leaves no member better off outside, for members are lost one by one; it is 0 iff the alliance is internally stable,
/// and its members can pay it among themselves iff their mean margin is not negative (potential internal stability:
/// Carraro, Eyckmans & Finus 2006). There is no price in money: what a burden does to utility is bounded, so most
/// deficits are beyond any sum. Outsiders are active states that the charter admits and the schedule does not forbid,
/// applicants among them; suspended states are neither. No one is let in where the open door is 0. Notice periods and
/// earliest dates of withdrawal delay and do not count. Sources: d'Aspremont et al. 1983; Bogomolnaia & Jackson 2002.
/// Limits: whether a member minds is its vote, not the change of its own utility; nobody foresees what follows.
struct Deviations {
  double would_leave = 0.0;  ///< members
  double would_join = 0.0;   ///< outsiders, let in or not
  double would_enter = 0.0;  ///< those of them that would be let in
  double cost = 0.0;         ///< of stability
  bool individually_stable = true;
  bool contractually_stable = true;

  bool internally_stable() const { return would_leave == 0.0; }
  bool externally_stable() const { return would_enter == 0.0; }
  bool nash_stable() const { return would_leave == 0.0 && would_join == 0.0; }
};

/// Of an active alliance with members.
Deviations deviations_of(const World& world, AllianceId alliance, const AdmissionParameters& vote,
                         const features::Scales& scales);

}  // namespace entente
