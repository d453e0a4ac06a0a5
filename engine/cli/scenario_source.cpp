#include "engine/cli/scenario_source.hpp"

#include "engine/base/error.hpp"
#include "engine/scenario/document.hpp"

namespace entente {

std::pair<std::string, std::string> split_setting(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0)
    throw InputError(
        {{"--set"}, "'" + text + "' is not of the form path=value.", "For example --set states.FRA.gdp=250"});
  return {text.substr(0, equals), text.substr(equals + 1)};
}

Scenario read_source(const ScenarioSource& source, const Vocabulary& vocabulary, std::ostream& notes) {
  Node document = load_document(source.file, source.overlays);
  for (const auto& [path, value] : source.settings) set_value(document, path, value);
  Scenario scenario = read_scenario(document, vocabulary);
  for (const Problem& note : scenario.notes) notes << "note: " << to_string(note) << '\n';
  return scenario;
}

Scenario read_stored(const std::string& json, const std::string& name, const Vocabulary& vocabulary) {
  return read_scenario(parse_document(json, name), vocabulary);
}

}  // namespace entente
