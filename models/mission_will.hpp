#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/random/streams.hpp"
#include "engine/world/world.hpp"
#include "models/mission_site.hpp"
#include "models/parameter_group.hpp"

namespace entente {

/// How willing a state is to contribute to a mission.
///
///     W_ia = base + b_bond bond_ia + b_interest k_i,host + b_commitment l_i - b_weariness f_i + b_mandate mandate_a
///          + b_legitimacy (legitimacy of the parent - .6) - b_danger danger_a + xi_ia,          cut to [-8, 4]
///
/// bond: of a member of the parent alliance its utility there, cut to [-4, 4]; of others, and in a coalition of the
/// willing, 4 (2 exp(-dist2 / 2) - 1), how near its interests are to the lead state's; 0 without one. k proximity, l
/// the leader's commitment, f weariness; danger: expected deaths per thousand soldiers and year; xi a lasting normal of
/// spread `spread`, drawn once a pair from its name. Numbers are starting values; directions: Tago 2009; Auerswald &
/// Saideman 2014 on caveats; Bove & Elia 2011 on proximity.
struct WillParameters {
  double base = 0.5;
  double bond = 0.3;
  double interest = 1.0;
  double commitment = 1.0;
  double weariness = 1.0;
  double mandate = 0.5;
  double legitimacy = 2.0;
  double danger = 0.1;
  double spread = 0.7;

  template <class P>
  static void declare(Declarations<P>& parameters, WillParameters P::*group);
};

/// Willingness by its terms, which add up to it before it is cut.
struct Will {
  enum Term { base, bond, interest, commitment, weariness, right, danger, lasting };
  static constexpr std::size_t number = 8;
  std::array<double, number> terms{};

  double value() const;
  /// The terms under the names of the features of membership that they are nearest to (alignment: bond, neighbours:
  /// interest, leader: commitment, weariness, trust: mandate and legitimacy, entrapment: danger, frailty: base and
  /// lasting), a number each; empty if the log keeps fewer `features` than membership has.
  std::vector<double> shares(std::size_t features) const;
};

/// Willingness of the pairs of one world. Columns are looked up once.
class Wills {
 public:
  /// `parents`: as `parents_of_missions` tells.
  Wills(const World& world, std::span<const std::int32_t> parents, const WillParameters& parameters,
        const MissionTraits& traits, const Streams& streams);

  Will operator()(std::size_t row) const;
  /// Whether the pair may contribute: both exist, the state is not the host, and nothing bars it.
  bool may_contribute(std::size_t row) const;

 private:
  double bond(std::size_t row, std::size_t a, StateId state) const;

  const World& world_;
  std::span<const std::int32_t> parents_;  // by alliance
  const WillParameters& parameters_;
  const MissionTraits& traits_;
  const Streams& streams_;
  std::span<const double> kind_, host_, lead_, mandate_, legitimacy_, robustness_, intensity_;  // by alliance
  std::span<const double> position_, salience_, commitment_, weariness_;                        // by state
  std::span<const double> utility_, barred_;                                                    // by membership
};

template <class P>
void WillParameters::declare(Declarations<P>& parameters, WillParameters P::*group) {
  ParameterGroup own(parameters, group, "will.");
  using W = WillParameters;
  own.add(&W::base, {.name = "base", .about = "willingness to contribute of an average state without a reason"});
  own.add(&W::bond, {.name = "bond", .about = "effect of the worth of the parent alliance, or closeness to the lead"});
  own.add(&W::interest, {.name = "interest", .about = "effect of proximity to the host"});
  own.add(&W::commitment, {.name = "commitment", .about = "effect of the leader's commitment to alliances"});
  own.add(&W::weariness, {.name = "weariness", .about = "effect of the public's weariness, against it"});
  own.add(&W::mandate, {.name = "mandate", .about = "effect of an outside mandate"});
  own.add(&W::legitimacy, {.name = "legitimacy", .about = "effect of how the alliance's missions are seen"});
  own.add(&W::danger, {.name = "danger", .about = "effect of a death per thousand soldiers and year, against it"});
  own.add(&W::spread, {.name = "spread", .range = between(0, 10), .about = "spread of a state's own lasting reasons"});
}

}  // namespace entente
