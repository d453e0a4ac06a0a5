#include "engine/simulation/classic_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/base/number.hpp"
#include "engine/base/suggest.hpp"
#include "engine/scenario/check.hpp"
#include "engine/scenario/grammar_parts.hpp"
#include "engine/scenario/guard.hpp"
#include "engine/scenario/reading.hpp"
#include "engine/scenario/table_file.hpp"
#include "engine/scenario/values.hpp"

namespace entente {

using namespace grammar_parts;

namespace {

const ClassicModel& model_of(const Node& document, const std::vector<ClassicModel>& models) {
  const Node& node = *document.find("model");
  std::vector<std::string> names;
  for (const ClassicModel& model : models) {
    if (node.is_scalar() && node.text == model.name) return model;
    names.push_back(model.name);
  }
  std::string advice = did_you_mean(node.text, names);
  if (advice.empty()) advice = fmt::format("Known models: {}.", fmt::join(names, ", "));
  throw InputError(
      {node.place.location(), fmt::format("model{} is not a classic model.", as_typed(node)), std::move(advice)});
}

Grammar or_table(Grammar grammar) {
  if (grammar.form == Grammar::Form::record)
    for (Field& field : grammar.fields) field.grammar = or_table(std::move(field.grammar));
  if (grammar.form != Grammar::Form::map) return grammar;
  const std::string about = grammar.about;
  grammar.parts[0] = or_table(std::move(grammar.parts[0]));
  return either(std::move(grammar), text("a CSV file beside this one: a row a key"), about);
}

[[noreturn]] void refuse(std::vector<Problem> problems) {
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.where.file, a.where.line, a.where.column) < std::tie(b.where.file, b.where.line, b.where.column);
  });
  throw InputError(std::move(problems));
}

}  // namespace

bool is_classic(const Node& document) {
  return document.find("model") != nullptr;
}

Grammar classic_grammar(const ClassicModel& model) {
  Grammar grammar =
      record({{"entente",
               value({.name = {},
                      .kind = Kind::integer,
                      .range = between(1, 1),
                      .initial = 1,
                      .about = "version of the format"}),
               true},
              {"model", value({.name = {}, .kind = Kind::choice, .choices = {model.name}, .about = model.claim}), true},
              {"title", text("what it is about, in a line")},
              {"about", text("prose on the case and its source")},
              {"seed", value({.name = {},
                              .kind = Kind::integer,
                              .range = at_least(0),
                              .initial = 1,
                              .about = "seed of what is drawn"})}},
             model.claim);
  grammar.fields.insert(grammar.fields.end(), model.keys.begin(), model.keys.end());
  return grammar;
}

Grammar classic_grammar_with_tables(const ClassicModel& model) {
  return or_table(classic_grammar(model));
}

ClassicCase read_classic(Node document, const std::vector<ClassicModel>& models) {
  const ClassicModel& model = model_of(document, models);
  const Grammar grammar = classic_grammar(model);
  std::vector<Problem> problems;
  read_tables(document, grammar, problems);
  check(document, grammar, problems);
  if (!problems.empty()) refuse(std::move(problems));
  Solve solve = model.read(document, problems);
  if (!problems.empty()) refuse(std::move(problems));
  const std::string title = text_at(document, "title", model.name);
  const std::uint64_t seed = parse_unsigned(text_at(document, "seed", "1")).value_or(1);
  return {&model, title, seed, std::move(document), std::move(solve)};
}

}  // namespace entente
