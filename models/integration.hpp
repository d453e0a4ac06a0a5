#pragma once

#include "engine/world/world.hpp"
#include "models/charter.hpp"
#include "models/parameter_group.hpp"

namespace entente {

namespace columns {

inline constexpr Column opted_out{.table = TableKind::membership,
                                  .name = "opted_out",
                                  .kind = Kind::flag,
                                  .input = Input::optional,
                                  .about = "whether the member keeps its forces out of the integrated command"};

}  // namespace columns

/// Whether a member puts its forces under the alliance's integrated command, kappa_ia in {0, kappa_a}: it opts out at
/// `leave_rate exp(sigma_i kappa_a - margin_ia)` and comes back at `return_rate exp(U_ia - sigma_i kappa_a)`, sigma its
/// sensitivity to sovereignty. The lead state commands and does not opt out. Source of the rates: NATO, where France
/// from 1966, Greece from 1974 and Spain from 1982 stood outside the command, some twenty years each.
struct IntegrationParameters {
  double leave_rate = 0.002;
  double return_rate = 0.03;

  template <class P>
  static void declare(Declarations<P>& parameters, IntegrationParameters P::*group);
};

/// kappa_ia of row `row`: the alliance's, unless the member has opted out.
inline double integration_of(std::span<const double> integration, std::span<const double> opted_out,
                             const MembershipTable& memberships, std::size_t row) {
  return opted_out[row] > 0.0 ? 0.0 : integration[memberships.alliance()[row].index()];
}

template <class P>
void IntegrationParameters::declare(Declarations<P>& parameters, IntegrationParameters P::*group) {
  ParameterGroup own(parameters, group, "integration.");
  own.add(
      &IntegrationParameters::leave_rate,
      {.name = "leave_rate",
       .unit = "1/year",
       .range = at_least(0),
       .about = "rate at which a member of margin 0 that does not mind foreign command leaves the integrated command"});
  own.add(&IntegrationParameters::return_rate, {.name = "return_rate",
                                                .unit = "1/year",
                                                .range = at_least(0),
                                                .about = "rate at which such a member comes back to it"});
}

}  // namespace entente
