#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/declaration.hpp"
#include "engine/scenario/node.hpp"

namespace entente {

/// Reads a scalar as its declaration says; nothing if it cannot be (Kind::state is read by who knows the states).
std::optional<double> read_value(const Node& node, const Declaration& declaration);

/// Why `read_value` gives nothing, to continue a path: ` = -4 is negative (must be > 0, billion USD).`
std::string why_no_value(const Node& node, const Declaration& declaration);

/// `must be > 0, billion USD`, `must be one of exact, regions` …
std::string requirement(const Declaration& declaration);

/// ` = -4`, ` = 'four'`, ` = {…}`: what was typed, shortened and fit for a terminal.
std::string as_typed(const Node& node);

/// The unit if it is worth saying.
std::string unit_of(const Declaration& declaration);

/// A name that states, alliances and all else keyed by an id may have.
bool is_id(std::string_view text);
inline constexpr std::string_view id_pattern = "^[A-Za-z][A-Za-z0-9_-]{0,63}$";
inline constexpr std::string_view date_pattern = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";

}  // namespace entente
