#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/declaration.hpp"
#include "engine/cli/style.hpp"

namespace entente {

/// Characters of UTF-8 text as a terminal shows them, one cell each; colours take none.
std::size_t cells(std::string_view text);

/// The text in exactly `width` cells: blanks added, or cut with an ellipsis.
std::string fit(std::string_view text, std::size_t width, const Style& style);

/// The same with the blanks before it: for numbers.
std::string fit_right(std::string_view text, std::size_t width, const Style& style);

/// The text in lines of at most `width` cells, broken at blanks.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// `a, b, c`.
std::string join(const std::vector<std::string>& words, std::string_view separator = ", ");

/// A number for people: a share of something in percent, integers plainly, others with two or three digits that count.
std::string number_text(double value, std::string_view unit = "1", Kind kind = Kind::number);
/// With its sign, as in +1.21.
std::string signed_text(double value, const Style& style);
/// `1,234,567`.
std::string count_text(std::uint64_t count);
/// `1 run`, `2 runs`.
std::string count_of(std::uint64_t count, std::string_view thing);
/// `0.8 s`, `3 min 20 s`, `2 h 5 min`.
std::string duration_text(double seconds);
/// A share as `12 %`; `<1 %` and `>99 %` where rounding would tell nothing or everything.
std::string share_text(double share);
/// A name with its underscores turned into blanks.
std::string in_words(std::string_view name);

/// Characters that exist in both worlds: an arrow, a dash between numbers, a dot between phrases.
struct Marks {
  std::string_view arrow, dash, dot, ellipsis;
};
Marks marks(const Style& style);

}  // namespace entente
