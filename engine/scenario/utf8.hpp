#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace entente {

struct Character {
  std::uint32_t code = 0;
  std::size_t size = 1;  ///< bytes
  bool valid = true;
};

/// The character that begins at a byte; of size 1 and not valid if the bytes are not strict UTF-8 (overlong forms,
/// surrogates and what lies beyond U+10FFFF are not).
Character decode(std::string_view text, std::size_t at);

/// Why a character may not stand within a line of a scenario: bad UTF-8, control and bidirectional characters, line
/// separators, invisible ones. Empty if it may.
std::string why_forbidden(const Character& character);

/// How many characters a valid text has.
std::size_t count_characters(std::string_view text);

/// The first `most` characters of a text, with `…` if there were more.
std::string shorten(std::string_view text, std::size_t most);

}  // namespace entente
