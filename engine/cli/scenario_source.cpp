#include "engine/cli/scenario_source.hpp"

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/scenario/document.hpp"

namespace entente {

Setting split_setting(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0)
    throw InputError(
        {{"--set"}, "'" + text + "' is not of the form path=value.", "For example --set states.FRA.gdp=250"});
  return {text.substr(0, equals), text.substr(equals + 1)};
}

Scenario read_source(const ScenarioSource& source, const Vocabulary& vocabulary) {
  Node document = load_document(source.file, source.overlays);
  for (const auto& [path, value, option] : source.settings) set_value(document, path, value, option);
  return read_scenario(document, vocabulary);
}

std::string notes_text(const Scenario& scenario) {
  constexpr std::size_t few = 2;
  std::string text;
  for (const Problem& note : scenario.notes) text += "note: " + to_string(note) + "\n";
  const std::vector<Problem>& outside = scenario.outside;
  if (outside.size() <= few) {
    for (const Problem& note : outside) text += "note: " + to_string(note) + "\n";
    return text;
  }
  return text + fmt::format("note: {} entries lie outside the run ({} to {}) and have no effect; the first is {}\n",
                            outside.size(), to_string(scenario.time.start), to_string(scenario.time.end),
                            to_string(outside.front()));
}

Scenario read_stored(const std::string& json, const std::string& name, const Vocabulary& vocabulary) {
  return read_scenario(parse_document(json, name), vocabulary);
}

}  // namespace entente
