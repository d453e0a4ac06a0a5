#pragma once

#include <cstddef>
#include <vector>

namespace entente::classic {

/// An agreement among some of N identical states that contribute to a good which all enjoy. NaN: of nobody.
struct Agreement {
  std::size_t members;
  double member_contribution;
  double outsider_contribution;
  double total;  ///< all contributions
  double member_payoff;
  double outsider_payoff;
  double loss_by_leaving;  ///< of a member: pi_member(n) - pi_outsider(n - 1); infinite without members
  double loss_by_joining;  ///< of an outsider: pi_outsider(n) - pi_member(n + 1); infinite without outsiders

  /// Nobody gains by leaving or by joining alone (d'Aspremont et al. 1983; Barrett 1994).
  bool stable() const { return loss_by_leaving >= 0.0 && loss_by_joining >= 0.0; }
  /// The same where an outsider who is indifferent joins.
  bool stable_if_the_indifferent_join() const { return loss_by_leaving >= 0.0 && loss_by_joining > 0.0; }
};

/// Linear benefit, quadratic cost: payoff b Q - c q^2 / 2. Members maximise their joint payoff, outsiders their own;
/// nobody's choice depends on another's. By number of members, 0 to N (Carraro & Siniscalco 1993; Barrett 1994). Ties,
/// of which there are some at every N, come out as ties: payoffs are half-integers times b^2 / c.
std::vector<Agreement> linear_benefit(std::size_t states, double benefit, double cost);

/// Quadratic benefit and cost: payoff b (a Q - Q^2 / 2) / N - c q^2 / 2. Members maximise their joint payoff, knowing
/// how outsiders, who follow, will answer (Barrett 1994). By number of members, 0 to N.
///
/// With m = N - n outsiders, g = b / (N c), D = 1 + m g:  q_member = n a b / (N c D^2 + n^2 b),
/// q_outsider = g (a - Q),  Q = (n q_member + m g a) / D.
std::vector<Agreement> members_lead(std::size_t states, double satiation, double benefit, double cost);

}  // namespace entente::classic
