#include "engine/world/world.hpp"

namespace entente {

const Table& World::table(TableKind kind) const {
  switch (kind) {
    case TableKind::state:
      return states;
    case TableKind::alliance:
      return alliances;
    case TableKind::membership:
      return memberships;
    case TableKind::dyad:
      return dyads;
    case TableKind::threat:
      return threats;
  }
  return states;
}

Table& World::table(TableKind kind) {
  return const_cast<Table&>(static_cast<const World&>(*this).table(kind));
}

std::size_t World::extent(Axis axis) const {
  switch (axis) {
    case Axis::none:
      return 1;
    case Axis::issue:
      return issues.ids.size();
    case Axis::domain:
      return domains.ids.size();
    case Axis::threat:
      return threats.size();
  }
  return 1;
}

std::size_t bytes_of(const Table& table) {
  std::size_t bytes = 0;
  for (const Table::Slot& slot : table.slots()) bytes += slot.values.size() * sizeof(double);
  return bytes;
}

std::size_t bytes_of(const World& world) {
  const std::size_t states = world.states.size();
  const std::size_t alliances = world.alliances.size();
  const std::size_t membership = sizeof(StateId) + sizeof(AllianceId) + sizeof(Status) + 2 * sizeof(Date) +
                                 sizeof(std::uint64_t) + 2 * sizeof(std::int32_t);
  const std::size_t dyad = 2 * sizeof(StateId) + sizeof(std::int32_t) + sizeof(std::uint64_t);
  return bytes_of(world.states) + bytes_of(world.alliances) + bytes_of(world.threats) + bytes_of(world.memberships) +
         bytes_of(world.dyads) + membership * world.memberships.size() + dyad * world.dyads.size() +
         2 * sizeof(std::size_t) * (states + alliances);
}

}  // namespace entente
