#pragma once

#include <limits>
#include <string>
#include <vector>

#include "engine/scenario/grammar.hpp"

/// The bricks of a grammar; `about` is what the reference page says.
namespace entente::grammar_parts {

inline constexpr double no_default = std::numeric_limits<double>::quiet_NaN();

Grammar text(std::string about);
Grammar scalar(std::string about);
Grammar value(Declaration declaration);
/// A number without a default.
Grammar number(std::string about, Range range = any_number);
/// A whole number from `least` to `most`; `initial` no_default: without one.
Grammar whole(std::string about, double least, double initial, double most = 1e9);
Grammar date(std::string about);
Grammar name_of(std::string of, std::string about);
Grammar list_of(Grammar item, std::string about);
Grammar map_of(std::string of, bool defines, Grammar item, std::string about);
Grammar record(std::vector<Field> fields, std::string about);
Grammar either(Grammar first, Grammar second, std::string about);

}  // namespace entente::grammar_parts
