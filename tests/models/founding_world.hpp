#pragma once

#include <string>
#include <vector>

#include "engine/scenario/document.hpp"
#include "engine/simulation/simulation.hpp"
#include "models/catalogue.hpp"
#include "tests/support/small_world.hpp"

namespace entente::tests {

inline Model model_of(const std::string& text, const std::vector<std::string>& settings = {}) {
  Node document = parse_document(text, "s.yaml");
  for (const std::string& setting : settings) apply_set(document, setting);
  const Catalogue catalogue = models::catalogue();
  return Model(read_scenario(document, catalogue.vocabulary()), catalogue);
}

struct Finished {
  World world;
  RunRecord record;

  std::vector<Event> events(const EventKind& kind) const { return events_of(record, models::catalogue(), kind); }
};

inline Finished run(const Model& model, std::uint64_t replicate = 0) {
  Simulation simulation(model, 7, replicate);
  simulation.run();
  return {simulation.world(), simulation.record()};
}

inline Finished run(const std::string& text, const std::vector<std::string>& settings = {}) {
  return run(model_of(text, settings));
}

}  // namespace entente::tests
