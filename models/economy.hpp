#pragma once

#include "engine/simulation/catalogue.hpp"

namespace entente {

/// Output grows as geometric Brownian motion; part of the shocks is common to all states.
///
///     g_i(t + dt) = g_i(t) exp((growth_i - s_i^2 / 2) dt + s_i sqrt(dt) (sqrt(chi) z + sqrt(1 - chi) z_i))
///
/// g_i GDP of state i (billion USD), s_i its volatility (1/sqrt(year)), chi the correlation of growth between any two
/// states, z and z_i standard normal. A state is in recession while the exponentially weighted average of d ln g_i / dt
/// over tau = recession_time is negative: growth over one step would call every other short step a recession. The step
/// is exact for any dt, GDP and average jointly. Draws: one for the world, two a state.
/// Limits: no business cycle, no trade; shocks have no memory.
class Economy : public Mechanism {
 public:
  struct Parameters {
    double shock_correlation = 0.3;
    double recession_time = 0.5;
  };
  static void declare(Declarations<Parameters>& parameters);
  static MechanismDeclaration declaration();

  Economy(const Parameters& parameters, const Setup&) : parameters_(parameters) {}
  void start(World& world, Scratch& scratch) const override;
  void step(World& world, const Step& step) const override;

 private:
  Parameters parameters_;
};

}  // namespace entente
