#pragma once

#include "engine/simulation/catalogue.hpp"

namespace entente {

/// Leaders fall; only when the supporting coalition changes with them does policy move.
///
///     turnover rate   lambda_i = lambda0(rho_i) exp(beta_f f_i + beta_rec recession_i)      (1/year)
///     coalition kept with probability stay(rho_i); else
///     delta_i ~ N(0, s_delta(rho_i)^2) on every issue, l_i ~ N(0, s_l^2) truncated to [-1, 1], moved by c rho_i o_i
///     an opinion o_i < 0 multiplies hazards, of elections too, by exp(b_o rho_i |o_i|)
///     every successor's skill ~ N(.5, s_k^2) truncated to [0, 1]
///
/// rho_i democracy, f_i weariness, o_i opinion on the state's alliances (0 unless the scenario gives it or
/// models/opinion.hpp moves it), skill as in models/retention.hpp (s_k = 0: the state's own, whoever leads); lambda0,
/// stay and s_delta are straight lines between autocracy (rho = 0), anocracy
/// (.5, lambda0 only) and democracy (1). A state with a fixed election calendar loses its leader at an election with
/// a probability and between elections at a reduced rate. At most one change a step.
/// Sources: Leeds, Mattes & Vogel 2009; rates from Archigos 4.1, coalitions from CHISOLS 4.0, 1919-2008.
class Leadership : public Mechanism {
 public:
  struct Parameters {
    double turnover_autocracy = 0.106;
    double turnover_anocracy = 0.253;
    double turnover_democracy = 0.261;
    double weariness_effect = 1.0;
    double recession_effect = 0.3;
    double stay_autocracy = 0.63;
    double stay_democracy = 0.44;
    double offset_autocracy = 0.30;
    double offset_democracy = 0.10;
    double commitment_spread = 0.3;
    double election_turnover = 0.45;
    double between_elections = 0.15;
    double opinion_commitment = 0.5;
    double opinion_turnover = 1.0;
    double skill_spread = 0.0;
  };
  static void declare(Declarations<Parameters>& parameters);
  static MechanismDeclaration declaration();

  Leadership(const Parameters& parameters, const Setup& setup);
  void step(World& world, const Step& step) const override;

 private:
  double turnover_rate(double democracy) const;
  /// Moves the calendar past the step and returns the chance to survive the elections in it.
  double pass_elections(World& world, const Step& step, std::size_t state, double discontent) const;
  /// By what factor opinion multiplies the hazard of losing office.
  double discontent(double democracy, double opinion) const;
  void change_policy(World& world, std::size_t state, Stream& stream) const;

  Parameters parameters_;
  std::int32_t leader_changed_, coalition_changed_;
};

}  // namespace entente
