#include "engine/scenario/grammar.hpp"

#include <utility>

#include "engine/scenario/grammar_parts.hpp"
#include "engine/scenario/scenario.hpp"

namespace entente {

namespace grammar_parts {

using Form = Grammar::Form;

Grammar text(std::string about) {
  Grammar grammar;
  grammar.about = std::move(about);
  return grammar;
}

Grammar scalar(std::string about) {
  Grammar grammar = text(std::move(about));
  grammar.form = Form::scalar;
  return grammar;
}

Grammar value(Declaration declaration) {
  Grammar grammar;
  grammar.form = Form::value;
  grammar.about = declaration.about;
  grammar.value = std::move(declaration);
  return grammar;
}

Grammar number(std::string about, Range range) {
  return value({.name = {}, .range = range, .initial = no_default, .about = std::move(about)});
}

Grammar whole(std::string about, double least, double initial, double most) {
  return value({.name = {},
                .kind = Kind::integer,
                .range = between(least, most),
                .initial = initial,
                .about = std::move(about)});
}

Grammar date(std::string about) {
  return value({.name = {}, .kind = Kind::date, .unit = "date", .about = std::move(about)});
}

Grammar name_of(std::string of, std::string about) {
  Grammar grammar;
  grammar.form = Form::name;
  grammar.of = std::move(of);
  grammar.about = std::move(about);
  return grammar;
}

Grammar list_of(Grammar item, std::string about) {
  Grammar grammar;
  grammar.form = Form::list;
  grammar.about = std::move(about);
  grammar.parts = {std::move(item)};
  return grammar;
}

Grammar map_of(std::string of, bool defines, Grammar item, std::string about) {
  Grammar grammar;
  grammar.form = Form::map;
  grammar.of = std::move(of);
  grammar.defines = defines;
  grammar.about = std::move(about);
  grammar.parts = {std::move(item)};
  return grammar;
}

Grammar record(std::vector<Field> fields, std::string about) {
  Grammar grammar;
  grammar.form = Form::record;
  grammar.about = std::move(about);
  grammar.fields = std::move(fields);
  return grammar;
}

Grammar either(Grammar first, Grammar second, std::string about) {
  Grammar grammar;
  grammar.form = Form::either;
  grammar.about = std::move(about);
  grammar.parts = {std::move(first), std::move(second)};
  return grammar;
}

}  // namespace grammar_parts

Grammar column_grammar(const Column& column) {
  Grammar leaf = grammar_parts::value(declaration_of(column));
  const bool counts = column.kind == Kind::number || column.kind == Kind::integer;
  leaf.in_time = counts && column.table != TableKind::membership;
  if (column.axis == Axis::none) return leaf;
  const std::string about = leaf.about;
  return grammar_parts::map_of(std::string(to_string(column.axis)), false, std::move(leaf), about);
}

std::vector<std::string> series_names(const Vocabulary& vocabulary) {
  std::vector<std::string> names = {"default", "all", "none"};
  for (const TableKind table :
       {TableKind::state, TableKind::alliance, TableKind::membership, TableKind::dyad, TableKind::threat})
    names.emplace_back(section_of(table));
  for (const char* structural : {"states.active", "alliances.active", "memberships.status"})
    names.emplace_back(structural);
  for (const Column* column : vocabulary.columns)
    names.push_back(std::string(section_of(column->table)) + "." + std::string(column->name));
  return names;
}

}  // namespace entente
