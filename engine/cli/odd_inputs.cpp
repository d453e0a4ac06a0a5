#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/base/number.hpp"
#include "engine/cli/glossary.hpp"
#include "engine/cli/markdown.hpp"
#include "engine/cli/odd_parts.hpp"
#include "engine/cli/statistics.hpp"
#include "engine/cli/text.hpp"
#include "engine/scenario/values.hpp"

namespace entente::odd {

namespace {

std::string axis_id(const World& world, Axis axis, std::size_t place) {
  if (axis == Axis::issue) return world.issues.ids[place];
  if (axis == Axis::domain) return world.domains.ids[place];
  return world.threats.ids()[place];
}

std::string shown(const World& world, const Column& column, double value) {
  if (column.kind == Kind::state && value >= 0.0) return world.states.ids()[static_cast<std::size_t>(value)];
  return typed_text(declaration_of(column), value);
}

/// A row's values of a column, those that differ from the default in bold.
std::string charter_cell(const World& world, const Column& column, std::size_t row) {
  const Table& table = world.table(column.table);
  const std::size_t width = table.width(column);
  std::vector<std::string> words;
  for (std::size_t axis = 0; axis < width; ++axis) {
    const double value = table[column][row * width + axis];
    std::string text = shown(world, column, value);
    if (value != column.initial) text = fmt::format("**{}**", text);
    words.push_back(column.axis == Axis::none ? text : axis_id(world, column.axis, axis) + " " + text);
  }
  return join(words);
}

std::string charters(const Source& source) {
  const World& world = source.scenario().world;
  std::vector<std::string> header{"charter", "unit"};
  header.insert(header.end(), world.alliances.ids().begin(), world.alliances.ids().end());
  std::vector<std::vector<std::string>> rows{{"founded", "date"}, {"founders", ""}};
  for (const Founding& founding : source.scenario().foundings) {
    std::vector<std::string> members;
    for (const FoundingMember& member : founding.members)
      members.push_back(world.states.ids()[world.memberships.state()[member.membership].index()]);
    if (founding.date == always_before || world.alliances.active[founding.alliance.index()])
      for (const std::int32_t row : world.memberships.members(founding.alliance))
        members.push_back(world.states.ids()[world.memberships.state()[static_cast<std::size_t>(row)].index()]);
    std::sort(members.begin(), members.end());
    members.erase(std::unique(members.begin(), members.end()), members.end());
    rows[0].push_back(founding.date == always_before ? "before the start" : to_string(founding.date));
    rows[1].push_back(join(members));
  }
  for (const Column* column : source.columns(TableKind::alliance)) {
    if (column->input == Input::derived) continue;
    rows.push_back({markdown::code(std::string(column->name)), unit_of(declaration_of(*column))});
    for (std::size_t row = 0; row < world.alliances.size(); ++row)
      rows.back().push_back(charter_cell(world, *column, row));
  }
  return world.alliances.size() == 0 ? "" : "\n" + markdown::table(header, rows);
}

/// What the rows of a table begin with: smallest, median and largest value of each input.
std::string spread(const Source& source, TableKind kind, const std::string& what) {
  const World& world = source.scenario().world;
  const Table& table = world.table(kind);
  std::vector<std::vector<std::string>> rows;
  for (const Column* column : source.columns(kind)) {
    if (column->input == Input::derived || table.size() == 0) continue;
    const std::size_t width = table.width(*column);
    for (std::size_t axis = 0; axis < width; ++axis) {
      std::vector<double> values;
      for (std::size_t row = 0; row < table.size(); ++row) values.push_back(table[*column][row * width + axis]);
      const auto other = std::count_if(values.begin(), values.end(), [&](double v) { return v != column->initial; });
      const auto text = [&](double share) { return shown(world, *column, quantile(values, share)); };
      const bool has_order =
          column->kind == Kind::number || column->kind == Kind::integer || column->kind == Kind::date;
      std::string name(column->name);
      if (column->axis != Axis::none) name += "." + axis_id(world, column->axis, axis);
      rows.push_back(
          {markdown::code(name), unit_of(declaration_of(*column)), std::to_string(other), has_order ? text(0.0) : "",
           has_order ? number_text(quantile(values, 0.5), "1", column->kind) : "", has_order ? text(1.0) : ""});
    }
  }
  if (rows.empty()) return {};
  return fmt::format("\nOf the {}, how many begin with something else than the default, and the spread:\n\n", what) +
         markdown::table({"variable", "unit", "other than default", "smallest", "median", "largest"}, rows);
}

std::string paths(const Source& source) {
  const Scenario& scenario = source.scenario();
  struct Summary {
    const Column* column;
    std::size_t rows = 0, knots = 0;
    Date first{always_after}, last{always_before};
  };
  std::map<std::string, Summary> by_column;
  for (const Trajectory& path : scenario.trajectories) {
    Summary& summary = by_column[std::string(section_of(path.column->table)) + "." + std::string(path.column->name)];
    summary.column = path.column;
    ++summary.rows;
    summary.knots += path.knots.size();
    summary.first = std::min(summary.first, path.knots.front().first);
    summary.last = std::max(summary.last, path.knots.back().first);
  }
  std::vector<std::vector<std::string>> rows;
  for (const auto& [name, summary] : by_column)
    rows.push_back({markdown::code(name), unit_of(declaration_of(*summary.column)), std::to_string(summary.rows),
                    std::to_string(summary.knots), to_string(summary.first), to_string(summary.last),
                    std::string(summary.column->about)});
  if (rows.empty()) return {};
  return "\nPaths in time, straight lines between their knots:\n\n" +
         markdown::table({"variable", "unit", "paths", "knots", "first", "last", "meaning"}, rows);
}

std::string change_text(const World& world, const ScheduledChange& change) {
  const auto state = [&] { return world.states.ids()[change.state.index()]; };
  const auto alliance = [&] { return world.alliances.ids()[change.alliance.index()]; };
  switch (change.verb) {
    case Verb::set:
    case Verb::add:
    case Verb::scale:
      return fmt::format("{} {} {} {}", to_string(change.verb),
                         markdown::code(place_of(world, *change.column, change.row, change.axis)),
                         change.verb == Verb::set ? "to" : "by", shown(world, *change.column, change.value));
    case Verb::move:
      return fmt::format("move {} to {}", state(), world.regions.ids[static_cast<std::size_t>(change.value)]);
    case Verb::turnover:
      return "turnover of the leader of " + state();
    case Verb::end:
      return "end of " + alliance();
    default:
      return fmt::format("{} {}, {}", to_string(change.verb), state(), alliance());
  }
}

std::string schedule(const Source& source) {
  std::vector<std::vector<std::string>> rows;
  for (const ScheduledChange& change : source.scenario().schedule)
    rows.push_back({to_string(change.date), in_words(change.name), change_text(source.scenario().world, change)});
  return rows.empty() ? "" : "\nDated changes:\n\n" + markdown::table({"date", "name", "change"}, rows);
}

std::string lifetimes(const Source& source) {
  const World& world = source.scenario().world;
  std::vector<std::vector<std::string>> rows;
  for (const Lifetime& life : source.scenario().lifetimes)
    if (life.from != always_before || life.until != always_after)
      rows.push_back({world.states.labels[life.state.index()], life.from == always_before ? "" : to_string(life.from),
                      life.until == always_after ? "" : to_string(life.until),
                      life.predecessor.valid() ? world.states.labels[life.predecessor.index()] : ""});
  return rows.empty() ? ""
                      : "\nStates that do not exist throughout:\n\n" +
                            markdown::table({"state", "from", "until", "heir of"}, rows);
}

}  // namespace

std::string place_of(const World& world, const Column& column, std::size_t row, std::size_t axis) {
  const auto state = [&](StateId id) { return world.states.ids()[id.index()]; };
  std::string text = std::string(section_of(column.table)) + ".";
  switch (column.table) {
    case TableKind::state:
      text += world.states.ids()[row];
      break;
    case TableKind::alliance:
      text += world.alliances.ids()[row];
      break;
    case TableKind::threat:
      text += world.threats.ids()[row];
      break;
    case TableKind::membership:
      text += world.alliances.ids()[world.memberships.alliance()[row].index()] + "." +
              state(world.memberships.state()[row]);
      break;
    case TableKind::dyad:
      text += state(world.dyads.from()[row]) + "." + state(world.dyads.to()[row]);
      break;
  }
  text += "." + std::string(column.name);
  return column.axis == Axis::none ? text : text + "." + axis_id(world, column.axis, axis);
}

std::string initialisation(const Source& source) {
  const World& world = source.scenario().world;
  const auto active = static_cast<std::uint64_t>(std::count(world.states.active.begin(), world.states.active.end(), 1));
  return fmt::format(
             "\n## 5 Initialisation\n\nOn {} {} of {} exist. Runs differ in their draws only, not in how they begin.\n",
             to_string(source.scenario().time.start), active, count_of(world.states.size(), "state")) +
         charters(source) + spread(source, TableKind::state, "states") +
         spread(source, TableKind::membership, "memberships") + spread(source, TableKind::dyad, "dyads") +
         spread(source, TableKind::threat, "threats");
}

std::string input_data(const Source& source) {
  const std::string text = lifetimes(source) + paths(source) + schedule(source);
  return "\n## 6 Input data\n" + (text.empty() ? "\nNone: nothing comes from outside after the start.\n" : text);
}

}  // namespace entente::odd
