#include <fmt/format.h>

#include <algorithm>

#include "engine/cli/glossary.hpp"
#include "engine/cli/markdown.hpp"
#include "engine/cli/odd_parts.hpp"
#include "engine/cli/text.hpp"
#include "engine/scenario/values.hpp"

namespace entente::odd {

namespace {

std::string role_of(const Source& source, const Column& column) {
  if (column.input == Input::derived) return "computed";
  return source.is_written(column) ? "given at the start" : "given";
}

std::string variables(const Source& source, TableKind table) {
  std::vector<std::vector<std::string>> rows;
  for (const Column* column : source.columns(table)) {
    const Declaration declaration = declaration_of(*column);
    std::string about = declaration.about;
    if (column->axis != Axis::none) about += fmt::format(", for each {}", to_string(column->axis));
    if (!declaration.source.empty()) about += " (" + declaration.source + ")";
    rows.push_back({markdown::code(declaration.name), unit_of(declaration), kind_text(declaration),
                    role_of(source, *column), about});
  }
  return markdown::table({"variable", "unit", "range", "role", "meaning"}, rows);
}

std::string entity(const Source& source, TableKind table, const std::string& title, const std::string& about) {
  const std::string text = variables(source, table);
  return text.empty() ? text : fmt::format("\n### {}\n\n{}\n\n{}", title, about, text);
}

std::string names_text(const Labels& labels) {
  std::vector<std::string> words;
  for (std::size_t n = 0; n < labels.ids.size(); ++n)
    words.push_back(labels.names[n] == labels.ids[n] ? labels.ids[n] : labels.names[n] + " (" + labels.ids[n] + ")");
  return join(words);
}

std::string axis_line(const std::string& what, const Labels& labels) {
  return labels.ids.empty() ? "" : fmt::format("- {}: {}.\n", what, names_text(labels));
}

}  // namespace

std::string entities(const Source& source) {
  const World& world = source.scenario().world;
  const auto names = [](const NamedTable& table) { return names_text({table.ids(), table.labels}); };
  return entity(source, TableKind::state, "States",
                fmt::format("{}, the agents: {}. A state exists or not (`active`).",
                            count_of(world.states.size(), "state"), names(world.states))) +
         entity(source, TableKind::alliance, "Alliances",
                fmt::format("{}, collectives with a charter: {}. An alliance exists or not (`active`).",
                            count_of(world.alliances.size(), "alliance"), names(world.alliances))) +
         entity(source, TableKind::membership, "Memberships",
                fmt::format("{} of a state and an alliance whose charter admits it, members or not (`status`).",
                            count_of(world.memberships.size(), "pair"))) +
         entity(source, TableKind::dyad, "Dyads",
                fmt::format("{} of states between which something is held, in either direction.",
                            count_of(world.dyads.size(), "ordered pair"))) +
         entity(
             source, TableKind::threat, "Threats",
             fmt::format("{} that no state is: {}.", count_of(world.threats.size(), "threat"), names(world.threats)));
}

std::string scales(const Source& source) {
  const Scenario& scenario = source.scenario();
  const World& world = scenario.world;
  std::string text = "\n### Scales\n\n";
  text += fmt::format("- Time: {} to {} in {} of {}.\n", to_string(scenario.time.start), to_string(scenario.time.end),
                      count_of(source.model.steps(), "step"),
                      count_of(static_cast<std::uint64_t>(scenario.time.months_per_step), "month"));
  text += world.proximity.is_exact()
              ? "- Space: proximity of every pair of states, from 0 to 1, by their distance and borders.\n"
              : fmt::format("- Space: {}, with a proximity of every two from 0 to 1.\n",
                            count_of(world.proximity.size(), "region"));
  return text + axis_line("Issues", world.issues) + axis_line("Domains of capability", world.domains) +
         axis_line("Regions", world.regions);
}

}  // namespace entente::odd
