#pragma once

#include <algorithm>
#include <span>

#include "engine/world/world.hpp"
#include "models/parameter_group.hpp"

namespace entente {

/// Suspension and expulsion of a member: motions come at rates, the others decide by the charter's expulsion_rule.
///
///     charge_ia = c_re max(0, rhobar_i - rho_i) + c_pr max(0, rbar_i - r_i) + c_ho rivalry_ia
///     motion to suspend  suspension_rate charge_ia;   motion to expel  expulsion_rate charge_ia     (1/year)
///     member j is for it iff  gravity charge_ia > V_ji
///     a suspension is voted on again at the session rate, and ends when it finds no majority any more
///
/// The charge: breakdown of the regime (democracy below its eight-year average), promises broken (reputation below its
/// level), hostility to fellow members. V_ji is how j would vote on i's admission (models/admission.hpp): members vote
/// out whom they would not let in. Source: grounds of suspension and expulsion in the charters of the OAS, the Council
/// of Europe, the African Union and the Arab League.
struct DisciplineParameters {
  double suspension_rate = 0.2;
  double expulsion_rate = 0.06;
  double regime = 1.0;
  double promises = 1.0;
  double hostility = 1.0;
  double gravity = 2.0;

  template <class P>
  static void declare(Declarations<P>& parameters, DisciplineParameters P::*group);
};

/// What is held against members, by row, at least 0. Columns are looked up once.
class Charges {
 public:
  Charges(const World& world, const DisciplineParameters& parameters);

  double operator()(std::size_t row) const {
    const std::size_t i = states_[row].index();
    return parameters_.regime * std::max(0.0, usual_democracy_[i] - democracy_[i]) +
           parameters_.promises * std::max(0.0, usual_reputation_[i] - reputation_[i]) +
           parameters_.hostility * rivalry_[row];
  }

 private:
  const DisciplineParameters& parameters_;
  std::span<const StateId> states_;
  std::span<const double> democracy_, usual_democracy_, reputation_, usual_reputation_;  // by state
  std::span<const double> rivalry_;
};

template <class P>
void DisciplineParameters::declare(Declarations<P>& parameters, DisciplineParameters P::*group) {
  ParameterGroup own(parameters, group, "discipline.");
  using D = DisciplineParameters;
  own.add(&D::suspension_rate, {.name = "suspension_rate",
                                .unit = "1/year",
                                .range = at_least(0),
                                .about = "rate of motions to suspend a member, per unit of charge"});
  own.add(&D::expulsion_rate, {.name = "expulsion_rate",
                               .unit = "1/year",
                               .range = at_least(0),
                               .about = "rate of motions to expel a member, per unit of charge"});
  own.add(&D::regime,
          {.name = "regime", .range = at_least(0), .about = "weight of a breakdown of the regime in the charge"});
  own.add(&D::promises, {.name = "promises", .range = at_least(0), .about = "weight of broken promises in the charge"});
  own.add(&D::hostility,
          {.name = "hostility", .range = at_least(0), .about = "weight of hostility to fellow members in the charge"});
  own.add(&D::gravity,
          {.name = "gravity", .range = at_least(0), .about = "effect of the charge on a vote, against the member"});
}

}  // namespace entente
