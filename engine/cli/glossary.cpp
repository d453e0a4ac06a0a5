#include "engine/cli/glossary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/base/date.hpp"
#include "engine/base/number.hpp"
#include "engine/cli/text.hpp"
#include "engine/scenario/scenario.hpp"

namespace entente {

namespace {

constexpr std::size_t name_cells = 30;
constexpr std::array tables{TableKind::state, TableKind::alliance, TableKind::membership, TableKind::dyad,
                            TableKind::threat};

std::string path_of(const Column& column) {
  return std::string(section_of(column.table)) + "." + std::string(column.name);
}

std::string input_text(const Column& column) {
  switch (column.input) {
    case Input::required:
      return "required";
    case Input::optional:
      return "may be given";
    case Input::derived:
      break;
  }
  return "computed";
}

std::string paths_of(const std::vector<const Column*>& columns) {
  std::vector<std::string> paths;
  for (const Column* column : columns) paths.push_back(path_of(*column));
  return paths.empty() ? "nothing" : join(paths);
}

}  // namespace

std::string kind_text(const Declaration& declaration) {
  switch (declaration.kind) {
    case Kind::flag:
      return "true or false";
    case Kind::choice:
      return "one of " + join(declaration.choices);
    case Kind::date:
      return "a date";
    case Kind::state:
      return "a state";
    case Kind::integer:
      return "whole number, " + to_string(declaration.range);
    case Kind::number:
      break;
  }
  return to_string(declaration.range);
}

std::string typed_text(const Declaration& declaration, double value) {
  switch (declaration.kind) {
    case Kind::flag:
      return value != 0.0 ? "true" : "false";
    case Kind::choice:
      return declaration.choices[static_cast<std::size_t>(value)];
    case Kind::date:
      return value == no_date.days ? "none" : to_string(Date{static_cast<std::int32_t>(value)});
    case Kind::state:
      return "none";
    case Kind::number:
    case Kind::integer:
      break;
  }
  return to_text(value);
}

std::string value_text(const Declaration& declaration, bool has_default) {
  std::string text = kind_text(declaration);
  if (declaration.unit != "1" && declaration.kind != Kind::date) text += ", " + declaration.unit;
  if (has_default) text += "; default " + typed_text(declaration, declaration.initial);
  return text;
}

std::string Glossary::heading(const std::string& text) const {
  return style_.bold(text) + "\n";
}

std::string Glossary::entry(const std::string& name, const std::string& about) const {
  std::string text;
  const auto lines = wrap(about, static_cast<std::size_t>(style_.width) - name_cells - 2);
  const bool is_long = cells(name) + 1 > name_cells;
  if (is_long) text += "  " + name + "\n";
  for (std::size_t n = 0; n < lines.size(); ++n)
    text += "  " + fit(n == 0 && !is_long ? name : "", name_cells, style_) + lines[n] + "\n";
  return text;
}

std::string Glossary::mechanisms() const {
  std::string text = heading("Mechanisms, in the order of the default pipeline");
  for (const MechanismDeclaration& each : catalogue_.vocabulary().mechanisms)
    text += entry(each.name, each.claim + (each.in_default_pipeline ? "" : " (Not in the default pipeline.)"));
  return text;
}

std::string Glossary::columns(TableKind table) const {
  std::string text = heading("Columns of " + std::string(section_of(table)));
  for (const Column* each : catalogue_.vocabulary().columns) {
    if (each->table != table) continue;
    const std::string axis = each->axis == Axis::none ? "" : ", by " + std::string(to_string(each->axis));
    text += entry(std::string(each->name), fmt::format("{} ({}{})", each->about, input_text(*each), axis));
  }
  return text;
}

std::string Glossary::all_columns() const {
  std::string text;
  for (const TableKind table : tables) text += (text.empty() ? "" : "\n") + columns(table);
  return text;
}

std::string Glossary::parameters() const {
  std::string text = heading("Parameters, by mechanism");
  for (const MechanismDeclaration& each : catalogue_.vocabulary().mechanisms)
    for (const Declaration& declaration : each.parameters)
      text += entry(each.name + "." + declaration.name,
                    fmt::format("{} ({})", declaration.about, value_text(declaration, true)));
  return text;
}

std::string Glossary::events() const {
  std::string text = heading("Events");
  for (const EventKind& each : catalogue_.event_kinds()) text += entry(std::string(each.name), std::string(each.about));
  return text;
}

std::string Glossary::features() const {
  std::string text = heading("Features, whose shares events keep");
  for (const Feature& each : catalogue_.features()) text += entry(each.name, each.about);
  return text;
}

std::string Glossary::models() const {
  std::string text = heading("Classic models, which are solved: model: NAME");
  for (const ClassicModel& each : catalogue_.classics()) text += entry(each.name, each.claim);
  return text;
}

std::string Glossary::model(const ClassicModel& each) const {
  std::string text = heading(each.name) + entry("claim", each.claim) + entry("source", each.source);
  for (const Field& field : each.keys)
    text += entry(field.name, field.grammar.about + (field.required ? " (required)" : ""));
  return text + "\nentente reference --classic tells every key.\n";
}

std::string Glossary::mechanism(const MechanismDeclaration& each) const {
  std::string text = heading(each.name) + entry("claim", each.claim) + entry("equation", each.equation);
  if (!each.source.empty()) text += entry("source", each.source);
  text += entry("reads", paths_of(each.reads)) + entry("writes", paths_of(each.writes));
  std::vector<std::string> kinds;
  for (const EventKind* kind : each.events) kinds.emplace_back(kind->name);
  if (!kinds.empty()) text += entry("events", join(kinds));
  if (each.parameters.empty()) return text;
  text += "\n" + heading("Parameters");
  for (const Declaration& declaration : each.parameters)
    text += entry(declaration.name, fmt::format("{} ({})", declaration.about, value_text(declaration, true)));
  return text + "\nIn a scenario: parameters: {" + each.name + ": {" + each.parameters.front().name + ": " +
         typed_text(each.parameters.front(), each.parameters.front().initial) + "}}\n";
}

std::string Glossary::column(const Column& each) const {
  const Declaration declaration = declaration_of(each);
  std::string text = heading(path_of(each)) + entry("meaning", declaration.about);
  text += entry("value", value_text(declaration, each.input == Input::optional));
  if (each.axis != Axis::none) text += entry("one for each", std::string(to_string(each.axis)));
  text += entry("input", input_text(each)) + entry("recorded", each.recorded ? "by default" : "on request");
  if (!declaration.source.empty()) text += entry("source", declaration.source);
  std::vector<std::string> readers, writers;
  for (const MechanismDeclaration& mechanism : catalogue_.vocabulary().mechanisms) {
    const auto names = [&](const std::vector<const Column*>& columns) {
      return std::any_of(columns.begin(), columns.end(), [&](const Column* c) { return same_column(*c, each); });
    };
    if (names(mechanism.reads)) readers.push_back(mechanism.name);
    if (names(mechanism.writes)) writers.push_back(mechanism.name);
  }
  if (!readers.empty()) text += entry("read by", join(readers));
  if (!writers.empty()) text += entry("written by", join(writers));
  return text;
}

std::string Glossary::parameter(const std::string& mechanism, const Declaration& declaration) const {
  std::string text = heading("parameters." + mechanism + "." + declaration.name) + entry("meaning", declaration.about) +
                     entry("value", value_text(declaration, true));
  if (!declaration.source.empty()) text += entry("source", declaration.source);
  return text;
}

std::string Glossary::overview() const {
  return mechanisms() + "\n" + all_columns() + "\n" + events() +
         (catalogue_.features().empty() ? "" : "\n" + features()) +
         (catalogue_.classics().empty() ? "" : "\n" + models()) +
         "\nentente list WORD tells more; entente list parameters tells all parameters.\n";
}

std::string Glossary::about(const std::string& word) const {
  if (word == "mechanisms") return mechanisms();
  if (word == "columns") return all_columns();
  if (word == "parameters") return parameters();
  if (word == "events") return events();
  if (word == "features") return features();
  if (word == "models") return models();
  for (const TableKind table : tables)
    if (word == section_of(table)) return columns(table);
  for (const ClassicModel& each : catalogue_.classics())
    if (word == each.name) return model(each);
  std::string text;
  if (const MechanismDeclaration* found = catalogue_.vocabulary().mechanism(word)) text = mechanism(*found);
  for (const Column* each : catalogue_.vocabulary().columns)
    if (word == each->name || word == path_of(*each)) text += (text.empty() ? "" : "\n") + column(*each);
  for (const MechanismDeclaration& each : catalogue_.vocabulary().mechanisms)
    for (const Declaration& declaration : each.parameters) {
      const std::string path = each.name + "." + declaration.name;
      if (word == declaration.name || word == path || word == "parameters." + path)
        text += (text.empty() ? "" : "\n") + parameter(each.name, declaration);
    }
  return text;
}

std::vector<std::string> Glossary::words() const {
  std::vector<std::string> words{"mechanisms", "columns", "parameters", "events", "features", "models"};
  for (const TableKind table : tables) words.emplace_back(section_of(table));
  for (const ClassicModel& each : catalogue_.classics()) words.push_back(each.name);
  for (const Column* each : catalogue_.vocabulary().columns) {
    words.emplace_back(each->name);
    words.push_back(path_of(*each));
  }
  for (const MechanismDeclaration& each : catalogue_.vocabulary().mechanisms) {
    words.push_back(each.name);
    for (const Declaration& declaration : each.parameters) {
      words.push_back(declaration.name);
      words.push_back(each.name + "." + declaration.name);
    }
  }
  return words;
}

}  // namespace entente
