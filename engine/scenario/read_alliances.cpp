#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/scenario/pacts.hpp"
#include "engine/scenario/reading.hpp"

namespace entente {

namespace {

constexpr std::size_t most_memberships = 1000000;

/// A state that an alliance's `members` names.
struct Named {
  std::size_t state;
  Place place;
  const Node* inputs;  ///< null in a list
};

struct Charter {
  const Entry* entry;
  std::vector<Named> members;
  std::set<std::size_t> barred;
  std::set<std::size_t> admitted;  ///< states that may join, and those that are members
};

std::vector<Named> members_of(const Reading& reading, const Entry& alliance) {
  std::vector<Named> members;
  const Node* given = alliance.value.find("members");
  if (given == nullptr) return members;
  const StateTable& states = reading.scenario.world.states;
  std::set<std::size_t> seen;
  for (const Node* item : names_in(given)) {
    const auto row = states.row(item->text);
    if (row && seen.insert(*row).second) members.push_back({*row, item->place, nullptr});
  }
  for (const Entry& entry : given->entries)
    if (const auto row = states.row(entry.key)) members.push_back({*row, entry.place, &entry.value});
  return members;
}

std::set<std::size_t> states_in(const Reading& reading, const Node* list) {
  std::set<std::size_t> rows;
  for (const Node* item : names_in(list))
    if (const auto row = reading.scenario.world.states.row(item->text)) rows.insert(*row);
  return rows;
}

std::set<std::size_t> eligible_states(const Reading& reading, const Entry& alliance) {
  const World& world = reading.scenario.world;
  const Node* regions = find(alliance.value, {"eligible", "regions"});
  const Node* states = find(alliance.value, {"eligible", "states"});
  std::set<std::size_t> rows = states_in(reading, states);
  std::set<std::string> names;
  for (const Node* item : names_in(regions)) names.insert(item->text);
  for (std::size_t row = 0; row < world.states.size(); ++row) {
    const std::int32_t region = world.states.region[row];
    const bool inside = region >= 0 && names.count(world.regions.ids[static_cast<std::size_t>(region)]) > 0;
    if (inside || (regions == nullptr && states == nullptr)) rows.insert(row);
  }
  return rows;
}

/// Rows of states, by alliance.
using Scheduled = std::map<std::string, std::set<std::size_t>>;

/// States that the schedule lets in need a row.
Scheduled scheduled_states(const Reading& reading) {
  Scheduled scheduled;
  const Node* schedule = reading.document.find("schedule");
  if (schedule == nullptr) return scheduled;
  for (const Entry& change : schedule->entries)
    for (const char* verb : {"admit", "permit"}) {
      const Node* pair = change.value.find(verb);
      if (pair == nullptr) continue;
      if (const auto row = reading.scenario.world.states.row(text_at(*pair, "state")))
        scheduled[text_at(*pair, "alliance")].insert(*row);
    }
  return scheduled;
}

Charter read_charter(const Reading& reading, const Entry& alliance, const Scheduled& scheduled) {
  const World& world = reading.scenario.world;
  Charter charter{&alliance, members_of(reading, alliance),
                  states_in(reading, find(alliance.value, {"eligible", "barred"})), eligible_states(reading, alliance)};
  for (const Named& member : charter.members) {
    charter.admitted.insert(member.state);
    if (charter.barred.count(member.state) > 0)
      reading.problem(member.place,
                      fmt::format("alliances.{}.members: {} is barred by the alliance's own charter.", alliance.key,
                                  world.states.ids()[member.state]),
                      fmt::format("Remove it here or from alliances.{}.eligible.barred.", alliance.key));
  }
  if (const auto found = scheduled.find(alliance.key); found != scheduled.end())
    charter.admitted.insert(found->second.begin(), found->second.end());
  for (const std::size_t state : charter.barred) charter.admitted.erase(state);
  return charter;
}

bool names(const Node& charter, const char* key, const std::string& alliance) {
  const std::vector<const Node*> items = names_in(charter.find(key));
  return std::any_of(items.begin(), items.end(), [&](const Node* item) { return item->text == alliance; });
}

/// An alliance takes the place of others, never of itself or of one that takes its own.
void check_predecessors(const Reading& reading, const std::vector<const Entry*>& alliances) {
  for (const Entry* alliance : alliances)
    for (const char* key : succession_keys)
      for (const Node* item : names_in(alliance->value.find(key))) {
        if (item->text == alliance->key)
          reading.problem(item->place, fmt::format("alliances.{}.{} names the alliance itself.", alliance->key, key),
                          "Name those that it takes the place of.");
        for (const Entry* other : alliances)
          for (const char* reverse : succession_keys)
            if (item->text == other->key && alliance->key < other->key && names(other->value, reverse, alliance->key))
              reading.problem(item->place,
                              fmt::format("alliances.{}.{} names {}, whose {} names {}.", alliance->key, key,
                                          other->key, reverse, alliance->key),
                              "Say which of the two takes the other's place.");
      }
}

/// Whether a state that is to be a member exists at a date; if not, says so.
bool exists_then(const Reading& reading, const Charter& charter, const Named& member, Date date) {
  const Lifetime& life = reading.scenario.lifetimes[member.state];
  if (life.from <= date && date < life.until) return true;
  const std::string& id = reading.scenario.world.states.ids()[member.state];
  reading.problem(
      member.place,
      fmt::format("alliances.{}.members: {} does not exist on {}.", charter.entry->key, id, to_string(date)),
      "Remove it, or mend the dates of 'exists' or 'founded'; heirs take over memberships by themselves.");
  return false;
}

Date entry_date(const Reading& reading, const Charter& charter, const Named& member, const Founding& founding) {
  const World& world = reading.scenario.world;
  const Date founded = founding.date == always_before ? world.date : founding.date;
  const Node* since = member.inputs == nullptr ? nullptr : member.inputs->find("since");
  if (since == nullptr) return founded;
  const Date date = date_at(*member.inputs, "since", founded);
  const std::string path =
      fmt::format("alliances.{}.members.{}.since", charter.entry->key, world.states.ids()[member.state]);
  if (founding.date > world.date)
    reading.problem(since->place, path + " is given, but the alliance is founded within the run.",
                    "Founding members enter at the founding.");
  else if (date > world.date)
    reading.problem(since->place, fmt::format("{} = {} is after the start of the run.", path, since->text),
                    "For a later entry write 'admit' in the schedule, or let it come of itself.");
  else if (founding.date != always_before && date < founding.date)
    reading.problem(since->place, fmt::format("{} = {} is before the founding.", path, since->text),
                    "Mend one of the dates.");
  return date;
}

void read_member(const Reading& reading, const Charter& charter, const Named& member, Founding& founding) {
  World& world = reading.scenario.world;
  const auto row = world.memberships.row(StateId(member.state), founding.alliance);
  const Date entered = entry_date(reading, charter, member, founding);
  if (!row || !exists_then(reading, charter, member, std::max(world.date, founding.date))) return;
  FoundingMember founder{*row, {}};
  if (member.inputs != nullptr)
    for (const Entry& input : member.inputs->entries) {
      const Column* column = reading.vocabulary.column(TableKind::membership, input.key);
      if (column == nullptr || column->input == Input::derived) continue;
      if (const auto value = column_value(reading, *column, input.value)) founder.values.emplace_back(column, *value);
    }
  if (world.alliances.active[founding.alliance.index()] != 0) {
    world.memberships.set_status(*row, Status::member, entered);
    if (member.inputs != nullptr) read_columns(reading, *member.inputs, TableKind::membership, *row);
  }
  founding.members.push_back(std::move(founder));
}

/// Whether nobody founds the alliance unless a conference does. Needs the charter's columns.
bool awaits_conference(const Reading& reading, const Charter& charter, std::size_t row) {
  const Column* conference = reading.vocabulary.column(TableKind::alliance, "conference");
  return conference != nullptr && charter.members.empty() && reading.scenario.world.alliances[*conference][row] != 0.0;
}

Founding read_dates(const Reading& reading, const Charter& charter, std::size_t row) {
  World& world = reading.scenario.world;
  const Entry& alliance = *charter.entry;
  Founding founding{AllianceId(row),
                    date_at(alliance.value, "founded", always_before),
                    date_at(alliance.value, "until", always_after),
                    {}};
  if (founding.date >= founding.until)
    reading.problem(alliance.value.entry("until")->place,
                    fmt::format("alliances.{}: until {} is not after founded {}.", alliance.key,
                                to_string(founding.until), to_string(founding.date)),
                    "Mend one of the dates.");
  else if (founding.until <= world.date ||
           (founding.date != always_before && founding.date > reading.scenario.time.end))
    reading.outside(alliance.place, fmt::format("alliances.{} does not exist during the run.", alliance.key));
  const bool exists =
      !awaits_conference(reading, charter, row) && founding.date <= world.date && world.date < founding.until;
  world.alliances.active[row] = exists ? 1 : 0;
  return founding;
}

}  // namespace

void read_alliances(const Reading& reading) {
  World& world = reading.scenario.world;
  const Node alliances = alliances_of(reading);
  const std::vector<const Entry*> rows = rows_of(alliances);
  const Scheduled scheduled = scheduled_states(reading);
  world.alliances = AllianceTable(keys_of(rows));
  check_predecessors(reading, rows);
  std::vector<Charter> charters;
  std::vector<std::pair<AllianceId, StateId>> pairs;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    world.alliances.labels[row] = text_at(rows[row]->value, "name", rows[row]->key);
    charters.push_back(read_charter(reading, *rows[row], scheduled));
    for (const std::size_t state : charters.back().admitted) pairs.emplace_back(AllianceId(row), StateId(state));
    if (pairs.size() > most_memberships)
      return reading.problem(rows[row]->place,
                             fmt::format("more than {} pairs of state and alliance are eligible.", most_memberships),
                             "Say in 'eligible' who may ever join.");
  }
  world.memberships = MembershipTable(world.states.size(), world.alliances.size(), pairs, world.states.entities(),
                                      world.alliances.entities());
  for (std::size_t row = 0; row < world.memberships.size(); ++row)
    world.memberships.restore(row, Status::outsider, world.date, world.date);
  for (const Column* column : reading.vocabulary.columns)
    if (column->table == TableKind::alliance || column->table == TableKind::membership) world.add(*column);
  for (std::size_t row = 0; row < charters.size(); ++row) {
    read_columns(reading, charters[row].entry->value, TableKind::alliance, row);
    Founding founding = read_dates(reading, charters[row], row);
    for (const Named& member : charters[row].members) read_member(reading, charters[row], member, founding);
    const auto by_row = [](const FoundingMember& a, const FoundingMember& b) { return a.membership < b.membership; };
    std::sort(founding.members.begin(), founding.members.end(), by_row);
    reading.scenario.foundings.push_back(std::move(founding));
  }
}

}  // namespace entente
