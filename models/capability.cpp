#include "models/capability.hpp"

#include <algorithm>

#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/integration.hpp"
#include "models/maths/averages.hpp"

namespace entente {

void Capability::declare(Declarations<Parameters>& p) {
  p.add(&Parameters::renewal, {.name = "renewal",
                               .unit = "1/year",
                               .range = above(0),
                               .about = "rate at which forces wear out and are renewed",
                               .source = "service lives of 15 to 30 years of aircraft, ships and vehicles: Bureau of "
                                         "Economic Analysis 2003, Fixed Assets and Consumer Durable Goods"});
  p.add(&Parameters::least_burden, {.name = "least_burden",
                                    .unit = "share of GDP",
                                    .range = above(0),
                                    .about = "burden below which forces shrink no further"});
  p.add(&Parameters::specialisation, {.name = "specialisation",
                                      .range = unit_interval,
                                      .about = "how far members of a fully integrated alliance shift spending to the "
                                               "domains in which they are strong",
                                      .source = "direction: Olson & Zeckhauser 1967"});
}

MechanismDeclaration Capability::declaration() {
  using namespace columns;
  return {
      .name = "capability",
      .claim =
          "Budgets buy capability, which wears out; members of integrated alliances stress what they are strong in.",
      .equation =
          "dc_ik = renewal (y_ik f_ik g_i max(b_i, least) - c_ik) dt; the yields y fall as all spend more, so that "
          "power is relative; f_ik = 1 + psi kappa_i (r_ik - 1) / (r_ik + 1) over its mean, r_ik = (c_ik / C_ak) / "
          "(m_i / M_a)",
      .source = "perpetual inventory; Olson & Zeckhauser 1967",
      .parameters = {},
      .reads = {&gdp, &burden, &newborn, &heir, &integration, &opted_out},
      .writes = {&capability, &spending, &yield},
      .events = {},
      .leaves_to_paths = {&capability}};
}

Capability::Capability(const Parameters& parameters, const Setup& setup)
    : parameters_(parameters), given_(setup, columns::capability) {}

double Capability::spending_of(double gdp, double burden) const {
  return gdp * std::max(burden, parameters_.least_burden);
}

void Capability::start(World& world, Scratch&) const {
  const std::size_t domains = world.extent(Axis::domain);
  const auto gdp = world.states[columns::gdp];
  const auto burden = world.states[columns::burden];
  const auto capability = world.states[columns::capability];
  const auto spending = world.states.update(columns::spending);
  const auto yield = world.states.update(columns::yield);
  for (std::size_t i = 0; i < spending.size(); ++i) {
    spending[i] = spending_of(gdp[i], burden[i]);
    for (std::size_t k = i * domains; k < (i + 1) * domains; ++k) yield[k] = capability[k] / spending[i];
  }
}

/// By what factor the spending of those that go on has grown, weighted by the power that it sustains.
double Capability::growth_of_all(const World& world, std::span<const double> spending) const {
  const std::size_t domains = world.extent(Axis::domain);
  const auto before = world.states[columns::spending];
  const auto yield = world.states[columns::yield];
  double was = 0.0, is = 0.0;
  for (std::size_t i = 0; i < spending.size(); ++i) {
    if (spending[i] == 0.0) continue;
    double sustained = 0.0;
    for (std::size_t k = 0; k < domains; ++k) sustained += world.domain_weights[k] * yield[i * domains + k];
    was += sustained * before[i];
    is += sustained * spending[i];
  }
  return was > 0.0 ? is / was : 1.0;
}

/// kappa_i t_ik of every member of an integrated alliance, by the most integrated one; 0 for others.
void Capability::specialise(const World& world, Scratch& scratch, std::span<double> emphasis) const {
  const std::size_t domains = world.extent(Axis::domain);
  const auto integration = world.alliances[columns::integration];
  const auto opted_out = world.memberships[columns::opted_out];
  const auto capability = world.states[columns::capability];
  const auto deepest = scratch.take(world.states.size(), 0.0);
  const auto total = scratch.take(domains);
  std::fill(emphasis.begin(), emphasis.end(), 0.0);
  const auto power_of = [&](const double* forces) {
    double sum = 0.0;
    for (std::size_t k = 0; k < domains; ++k) sum += world.domain_weights[k] * forces[k];
    return sum;
  };
  for (std::size_t a = 0; a < integration.size(); ++a) {
    if (integration[a] == 0.0) continue;
    const auto members = world.memberships.members(AllianceId(a));
    const auto state_of = [&](std::int32_t row) {
      return world.memberships.state()[static_cast<std::size_t>(row)].index();
    };
    std::fill(total.begin(), total.end(), 0.0);
    for (const std::int32_t row : members)
      for (std::size_t k = 0; k < domains; ++k) total[k] += capability[state_of(row) * domains + k];
    const double pooled = power_of(total.data());
    for (const std::int32_t row : members) {
      const std::size_t i = state_of(row);
      const double own_integration =
          integration_of(integration, opted_out, world.memberships, static_cast<std::size_t>(row));
      if (own_integration <= deepest[i]) continue;
      deepest[i] = own_integration;
      const double* forces = capability.data() + i * domains;
      const double own = power_of(forces);
      for (std::size_t k = 0; k < domains; ++k) {
        const double here = forces[k] * pooled, usual = total[k] * own;
        emphasis[i * domains + k] = here + usual > 0.0 ? own_integration * (here - usual) / (here + usual) : 0.0;
      }
    }
  }
}

void Capability::step(World& world, const Step& step) const {
  const std::size_t domains = world.extent(Axis::domain);
  const auto gdp = world.states[columns::gdp];
  const auto burden = world.states[columns::burden];
  const auto newborn = world.states[columns::newborn];
  const auto heir = world.states[columns::heir];
  const auto capability = world.states.update(columns::capability);
  const auto before = world.states.update(columns::spending);
  const auto yield = world.states.update(columns::yield);
  const auto emphasis = step.scratch.take(capability.size());
  const auto going_on = step.scratch.take(before.size());
  const auto begins = [&](std::size_t i) { return newborn[i] > 0.0 || heir[i] > 0.0; };
  for (std::size_t i = 0; i < before.size(); ++i)
    going_on[i] = world.states.active[i] && !begins(i) ? spending_of(gdp[i], burden[i]) : 0.0;
  const double dearer = growth_of_all(world, going_on);
  specialise(world, step.scratch, emphasis);
  const double kept = maths::kept(step.dt, 1.0 / parameters_.renewal);
  const Date freed = end_of_freed_paths(step);
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (!world.states.active[i]) continue;
    const double now = spending_of(gdp[i], burden[i]);
    double mean = 0.0, sustained = 0.0;
    for (std::size_t k = 0; k < domains; ++k) {
      const double weight = world.domain_weights[k] * yield[i * domains + k];
      mean += weight * (1.0 + parameters_.specialisation * emphasis[i * domains + k]);
      sustained += weight;
    }
    for (std::size_t k = 0; k < domains; ++k) {
      const std::size_t cell = i * domains + k;
      if (begins(i) || given_.give(cell, freed)) {
        yield[cell] = capability[cell] / now;
        continue;
      }
      yield[cell] /= dearer;
      const double stress = mean > 0.0 ? (1.0 + parameters_.specialisation * emphasis[cell]) * sustained / mean : 1.0;
      capability[cell] = maths::relaxed(capability[cell], yield[cell] * stress * now, kept);
    }
    before[i] = now;
  }
}

}  // namespace entente
