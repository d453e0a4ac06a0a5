#include "engine/output/saved_world.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "engine/output/saved_values.hpp"

namespace entente {

namespace {

constexpr std::array tables{TableKind::state, TableKind::alliance, TableKind::membership, TableKind::dyad,
                            TableKind::threat};

std::string column_name(const std::string& group, TableKind table, const Column& column) {
  return group + "/columns/" + std::string(to_string(table)) + "_" + std::string(column.name);
}

template <class To, class From>
std::vector<To> converted(const From& values) {
  std::vector<To> result;
  result.reserve(values.size());
  for (const auto& value : values) result.push_back(static_cast<To>(value));
  return result;
}

std::vector<std::int32_t> days_of(std::span<const Date> dates) {
  std::vector<std::int32_t> days;
  for (const Date date : dates) days.push_back(date.days);
  return days;
}

// Columns in the file that the world does not have would be lost.
void refuse_unknown_columns(const hdf5::File& file, const std::string& group, const World& world) {
  std::set<std::string> known;
  for (const TableKind table : tables)
    for (const Table::Slot& slot : world.table(table).slots()) known.insert(column_name("", table, *slot.column));
  if (!file.has(group + "/columns")) return;
  for (const std::string& name : file.names(group + "/columns"))
    if (known.count("/columns/" + name) == 0)
      throw InputError({{file.where().file},
                        "holds the column " + name + ", which the scenario's world does not have.",
                        "It belongs to another scenario."});
}

}  // namespace

void save(hdf5::File& file, const std::string& group, const World& world) {
  save_values(file, group + "/date", std::vector{world.date.days});
  save_values(file, group + "/power_reference", std::vector{world.power_reference});
  save_values(file, group + "/domain_weights", world.domain_weights);
  for (const TableKind table : tables)
    for (const Table::Slot& slot : world.table(table).slots())
      save_values(file, column_name(group, table, *slot.column), slot.values);
  save_values(file, group + "/state_active", converted<std::int8_t>(world.states.active));
  save_values(file, group + "/state_region", world.states.region);
  save_values(file, group + "/alliance_active", converted<std::int8_t>(world.alliances.active));
  save_values(file, group + "/membership_status", converted<std::int8_t>(world.memberships.status()));
  save_values(file, group + "/membership_since", days_of(world.memberships.since()));
  save_values(file, group + "/membership_entered", days_of(world.memberships.entered()));
}

void load(const hdf5::File& file, const std::string& group, World& world) {
  refuse_unknown_columns(file, group, world);
  world.date.days = load_values<std::int32_t>(file, group + "/date", 1).front();
  world.power_reference = load_values<double>(file, group + "/power_reference", 1).front();
  world.domain_weights = load_values<double>(file, group + "/domain_weights", world.domain_weights.size());
  for (const TableKind kind : tables) {
    Table& table = world.table(kind);
    for (const Table::Slot& slot : table.slots()) {
      const auto values = load_values<double>(file, column_name(group, kind, *slot.column), slot.values.size());
      std::copy(values.begin(), values.end(), table.update(*slot.column).begin());
    }
  }
  StateTable& states = world.states;
  states.active =
      converted<std::uint8_t>(load_values<std::int8_t>(file, group + "/state_active", states.active.size()));
  states.region = load_values<std::int32_t>(file, group + "/state_region", states.region.size());
  if (!world.proximity.is_exact())
    for (std::size_t row = 0; row < states.region.size(); ++row) world.proximity.move(StateId(row), states.region[row]);
  world.alliances.active = converted<std::uint8_t>(
      load_values<std::int8_t>(file, group + "/alliance_active", world.alliances.active.size()));
  const std::size_t pairs = world.memberships.size();
  const auto status = load_values<std::int8_t>(file, group + "/membership_status", pairs);
  const auto since = load_values<std::int32_t>(file, group + "/membership_since", pairs);
  const auto entered = load_values<std::int32_t>(file, group + "/membership_entered", pairs);
  for (std::size_t row = 0; row < pairs; ++row)
    world.memberships.restore(row, static_cast<Status>(status[row]), {since[row]}, {entered[row]});
}

}  // namespace entente
