#pragma once

#include <string_view>
#include <vector>

#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/crises.hpp"
#include "tests/support/small_world.hpp"

/// Small worlds in which somebody attacks, and what came of it.
namespace entente::crisis_world {

inline constexpr double at_once = 1e9;  // 1/year: whoever can attack does so on the first day
inline const Given state{{&columns::gdp, 1.0}, {&columns::capability, 0.1}, {&columns::democracy, 0.0}};

/// Wars go on for ever and cost nothing, unless said otherwise.
inline SmallWorld quiet() {
  SmallWorld small(models::catalogue());
  small.pipeline({"schedule", "threat", "crises"}).time("2000-01-01", "2000-02-01").all_near(1.0).record({"none"});
  small.parameter("crises", "war.end_rate", 0.0).parameter("crises", "war.loss", 0.0);
  small.parameter("crises", "war.gdp_loss", 0.0)
      .parameter("crises", "attack_rate", at_once)
      .parameter("crises", "honour.clarity", 0.0);
  return small;
}

/// A attacks T on the first day; F and G are allies of T or of A as the test says.
inline SmallWorld crisis() {
  SmallWorld small = quiet();
  for (const char* id : {"A", "F", "G", "T"}) small.state(id, state);
  small.pair("A", "T", {{&columns::hostility, 1.0}}).pair("T", "A", {{&columns::hostility, 0.0}});
  return small;
}

inline SmallWorld& keeping(SmallWorld& small, bool kept) {
  return small.parameter("crises", "honour.base", kept ? 100.0 : -100.0);
}

struct Outcome {
  World world;
  RunRecord record;
};

inline Outcome run(const SmallWorld& small, std::uint64_t seed = 5) {
  const Model model = small.model();
  Simulation simulation(model, seed, 0);
  simulation.run();
  return {simulation.world(), simulation.record()};
}

inline std::vector<Event> happened(const Outcome& outcome, const EventKind& kind) {
  return events_of(outcome.record, models::catalogue(), kind);
}

inline std::size_t count(const Outcome& outcome, const EventKind& kind) {
  return happened(outcome, kind).size();
}

inline double trust_of(const Outcome& outcome, std::string_view who, std::string_view alliance) {
  return outcome.world.memberships[columns::trust][membership_of(outcome.world, who, alliance)];
}

inline double reputation_of(const Outcome& outcome, std::string_view who) {
  return value_of(outcome.world, columns::reputation, who);
}

}  // namespace entente::crisis_world
