#pragma once

#include "engine/simulation/catalogue.hpp"

namespace entente {

/// Interests return to what the state is at home and what its leader wants, and drift towards those of its allies.
///
///     dx_i = eta (xbar_i + delta_i - x_i) dt + mu_i (Y_i - x_i) dt + s_x dW_i
///
/// x_i position on every issue, xbar_i home, delta_i the leader's offset, Y_i the mean position of i's alliances,
/// weighted by the strength of their obligations, mu_i = mu min(1, sum_a strength_a), eta and mu in 1/year, s_x in
/// units of the issue per sqrt(year). Exact Ornstein-Uhlenbeck transition over dt with Y_i as at its start. Draws: one
/// a state and issue. Limits: linear; alliances move their members but not the issues' meaning.
class Interests : public Mechanism {
 public:
  struct Parameters {
    double return_rate = 0.5;
    double socialisation = 0.02;
    double noise = 0.22;
  };
  static void declare(Declarations<Parameters>& parameters);
  static MechanismDeclaration declaration();

  Interests(const Parameters& parameters, const Setup&) : parameters_(parameters) {}
  void start(World& world, Scratch& scratch) const override;
  void step(World& world, const Step& step) const override;

 private:
  Parameters parameters_;
};

}  // namespace entente
