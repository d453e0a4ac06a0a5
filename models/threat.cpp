#include "models/threat.hpp"

#include <algorithm>
#include <cmath>

#include "models/columns.hpp"
#include "models/intelligence.hpp"
#include "models/maths/averages.hpp"

namespace entente {

void measure_power(World& world) {
  const std::size_t domains = world.extent(Axis::domain);
  const auto capability = world.states[columns::capability];
  const auto power = world.states.update(columns::power);
  double sum = 0.0;
  for (std::size_t i = 0; i < power.size(); ++i) {
    power[i] = 0.0;
    if (!world.states.active[i]) continue;
    for (std::size_t k = 0; k < domains; ++k) power[i] += world.domain_weights[k] * capability[i * domains + k];
    sum += power[i];
  }
  const double reference = world.power_reference > 0.0 ? world.power_reference : sum;
  if (reference > 0.0)
    for (double& m : power) m /= reference;
}

namespace {

/// theta_ij and its memory for every pair, theta_i for every state.
void assess(World& world) {
  const auto power = world.states[columns::power];
  const auto fear = world.dyads[columns::fear];
  const auto average = world.dyads[columns::fear_average];
  const auto pair_threat = world.dyads.update(columns::pair_threat);
  const auto pair_memory = world.dyads.update(columns::pair_memory);
  const auto threat = world.states.update(columns::threat);
  const auto exposure = world.states[columns::exposure];
  const auto intensity = world.threats[columns::intensity];
  const auto misperception = world.states[columns::misperception];
  for (std::size_t i = 0; i < threat.size(); ++i) {
    threat[i] = 0.0;
    const StateId state(i);
    const double seen = as_seen(misperception[i]);
    for (std::size_t d = world.dyads.begin(state); d < world.dyads.end(state); ++d) {
      const StateId other = world.dyads.to()[d];
      const double reach = world.states.active[i] ? power[other.index()] * world.proximity(state, other) * seen : 0.0;
      pair_threat[d] = fear[d] * reach;
      pair_memory[d] = std::max(fear[d], average[d]) * reach;
      threat[i] += pair_threat[d];
    }
    if (!world.states.active[i]) continue;
    for (std::size_t z = 0; z < intensity.size(); ++z)
      threat[i] += exposure[i * intensity.size() + z] * intensity[z] * seen;
  }
}

}  // namespace

void Threat::declare(Declarations<Parameters>& p) {
  p.add(&Parameters::hostility_time, {.name = "hostility_time",
                                      .unit = "years",
                                      .range = above(0),
                                      .about = "time in which fear follows the scenario's hostility"});
  p.add(&Parameters::memory_time,
        {.name = "memory_time", .unit = "years", .range = above(0), .about = "time over which fears are remembered"});
  p.add(
      &Parameters::average_time,
      {.name = "average_time", .unit = "years", .range = above(0), .about = "time over which a threat becomes usual"});
  p.add(&Parameters::shock_floor, {.name = "shock_floor",
                                   .unit = "of the power reference",
                                   .range = above(0),
                                   .about = "threat that goes unnoticed"});
}

MechanismDeclaration Threat::declaration() {
  using namespace columns;
  return {
      .name = "threat",
      .claim =
          "A state is threatened by hostile states according to their power and nearness, and by threats "
          "that are no states.",
      .equation =
          "theta_ij = h_ij m_j k_ij seen_i; theta_i = sum_j theta_ij + sum_z exposure_iz intensity_z seen_i; seen_i = "
          "exp(misperception_i); "
          "dh = (hbar - h) dt / tau_h; shock = ln((theta_i + floor) / (average + floor))",
      .source = "Walt 1987; loss-of-strength gradient: Boulding 1962",
      .parameters = {},
      .reads = {&capability, &hostility, &exposure, &intensity, &newborn, &misperception},
      .writes = {&power, &fear, &fear_average, &pair_threat, &pair_memory, &threat, &threat_average, &threat_shock},
      .events = {}};
}

void Threat::start(World& world, Scratch&) const {
  const auto hostility = world.dyads[columns::hostility];
  std::copy(hostility.begin(), hostility.end(), world.dyads.update(columns::fear).begin());
  std::copy(hostility.begin(), hostility.end(), world.dyads.update(columns::fear_average).begin());
  measure_power(world);
  assess(world);
  const auto threat = world.states[columns::threat];
  std::copy(threat.begin(), threat.end(), world.states.update(columns::threat_average).begin());
}

void Threat::step(World& world, const Step& step) const {
  const auto hostility = world.dyads[columns::hostility];
  const auto newborn = world.states[columns::newborn];
  const auto fear = world.dyads.update(columns::fear);
  const auto average = world.dyads.update(columns::fear_average);
  const double kept_fear = maths::kept(step.dt, parameters_.hostility_time);
  const double kept_memory = maths::kept(step.dt, parameters_.memory_time);
  const double passed_on = maths::chained(step.dt, parameters_.hostility_time, parameters_.memory_time);
  for (std::size_t d = 0; d < fear.size(); ++d) {
    const double gap = fear[d] - hostility[d];
    const bool begins = newborn[world.dyads.from()[d].index()] > 0.0 || newborn[world.dyads.to()[d].index()] > 0.0;
    fear[d] = begins ? hostility[d] : maths::relaxed(fear[d], hostility[d], kept_fear);
    average[d] = begins ? hostility[d] : maths::relaxed(average[d], hostility[d], kept_memory) + gap * passed_on;
  }
  measure_power(world);
  assess(world);

  const auto threat = world.states[columns::threat];
  const auto usual = world.states.update(columns::threat_average);
  const auto shock = world.states.update(columns::threat_shock);
  const double kept_usual = maths::kept(step.dt, parameters_.average_time);
  for (std::size_t i = 0; i < threat.size(); ++i) {
    if (!world.states.active[i]) continue;
    usual[i] = newborn[i] > 0.0 ? threat[i] : maths::relaxed(usual[i], threat[i], kept_usual);
    shock[i] = std::log((threat[i] + parameters_.shock_floor) / (usual[i] + parameters_.shock_floor));
  }
}

}  // namespace entente
