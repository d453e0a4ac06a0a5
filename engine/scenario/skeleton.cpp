#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "engine/base/number.hpp"
#include "engine/scenario/schema.hpp"
#include "engine/scenario/values.hpp"

namespace entente {

namespace {

constexpr std::size_t states = 3;

/// What the three invented states and their alliance have, where a column of the name exists.
struct Example {
  TableKind table;
  std::string_view column;
  std::array<std::string_view, states> values;
};

constexpr Example examples[] = {
    {TableKind::state, "gdp", {"400", "250", "600"}},
    {TableKind::state, "democracy", {".9", ".8", ".2"}},
    {TableKind::state, "capability", {"{army: .04}", "{army: .02}", "{army: .12}"}},
    {TableKind::state, "home", {"{west: 1}", "{west: .6}", "{west: -1}"}},
};

std::string any_value(const Column& column) {
  const Declaration declaration = declaration_of(column);
  switch (column.kind) {
    case Kind::flag:
      return column.initial != 0.0 ? "true" : "false";
    case Kind::choice:
      return declaration.choices.at(static_cast<std::size_t>(column.initial));
    case Kind::date:
      return "2005-01-01";
    case Kind::state:
      return "ARDEN";
    case Kind::number:
    case Kind::integer:
      break;
  }
  const Range& range = column.range;
  if (range.contains(column.initial)) return to_text(column.initial);
  const double near = std::isfinite(range.lower) ? range.lower + 1.0 : range.upper - 1.0;
  return to_text(range.contains(near) ? near : 0.5 * (range.lower + range.upper));
}

std::string on_axis(const Column& column, const std::string& value) {
  if (column.axis == Axis::issue) return "{west: " + value + "}";
  if (column.axis == Axis::domain) return "{army: " + value + "}";
  if (column.axis == Axis::threat) return "{piracy: " + value + "}";
  return value;
}

std::string explained(const Column& column) {
  const Declaration declaration = declaration_of(column);
  const std::string unit = unit_of(declaration);
  std::string text(column.about);
  if (!unit.empty()) text += ", " + unit;
  if (column.kind == Kind::choice) text += fmt::format(": {}", fmt::join(declaration.choices, ", "));
  return text;
}

std::string line(const Column& column, const std::string& value, std::string_view indent, bool comment) {
  const std::string entry = fmt::format("{}{}{}: {}", indent, comment ? "# " : "", column.name, value);
  return fmt::format("{:<40}  # {}\n", entry, explained(column));
}

std::string columns_of(const Vocabulary& vocabulary, TableKind table, std::size_t row, std::string_view indent) {
  std::string given;
  std::string offered;
  for (const Column* column : vocabulary.columns) {
    if (column->table != table || column->input == Input::derived) continue;
    const auto example = std::find_if(std::begin(examples), std::end(examples),
                                      [&](const Example& e) { return e.table == table && e.column == column->name; });
    if (example != std::end(examples))
      given += line(*column, std::string(example->values[row]), indent, false);
    else if (column->input == Input::required)
      given += line(*column, on_axis(*column, any_value(*column)), indent, false);
    else if (row == 0)
      offered += line(*column, on_axis(*column, any_value(*column)), indent, true);
  }
  return given + offered;
}

constexpr const char* head =
    R"(# A scenario for entente. Lines that begin with '#' are remarks; those with a key show what else may be given,
# with its default. scenarios/REFERENCE.md explains every key; 'entente validate FILE' checks the file.
entente: 1
title: Three states and a pact
about: >-
  Say here what the scenario asks, where its numbers come from, and what it leaves out.

time: {start: 2000-01-01, end: 2030-01-01, step: month}  # month, quarter, half or year
seed: 1

issues:  # what states may agree or differ on, each an axis
  west: {name: Western alignment}

domains:  # of military capability, with their weights in power
  army: {name: Army, weight: 1}

threats:  # that are no states
  piracy:
    name: Piracy
)";

constexpr std::array<const char*, states> places = {
    "  ARDEN:\n    name: Arden\n    location: {latitude: 50, longitude: 4}\n",
    "  BREGA:\n    name: Brega\n    location: {latitude: 52, longitude: 13}\n",
    "  CORVIA:\n    name: Corvia\n    location: {latitude: 54, longitude: 27}\n"};

constexpr const char* tail = R"(
# schedule:  # dated changes, by names of your own
#   boom-2010: {at: 2010-01-01, scale: states.BREGA.gdp, by: 1.2}
#   brega-joins: {at: 2012-06-01, admit: {state: BREGA, alliance: PACT}}
#   arden-elects: {at: 2015-11-01, turnover: ARDEN}

)";

std::string dyads(const Vocabulary& vocabulary) {
  std::string pairs;
  if (vocabulary.column(TableKind::dyad, "hostility") != nullptr)
    pairs += "  ARDEN: {CORVIA: {hostility: .3}}\n  BREGA: {CORVIA: {hostility: .6}}\n";
  if (pairs.empty()) return {};
  std::string offered;
  for (const Column* column : vocabulary.columns)
    if (column->table == TableKind::dyad && column->input != Input::derived)
      offered += fmt::format("{}{}", offered.empty() ? "" : ", ", column->name);
  return fmt::format("\ndyads:  # what the first holds towards the second; given once it holds both ways: {}\n{}",
                     offered, pairs);
}

std::string pipeline(const Vocabulary& vocabulary) {
  std::string text = "# The mechanisms of a step, in order; all of these if 'pipeline' is left out.\n# pipeline:\n";
  for (const MechanismDeclaration& mechanism : vocabulary.mechanisms)
    if (mechanism.in_default_pipeline)
      text += fmt::format("{:<22}  # {}\n", "#   - " + mechanism.name, mechanism.claim);
  for (const MechanismDeclaration& mechanism : vocabulary.mechanisms) {
    if (mechanism.parameters.empty()) continue;
    const Declaration& parameter = mechanism.parameters.front();
    if (parameter.name.find('.') != std::string::npos || parameter.kind != Kind::number) continue;
    return text + fmt::format("# parameters: {{{}: {{{}: {}}}}}  # {}\n", mechanism.name, parameter.name,
                              to_text(parameter.initial), parameter.about);
  }
  return text;
}

}  // namespace

std::string skeleton(const Vocabulary& vocabulary) {
  std::string text = head;
  text += columns_of(vocabulary, TableKind::threat, 0, "    ");
  text += "\nstates:  # by ids of your own; any number may be a path in time: {2000: 1, 2010-06-30: 1.5}\n";
  for (std::size_t row = 0; row < states; ++row)
    text += places[row] + columns_of(vocabulary, TableKind::state, row, "    ");
  text +=
      "\nalliances:\n  PACT:\n    name: The Pact\n    # founded: 2001-01-01                 # absent: exists from the "
      "start\n"
      "    members: [ARDEN]                      # at the founding\n"
      "    # eligible: {states: [BREGA]}         # who may ever join; absent: every state\n";
  if (vocabulary.column(TableKind::alliance, "minimum_members") != nullptr)
    text += "    minimum_members: 1                    # a pact of one, that others may join\n";
  text += columns_of(vocabulary, TableKind::alliance, 0, "    ");
  return text + dyads(vocabulary) + tail + pipeline(vocabulary) +
         "\nrecord: {every: year, series: [default]}  # every: step, month, quarter, half or year\n";
}

}  // namespace entente
