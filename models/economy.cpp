#include "models/economy.hpp"

#include <cmath>

#include "engine/base/hash.hpp"
#include "models/columns.hpp"

namespace entente {

namespace {
constexpr std::uint64_t key = name_hash("economy");
constexpr std::uint64_t everyone = name_hash("*");
}  // namespace

void Economy::declare(Declarations<Parameters>& parameters) {
  parameters.add(&Parameters::shock_correlation,
                 {.name = "shock_correlation",
                  .range = unit_interval,
                  .about = "correlation of growth between any two states"});
}

MechanismDeclaration Economy::declaration() {
  using namespace columns;
  return {.name = "economy",
          .claim = "Output grows as geometric Brownian motion, and part of every shock is common to all states.",
          .equation = "g_i(t+dt) = g_i(t) exp((growth_i - s_i^2/2) dt + s_i sqrt(dt) (sqrt(chi) z + sqrt(1-chi) z_i)); "
                      "chi = shock_correlation, s_i = volatility",
          .source = "standard; exact transition",
          .parameters = {},
          .reads = {&gdp, &growth, &volatility},
          .writes = {&gdp, &recession},
          .events = {}};
}

void Economy::step(World& world, const Step& step) const {
  const auto growth = world.states[columns::growth];
  const auto volatility = world.states[columns::volatility];
  const auto gdp = world.states.update(columns::gdp);
  const auto recession = world.states.update(columns::recession);
  const auto entities = world.states.entities();
  const double common = std::sqrt(parameters_.shock_correlation) * step.streams.at(key, step.tick, everyone).normal();
  const double own = std::sqrt(1.0 - parameters_.shock_correlation);
  for (std::size_t i = 0; i < gdp.size(); ++i) {
    if (!world.states.active[i]) continue;
    const double s = volatility[i];
    const double shock = common + own * step.streams.at(key, step.tick, entities[i]).normal();
    const double change = (growth[i] - 0.5 * s * s) * step.dt + s * std::sqrt(step.dt) * shock;
    gdp[i] *= std::exp(change);
    recession[i] = change < 0.0 ? 1.0 : 0.0;
  }
}

}  // namespace entente
