#include "engine/scenario/utf8.hpp"

#include <fmt/format.h>

namespace entente {

namespace {

bool continues(unsigned char byte) {
  return (byte & 0xC0U) == 0x80U;
}

bool is_control(std::uint32_t code) {
  return (code < 0x20 && code != '\t') || (code >= 0x7F && code <= 0x9F);
}

bool is_bidirectional(std::uint32_t code) {
  return code == 0x061C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

bool is_invisible(std::uint32_t code) {
  return code == 0x200B || code == 0x2028 || code == 0x2029 || code == 0x2060 || code == 0xFEFF ||
         (code & 0xFFFEU) == 0xFFFEU || (code >= 0xFDD0 && code <= 0xFDEF) || (code >= 0xE0000 && code <= 0xE007F);
}

}  // namespace

Character decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t n) { return static_cast<unsigned char>(text[at + n]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1, true};
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  const Character bad{first, 1, false};
  if (first < 0xC2 || first > 0xF4 || at + size > text.size()) return bad;
  std::uint32_t code = first & (0xFFU >> (size + 1));
  for (std::size_t n = 1; n < size; ++n) {
    if (!continues(byte(n))) return bad;
    code = code << 6 | (byte(n) & 0x3FU);
  }
  const bool overlong = (size == 3 && code < 0x800) || (size == 4 && code < 0x10000);
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (overlong || surrogate || code > 0x10FFFF) return bad;
  return {code, size, true};
}

std::string why_forbidden(const Character& character) {
  if (!character.valid) return fmt::format("the byte 0x{:02X} is not UTF-8.", character.code);
  if (character.code >= 0x20 && character.code < 0x7F) return {};
  const char* kind = is_control(character.code)         ? "control"
                     : is_bidirectional(character.code) ? "bidirectional"
                     : is_invisible(character.code)     ? "invisible"
                                                        : nullptr;
  return kind == nullptr ? std::string{} : fmt::format("the {} character U+{:04X} stands here.", kind, character.code);
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += continues(static_cast<unsigned char>(c)) ? 0 : 1;
  return count;
}

std::string shorten(std::string_view text, std::size_t most) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (continues(static_cast<unsigned char>(text[at]))) continue;
    if (count++ == most) return std::string(text.substr(0, at)) + "…";
  }
  return std::string(text);
}

}  // namespace entente
