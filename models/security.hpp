#pragma once

#include "engine/simulation/catalogue.hpp"
#include "models/refresh.hpp"

namespace entente {

/// What an alliance is worth to a state's security, and what the state is worth to the others'.
///
///     pledge_ia = omega_a J_ia rel_ia T_ia         (rel: the other members' reputation, weighted by power)
///     G_i = sum_j m_j keff_ji max_a pledge_ia      each ally j counted once, by the strongest pledge
///     keff_ji = max(k_ij, presence_ji)             presence: bases and troops of j at i
///     p_i = P^s / (P^s + theta_i^s), P = m_i + G_i;  A_i = theta_i / (theta_i + theta_A)
///     S_ia = A_i (p_i(with a) - p_i(without a))
///     denial_ia = sum_{j in a, j != i} m_j A_j (p_j(with i) - p_j(without i)) / sum_{j in a, j != i} m_j
///
/// A member loses what no other alliance pledges as strongly; an outsider would gain what none does. Only alliances
/// with a defence obligation pledge. An alliance against non-state threats alone is worth
///
///     S_ia = A_i (P_i(with a) - P_i(without a)) with theta_i of those threats, P = m_i + G_i + pledge_ia (M_a - m_i)
///
/// and adds nothing to G: cyber defence and police work together at any distance, and against no state. Security is
/// looked at each quarter, denial each January, both after a change of members. In regional geometry allies are summed
/// by alliance and region, overlapping pledges add up, and denial is of first order in m_i. Draws nothing. Sources:
/// Tullock 1980; Hirshleifer 1989; MODEL of loss of strength: Boulding 1962.
class Security : public Mechanism {
 public:
  struct Parameters {
    double exponent = 1.0;
    double exposure_half = 0.03;
  };
  static void declare(Declarations<Parameters>& parameters);
  static MechanismDeclaration declaration();

  Security(const Parameters& parameters, const Setup&) : parameters_(parameters) {}
  void start(World& world, Scratch& scratch) const override;
  void step(World& world, const Step& step) const override;

 private:
  Parameters parameters_;
};

/// Security and denial of the alliances that are due.
void assess_security(World& world, const Security::Parameters& parameters, const Due& due, Scratch& scratch);

/// By state, whether what is due can change anything for it: it has a row in an alliance that is due, or no row at all.
std::span<const std::uint8_t> concerned_states(const World& world, const Due& due, Scratch& scratch);

/// Security by pairs of states.
void assess_exact_security(World& world, const Security::Parameters& parameters, const Due& due, Scratch& scratch);

/// Security by regions: O(rows + alliances x regions^2).
void assess_regional_security(World& world, const Security::Parameters& parameters, const Due& due, Scratch& scratch);

/// Security by alliances against non-state threats alone, once `protection` is known: O(rows x members) of each.
void assess_focused_security(World& world, const Security::Parameters& parameters, const Due& due, Scratch& scratch);

}  // namespace entente
