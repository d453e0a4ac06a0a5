#include "models/economy.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/hash.hpp"
#include "models/columns.hpp"
#include "models/maths/averages.hpp"

namespace entente {

namespace {
constexpr std::uint64_t key = name_hash("economy");
constexpr std::uint64_t everyone = name_hash("*");
}  // namespace

void Economy::declare(Declarations<Parameters>& parameters) {
  parameters.add(
      &Parameters::shock_correlation,
      {.name = "shock_correlation", .range = unit_interval, .about = "correlation of growth between any two states"});
  parameters.add(
      &Parameters::recession_time,
      {.name = "recession_time",
       .unit = "years",
       .range = above(0),
       .about = "time over which growth is averaged to tell a recession; .5 gives the spread of a year's growth"});
}

MechanismDeclaration Economy::declaration() {
  using namespace columns;
  return {.name = "economy",
          .claim = "Output grows as geometric Brownian motion, and part of every shock is common to all states.",
          .equation =
              "g_i(t+dt) = g_i(t) exp((growth_i - s_i^2/2) dt + s_i sqrt(dt) (sqrt(chi) z + sqrt(1-chi) z_i)); "
              "chi = shock_correlation, s_i = volatility; recession: the average of d ln g_i / dt over tau = "
              "recession_time is negative",
          .source = "standard; exact transition",
          .parameters = {},
          .reads = {&gdp, &growth, &volatility, &newborn},
          .writes = {&gdp, &recent_growth, &recession},
          .events = {}};
}

void Economy::start(World& world, Scratch&) const {
  const auto growth = world.states[columns::growth];
  std::copy(growth.begin(), growth.end(), world.states.update(columns::recent_growth).begin());
}

void Economy::step(World& world, const Step& step) const {
  const auto growth = world.states[columns::growth];
  const auto volatility = world.states[columns::volatility];
  const auto newborn = world.states[columns::newborn];
  const auto gdp = world.states.update(columns::gdp);
  const auto recent = world.states.update(columns::recent_growth);
  const auto recession = world.states.update(columns::recession);
  const auto entities = world.states.entities();
  const double common = std::sqrt(parameters_.shock_correlation) * step.streams.at(key, step.tick, everyone).normal();
  const double own = std::sqrt(1.0 - parameters_.shock_correlation);
  // The average I = integral of exp(-(t - u) / tau) dW_u / tau and the shock W_dt are jointly normal: var W = dt,
  // cov(I, W) = 1 - kept, var I = (1 - kept^2) / (2 tau).
  const double tau = parameters_.recession_time;
  const double kept = maths::kept(step.dt, tau);
  const double by_shock = (1.0 - kept) / std::sqrt(step.dt);
  const double besides = std::sqrt(std::max(0.0, (1.0 - kept * kept) / (2.0 * tau) - by_shock * by_shock));
  for (std::size_t i = 0; i < gdp.size(); ++i) {
    if (!world.states.active[i]) continue;
    const double s = volatility[i];
    const double drift = growth[i] - 0.5 * s * s;
    Stream stream = step.streams.at(key, step.tick, entities[i]);
    const double shock = common + own * stream.normal();
    gdp[i] *= std::exp(drift * step.dt + s * std::sqrt(step.dt) * shock);
    const double before = newborn[i] > 0.0 ? growth[i] : recent[i];
    recent[i] = maths::relaxed(before, drift, kept) + s * (by_shock * shock + besides * stream.normal());
    recession[i] = recent[i] < 0.0 ? 1.0 : 0.0;
  }
}

}  // namespace entente
