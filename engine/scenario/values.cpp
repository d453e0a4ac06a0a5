#include "engine/scenario/values.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/date.hpp"
#include "engine/base/number.hpp"
#include "engine/base/suggest.hpp"
#include "engine/scenario/guard.hpp"
#include "engine/scenario/utf8.hpp"

namespace entente {

namespace {

bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool digit(char c) {
  return c >= '0' && c <= '9';
}

std::optional<double> in_range(std::optional<double> value, const Range& range) {
  return value && range.contains(*value) ? value : std::nullopt;
}

std::optional<double> read_number(const Node& node, const Declaration& declaration) {
  if (node.quoted) return std::nullopt;
  if (declaration.kind == Kind::number) return in_range(parse_number(node.text), declaration.range);
  if (const auto whole = parse_integer(node.text)) return in_range(static_cast<double>(*whole), declaration.range);
  const auto seed = parse_unsigned(node.text);  // beyond what a double holds exactly; its reader takes the digits
  return seed ? in_range(static_cast<double>(*seed), declaration.range) : std::nullopt;
}

std::string beyond(double value, const Range& range) {
  const bool low = range.lower_open ? value <= range.lower : value < range.lower;
  if (!low) return "is too large";
  if (range.lower != 0.0) return "is too small";
  return value < 0.0 ? "is negative" : "is zero";
}

std::string why_no_number(const Node& node, const Declaration& declaration) {
  if (node.quoted) return "is text; write the number without quotes";
  const auto value = parse_number(node.text);
  if (!value) return entente::why_no_number(node.text);
  if (!declaration.range.contains(*value)) return beyond(*value, declaration.range);
  return "is not a whole number in plain digits";
}

std::string kind_of(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return "has no value";
    case Node::Kind::sequence:
      return "is a list";
    case Node::Kind::mapping:
      return "is a map of keys";
    case Node::Kind::scalar:
      break;
  }
  return {};
}

std::string why(const Node& node, const Declaration& declaration) {
  if (!node.is_scalar()) return kind_of(node);
  switch (declaration.kind) {
    case Kind::number:
    case Kind::integer:
      return why_no_number(node, declaration);
    case Kind::flag:
      return node.quoted ? "is text; write true or false without quotes" : "is not true or false";
    case Kind::choice:
      return "is not known";
    case Kind::date:
      return "is not a date of the calendar";
    case Kind::state:
      return "is not a state";
  }
  return {};
}

}  // namespace

std::optional<double> read_value(const Node& node, const Declaration& declaration) {
  if (!node.is_scalar()) return std::nullopt;
  switch (declaration.kind) {
    case Kind::number:
    case Kind::integer:
      return read_number(node, declaration);
    case Kind::flag:
      if (node.quoted || (node.text != "true" && node.text != "false")) return std::nullopt;
      return node.text == "true" ? 1.0 : 0.0;
    case Kind::choice: {
      const auto found = std::find(declaration.choices.begin(), declaration.choices.end(), node.text);
      if (found == declaration.choices.end()) return std::nullopt;
      return static_cast<double>(found - declaration.choices.begin());
    }
    case Kind::date: {
      const auto date = parse_date(node.text);
      return date ? std::optional<double>(date->days) : std::nullopt;
    }
    case Kind::state:
      return std::nullopt;
  }
  return std::nullopt;
}

std::string why_no_value(const Node& node, const Declaration& declaration) {
  std::string text = fmt::format("{} {} ({}).", as_typed(node), why(node, declaration), requirement(declaration));
  if (node.is_scalar() && declaration.kind == Kind::choice) {
    const std::string meant = did_you_mean(node.text, declaration.choices);
    if (!meant.empty()) text += " " + meant;
  }
  return text;
}

std::string requirement(const Declaration& declaration) {
  switch (declaration.kind) {
    case Kind::number:
    case Kind::integer: {
      const std::string unit = unit_of(declaration);
      std::string range = to_string(declaration.range);
      const bool fixed = declaration.range.lower == declaration.range.upper;
      if (declaration.kind == Kind::integer && !fixed) range = "a whole number, " + range;
      if (range == "a whole number, any number") range = "a whole number";
      if (range == "any number") range = "a number";
      return "must be " + range + (unit.empty() ? "" : ", " + unit);
    }
    case Kind::flag:
      return "must be true or false";
    case Kind::choice:
      return fmt::format("must be one of {}", fmt::join(declaration.choices, ", "));
    case Kind::date:
      return "must be a date such as 1949-04-04, or a year";
    case Kind::state:
      return "must be the id of a state";
  }
  return {};
}

std::string as_typed(const Node& node) {
  if (node.is_null()) return "";
  if (node.is_sequence()) return " = […]";
  if (node.is_mapping()) return " = {…}";
  const std::string text = shorten(printable(node.text), 40);
  const bool plain =
      !node.quoted && !text.empty() && (digit(text[0]) || text[0] == '-' || text[0] == '+' || text[0] == '.');
  return plain ? " = " + text : " = '" + text + "'";
}

std::string unit_of(const Declaration& declaration) {
  const bool silent = declaration.unit == "1" || declaration.unit == "date" || declaration.kind == Kind::date;
  return silent ? std::string{} : declaration.unit;
}

bool is_id(std::string_view text) {
  if (text.empty() || text.size() > 64 || !letter(text[0])) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return letter(c) || digit(c) || c == '_' || c == '-'; });
}

}  // namespace entente
