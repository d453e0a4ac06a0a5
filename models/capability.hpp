#pragma once

#include "engine/simulation/catalogue.hpp"
#include "models/paths.hpp"

namespace entente {

/// Budgets buy capability, which wears out. Power is relative, so what a billion buys falls as all spend more.
///
///     dc_ik / dt = delta (y_ik f_ik B_i - c_ik),   B_i = g_i max(b_i, least)
///     d ln y / dt the same for all, such that sum_ik weight_k y_ik B_i stays as it is over states that go on
///     f_ik = (1 + psi kappa_i t_ik) / (their mean, weighted by weight_k y_ik),   t_ik = (r_ik - 1) / (r_ik + 1)
///     r_ik = (c_ik / C_ak) / (m_i / M_a),   a: the most integrated of i's alliances, kappa_i its
///     part in the command
///
/// c_ik capability in domain k, B_i spending, y_ik its yield: set where a state begins, so that its spending just
/// sustains what it has. r_ik says in which domains i is strong among a's members: those it stresses, at the same cost
/// in power. In a world in which all spend and grow alike nothing moves. A number on a path is given, its yield
/// follows, and from the path's end the stock is the model's. Spending counts as of the end of the step (first order in
/// dt). Draws nothing. Sources: perpetual inventory of arms; division of labour among allies: Olson & Zeckhauser 1967.
/// Limits: one rate for all domains, also for those that money does not buy (people, cities); what lies outside a
/// partial world is taken to spend as the states within.
class Capability : public Mechanism {
 public:
  struct Parameters {
    double renewal = 0.08;
    double least_burden = 0.005;
    double specialisation = 0.3;
  };
  static void declare(Declarations<Parameters>& parameters);
  static MechanismDeclaration declaration();

  Capability(const Parameters& parameters, const Setup& setup);
  void start(World& world, Scratch& scratch) const override;
  void step(World& world, const Step& step) const override;

 private:
  double spending_of(double gdp, double burden) const;
  double growth_of_all(const World& world, std::span<const double> spending) const;
  void specialise(const World& world, Scratch& scratch, std::span<double> emphasis) const;

  Parameters parameters_;
  Paths given_;
};

}  // namespace entente
