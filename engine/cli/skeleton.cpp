#include "engine/cli/skeleton.hpp"

#include <fmt/format.h>

#include <cmath>
#include <vector>

#include "engine/base/date.hpp"
#include "engine/base/number.hpp"
#include "engine/cli/text.hpp"

namespace entente {

namespace {

constexpr std::size_t comment_column = 34;
constexpr std::size_t comment_cells = 84;

/// A value that the range holds, as near to the default as may be.
double example(const Declaration& declaration) {
  const Range& range = declaration.range;
  if (range.contains(declaration.initial)) return declaration.initial;
  if (!std::isfinite(range.lower)) return range.upper_open ? range.upper - 1.0 : range.upper;
  if (!range.lower_open) return range.lower;
  return std::isfinite(range.upper) ? (range.lower + range.upper) / 2.0 : range.lower + 1.0;
}

std::string value_text(const Declaration& declaration) {
  const double value = example(declaration);
  switch (declaration.kind) {
    case Kind::flag:
      return value != 0.0 ? "true" : "false";
    case Kind::choice:
      return declaration.choices[static_cast<std::size_t>(value)];
    case Kind::date:
      return to_string(Date{static_cast<std::int32_t>(value)});
    case Kind::state:
      return "null";
    case Kind::number:
    case Kind::integer:
      break;
  }
  return to_text(value);
}

/// The key by which an axis is shown in the skeleton.
std::string axis_key(Axis axis) {
  switch (axis) {
    case Axis::issue:
      return "order";
    case Axis::domain:
      return "land";
    case Axis::threat:
      return "piracy";
    case Axis::none:
      break;
  }
  return {};
}

std::string column_line(const Column& column, const std::string& indent) {
  const Declaration declaration = declaration_of(column);
  std::string value = value_text(declaration);
  if (column.axis != Axis::none) value = "{" + axis_key(column.axis) + ": " + value + "}";
  const std::string mark = column.input == Input::required ? "" : "# ";
  std::string about = declaration.about;
  if (declaration.kind == Kind::number || declaration.kind == Kind::integer)
    about +=
        fmt::format(" ({}{})", declaration.unit == "1" ? "" : declaration.unit + ", ", to_string(declaration.range));
  if (declaration.kind == Kind::choice) about += ": " + join(declaration.choices);
  std::string text;
  const std::vector<std::string> lines = wrap(about, comment_cells);
  const std::string begin = indent + mark + declaration.name + ": " + value;
  for (std::size_t n = 0; n < lines.size(); ++n)
    text += fmt::format("{:<{}}  # {}\n", n == 0 ? begin : indent + "#", comment_column, lines[n]);
  return text;
}

std::string column_lines(const Vocabulary& vocabulary, TableKind table, const std::string& indent, bool all) {
  std::string text;
  for (const bool required : {true, false})
    for (const Column* column : vocabulary.columns)
      if (column->table == table && column->input != Input::derived && (column->input == Input::required) == required &&
          (all || required))
        text += column_line(*column, indent);
  return text;
}

std::string state_text(const Vocabulary& vocabulary, const std::string& id, const std::string& name, int longitude,
                       bool all) {
  return fmt::format(
      "  {}:\n    name: {}\n    location: {{latitude: 50, longitude: {}}}\n{}{}", id, name, longitude,
      all ? "    # region: north\n    # exists: {from: 2005-01-01, until: 2020-01-01, predecessor: BOR}\n" : "",
      column_lines(vocabulary, TableKind::state, "    ", all));
}

std::string pipeline_text(const Vocabulary& vocabulary) {
  std::vector<std::string> names;
  for (const MechanismDeclaration& mechanism : vocabulary.mechanisms)
    if (mechanism.in_default_pipeline) names.push_back(mechanism.name);
  return join(names);
}

}  // namespace

std::string skeleton(const Vocabulary& vocabulary, const std::string& title) {
  std::string text = fmt::format(
      R"(# A scenario for entente. Lines with a value after '# ' show a default: take the '# ' away to change it.
# Any number of a state, alliance, pair or threat may also be a path in time: {{2000-01-01: 1, 2010-01-01: 2}}.
# `entente list` explains every word; `entente schema` lets editors complete them.
entente: 1
title: {}
about: >-
  What this scenario is about, and where its numbers come from.
# include: base.yaml              # another file under this one; this one's keys win

time: {{start: 2000-01-01, end: 2030-01-01, step: month}}  # year, half, quarter or month
seed: 1

# What states hold positions on.
issues:
  order: {{name: International order}}
# What power is made of, and how much each part counts.
domains:
  land: {{name: Land forces, weight: 1}}
# regions:
#   north: {{name: North}}
# How far power reaches: exact (from the states' locations) or regions.
proximity: {{geometry: exact, half_distance: 1000, exponent: 1}}

states:
)",
      title);
  text += state_text(vocabulary, "ARD", "Ardenia", 4, true) + state_text(vocabulary, "BOR", "Boreland", 10, false) +
          state_text(vocabulary, "COR", "Corvania", 20, false);
  text +=
      "\nalliances:\n  PACT:\n    name: The Pact\n    members: [ARD, BOR]\n"
      "    # founded: 2001-01-01           # absent: it exists from the start\n"
      "    # eligible: {states: [COR]}     # absent: every state may join\n";
  text += column_lines(vocabulary, TableKind::alliance, "    ", true);
  text +=
      "\n# What the first state holds towards the second; a pair given once holds both ways.\n"
      "dyads:\n  ARD:\n    COR:\n" +
      column_lines(vocabulary, TableKind::dyad, "      ", true) + "      {}\n";
  text += "\n# threats:\n#   piracy: {intensity: .01}\n";
  text += R"(
# What happens at a date, each under a name of your own. Verbs: set/to, add/by, scale/by, admit, withdraw, forbid, permit,
# turnover, end.
# schedule:
#   first-change: {at: 2010-01-01, admit: {state: COR, alliance: PACT}}

)";
  text += fmt::format("# pipeline: [{}]\n", pipeline_text(vocabulary));
  text +=
      "# parameters:                    # by mechanism: `entente list MECHANISM`\n"
      "record: {every: year, series: [default]}  # every: step, month, quarter, half or year\n";
  return text;
}

}  // namespace entente
