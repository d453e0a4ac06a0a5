#include "engine/simulation/structure.hpp"

#include <algorithm>
#include <limits>

namespace entente {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

template <class Values>
void copy_as_numbers(const Values& from, double* to) {
  std::transform(from.begin(), from.end(), to, [](auto value) { return static_cast<double>(value); });
}

}  // namespace

void copy_column(const World& world, const Column& column, double* values) {
  if (same_column(column, structure::state_active)) return copy_as_numbers(world.states.active, values);
  if (same_column(column, structure::alliance_active)) return copy_as_numbers(world.alliances.active, values);
  if (same_column(column, structure::membership_status)) return copy_as_numbers(world.memberships.status(), values);
  const auto from = world.table(column.table)[column];
  if (column.kind == Kind::date)
    std::replace_copy(from.begin(), from.end(), values, static_cast<double>(no_date.days), nothing);
  else
    std::copy(from.begin(), from.end(), values);
}

}  // namespace entente
