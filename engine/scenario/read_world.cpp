#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "engine/scenario/reading.hpp"
#include "engine/scenario/values.hpp"

namespace entente {

namespace {

Labels labels_of(const Node& document, std::string_view section) {
  Labels labels;
  for (const Entry* row : rows_of(document, section)) {
    labels.ids.push_back(row->key);
    labels.names.push_back(text_at(row->value, "name", row->key));
  }
  return labels;
}

void label_rows(NamedTable& table, const std::vector<const Entry*>& rows) {
  for (std::size_t row = 0; row < rows.size(); ++row)
    table.labels[row] = text_at(rows[row]->value, "name", rows[row]->key);
}

void add_columns(const Reading& reading, TableKind table) {
  for (const Column* column : reading.vocabulary.columns)
    if (column->table == table) reading.scenario.world.add(*column);
}

void read_axes(const Reading& reading) {
  World& world = reading.scenario.world;
  world.issues = labels_of(reading.document, "issues");
  world.domains = labels_of(reading.document, "domains");
  world.regions = labels_of(reading.document, "regions");
  for (const Entry* domain : rows_of(reading.document, "domains"))
    world.domain_weights.push_back(number_at(domain->value, "weight", 1.0));
}

void read_threats(const Reading& reading) {
  World& world = reading.scenario.world;
  const std::vector<const Entry*> rows = rows_of(reading.document, "threats");
  world.threats = ThreatTable(keys_of(rows));
  label_rows(world.threats, rows);
  add_columns(reading, TableKind::threat);
  for (std::size_t row = 0; row < rows.size(); ++row) read_columns(reading, rows[row]->value, TableKind::threat, row);
}

void read_lifetime(const Reading& reading, const Entry& state, std::size_t row) {
  World& world = reading.scenario.world;
  Lifetime life{StateId(row), always_before, always_after, {}};
  const Entry* exists = state.value.entry("exists");
  if (exists != nullptr) {
    life.from = date_at(exists->value, "from", always_before);
    life.until = date_at(exists->value, "until", always_after);
    const auto predecessor = world.states.row(text_at(exists->value, "predecessor"));
    if (predecessor) life.predecessor = StateId(*predecessor);
    const std::string path = fmt::format("states.{}.exists", state.key);
    if (life.from >= life.until)
      reading.problem(
          exists->place,
          fmt::format("{}: from {} is not before until {}.", path, to_string(life.from), to_string(life.until)),
          "A state exists from the first date and no longer on the second.");
    if (predecessor && *predecessor == row)
      reading.problem(exists->place, fmt::format("{}.predecessor is the state itself.", path),
                      "Name the state of which it is heir.");
    if (predecessor && life.from == always_before)
      reading.problem(exists->place, fmt::format("{}.predecessor is given without from.", path),
                      "Give the date on which the state is born.");
    if (life.until <= world.date || (life.from != always_before && life.from > reading.scenario.time.end))
      reading.outside(exists->place, fmt::format("{}: the state does not exist during the run.", path));
  }
  world.states.active[row] = life.from <= world.date && world.date < life.until ? 1 : 0;
  reading.scenario.lifetimes.push_back(life);
}

void read_states(const Reading& reading) {
  World& world = reading.scenario.world;
  const std::vector<const Entry*> rows = rows_of(reading.document, "states");
  world.states = StateTable(keys_of(rows));
  const Node* states = reading.document.find("states");
  if (states != nullptr && states->is_mapping() && states->entries.empty())
    reading.problem(states->place, "states is empty.", "Give at least one state.");
  label_rows(world.states, rows);
  add_columns(reading, TableKind::state);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const Entry& state = *rows[row];
    read_lifetime(reading, state, row);
    const std::string region = text_at(state.value, "region");
    const auto found = std::lower_bound(world.regions.ids.begin(), world.regions.ids.end(), region);
    if (found != world.regions.ids.end() && *found == region)
      world.states.region[row] = static_cast<std::int32_t>(found - world.regions.ids.begin());
    read_columns(reading, state.value, TableKind::state, row);
  }
}

using Pair = std::pair<StateId, StateId>;

/// Pairs whose numbers the schedule changes: they need a row even if nothing else is said of them.
void add_scheduled_pairs(const Reading& reading, std::vector<Pair>& pairs) {
  const Node* schedule = reading.document.find("schedule");
  if (schedule == nullptr) return;
  const StateTable& states = reading.scenario.world.states;
  for (const Entry& change : schedule->entries)
    for (const char* verb : {"set", "add", "scale"}) {
      const std::string path = text_at(change.value, verb);
      if (path.rfind("dyads.", 0) != 0) continue;
      const std::size_t first = path.find('.', 6);
      if (first == std::string::npos) continue;
      const std::size_t second = path.find('.', first + 1);
      const auto from = states.row(path.substr(6, first - 6));
      const auto to = states.row(path.substr(first + 1, second - first - 1));
      if (from && to && *from != *to) pairs.emplace_back(StateId(*from), StateId(*to));
    }
}

void read_dyads(const Reading& reading) {
  World& world = reading.scenario.world;
  const Node* section = reading.document.find("dyads");
  std::vector<Pair> pairs;
  std::map<Pair, const Node*> given;
  if (section != nullptr)
    for (const Entry& first : section->entries)
      for (const Entry& second : first.value.entries) {
        const auto from = world.states.row(first.key);
        const auto to = world.states.row(second.key);
        if (!from || !to) continue;
        if (*from == *to) {
          reading.problem(second.place, fmt::format("dyads.{}.{} pairs a state with itself.", first.key, second.key),
                          "Remove it.");
          continue;
        }
        pairs.emplace_back(StateId(*from), StateId(*to));
        given.emplace(pairs.back(), &second.value);
      }
  add_scheduled_pairs(reading, pairs);
  world.dyads = DyadTable(world.states.size(), pairs, world.states.entities());
  add_columns(reading, TableKind::dyad);
  for (std::size_t row = 0; row < world.dyads.size(); ++row) {
    const Pair pair{world.dyads.from()[row], world.dyads.to()[row]};
    auto found = given.find(pair);
    if (found == given.end()) found = given.find({pair.second, pair.first});
    if (found != given.end()) read_columns(reading, *found->second, TableKind::dyad, row);
  }
}

}  // namespace

bool read_time(const Reading& reading) {
  Time& time = reading.scenario.time;
  const Node* section = reading.document.find("time");
  if (section == nullptr) return false;
  const auto start = parse_date(text_at(*section, "start"));
  const auto end = parse_date(text_at(*section, "end"));
  if (!start || !end) return false;
  const std::map<std::string, int> months = {{"month", 1}, {"quarter", 3}, {"half", 6}, {"year", 12}};
  const auto step = months.find(text_at(*section, "step", "month"));
  time = {*start, *end, step == months.end() ? 1 : step->second};
  reading.scenario.world.date = time.start;
  if (time.start < time.end) return true;
  reading.problem(
      section->find("end")->place,
      fmt::format("time.end = {} is not after time.start = {}.", text_at(*section, "end"), text_at(*section, "start")),
      "A run ends after it begins.");
  return false;
}

void read_world(const Reading& reading) {
  read_axes(reading);
  read_threats(reading);
  read_states(reading);
  read_dyads(reading);
}

}  // namespace entente
