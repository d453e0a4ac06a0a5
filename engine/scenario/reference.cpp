#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "engine/base/date.hpp"
#include "engine/base/number.hpp"
#include "engine/scenario/scenario.hpp"
#include "engine/scenario/schema.hpp"
#include "engine/scenario/values.hpp"

namespace entente {

namespace {

using Form = Grammar::Form;

struct Row {
  std::string key, kind, unit, range, initial, meaning;
};

std::string upper(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

/// A pipe would end the cell.
std::string cell(std::string text) {
  for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) text.insert(at, "\\");
  return text;
}

std::string kind_text(const Grammar& grammar) {
  switch (grammar.value.kind) {
    case Kind::number:
      return grammar.in_time ? "number or path" : "number";
    case Kind::integer:
      return grammar.in_time ? "whole number or path" : "whole number";
    case Kind::flag:
      return "true or false";
    case Kind::choice:
      return "choice";
    case Kind::date:
      return "date";
    case Kind::state:
      return "state's id";
  }
  return {};
}

std::string range_text(const Grammar& grammar) {
  const Declaration& declaration = grammar.value;
  if (declaration.kind == Kind::choice) return fmt::format("`{}`", fmt::join(declaration.choices, "`, `"));
  if (declaration.kind != Kind::number && declaration.kind != Kind::integer) return {};
  std::string text = to_string(declaration.range);
  if (text == "any number") text.clear();
  for (const std::string& word : grammar.words) text += " or `" + word + "`";
  return text;
}

std::string default_text(const Grammar& grammar) {
  const Declaration& declaration = grammar.value;
  if (!grammar.words.empty()) return "`" + grammar.words.front() + "`";
  switch (declaration.kind) {
    case Kind::number:
    case Kind::integer:
      return std::isnan(declaration.initial) ? "" : to_text(declaration.initial);
    case Kind::flag:
      return declaration.initial != 0.0 ? "true" : "false";
    case Kind::choice:
      return "`" + declaration.choices.at(static_cast<std::size_t>(declaration.initial)) + "`";
    case Kind::date:
    case Kind::state:
      return "none";
  }
  return {};
}

std::string join_key(const std::string& prefix, const std::string& key) {
  return prefix.empty() ? key : prefix + "." + key;
}

/// Whether a key must be given: always, or if the map that holds it is.
enum class Need { none, within, always };

void add_rows(std::vector<Row>& rows, const std::string& prefix, const Grammar& grammar, Need need);

void add_record(std::vector<Row>& rows, const std::string& prefix, const Grammar& grammar, Need required) {
  for (const Field& field : grammar.fields) {
    const bool optional_group = field.grammar.form == Form::record && !field.required;
    if (optional_group)
      add_record(rows, join_key(prefix, field.name), field.grammar, Need::within);
    else
      add_rows(rows, join_key(prefix, field.name), field.grammar, field.required ? required : Need::none);
  }
}

void add_rows(std::vector<Row>& rows, const std::string& prefix, const Grammar& grammar, Need need) {
  const std::string initial = need == Need::always ? "**required**" : need == Need::within ? "needed with it" : "";
  switch (grammar.form) {
    case Form::value: {
      std::string meaning = grammar.about;
      if (!grammar.value.source.empty()) meaning += " (" + grammar.value.source + ")";
      rows.push_back({prefix, kind_text(grammar), unit_of(grammar.value), range_text(grammar),
                      need == Need::none ? default_text(grammar) : initial, meaning});
      return;
    }
    case Form::text:
      rows.push_back({prefix, "text", "", "", initial, grammar.about});
      return;
    case Form::scalar:
      rows.push_back({prefix, "value", "", "", initial, grammar.about});
      return;
    case Form::name:
      rows.push_back(
          {prefix, grammar.of + (grammar.known.empty() ? "'s id" : "'s name"), "", "", initial, grammar.about});
      return;
    case Form::record:
      return add_record(rows, prefix, grammar, Need::always);
    case Form::map:
      return add_rows(rows, join_key(prefix, upper(grammar.of)), grammar.parts[0], need);
    case Form::list: {
      std::vector<Row> item;
      add_rows(item, prefix, grammar.parts[0], need);
      rows.push_back({prefix, "list: " + item.front().kind, "", "", initial, grammar.about});
      return;
    }
    case Form::either:
      for (const Grammar& part : grammar.parts) add_rows(rows, prefix, part, need);
      return;
  }
}

std::string table(const std::vector<Row>& rows) {
  std::string text = "| key | kind | unit | range | default | meaning |\n|---|---|---|---|---|---|\n";
  for (const Row& row : rows)
    text += fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", row.key, row.kind, row.unit, row.range, row.initial,
                        cell(row.meaning));
  return text;
}

std::string sentence(std::string text) {
  if (!text.empty()) text[0] = upper(text.substr(0, 1))[0];
  return text + ".";
}

std::string section(const Field& field) {
  std::vector<Row> rows;
  add_rows(rows, field.name, field.grammar, field.required ? Need::always : Need::none);
  return fmt::format("\n### {}\n\n{}{}\n\n{}", field.name, sentence(field.grammar.about),
                     field.required ? " Required." : "", table(rows));
}

bool has_section(const Field& field) {
  return field.grammar.form == Form::record || field.grammar.form == Form::map;
}

std::string key_sections(const Grammar& grammar) {
  std::vector<Row> rows;
  for (const Field& field : grammar.fields)
    if (!has_section(field)) add_rows(rows, field.name, field.grammar, field.required ? Need::always : Need::none);
  std::string text = "\n### At the top\n\n" + table(rows);
  for (const Field& field : grammar.fields)
    if (field.name == "parameters" && !field.grammar.defines)
      text += "\n### parameters\n\nBy mechanism, as in `parameters: {economy: {…}}`: see the mechanisms below.\n";
    else if (has_section(field))
      text += section(field);
  return text;
}

std::string names(const std::vector<const Column*>& columns) {
  std::vector<std::string> texts;
  for (const Column* column : columns) {
    std::string text = fmt::format("`{}.{}`", section_of(column->table), column->name);
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(std::move(text));
  }
  return texts.empty() ? "nothing" : fmt::format("{}", fmt::join(texts, ", "));
}

std::string mechanism_section(const MechanismDeclaration& mechanism, const Grammar* parameters) {
  std::string text =
      fmt::format("\n### {}\n\n{}\n\n```\n{}\n```\n\n", mechanism.name, mechanism.claim, mechanism.equation);
  if (!mechanism.source.empty()) text += fmt::format("Source: {}.\n\n", mechanism.source);
  if (!mechanism.in_default_pipeline) text += "Not part of the pipeline unless the scenario names it.\n\n";
  text += fmt::format("Reads {}.\n\nWrites {}.\n", names(mechanism.reads), names(mechanism.writes));
  if (parameters == nullptr) return text;
  std::vector<Row> rows;
  add_rows(rows, "parameters." + mechanism.name, *parameters, Need::none);
  return text + "\n" + table(rows);
}

std::string column_tables(const Vocabulary& vocabulary) {
  std::string text =
      "\n## What the model computes\n\nColumns that can be recorded besides the inputs above, as in `record: {series: "
      "[states.power]}`.\n\n| column | for each | unit | by default | meaning |\n|---|---|---|---|---|\n";
  for (const Column* column : vocabulary.columns)
    if (column->input == Input::derived)
      text += fmt::format("| `{}.{}` | {} | {} | {} | {}{} |\n", section_of(column->table), column->name,
                          to_string(column->axis), unit_of(declaration_of(*column)), column->recorded ? "recorded" : "",
                          cell(std::string(column->about)),
                          column->source.empty() ? "" : fmt::format(" ({})", column->source));
  return text;
}

constexpr const char* introduction = R"(# The scenario reference

Made by the program from its own declarations (`entente reference`); do not edit. `entente schema` writes the
same as a JSON Schema, from which editors complete and explain: put `# yaml-language-server: $schema=FILE` on top of a
scenario.

Words in capitals stand for ids: letters, digits, `_` and `-`, at most 64, a letter first. Dates are `1949-04-04`,
`1949-04` or `1949`, which stand for their first day. A **path** is a map of dates to numbers, with straight lines
between them and the first and last value held. `include: base.yaml` (or a list) lays the file over others, and so do
further files on the command line: maps merge by key, scalars and lists replace, null removes. The same paths of keys
with dots, as in `states.FRA.gdp`, serve `--set`, the schedule and messages.

## Keys
)";

}  // namespace

std::string keys_markdown(std::string_view introduction_to_it, const Grammar& grammar) {
  return std::string(introduction_to_it) + key_sections(grammar);
}

std::string reference_markdown(const Grammar& grammar, const Vocabulary& vocabulary) {
  std::string text = introduction + key_sections(grammar);
  const auto found = std::find_if(grammar.fields.begin(), grammar.fields.end(),
                                  [](const Field& field) { return field.name == "parameters"; });
  const Grammar* parameters = found == grammar.fields.end() ? nullptr : &found->grammar;
  text += "\n## Mechanisms\n\nIn the order of the default pipeline.\n";
  for (const MechanismDeclaration& mechanism : vocabulary.mechanisms) {
    const Grammar* own = nullptr;
    if (parameters != nullptr)
      for (const Field& field : parameters->fields)
        if (field.name == mechanism.name) own = &field.grammar;
    text += mechanism_section(mechanism, own);
  }
  return text + column_tables(vocabulary);
}

}  // namespace entente
