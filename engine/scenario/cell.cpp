#include "engine/scenario/cell.hpp"

#include <algorithm>

#include "engine/scenario/reading.hpp"

namespace entente {

double Cell::in(const World& world) const {
  const Table& table = world.table(column->table);
  return table[*column][row * table.width(*column) + axis];
}

void Cell::set(World& world, double value) const {
  Table& table = world.table(column->table);
  table.update(*column)[row * table.width(*column) + axis] = value;
}

std::string_view take_key(std::string_view& path) {
  const std::string_view key = path.substr(0, path.find('.'));
  path.remove_prefix(std::min(key.size() + 1, path.size()));
  return key;
}

std::optional<Cell> find_cell(const World& world, const Vocabulary& vocabulary, std::string_view path) {
  const std::string_view section = take_key(path);
  const NamedTable* rows = nullptr;
  TableKind table = TableKind::state;
  if (section == "states") rows = &world.states;
  if (section == "alliances") rows = &world.alliances, table = TableKind::alliance;
  if (section == "threats") rows = &world.threats, table = TableKind::threat;
  const auto row = rows == nullptr ? std::nullopt : rows->row(take_key(path));
  if (!row) return std::nullopt;
  const Column* column = vocabulary.column(table, take_key(path));
  if (column == nullptr) return std::nullopt;
  std::optional<std::size_t> axis = 0;
  if (column->axis != Axis::none) axis = place_on_axis(world, column->axis, take_key(path));
  return axis && path.empty() ? std::optional<Cell>({column, *row, *axis}) : std::nullopt;
}

}  // namespace entente
