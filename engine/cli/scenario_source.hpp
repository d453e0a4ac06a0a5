#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "engine/scenario/scenario.hpp"

namespace entente {

/// One value of a scenario that the command line gives, and the option that gave it.
struct Setting {
  std::string path;
  std::string value;
  std::string option = "--set";
};

/// A scenario as it is named on a command line: a file, what is laid over it, and single values.
struct ScenarioSource {
  std::string file;
  std::vector<std::string> overlays;
  std::vector<Setting> settings;  ///< later ones over earlier ones
};

/// Adds the options that name a scenario and gives them back, the file's first; the texts of `--set` go to `settings`
/// as they are typed.
std::vector<CLI::Option*> add_source_options(CLI::App& command, ScenarioSource& source,
                                             std::vector<std::string>& settings);

/// Splits `path=value`; InputError without `=`.
Setting split_setting(const std::string& text);

/// The document as it stands after overlays and settings; throws InputError.
Node load_source(const ScenarioSource& source);

/// Reads it; throws InputError.
Scenario read_source(const ScenarioSource& source, const Vocabulary& vocabulary);

/// What is allowed but likely not meant, one note a line; what lies outside the run is one line where it is many.
std::string notes_text(const Scenario& scenario);

/// Reads the scenario that stands as JSON in a file of results.
Scenario read_stored(const std::string& json, const std::string& name, const Vocabulary& vocabulary);

}  // namespace entente
