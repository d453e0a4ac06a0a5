#include "engine/cli/odd.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/version.hpp"
#include "engine/cli/glossary.hpp"
#include "engine/cli/markdown.hpp"
#include "engine/cli/odd_parts.hpp"
#include "engine/cli/text.hpp"
#include "engine/output/provenance.hpp"
#include "engine/scenario/json.hpp"
#include "engine/scenario/values.hpp"

namespace entente {

namespace odd {

Source::Source(const Model& m, const Catalogue& c) : model(m), catalogue(c) {
  for (const PipelineEntry& entry : m.scenario().pipeline)
    pipeline.push_back(c.vocabulary().mechanism(entry.mechanism));
}

std::vector<const Column*> Source::columns(TableKind table) const {
  std::vector<const Column*> used;
  for (const Column* column : catalogue.vocabulary().columns) {
    const auto names = [&](const std::vector<const Column*>& list) {
      return std::any_of(list.begin(), list.end(), [&](const Column* each) { return same_column(*each, *column); });
    };
    if (column->table == table && std::any_of(pipeline.begin(), pipeline.end(), [&](const MechanismDeclaration* each) {
          return names(each->reads) || names(each->writes);
        }))
      used.push_back(column);
  }
  return used;
}

bool Source::is_written(const Column& column) const {
  return std::any_of(pipeline.begin(), pipeline.end(), [&](const MechanismDeclaration* each) {
    return std::any_of(each->writes.begin(), each->writes.end(),
                       [&](const Column* written) { return same_column(*written, column); });
  });
}

}  // namespace odd

namespace {

using odd::Source;

const std::vector<double>& values_of(const Source& source, const MechanismDeclaration& mechanism) {
  return source.scenario().parameters.at(mechanism.name);
}

std::string names_of(const std::vector<const Column*>& columns) {
  std::vector<std::string> names;
  for (const Column* column : columns)
    names.push_back(markdown::code(std::string(section_of(column->table)) + "." + std::string(column->name)));
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names.empty() ? "nothing" : join(names);
}

std::string changed_parameters(const Source& source) {
  std::vector<std::string> names;
  for (const MechanismDeclaration* mechanism : source.pipeline)
    for (std::size_t n = 0; n < mechanism->parameters.size(); ++n)
      if (values_of(source, *mechanism)[n] != mechanism->parameters[n].initial)
        names.push_back(markdown::code(mechanism->name + "." + mechanism->parameters[n].name));
  return names.empty() ? "All parameters have their default values." : "Parameters that differ: " + join(names) + ".";
}

std::string head(const Source& source, const std::string& file) {
  const Scenario& scenario = source.scenario();
  return fmt::format(
      "# {}: model description\n\nAfter the ODD protocol (Overview, Design concepts, Details; Grimm et al. 2020), made "
      "by entente {} ({}) from its mechanisms' declarations and the scenario {} (SHA-256 {}). Values in bold differ "
      "from "
      "the program's defaults. {}\n",
      scenario.title.empty() ? file : scenario.title, version(), commit(), markdown::code(file),
      scenario_digest(to_json(scenario.document)), changed_parameters(source));
}

std::string purpose(const Source& source) {
  std::string text =
      "\n## 1 Purpose and patterns\n\nThe model asks who joins an alliance of states, who is admitted, who leaves, and "
      "why.";
  if (!source.scenario().about.empty()) text += " This scenario: " + source.scenario().about;
  return text +
         "\n\nThe patterns by which it is judged are who belonged to which alliance and when: order and dates of "
         "accessions, number and reasons of exits, size over time, and the life of the alliance "
         "(`entente hindcast` compares runs with what really happened).\n";
}

std::string process(const Source& source) {
  const Time& time = source.scenario().time;
  std::string text = fmt::format(
      "\n## 3 Process overview and scheduling\n\nTime goes in steps of {}. In each, the mechanisms below act on the "
      "whole "
      "world once, in this order; each sees what those before it have changed.\n\n",
      count_of(static_cast<std::uint64_t>(time.months_per_step), "month"));
  for (std::size_t n = 0; n < source.pipeline.size(); ++n)
    text += fmt::format("{}. **{}**: {}\n", n + 1, source.pipeline[n]->name, source.pipeline[n]->claim);
  return text;
}

std::string submodel(const Source& source, const MechanismDeclaration& mechanism, std::size_t number) {
  std::string text = fmt::format("\n### 7.{} {}\n\n{}\n\n```\n{}\n```\n\n", number, mechanism.name, mechanism.claim,
                                 mechanism.equation);
  if (!mechanism.source.empty()) text += fmt::format("Source: {}.\n\n", mechanism.source);
  text += fmt::format("Reads {}. Writes {}.\n", names_of(mechanism.reads), names_of(mechanism.writes));
  std::vector<std::vector<std::string>> rows;
  for (std::size_t n = 0; n < mechanism.parameters.size(); ++n) {
    const Declaration& declaration = mechanism.parameters[n];
    const double value = values_of(source, mechanism)[n];
    std::string shown = typed_text(declaration, value);
    if (value != declaration.initial)
      shown = fmt::format("**{}** (default {})", shown, typed_text(declaration, declaration.initial));
    rows.push_back({markdown::code(declaration.name), shown, unit_of(declaration), kind_text(declaration),
                    declaration.about, declaration.source});
  }
  return text + (rows.empty() ? "" : "\n") +
         markdown::table({"parameter", "value", "unit", "range", "meaning", "source"}, rows);
}

std::string submodels(const Source& source) {
  std::string text = "\n## 7 Submodels\n";
  for (std::size_t n = 0; n < source.pipeline.size(); ++n) text += submodel(source, *source.pipeline[n], n + 1);
  return text;
}

constexpr std::string_view references =
    "\n## Reference\n\nGrimm, V., Railsback, S. F., Vincenot, C. E., et al. (2020). The ODD protocol for describing "
    "agent-based and other simulation models: a second update to improve clarity, replication, and structural realism. "
    "Journal of Artificial Societies and Social Simulation 23(2), 7. https://doi.org/10.18564/jasss.4259\n";

}  // namespace

std::string odd_record(const Model& model, const Catalogue& catalogue, const std::string& scenario_file) {
  const Source source(model, catalogue);
  return head(source, scenario_file) + purpose(source) + "\n## 2 Entities, state variables, and scales\n" +
         odd::entities(source) + odd::scales(source) + process(source) + odd::design_concepts(source) +
         odd::initialisation(source) + odd::input_data(source) + submodels(source) + std::string(references);
}

}  // namespace entente
