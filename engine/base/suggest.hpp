#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// Edits (insert, delete, replace, swap neighbours; case is ignored) between two words: optimal string alignment
/// (Damerau 1964).
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate most likely meant by what was typed: at most one edit in three letters; the first of equals.
std::optional<std::string> suggest(std::string_view typed, const std::vector<std::string>& candidates);

/// `Did you mean 'threat'?`, or nothing.
std::string did_you_mean(std::string_view typed, const std::vector<std::string>& candidates);

}  // namespace entente
