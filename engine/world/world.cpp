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

}  // namespace entente
