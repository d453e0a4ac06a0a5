#pragma once

#include "engine/simulation/catalogue.hpp"
#include "models/division.hpp"
#include "models/membership.hpp"
#include "models/security.hpp"

namespace entente {

namespace columns {

inline constexpr Column would_leave{.table = TableKind::alliance,
                                    .name = "would_leave",
                                    .kind = Kind::integer,
                                    .unit = "states",
                                    .about = "members that would be better off outside"};
inline constexpr Column would_join{.table = TableKind::alliance,
                                   .name = "would_join",
                                   .kind = Kind::integer,
                                   .unit = "states",
                                   .about = "outsiders that would be better off inside, let in or not"};
inline constexpr Column would_enter{.table = TableKind::alliance,
                                    .name = "would_enter",
                                    .kind = Kind::integer,
                                    .unit = "states",
                                    .about =
                                        "outsiders that would be better off inside and that the members would let in "
                                        "by the charter's rule"};
inline constexpr Column internally_stable{.table = TableKind::alliance,
                                          .name = "internally_stable",
                                          .kind = Kind::flag,
                                          .about = "whether no member would leave; no without members",
                                          .source = "d'Aspremont et al. 1983"};
inline constexpr Column externally_stable{.table = TableKind::alliance,
                                          .name = "externally_stable",
                                          .kind = Kind::flag,
                                          .about = "whether no outsider would join and be let in; no without members",
                                          .source = "d'Aspremont et al. 1983"};
inline constexpr Column nash_stable{.table = TableKind::alliance,
                                    .name = "nash_stable",
                                    .kind = Kind::flag,
                                    .about = "whether nobody would leave or join, asked or not; no without members",
                                    .source = "Bogomolnaia & Jackson 2002"};
inline constexpr Column individually_stable{
    .table = TableKind::alliance,
    .name = "individually_stable",
    .kind = Kind::flag,
    .about = "whether nobody would leave, or join where no member minds; no without members",
    .source = "Bogomolnaia & Jackson 2002"};
inline constexpr Column contractually_stable{
    .table = TableKind::alliance,
    .name = "contractually_stable",
    .kind = Kind::flag,
    .about = "whether nobody would leave or join where no member minds; no without members",
    .source = "Bogomolnaia & Jackson 2002"};
inline constexpr Column cost_of_stability{
    .table = TableKind::alliance,
    .name = "cost_of_stability",
    .about = "smallest sum of side payments that hold all members, in units of utility; NaN without members"};
inline constexpr Column landscape_energy{
    .table = TableKind::alliance,
    .name = "landscape_energy",
    .about = "energy of the split of the members from all others: low where foes are apart and friends together",
    .source = "Axelrod & Bennett 1993"};

inline constexpr Column frustration{.table = TableKind::state,
                                    .name = "frustration",
                                    .about =
                                        "power of friends from whom the present alliances part the state, less that of "
                                        "foes; times own power and summed it is the division's energy",
                                    .source = "Axelrod & Bennett 1993"};
inline constexpr Column blocking_groups{
    .table = TableKind::state,
    .name = "blocking_groups",
    .kind = Kind::integer,
    .unit = "groups",
    .about = "small groups of states not together, this one among them, that would all gain by a pact of their own",
    .source = "Bogomolnaia & Jackson 2002"};

inline constexpr Column shapley_shubik{.table = TableKind::membership,
                                       .name = "shapley_shubik",
                                       .range = unit_interval,
                                       .about =
                                           "voting power on admissions: share of orders in which the member decides; "
                                           "NaN of outsiders",
                                       .source = "Shapley & Shubik 1954"};
inline constexpr Column banzhaf{.table = TableKind::membership,
                                .name = "banzhaf",
                                .range = unit_interval,
                                .about =
                                    "voting power on admissions: share of the others' coalitions that the member's "
                                    "voice turns; NaN of outsiders",
                                .source = "Penrose 1946; Banzhaf 1965"};

}  // namespace columns

/// How far the present alliances are an equilibrium: measured, not felt by anyone.
///
///     who would leave, join and be let in; internal, external, Nash, individual and contractual stability; the cost of
///     stability (models/deviations.hpp)
///     groups of two or three that would rather be together (models/blocking.hpp)
///     voting power on admissions (models/voting.hpp)
///     landscape energy and frustration (models/division.hpp)
///
/// Reads utilities and votes with the parameters of membership, security with those of security, whatever rule states
/// choose by. Measured at the start and in steps in which a year begins that `every` divides, so with steps of a year
/// or less whatever their length; in between it stands. Utilities are those of the beginning of that step, memberships
/// those of its end: who enters or leaves in it has its old utility (of first order in dt). At the start frailties,
/// which belong to a run, are 0. Draws nothing. The columns are recorded where a scenario names them.
class StabilityConcepts : public Mechanism {
 public:
  struct Parameters {
    int every = 1;
    int group_size = 2;
    PropensityParameters propensity{};
  };
  static void declare(Declarations<Parameters>& parameters);
  static MechanismDeclaration declaration();

  StabilityConcepts(const Parameters& parameters, const Setup& setup);
  void start(World& world, Scratch& scratch) const override;
  void step(World& world, const Step& step) const override;

 private:
  void measure(World& world, const Streams* streams, Scratch& scratch) const;
  void measure_deviations(World& world, AllianceId alliance) const;

  Parameters parameters_;
  Membership::Parameters membership_;
  Security::Parameters security_;
};

}  // namespace entente
