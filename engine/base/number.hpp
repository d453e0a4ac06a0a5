#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace entente {

/// Reads a finite decimal number from the whole text: `-4`, `.05`, `1e3`. Not nan, inf, 1e999, hexadecimal, octal
/// (`010`, which other readers take for 8), underscores, thousands' commas, blanks.
std::optional<double> parse_number(std::string_view text);

/// Reads a whole number in plain digits that a double holds exactly: `-4`, not `4.0` or `1e3`.
std::optional<std::int64_t> parse_integer(std::string_view text);

/// Reads a whole number from 0 to 2^64 - 1: seeds.
std::optional<std::uint64_t> parse_unsigned(std::string_view text);

/// Why a text is no number, to continue `gdp = 1e999 …`: `is too large`, `is not a number` …
std::string why_no_number(std::string_view text);

/// The shortest decimal text that reads back as the same double.
std::string to_text(double value);

/// Whether a text is a number in JSON's grammar.
bool is_json_number(std::string_view text);

}  // namespace entente
