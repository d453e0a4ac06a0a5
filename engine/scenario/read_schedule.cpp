#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "engine/base/suggest.hpp"
#include "engine/scenario/guard.hpp"
#include "engine/scenario/pacts.hpp"
#include "engine/scenario/reading.hpp"
#include "engine/scenario/utf8.hpp"
#include "engine/scenario/values.hpp"

namespace entente {

namespace {

std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> keys;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('.', begin), path.size());
    keys.emplace_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return keys;
}

/// Reads one entry of the schedule; `target` resolves paths such as `states.FRA.gdp`.
class ChangeReader {
 public:
  ChangeReader(const Reading& reading, const Entry& entry) : reading_(reading), entry_(entry) {}

  void read() {
    change_.name = entry_.key;
    const Node* at = entry_.value.find("at");
    change_.date = date_at(entry_.value, "at", Date{});
    const bool known = read_verb();
    if (!known || at == nullptr || !parse_date(at->text)) return;
    const Time& time = reading_.scenario.time;
    if (time.start < time.end && (change_.date < time.start || change_.date > time.end))
      return reading_.outside(entry_.place,
                              fmt::format("schedule.{} lies outside the run and never happens.", entry_.key));
    reading_.scenario.schedule.push_back(change_);
  }

 private:
  bool read_verb() {
    using Reader = bool (ChangeReader::*)(Verb, const Node&);
    static const std::pair<Verb, Reader> readers[] = {
        {Verb::set, &ChangeReader::read_number},    {Verb::add, &ChangeReader::read_number},
        {Verb::scale, &ChangeReader::read_number},  {Verb::admit, &ChangeReader::read_pair},
        {Verb::withdraw, &ChangeReader::read_pair}, {Verb::forbid, &ChangeReader::read_pair},
        {Verb::permit, &ChangeReader::read_pair},   {Verb::turnover, &ChangeReader::read_turnover},
        {Verb::end, &ChangeReader::read_end}};
    for (const auto& [verb, reader] : readers)
      if (const Node* node = entry_.value.find(to_string(verb))) {
        change_.verb = verb;
        return (this->*reader)(verb, *node);
      }
    return false;
  }

  bool read_pair(Verb verb, const Node& pair) {
    const World& world = reading_.scenario.world;
    const auto state = world.states.row(text_at(pair, "state"));
    const auto alliance = find_alliance(verb, pair.find("alliance"));
    if (!state || !alliance) return false;
    change_.state = StateId(*state);
    change_.alliance = AllianceId(*alliance);
    if (world.memberships.row(change_.state, change_.alliance)) return true;
    reading_.problem(pair.place,
                     fmt::format("schedule.{}.{}: {} can never be a member of {}.", entry_.key, to_string(verb),
                                 world.states.ids()[*state], world.alliances.ids()[*alliance]),
                     fmt::format("Look at alliances.{}.eligible.", world.alliances.ids()[*alliance]));
    return false;
  }

  /// The row of an alliance; the id of a pact that the two states are too far apart for has none.
  std::optional<std::size_t> find_alliance(Verb verb, const Node* name) {
    if (name == nullptr || !name->is_scalar()) return std::nullopt;
    const auto row = reading_.scenario.world.alliances.row(name->text);
    const std::vector<std::string> pacts = row ? std::vector<std::string>{} : possible_pacts(reading_.document);
    if (std::binary_search(pacts.begin(), pacts.end(), name->text))
      reading_.problem(name->place,
                       fmt::format("schedule.{}.{}: {} is a pact of states too far apart, or that never meet.",
                                   entry_.key, to_string(verb), name->text),
                       fmt::format("Write 'alliances: {{{}: {{}}}}' to have it all the same.", name->text));
    return row;
  }

  bool read_turnover(Verb, const Node& node) {
    const auto state = reading_.scenario.world.states.row(node.text);
    if (state) change_.state = StateId(*state);
    return state.has_value();
  }

  bool read_end(Verb verb, const Node& node) {
    const auto alliance = find_alliance(verb, &node);
    if (alliance) change_.alliance = AllianceId(*alliance);
    return alliance.has_value();
  }

  bool read_number(Verb verb, const Node& path) {
    if (!path.is_scalar()) return false;
    const std::vector<std::string> keys = split(path.text);
    if (verb == Verb::set && keys.size() == 3 && keys[0] == "states" && keys[2] == "region")
      return read_move(path, keys[1]);
    return find_target(path, keys) && read_amount(verb, path);
  }

  bool read_move(const Node& path, const std::string& id) {
    const auto& regions = reading_.scenario.world.regions.ids;
    const auto state = reading_.scenario.world.states.row(id);
    if (!state)
      return refuse_path(path, fmt::format("'{}' is not a state.", shown(id)),
                         did_you_mean(id, reading_.scenario.world.states.ids()));
    const Node* to = entry_.value.find("to");
    if (to == nullptr || !to->is_scalar()) return false;
    const auto found = std::find(regions.begin(), regions.end(), to->text);
    if (found == regions.end()) {
      reading_.problem(to->place, fmt::format("schedule.{}.to '{}' is not a region.", entry_.key, shown(to->text)),
                       did_you_mean(to->text, regions));
      return false;
    }
    change_.verb = Verb::move;
    change_.state = StateId(*state);
    change_.row = *state;
    change_.value = static_cast<double>(found - regions.begin());
    return true;
  }

  static std::string shown(const std::string& text) { return shorten(printable(text), 60); }

  bool refuse_path(const Node& path, const std::string& what, const std::string& advice) {
    reading_.problem(path.place, fmt::format("schedule.{}: path '{}': {}", entry_.key, shown(path.text), what), advice);
    return false;
  }

  /// How many keys the row takes, and the row.
  bool find_row(const Node& path, const std::vector<std::string>& keys, TableKind& table, std::size_t& used) {
    const World& world = reading_.scenario.world;
    const auto row_in = [&](const NamedTable& rows, const std::string& id, const char* what, std::size_t& row) {
      const auto found = rows.row(id);
      if (found) row = *found;
      return found ? true
                   : refuse_path(path, fmt::format("'{}' is not {}.", shown(id), what), did_you_mean(id, rows.ids()));
    };
    const auto long_enough = [&](std::size_t count) {
      return keys.size() >= count || refuse_path(path, "it is too short.", "Write it as in states.FRA.gdp.");
    };
    const std::string& section = keys[0];
    used = 2;
    if (section == "states")
      return table = TableKind::state, long_enough(3) && row_in(world.states, keys[1], "a state", change_.row);
    if (section == "threats")
      return table = TableKind::threat, long_enough(3) && row_in(world.threats, keys[1], "a threat", change_.row);
    std::size_t first = 0;
    std::size_t second = 0;
    if (section == "alliances") {
      if (!long_enough(3) || !row_in(world.alliances, keys[1], "an alliance", change_.row)) return false;
      table = TableKind::alliance;
      if (keys[2] != "members") return true;
      first = change_.row;
      if (!long_enough(5) || !row_in(world.states, keys[3], "a state", second)) return false;
      return table = TableKind::membership, used = 4,
             keep(path, world.memberships.row(StateId(second), AllianceId(first)), "the state can never be a member.");
    }
    if (section == "dyads") {
      if (!long_enough(4) || !row_in(world.states, keys[1], "a state", first) ||
          !row_in(world.states, keys[2], "a state", second))
        return false;
      return table = TableKind::dyad, used = 3,
             keep(path, world.dyads.row(StateId(first), StateId(second)), "a state has no dyad with itself.");
    }
    return refuse_path(path, fmt::format("'{}' is not a table.", shown(section)),
                       "A path begins with states, alliances, dyads or threats.");
  }

  bool keep(const Node& path, std::optional<std::size_t> row, const char* otherwise) {
    if (!row) return refuse_path(path, otherwise, {});
    change_.row = *row;
    return true;
  }

  bool find_target(const Node& path, const std::vector<std::string>& keys) {
    TableKind table = TableKind::state;
    std::size_t used = 0;
    if (!find_row(path, keys, table, used)) return false;
    const std::string& name = keys[used];
    change_.column = reading_.vocabulary.column(table, name);
    if (change_.column == nullptr || change_.column->input == Input::derived) {
      std::vector<std::string> names;
      for (const Column* column : reading_.vocabulary.columns)
        if (column->table == table && column->input != Input::derived) names.emplace_back(column->name);
      const bool derived = change_.column != nullptr;
      return refuse_path(path,
                         fmt::format("'{}' {}.", shown(name), derived ? "is computed, not given" : "is not a column"),
                         derived ? "Change what it is computed from." : did_you_mean(name, names));
    }
    const bool on_axis = change_.column->axis != Axis::none;
    if (keys.size() != used + (on_axis ? 2 : 1))
      return refuse_path(path,
                         on_axis ? fmt::format("'{}' has one value for each {}.", name, to_string(change_.column->axis))
                                 : fmt::format("nothing lies below '{}'.", name),
                         on_axis ? "Add its id after a dot." : "Shorten the path.");
    if (!on_axis) return true;
    const auto axis = place_on_axis(reading_.scenario.world, change_.column->axis, keys.back());
    if (axis) change_.axis = *axis;
    return axis ? true
                : refuse_path(
                      path, fmt::format("'{}' is not a known {}.", shown(keys.back()), to_string(change_.column->axis)),
                      {});
  }

  bool read_amount(Verb verb, const Node& path) {
    const Column& column = *change_.column;
    const bool counts = column.kind == Kind::number || column.kind == Kind::integer;
    if (verb != Verb::set && !counts)
      return refuse_path(path, fmt::format("'{}' is not a number.", column.name), "Use 'set' and 'to'.");
    const char* key = verb == Verb::set ? "to" : "by";
    const Node* amount = entry_.value.find(key);
    if (amount == nullptr || !amount->is_scalar()) return false;
    Declaration declaration = declaration_of(column);
    if (verb != Verb::set) declaration = {.name = key};
    const auto value = verb == Verb::set ? column_value(reading_, column, *amount) : read_value(*amount, declaration);
    if (value) change_.value = *value;
    if (!value && verb == Verb::set)
      reading_.problem(amount->place,
                       fmt::format("schedule.{}.{}", entry_.key, key) + why_no_value(*amount, declaration),
                       fmt::format("{}: {}.", column.name, column.about));
    return value.has_value();
  }

  const Reading& reading_;
  const Entry& entry_;
  ScheduledChange change_;
};

}  // namespace

void read_schedule(const Reading& reading) {
  const Node* section = reading.document.find("schedule");
  if (section == nullptr) return;
  for (const Entry& entry : section->entries) ChangeReader(reading, entry).read();
  auto& schedule = reading.scenario.schedule;
  std::sort(schedule.begin(), schedule.end(), [](const ScheduledChange& a, const ScheduledChange& b) {
    return std::pair(a.date, std::string_view(a.name)) < std::pair(b.date, std::string_view(b.name));
  });
}

}  // namespace entente
