#include "engine/base/number.hpp"

#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include <cmath>
#include <limits>

namespace entente {

namespace {

bool digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view without_sign(std::string_view text) {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  return text;
}

bool begins_octal(std::string_view magnitude) {
  return magnitude.size() > 1 && magnitude[0] == '0' && digit(magnitude[1]);
}

bool starts_like_number(std::string_view magnitude) {
  return !magnitude.empty() &&
         (digit(magnitude[0]) || (magnitude.size() > 1 && magnitude[0] == '.' && digit(magnitude[1])));
}

/// The magnitude as a double, infinite if it is too large.
std::optional<double> magnitude_of(std::string_view text) {
  double value = 0.0;
  const auto result = fast_float::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ptr != text.data() + text.size() || result.ec == std::errc::invalid_argument) return std::nullopt;
  return value;
}

std::string_view skip_digits(std::string_view text) {
  while (!text.empty() && digit(text.front())) text.remove_prefix(1);
  return text;
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  const std::string_view magnitude = without_sign(text);
  if (!starts_like_number(magnitude) || begins_octal(magnitude)) return std::nullopt;
  const auto value = magnitude_of(magnitude);
  if (!value || !std::isfinite(*value)) return std::nullopt;
  return text.front() == '-' ? -*value : *value;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  constexpr std::uint64_t largest = std::uint64_t{1} << 53;
  const auto magnitude = parse_unsigned(without_sign(text));
  if (!magnitude || *magnitude > largest) return std::nullopt;
  const auto value = static_cast<std::int64_t>(*magnitude);
  return text.front() == '-' ? -value : value;
}

std::optional<std::uint64_t> parse_unsigned(std::string_view text) {
  if (text.empty() || begins_octal(text)) return std::nullopt;
  constexpr std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t value = 0;
  for (const char c : text) {
    if (!digit(c)) return std::nullopt;
    const auto next = static_cast<std::uint64_t>(c - '0');
    if (value > (largest - next) / 10) return std::nullopt;
    value = 10 * value + next;
  }
  return value;
}

std::string why_no_number(std::string_view text) {
  const std::string_view magnitude = without_sign(text);
  if (magnitude.size() > 1 && magnitude[0] == '0' && (magnitude[1] == 'x' || magnitude[1] == 'X'))
    return "is hexadecimal; write it as a decimal number";
  if (begins_octal(magnitude)) return "begins with 0, which some readers take for octal; leave out the zeros";
  if (starts_like_number(magnitude)) {
    const auto value = magnitude_of(magnitude);
    if (value && !std::isfinite(*value)) return "is too large for a number";
    if (text.find('_') != std::string_view::npos) return "is not a number; leave out the underscores";
    if (text.find(',') != std::string_view::npos) return "is not a number; write a decimal point and no other marks";
    if (text.back() == '%') return "is not a number; write a share, as in .05 for 5 %";
  }
  return "is not a number";
}

std::string to_text(double value) {
  return fmt::format("{}", value);
}

bool is_json_number(std::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  if (text.empty() || !digit(text.front()) || begins_octal(text)) return false;
  text = skip_digits(text);
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    if (text.empty() || !digit(text.front())) return false;
    text = skip_digits(text);
  }
  if (!text.empty() && (text.front() == 'e' || text.front() == 'E')) {
    text = without_sign(text.substr(1));
    if (text.empty() || !digit(text.front())) return false;
    text = skip_digits(text);
  }
  return text.empty();
}

}  // namespace entente
