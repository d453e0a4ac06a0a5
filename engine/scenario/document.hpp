#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario/node.hpp"

namespace entente {

/// Reads one YAML text strictly: no anchors, aliases, tags or merge keys, distinct keys, bounded size and depth.
/// `name` stands in locations. Throws InputError.
Node parse_document(std::string_view text, const std::string& name);

/// Reads a file, what it includes, and overlays over it in their order. Maps merge by key, scalars and lists replace,
/// null removes a key; every node keeps the place at which it was typed. Throws InputError.
Node load_document(const std::string& path, const std::vector<std::string>& overlays = {});

/// Puts `value` (YAML text; empty or null removes) at a path such as `states.FRA.gdp`, as `--set` does. `source` stands
/// in locations.
void set_value(Node& document, std::string_view path, std::string_view value, const std::string& source = "--set");

/// The same from one text, `path=value`.
void apply_set(Node& document, std::string_view assignment);

/// Merges `over` into `base` by key: maps merge, scalars and lists replace, null removes.
void merge(Node& base, Node over);

}  // namespace entente
