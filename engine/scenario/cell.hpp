#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "engine/scenario/vocabulary.hpp"
#include "engine/world/world.hpp"

namespace entente {

/// One number of the world's tables.
struct Cell {
  const Column* column = nullptr;
  std::size_t row = 0;
  std::size_t axis = 0;  ///< place on the column's axis, 0 without

  double in(const World& world) const;
  void set(World& world, double value) const;
};

/// The cell at a path such as `states.FRA.gdp`, `alliances.NATO.members` or `states.FRA.home.west`: of states,
/// alliances and threats, given or computed. Nothing if the path leads elsewhere.
std::optional<Cell> find_cell(const World& world, const Vocabulary& vocabulary, std::string_view path);

/// The part of a path before its first dot; the path keeps what is after it.
std::string_view take_key(std::string_view& path);

}  // namespace entente
