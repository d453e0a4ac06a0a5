#include "engine/cli/scenario_source.hpp"

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/scenario/document.hpp"

namespace entente {

std::vector<CLI::Option*> add_source_options(CLI::App& command, ScenarioSource& source,
                                             std::vector<std::string>& settings) {
  const auto one_each = [](CLI::Option* option) { return option->expected(1)->take_all(); };
  CLI::Option* file = command.add_option("scenario", source.file, "the scenario, a YAML file");
  CLI::Option* overlays = command.add_option("--overlay", source.overlays,
                                             "another file laid over the scenario, key by key; can be repeated");
  CLI::Option* values = command.add_option("--set", settings, "one value, with the file's own checks; can be repeated");
  return {file->option_text("SCENARIO"), one_each(overlays)->option_text("SCENARIO"),
          one_each(values)->option_text("PATH=VALUE")};
}

Setting split_setting(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0)
    throw InputError(
        {{"--set"}, "'" + text + "' is not of the form path=value.", "For example --set states.FRA.gdp=250"});
  return {text.substr(0, equals), text.substr(equals + 1)};
}

Node load_source(const ScenarioSource& source) {
  Node document = load_document(source.file, source.overlays);
  for (const auto& [path, value, option] : source.settings) set_value(document, path, value, option);
  return document;
}

Scenario read_source(const ScenarioSource& source, const Vocabulary& vocabulary) {
  return read_scenario(load_source(source), vocabulary);
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
