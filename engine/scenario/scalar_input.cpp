#include "engine/scenario/scalar_input.hpp"

#include <algorithm>

#include "engine/scenario/reading.hpp"
#include "engine/scenario/values.hpp"

namespace entente {

std::optional<ScalarInput> ScalarInput::find(const Scenario& scenario, const Vocabulary& vocabulary,
                                             std::string_view path) {
  ScalarInput input;
  if (path.rfind("parameters.", 0) == 0) {
    take_key(path);
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
  const auto cell = find_cell(scenario.world, vocabulary, path);
  if (!cell || cell->column->input == Input::derived || cell->column->kind == Kind::state) return std::nullopt;
  const bool on_path =
      std::any_of(scenario.trajectories.begin(), scenario.trajectories.end(), [&](const Trajectory& trajectory) {
        return same_column(*trajectory.column, *cell->column) && trajectory.row == cell->row &&
               trajectory.axis == cell->axis;
      });
  if (on_path) return std::nullopt;
  input.cell_ = *cell;
  input.declaration_ = declaration_of(*cell->column);
  return input;
}

bool ScalarInput::set(Scenario& scenario, const std::string& text) const {
  Node node;
  node.kind = Node::Kind::scalar;
  node.text = text;
  const auto value = read_value(node, declaration_);
  if (!value) return false;
  if (cell_.column != nullptr)
    cell_.set(scenario.world, *value);
  else
    scenario.parameters.at(mechanism_)[parameter_] = *value;
  return true;
}

}  // namespace entente
