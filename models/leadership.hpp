#pragma once

#include "engine/simulation/catalogue.hpp"

namespace entente {

/// Leaders fall; only when the supporting coalition changes with them does policy move.
///
///     turnover rate   lambda_i = lambda0(rho_i) (1 + n(rho_i) exp(-t_i / 1 year)) exp(b_f f_i + b_rec recession_i)
///
///     coalition kept with probability stay(rho_i); else
///     delta_i ~ N(0, s_delta(rho_i)^2) on every issue, l_i ~ N(0, s_l^2) truncated to [-1, 1], moved by c rho_i o_i
///     an opinion o_i < 0 multiplies hazards, of elections too, by exp(b_o rho_i |o_i|)
///     every successor's skill ~ N(.5, s_k^2) truncated to [0, 1]
///
/// Rates are per year. t_i time in office, rho_i democracy, f_i weariness, o_i opinion on the state's alliances (0
/// unless the scenario gives it or models/opinion.hpp moves it), skill as in models/retention.hpp (s_k = 0: the state's
/// own, whoever leads); lambda0, n and the share of those who fall that are overthrown are straight lines between
/// autocracy (rho = 0), anocracy (.5) and democracy (1), stay and s_delta between autocracy and democracy. Who is
/// overthrown first are those whose coalition falls with them. With the defaults .106, .249 and .261 leaders a year
/// fall in the long run, by lambda0 exp(lambda0 n 1 year), as on record. A state with a fixed election calendar loses
/// its leader at an election with a probability and between elections at a reduced rate. At most one change a step.
/// Sources: Leeds, Mattes & Vogel 2009; rates and irregular exits from Archigos 4.1, coalitions from CHISOLS 4.0,
/// 1919-2008.
class Leadership : public Mechanism {
 public:
  struct Parameters {
    double turnover_autocracy = 0.078;
    double turnover_anocracy = 0.165;
    double turnover_democracy = 0.235;
    double novelty_autocracy = 4.0;
    double novelty_anocracy = 2.5;
    double novelty_democracy = 0.45;
    double irregular_autocracy = 0.48;
    double irregular_anocracy = 0.10;
    double irregular_democracy = 0.0;
    double weariness_effect = 1.0;
    double recession_effect = 0.3;
    double stay_autocracy = 0.63;
    double stay_democracy = 0.44;
    double offset_autocracy = 0.5;
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
  /// Turnovers that a state of this democracy expects in a step at whose beginning its leader has been in office for
  /// `tenure` years, without weariness, recession and elections.
  double turnover_hazard(double democracy, double tenure, double dt) const;
  /// Moves the calendar past the step and returns the chance to survive the elections in it.
  double pass_elections(World& world, const Step& step, std::size_t state, double discontent) const;
  /// By what factor opinion multiplies the hazard of losing office.
  double discontent(double democracy, double opinion) const;
  void change_policy(World& world, std::size_t state, Stream& stream) const;

  Parameters parameters_;
  std::int32_t leader_changed_, leader_overthrown_, coalition_changed_;
};

}  // namespace entente
