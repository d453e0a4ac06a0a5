#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/scenario/node.hpp"

namespace entente {

/// The document as JSON with sorted keys, one entry a line, numbers as typed where JSON can hold them, dates and other
/// words as strings. Parsing it gives the same scenario; its bytes do not depend on the order of the file.
std::string to_json(const Node& document);

/// Whether a text begins as a JSON object does.
bool looks_like_json(std::string_view text);

/// Reads a JSON object without the bounds on lines that YAML needs, so that a result's own text can be run again;
/// nothing if it is not strict JSON, repeats a key, nests too deep or holds too much or forbidden characters.
std::optional<Node> parse_json(std::string_view text, const std::string& name);

}  // namespace entente
