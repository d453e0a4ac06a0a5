#include "engine/cli/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/date.hpp"

namespace entente {

namespace {

bool starts_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

/// Length in bytes of an escape sequence at a place, 0 if there is none.
std::size_t escape_at(std::string_view text, std::size_t place) {
  if (text[place] != '\x1b') return 0;
  const std::size_t end = text.find('m', place);
  return end == std::string_view::npos ? 1 : end - place + 1;
}

}  // namespace

std::size_t cells(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t n = 0; n < text.size();) {
    if (const std::size_t escape = escape_at(text, n)) {
      n += escape;
    } else {
      count += starts_character(text[n]) ? 1 : 0;
      ++n;
    }
  }
  return count;
}

std::string fit(std::string_view text, std::size_t width, const Style& style) {
  const std::size_t length = cells(text);
  if (length <= width) return std::string(text) + std::string(width - length, ' ');
  const std::string_view ellipsis = marks(style).ellipsis;
  const std::size_t keep = width > cells(ellipsis) ? width - cells(ellipsis) : 0;
  std::size_t bytes = 0;
  for (std::size_t shown = 0; bytes < text.size(); ++bytes) {
    if (!starts_character(text[bytes])) continue;
    if (shown == keep) break;
    ++shown;
  }
  return std::string(text.substr(0, bytes)) + std::string(ellipsis);
}

std::string fit_right(std::string_view text, std::size_t width, const Style& style) {
  const std::size_t length = cells(text);
  return length < width ? std::string(width - length, ' ') + std::string(text) : fit(text, width, style);
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    begin = end + 1;
    if (word.empty()) continue;
    if (!lines.back().empty() && cells(lines.back()) + 1 + cells(word) > width) lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += word;
  }
  return lines;
}

std::string join(const std::vector<std::string>& words, std::string_view separator) {
  return fmt::format("{}", fmt::join(words, separator));
}

std::string number_text(double value, std::string_view unit, Kind kind) {
  if (std::isnan(value)) return "none";
  if (kind == Kind::date) return to_string(Date{static_cast<std::int32_t>(value)});
  if (kind == Kind::flag) return value != 0.0 ? "yes" : "no";
  if (kind == Kind::integer) return fmt::format("{:.0f}", value);
  if (unit.substr(0, 5) == "share") return fmt::format("{:.1f} %", 100.0 * value);
  const double size = std::abs(value);
  if (size != 0.0 && (size < 0.001 || size >= 1e7)) return fmt::format("{:.2g}", value);
  return fmt::format("{:.{}f}", value, size >= 1000 ? 0 : size >= 100 ? 1 : size >= 0.1 || size == 0.0 ? 2 : 3);
}

std::string signed_text(double value, const Style& style) {
  const std::string digits = fmt::format("{:.2f}", std::abs(value));
  return (value >= 0.0 ? "+" : style.unicode ? "−" : "-") + digits;
}

std::string count_text(std::uint64_t count) {
  std::string text = std::to_string(count);
  for (std::size_t n = text.size(); n > 3; n -= 3) text.insert(n - 3, ",");
  return text;
}

std::string count_of(std::uint64_t count, std::string_view thing) {
  return count_text(count) + " " + std::string(thing) + (count == 1 ? "" : "s");
}

std::string duration_text(double seconds) {
  if (seconds < 1.0) return fmt::format("{:.2f} s", seconds);
  if (seconds < 99.5) return fmt::format("{:.1f} s", seconds);
  const auto whole = static_cast<std::uint64_t>(std::llround(seconds));
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

std::string share_text(double share) {
  if (share > 0.0 && share < 0.01) return "<1 %";
  if (share < 1.0 && share > 0.99) return ">99 %";
  return fmt::format("{:.0f} %", 100.0 * share);
}

std::string in_words(std::string_view name) {
  std::string words(name);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

Marks marks(const Style& style) {
  if (style.unicode) return {"→", "–", "·", "…"};
  return {"->", "-", "|", "..."};
}

}  // namespace entente
