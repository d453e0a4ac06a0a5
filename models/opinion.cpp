#include "models/opinion.hpp"

#include <algorithm>
#include <cmath>

#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/fair_burden.hpp"
#include "models/maths/averages.hpp"

namespace entente {

void PublicOpinion::declare(Declarations<Parameters>& p) {
  const char* start = "a starting value";
  p.add(&Parameters::time, {.name = "time",
                            .unit = "years",
                            .range = above(0),
                            .about = "time in which opinion follows its grounds",
                            .source = start});
  p.add(&Parameters::trust, {.name = "trust",
                             .range = at_least(0),
                             .about = "weight of trust in the state's alliances, above what outsiders have",
                             .source = start});
  p.add(&Parameters::burden, {.name = "burden",
                              .range = at_least(0),
                              .about = "weight of defence spending above what is fair, as a share of that",
                              .source = start});
  p.add(&Parameters::weariness,
        {.name = "weariness", .range = at_least(0), .about = "weight of war weariness", .source = start});
}

MechanismDeclaration PublicOpinion::declaration() {
  using namespace columns;
  return {.name = "opinion",
          .claim =
              "The public turns against alliances whose wars weary it and in which it pays more than others, and for "
              "those that it can trust.",
          .equation =
              "do_i = (tanh(b_T (T_i - T_0) - b_b max(0, b_i / bfair - 1) - b_f f_i) - o_i) dt / tau, means over i's "
              "alliances weighted by the strength of their obligations; tau = time, b_T = trust, b_b = burden, b_f = "
              "weariness",
          .source = "Mueller 1973; Eichenberg & Stoll 2003",
          .parameters = {},
          .reads = {&gdp, &burden, &weariness, &strength, &norm, &norm_from, &trust},
          .writes = {&opinion},
          .events = {},
          .leaves_to_paths = {&opinion},
          .in_default_pipeline = false};
}

PublicOpinion::PublicOpinion(const Parameters& parameters, const Setup& setup)
    : parameters_(parameters), given_(setup, columns::opinion) {}

void PublicOpinion::step(World& world, const Step& step) const {
  const std::size_t states = world.states.size();
  const auto burden = world.states[columns::burden];
  const auto weariness = world.states[columns::weariness];
  const auto strength = world.alliances[columns::strength];
  const auto trust = world.memberships[columns::trust];
  const auto opinion = world.states.update(columns::opinion);
  const auto standing = step.scratch.take(states, 0.0);
  const auto weight = step.scratch.take(states, 0.0);
  for (std::size_t a = 0; a < strength.size(); ++a) {
    if (strength[a] == 0.0) continue;
    const double fair = fair_burden(world, AllianceId(a), step.begin);
    for (const std::int32_t member : world.memberships.members(AllianceId(a))) {
      const auto row = static_cast<std::size_t>(member);
      const std::size_t i = world.memberships.state()[row].index();
      const double overpaid = fair > 0.0 ? std::max(0.0, burden[i] / fair - 1.0) : 0.0;
      standing[i] +=
          strength[a] * (parameters_.trust * (trust[row] - columns::trust.initial) - parameters_.burden * overpaid);
      weight[i] += strength[a];
    }
  }
  const double kept = maths::kept(step.dt, parameters_.time);
  const Date freed = end_of_freed_paths(step);
  for (std::size_t i = 0; i < states; ++i) {
    if (!world.states.active[i] || given_.give(i, freed)) continue;
    const double of_alliances = weight[i] > 0.0 ? standing[i] / weight[i] : 0.0;
    opinion[i] = maths::relaxed(opinion[i], std::tanh(of_alliances - parameters_.weariness * weariness[i]), kept);
  }
}

}  // namespace entente
