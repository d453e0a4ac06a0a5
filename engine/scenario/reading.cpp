#include "engine/scenario/reading.hpp"

#include <algorithm>

#include "engine/base/number.hpp"
#include "engine/scenario/values.hpp"

namespace entente {

const Node* find(const Node& node, std::initializer_list<std::string_view> keys) {
  const Node* found = &node;
  for (const std::string_view key : keys) {
    found = found->find(key);
    if (found == nullptr) return nullptr;
  }
  return found;
}

std::string text_at(const Node& node, std::string_view key, std::string_view otherwise) {
  const Node* found = node.find(key);
  return found != nullptr && found->is_scalar() ? found->text : std::string(otherwise);
}

Date date_at(const Node& node, std::string_view key, Date otherwise) {
  const Node* found = node.find(key);
  if (found == nullptr || !found->is_scalar()) return otherwise;
  return parse_date(found->text).value_or(otherwise);
}

double number_at(const Node& node, std::string_view key, double otherwise) {
  const Node* found = node.find(key);
  if (found == nullptr || !found->is_scalar()) return otherwise;
  return parse_number(found->text).value_or(otherwise);
}

std::vector<const Entry*> rows_of(const Node& document, std::string_view section) {
  const Node* found = document.find(section);
  return found == nullptr ? std::vector<const Entry*>{} : rows_of(*found);
}

std::vector<const Entry*> rows_of(const Node& section) {
  std::vector<const Entry*> rows;
  for (const Entry& entry : section.entries)
    if (is_id(entry.key)) rows.push_back(&entry);
  std::sort(rows.begin(), rows.end(), [](const Entry* a, const Entry* b) { return a->key < b->key; });
  return rows;
}

std::vector<std::string> keys_of(const std::vector<const Entry*>& rows) {
  std::vector<std::string> keys;
  for (const Entry* row : rows) keys.push_back(row->key);
  return keys;
}

std::vector<const Node*> names_in(const Node* list) {
  std::vector<const Node*> names;
  if (list != nullptr)
    for (const Node& item : list->items)
      if (item.is_scalar()) names.push_back(&item);
  return names;
}

std::optional<double> column_value(const Reading& reading, const Column& column, const Node& node) {
  if (column.kind != Kind::state) return read_value(node, declaration_of(column));
  if (!node.is_scalar()) return std::nullopt;
  const auto row = reading.scenario.world.states.row(node.text);
  return row ? std::optional<double>(static_cast<double>(*row)) : std::nullopt;
}

std::optional<std::size_t> place_on_axis(const World& world, Axis axis, std::string_view id) {
  if (axis == Axis::threat) return world.threats.row(id);
  if (axis == Axis::none) return std::nullopt;
  const auto& ids = axis == Axis::issue ? world.issues.ids : world.domains.ids;
  const auto found = std::lower_bound(ids.begin(), ids.end(), id);
  if (found == ids.end() || *found != id) return std::nullopt;
  return static_cast<std::size_t>(found - ids.begin());
}

namespace {

/// One value of a row, or its path in time.
void read_cell(const Reading& reading, const Column& column, const Declaration& declaration, const Node& node,
               std::size_t row, std::size_t axis) {
  World& world = reading.scenario.world;
  Table& table = world.table(column.table);
  double& cell = table.update(column)[row * table.width(column) + axis];
  if (node.is_scalar()) {
    const auto value = column.kind == Kind::state ? column_value(reading, column, node) : read_value(node, declaration);
    if (value) cell = *value;
    return;
  }
  Trajectory path{&column, row, axis, {}};
  for (const Entry& entry : node.entries) {
    const auto date = parse_date(entry.key);
    const auto value = read_value(entry.value, declaration);
    if (date && value) path.knots.emplace_back(*date, *value);
  }
  if (path.knots.empty()) return;
  std::sort(path.knots.begin(), path.knots.end());
  cell = path.at(world.date);
  reading.scenario.trajectories.push_back(std::move(path));
}

}  // namespace

void read_columns(const Reading& reading, const Node& node, TableKind table, std::size_t row) {
  const World& world = reading.scenario.world;
  for (const Entry& entry : node.entries) {
    const Column* column = reading.vocabulary.column(table, entry.key);
    if (column == nullptr || column->input == Input::derived) continue;
    const Declaration declaration = declaration_of(*column);
    if (column->axis == Axis::none) {
      read_cell(reading, *column, declaration, entry.value, row, 0);
      continue;
    }
    for (const Entry& inner : entry.value.entries)
      if (const auto axis = place_on_axis(world, column->axis, inner.key))
        read_cell(reading, *column, declaration, inner.value, row, *axis);
  }
}

}  // namespace entente
