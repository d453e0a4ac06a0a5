#pragma once

#include "engine/simulation/catalogue.hpp"
#include "models/paths.hpp"

namespace entente {

/// What states spend on defence: more under threat and for those whom they have promised to defend, less as far as
/// allies' spending protects them, and never all at once.
///
///     reply_i = alpha_i g_i - (1 - alpha_i) Q_i                  between least and most
///     below a norm n: (reply_i + nu n g_i) / (1 + nu)
///     alpha_i = (a0 + amax TH_i / (TH_i + theta_half)) exp(-b_rho (rho_i - rho_0)),  TH_i = theta_i + phi com_i
///     com_i = sum_e max_a omega_a (m_i / M_a) max_{j in a, j != i} theta_je      each enemy e once, members apart
///     Q_i = sum_{j != i} q_j s_ij,  s_ij = max_a share omega_a g_i / G_a         (`pure`: max_a share omega_a)
///     b_i(t + dt) = beta_i + (b_i - beta_i) exp(-eta dt),  beta_i = q_i / g_i in the Nash equilibrium
///     q_ia = (f_ia + x_a) g_i + (b_i - sum_a (f_ia + x_a)) g_i v_ia min(1, cap / sum_a v_ia),  v_ia = S_ia + denial_ia
///
/// b_i share of GDP, g_i GDP, G_a that of a's members, theta_i threat, theta_je that from e to j, m_i power, M_a that
/// of a's members, omega_a strength of a's obligation to defend, f_ia what i pays into a's common fund
/// (models/common_fund.hpp), x_a what a's members agree to spend on joint exercises. States vote budgets once a year:
/// the equilibrium is found at the start and at each year's end, and stands in a column. A number on a path is given:
/// others reply to it. `pure` can have several equilibria; the one in which those who want most move first is taken,
/// and an event says so. Draws nothing. Sources: Olson & Zeckhauser 1966; Sandler & Hartley 2001 (joint product); the
/// numbers: fitted to the burdens of 1955-2000 of the states of scenarios/nato.yaml, half by state-year and half by the
/// series of the United States and of NATO's others, with spill_share and adjustment given. Limits: in regional
/// geometry spill-ins and commitments of overlapping alliances add up; trust does not change what spills in.
class Budget : public Mechanism {
 public:
  struct Parameters {
    double base_share = 0.0138;
    double threat_share = 0.07;
    double threat_half = 0.112;
    double commitment_weight = 8.0;
    double regime_effect = 0.98;
    double regime_centre = 0.8;
    double spill_share = 0.2;
    bool pure = false;
    double adjustment = 0.2;
    double least_burden = 0.003;
    double fiscal_limit = 0.25;
    double contribution_cap = 0.3;
  };
  static void declare(Declarations<Parameters>& parameters);
  static MechanismDeclaration declaration();

  Budget(const Parameters& parameters, const Setup& setup);
  void start(World& world, Scratch& scratch) const override;
  void step(World& world, const Step& step) const override;

 private:
  /// Finds the equilibrium and writes it down; returns the state whose spending differs most between two equilibria.
  StateId vote(World& world, Scratch& scratch, Date date, Date freed) const;
  void contribute(World& world, Scratch& scratch) const;

  Parameters parameters_;
  Paths given_;
  std::int32_t several_equilibria_;
};

}  // namespace entente
