#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/scenario/reading.hpp"
#include "engine/scenario/values.hpp"

namespace entente {

namespace {

bool contains(const std::vector<const Column*>& columns, const Column& column) {
  return std::any_of(columns.begin(), columns.end(), [&](const Column* other) { return same_column(*other, column); });
}

std::string full_name(const Column& column) {
  return std::string(section_of(column.table)) + "." + std::string(column.name);
}

bool in_pipeline(const Scenario& scenario, const std::string& mechanism) {
  return std::any_of(scenario.pipeline.begin(), scenario.pipeline.end(),
                     [&](const PipelineEntry& entry) { return entry.mechanism == mechanism; });
}

/// Mechanisms that write a column, in the pipeline or out of it.
std::vector<std::string> writers(const Reading& reading, const Column& column, bool inside) {
  std::vector<std::string> names;
  for (const MechanismDeclaration& mechanism : reading.vocabulary.mechanisms)
    if (contains(mechanism.writes, column) && in_pipeline(reading.scenario, mechanism.name) == inside)
      names.push_back(mechanism.name);
  return names;
}

/// A derived column that a mechanism reads must be written by one of the pipeline, earlier or in the step before;
/// signals apart.
void check_reads(const Reading& reading, const MechanismDeclaration& mechanism, const Place& place) {
  for (const Column* column : mechanism.reads) {
    if (column->input != Input::derived || column->signal || !writers(reading, *column, true).empty()) continue;
    const std::vector<std::string> missing = writers(reading, *column, false);
    if (missing.empty()) continue;  // the engine itself keeps it
    reading.problem(place,
                    fmt::format("pipeline: '{}' reads {}, which nothing writes.", mechanism.name, full_name(*column)),
                    fmt::format("Add '{}' before it.", fmt::join(missing, "' or '")));
  }
}

void read_parameter(const Node& group, const Declaration& declaration, double& value) {
  const Node* node = &group;
  for (std::string_view rest = declaration.name; node != nullptr;) {
    const std::size_t dot = rest.find('.');
    node = node->find(rest.substr(0, dot));
    if (dot == std::string_view::npos) break;
    rest = rest.substr(dot + 1);
  }
  if (node != nullptr) value = read_value(*node, declaration).value_or(value);
}

/// Where each input column of a table is first given.
using Given = std::map<const Column*, Place>;

void find_given(const Reading& reading, const Node* rows, TableKind table, Given& given) {
  if (rows == nullptr) return;
  for (const Entry& row : rows->entries)
    for (const Entry& input : row.value.entries)
      if (const Column* column = reading.vocabulary.column(table, input.key))
        if (column->input != Input::derived) given.emplace(column, input.place);
}

Given given_columns(const Reading& reading) {
  Given given;
  find_given(reading, reading.document.find("states"), TableKind::state, given);
  find_given(reading, reading.document.find("threats"), TableKind::threat, given);
  const Node* alliances = reading.document.find("alliances");
  find_given(reading, alliances, TableKind::alliance, given);
  find_given(reading, reading.document.find("charters"), TableKind::alliance, given);
  if (alliances != nullptr)
    for (const Entry& alliance : alliances->entries)
      find_given(reading, alliance.value.find("members"), TableKind::membership, given);
  if (const Node* dyads = reading.document.find("dyads"))
    for (const Entry& first : dyads->entries) find_given(reading, &first.value, TableKind::dyad, given);
  return given;
}

bool is_read(const Reading& reading, const Column& column) {
  if (column.table == TableKind::dyad && column.name == "contiguous" && reading.scenario.world.proximity.is_exact())
    return true;
  return std::any_of(reading.scenario.pipeline.begin(), reading.scenario.pipeline.end(),
                     [&](const PipelineEntry& entry) {
                       const MechanismDeclaration* mechanism = reading.vocabulary.mechanism(entry.mechanism);
                       return mechanism != nullptr && contains(mechanism->reads, column);
                     });
}

/// One note a table.
void note_unread(const Reading& reading, const Given& given) {
  std::map<TableKind, std::map<std::string_view, Place>> unread;
  for (const auto& [column, place] : given)
    if (!is_read(reading, *column)) unread[column->table].emplace(column->name, place);
  for (const auto& [table, columns] : unread) {
    std::vector<std::string_view> names;
    for (const auto& [name, place] : columns) names.push_back(name);
    const bool one = names.size() == 1;
    reading.note(columns.begin()->second,
                 fmt::format("{}: {} {} given, but nothing in this pipeline reads {}.", section_of(table),
                             fmt::join(names, ", "), one ? "is" : "are", one ? "it" : "them"));
  }
}

}  // namespace

void read_pipeline(const Reading& reading) {
  auto& pipeline = reading.scenario.pipeline;
  const Node* section = reading.document.find("pipeline");
  std::map<std::string, Place> places;
  if (section == nullptr) {
    for (const MechanismDeclaration& mechanism : reading.vocabulary.mechanisms)
      if (mechanism.in_default_pipeline) pipeline.push_back({mechanism.name});
  } else {
    if (section->is_sequence() && section->items.empty())
      reading.problem(section->place, "pipeline is empty.", "Name at least one mechanism, or leave 'pipeline' out.");
    for (const Node* item : names_in(section)) {
      if (reading.vocabulary.mechanism(item->text) == nullptr || !places.emplace(item->text, item->place).second)
        continue;
      pipeline.push_back({item->text});
    }
  }
  for (const PipelineEntry& entry : pipeline) {
    const auto place = places.find(entry.mechanism);
    check_reads(reading, *reading.vocabulary.mechanism(entry.mechanism),
                place == places.end() ? reading.document.place : place->second);
  }
}

void read_parameters(const Reading& reading) {
  const Node* section = reading.document.find("parameters");
  for (const MechanismDeclaration& mechanism : reading.vocabulary.mechanisms) {
    std::vector<double>& values = reading.scenario.parameters[mechanism.name];
    const Entry* group = section == nullptr ? nullptr : section->entry(mechanism.name);
    for (const Declaration& declaration : mechanism.parameters) {
      values.push_back(declaration.initial);
      if (group != nullptr) read_parameter(group->value, declaration, values.back());
    }
    if (group != nullptr && !in_pipeline(reading.scenario, mechanism.name))
      reading.note(group->place, fmt::format("parameters.{} has no effect: the pipeline does not hold '{}'.",
                                             mechanism.name, mechanism.name));
  }
}

void read_recording(const Reading& reading) {
  Recording& record = reading.scenario.record;
  record = {12, {"default"}};
  const Node* section = reading.document.find("record");
  if (section == nullptr) return;
  const std::map<std::string, int> months = {{"step", 0}, {"month", 1}, {"quarter", 3}, {"half", 6}, {"year", 12}};
  const auto every = months.find(text_at(*section, "every", "year"));
  if (every != months.end()) record.months = every->second;
  const int step = reading.scenario.time.months_per_step;
  if (record.months > 0 && record.months % step != 0)
    reading.problem(section->find("every")->place,
                    fmt::format("record.every = '{}' is not a whole number of steps.", every->first),
                    "Record every step, or take shorter steps in time.step.");
  if (const Node* series = section->find("series")) {
    record.series.clear();
    for (const Node* item : names_in(series)) record.series.push_back(item->text);
  }
}

/// The mechanisms of the pipeline whose work on a column a path undoes.
std::vector<std::string> overwritten(const Reading& reading, const Column& column) {
  std::vector<std::string> names;
  for (const MechanismDeclaration& mechanism : reading.vocabulary.mechanisms)
    if (contains(mechanism.writes, column) && !contains(mechanism.leaves_to_paths, column) &&
        in_pipeline(reading.scenario, mechanism.name))
      names.push_back(mechanism.name);
  return names;
}

void note_what_has_no_effect(const Reading& reading) {
  const Given given = given_columns(reading);
  note_unread(reading, given);
  std::set<const Column*> followed;
  for (const Trajectory& path : reading.scenario.trajectories) {
    const std::vector<std::string> names = overwritten(reading, *path.column);
    if (names.empty() || !followed.insert(path.column).second) continue;
    reading.note(given.at(path.column), fmt::format("{} has a path in time, which overwrites what '{}' computes.",
                                                    full_name(*path.column), fmt::join(names, "' and '")));
  }
}

}  // namespace entente
