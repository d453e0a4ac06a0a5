#pragma once

#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "engine/scenario/scenario.hpp"

namespace entente {

/// A scenario as it is named on a command line: a file, what is laid over it, and single values.
struct ScenarioSource {
  std::string file;
  std::vector<std::string> overlays;
  std::vector<std::pair<std::string, std::string>> settings;  ///< path and value, later ones over earlier ones
};

/// Splits `path=value`; InputError without `=`.
std::pair<std::string, std::string> split_setting(const std::string& text);

/// Reads it and tells its notes. Throws InputError.
Scenario read_source(const ScenarioSource& source, const Vocabulary& vocabulary, std::ostream& notes);

/// Reads the scenario that stands as JSON in a file of results.
Scenario read_stored(const std::string& json, const std::string& name, const Vocabulary& vocabulary);

}  // namespace entente
