#include "models/intelligence.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/hash.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/maths/averages.hpp"

namespace entente {

namespace {

constexpr std::uint64_t key = name_hash("intelligence");

}  // namespace

void Intelligence::declare(Declarations<Parameters>& p) {
  p.add(&Parameters::spread, {.name = "spread",
                              .range = between(0, 3),
                              .about = "spread of the log of a threat as a state sees it alone",
                              .source = "a starting value: two of three states err by less than a third"});
  p.add(&Parameters::time, {.name = "time",
                            .unit = "years",
                            .range = above(0),
                            .about = "time over which errors last",
                            .source = "a starting value"});
}

MechanismDeclaration Intelligence::declaration() {
  using namespace columns;
  return {.name = "intelligence",
          .claim = "States see their threats with errors that last, the smaller the more their allies tell them.",
          .equation =
              "misperception_i = s_i e_i - s_i^2 / 2; de_i = -e_i dt / tau + sqrt(2 / tau) dW_i; s_i = s / sqrt(1 + "
              "sum_a intelligence_a T_ia J_ia (n_a - 1)); s = spread, tau = time",
          .source = "Jervis 1976; Walsh 2010; Bates & Granger 1969",
          .parameters = {},
          .reads = {&newborn, &intelligence, &trust, &interoperability},
          .writes = {&misperception, &estimate},
          .events = {},
          .leaves_to_paths = {&misperception},
          .in_default_pipeline = false};
}

Intelligence::Intelligence(const Parameters& parameters, const Setup& setup)
    : parameters_(parameters), start_(setup.scenario().time.start), given_(setup, columns::misperception) {}

void count_reports(const World& world, std::span<double> reports) {
  const auto shared = world.alliances[columns::intelligence];
  const auto trust = world.memberships[columns::trust];
  const auto interoperability = world.memberships[columns::interoperability];
  std::fill(reports.begin(), reports.end(), 0.0);
  for (std::size_t a = 0; a < shared.size(); ++a) {
    if (shared[a] == 0.0) continue;
    const auto members = world.memberships.members(AllianceId(a));
    for (const std::int32_t member : members) {
      const auto row = static_cast<std::size_t>(member);
      reports[world.memberships.state()[row].index()] +=
          shared[a] * trust[row] * interoperability[row] * static_cast<double>(members.size() - 1);
    }
  }
}

void Intelligence::step(World& world, const Step& step) const {
  const auto newborn = world.states[columns::newborn];
  const auto estimate = world.states.update(columns::estimate);
  const auto misperception = world.states.update(columns::misperception);
  const auto entities = world.states.entities();
  const auto reports = step.scratch.take(newborn.size());
  count_reports(world, reports);
  const double kept = maths::kept(step.dt, parameters_.time);
  const double fresh = std::sqrt(1.0 - kept * kept);
  const Date freed = end_of_freed_paths(step);
  for (std::size_t i = 0; i < newborn.size(); ++i) {
    if (!world.states.active[i]) continue;
    const double draw = step.streams.at(key, step.tick, entities[i]).normal();
    const bool begins = newborn[i] > 0.0 || step.begin == start_;
    estimate[i] = begins ? draw : kept * estimate[i] + fresh * draw;
    if (given_.give(i, freed)) continue;
    const double spread = parameters_.spread / std::sqrt(1.0 + reports[i]);
    misperception[i] = spread * estimate[i] - 0.5 * spread * spread;
  }
}

}  // namespace entente
