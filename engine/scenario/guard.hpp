#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace entente {

/// What a scenario's file may be at most. Real ones stay far below; what lies above is an accident or an attack.
inline constexpr std::size_t largest_file = std::size_t{2} << 20;
inline constexpr std::size_t longest_line = std::size_t{64} << 10;
inline constexpr std::size_t most_open_brackets = 1000;

/// Reads a regular file of at most `largest_file` bytes; throws InputError for a missing file, a directory, a pipe …
std::string read_text(const std::string& path);

/// Throws InputError unless the text is valid UTF-8 in lines of bounded length, without byte order mark, control and
/// bidirectional characters, tabs in the indentation, or very many unclosed brackets. `name` stands in locations.
void check_text(std::string_view text, const std::string& name);

/// What is wrong with the first character that may not stand in a scenario (`U+202E`, …); empty if all may.
/// Tabs and line feeds may.
std::string forbidden_character(std::string_view text);

/// A text fit for one line of a terminal: control characters and bad bytes become `?`.
std::string printable(std::string_view text);

}  // namespace entente
