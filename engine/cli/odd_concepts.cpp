#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/cli/markdown.hpp"
#include "engine/cli/odd_parts.hpp"
#include "engine/cli/text.hpp"

namespace entente::odd {

namespace {

std::string concept_text(const std::string& name, const std::string& text) {
  return text.empty() ? text : fmt::format("\n**{}.** {}\n", name, text);
}

std::string principles(const Source& source) {
  std::string text = "The mechanisms rest on:\n";
  for (const MechanismDeclaration* mechanism : source.pipeline)
    if (!mechanism->source.empty()) text += fmt::format("\n- {}: {}", mechanism->name, mechanism->source);
  return text;
}

/// What can happen, by the mechanism that decides it.
std::string events(const Source& source) {
  std::vector<std::vector<std::string>> rows;
  for (const MechanismDeclaration* mechanism : source.pipeline)
    for (const EventKind* kind : mechanism->events)
      rows.push_back({mechanism->name, markdown::code(std::string(kind->name)), std::string(kind->about)});
  return markdown::table({"mechanism", "event", "meaning"}, rows);
}

std::string features(const Source& source) {
  std::vector<std::vector<std::string>> rows;
  for (const Feature& feature : source.model.layout().features)
    rows.push_back({markdown::code(feature.name), feature.about});
  return markdown::table({"feature", "meaning"}, rows);
}

std::string interaction(const Source& source) {
  std::vector<std::string> names;
  for (const TableKind table : {TableKind::membership, TableKind::dyad})
    for (const Column* column : source.columns(table))
      if (column->input != Input::derived || column->recorded)
        names.push_back(markdown::code(std::string(section_of(table)) + "." + std::string(column->name)));
  return "Agents meet in alliances and in pairs" +
         (names.empty() ? std::string(".") : ", through what is held there: " + join(names) + ".");
}

std::string observation(const Source& source) {
  std::vector<std::string> names;
  for (const Series& series : source.model.layout().series)
    names.push_back(
        markdown::code(std::string(to_string(series.column->table)) + "_" + std::string(series.column->name)));
  const int months = source.scenario().record.months;
  return fmt::format(
      "Recorded {}: {}. Every event is kept with its date, utility, probability, draw and each feature's share of the "
      "utility.",
      months == 0 ? "at every step" : fmt::format("every {}", count_of(static_cast<std::uint64_t>(months), "month")),
      names.empty() ? "no series" : join(names));
}

std::string emergence(const Source& source) {
  const Scenario& scenario = source.scenario();
  const auto dated = static_cast<std::uint64_t>(
      std::count_if(scenario.lifetimes.begin(), scenario.lifetimes.end(),
                    [](const Lifetime& life) { return life.from != always_before || life.until != always_after; }));
  return fmt::format(
      "Memberships, and all that is computed from them, emerge from the decisions below. Imposed from outside are {}, "
      "{} "
      "and the dates of {} (section 6).",
      count_of(scenario.trajectories.size(), "path") + " in time", count_of(scenario.schedule.size(), "dated change"),
      count_of(dated, "state"));
}

}  // namespace

std::string design_concepts(const Source& source) {
  const std::string weighed = features(source);
  const std::string happens = events(source);
  std::string text = "\n## 4 Design concepts\n";
  text += concept_text("Basic principles", principles(source));
  text += concept_text("Emergence", emergence(source));
  text += concept_text("Adaptation", "Agents act by the events below, at rates that their situation sets (section 7).");
  if (!happens.empty()) text += "\n" + happens;
  if (!weighed.empty())
    text += concept_text("Objectives",
                         "The utility by which agents decide is a sum of shares, one for each of these features.") +
            "\n" + weighed;
  text += concept_text("Learning",
                       "None of rules or parameters, which are the same throughout a run; experience works through "
                       "state variables only.");
  text += concept_text("Prediction", "None: agents go by present values and by averages of past ones.");
  text += concept_text("Sensing",
                       "Each mechanism sees the variables that section 7 says it reads, without error, and no others.");
  text += concept_text("Interaction", interaction(source));
  text += concept_text(
      "Stochasticity",
      fmt::format("Draws come from a counter-based generator (Philox) and are addressed by seed ({}), run, mechanism, "
                  "month and the name of whom they concern, so that a change in one place leaves all other draws as "
                  "they were.",
                  source.scenario().seed));
  text += concept_text("Collectives", "Alliances, with the charters of section 5.");
  return text + concept_text("Observation", observation(source));
}

}  // namespace entente::odd
