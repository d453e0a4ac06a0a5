#pragma once

#include "engine/simulation/catalogue.hpp"

namespace entente {

/// What a state fears: hostile states by their power and nearness, and threats that are no states.
///
///     m_i = sum_k weight_k c_ik / M_ref
///     theta_ij = h_ij m_j k_ij seen_i,   theta_i = sum_j theta_ij + sum_z exposure_iz intensity_z seen_i
///     dh_ij = (hbar_ij - h_ij) dt / tau_h  (exact step),   H_ij = max(h_ij, its average over tau_H)
///     dlnth_i = ln((theta_i + theta_0) / (theta average over tau + theta_0))
///
/// m_i power relative to M_ref (the world's, or a constant), h_ij how far i fears j, hbar_ij the scenario's hostility,
/// k_ij proximity, seen_i = exp(misperception_i) (models/intelligence.hpp; 1 where nothing else is said). Undamped by
/// pacts, which act through security: else threat would depend on the membership that it is to explain. Averages are
/// exponentially weighted. Draws nothing. Source: Walt 1987. Limits: fears do not spread from pair to pair.
class Threat : public Mechanism {
 public:
  struct Parameters {
    double hostility_time = 2.0;
    double memory_time = 15.0;
    double average_time = 5.0;
    double shock_floor = 0.005;
  };
  static void declare(Declarations<Parameters>& parameters);
  static MechanismDeclaration declaration();

  Threat(const Parameters& parameters, const Setup&) : parameters_(parameters) {}
  void start(World& world, Scratch& scratch) const override;
  void step(World& world, const Step& step) const override;

 private:
  Parameters parameters_;
};

/// Military power of every state relative to the reference; 0 for states that do not exist. Writes columns::power.
void measure_power(World& world);

}  // namespace entente
