#include "engine/scenario/scalar_input.hpp"

#include <algorithm>

#include "engine/scenario/reading.hpp"
#include "engine/scenario/values.hpp"

namespace entente {

namespace {

/// The part of a path before its first dot; the path keeps what is after it.
std::string_view take_key(std::string_view& path) {
  const std::string_view key = path.substr(0, path.find('.'));
  path.remove_prefix(std::min(key.size() + 1, path.size()));
  return key;
}

struct Row {
  TableKind table;
  std::size_t number;
};

std::optional<Row> take_row(const World& world, std::string_view section, std::string_view& path) {
  const auto row_in = [&](const NamedTable& rows, TableKind table) -> std::optional<Row> {
    const auto row = rows.row(take_key(path));
    return row ? std::optional<Row>({table, *row}) : std::nullopt;
  };
  if (section == "states") return row_in(world.states, TableKind::state);
  if (section == "alliances") return row_in(world.alliances, TableKind::alliance);
  if (section == "threats") return row_in(world.threats, TableKind::threat);
  return std::nullopt;
}

}  // namespace

std::optional<ScalarInput> ScalarInput::find(const Scenario& scenario, const Vocabulary& vocabulary,
                                             std::string_view path) {
  const std::string_view section = take_key(path);
  ScalarInput input;
  if (section == "parameters") {
    const MechanismDeclaration* mechanism = vocabulary.mechanism(take_key(path));
    if (mechanism == nullptr) return std::nullopt;
    const auto found = std::find_if(mechanism->parameters.begin(), mechanism->parameters.end(),
                                    [&](const Declaration& declaration) { return declaration.name == path; });
    if (found == mechanism->parameters.end()) return std::nullopt;
    input.mechanism_ = mechanism->name;
    input.parameter_ = static_cast<std::size_t>(found - mechanism->parameters.begin());
    input.declaration_ = *found;
    return input;
  }
  const World& world = scenario.world;
  const auto row = take_row(world, section, path);
  if (!row) return std::nullopt;
  const Column* column = vocabulary.column(row->table, take_key(path));
  if (column == nullptr || column->input == Input::derived || column->kind == Kind::state) return std::nullopt;
  std::optional<std::size_t> axis = 0;
  if (column->axis != Axis::none) axis = place_on_axis(world, column->axis, take_key(path));
  const bool on_path =
      std::any_of(scenario.trajectories.begin(), scenario.trajectories.end(), [&](const Trajectory& trajectory) {
        return same_column(*trajectory.column, *column) && trajectory.row == row->number && trajectory.axis == axis;
      });
  if (!axis || !path.empty() || on_path) return std::nullopt;
  input.column_ = column;
  input.cell_ = row->number * world.table(row->table).width(*column) + *axis;
  input.declaration_ = declaration_of(*column);
  return input;
}

bool ScalarInput::set(Scenario& scenario, const std::string& text) const {
  Node node;
  node.kind = Node::Kind::scalar;
  node.text = text;
  const auto value = read_value(node, declaration_);
  if (!value) return false;
  if (column_ != nullptr)
    scenario.world.table(column_->table).update(*column_)[cell_] = *value;
  else
    scenario.parameters.at(mechanism_)[parameter_] = *value;
  return true;
}

}  // namespace entente
