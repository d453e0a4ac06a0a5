#pragma once

#include <string>
#include <vector>

#include "engine/base/date.hpp"
#include "engine/world/dyads.hpp"
#include "engine/world/memberships.hpp"
#include "engine/world/proximity.hpp"
#include "engine/world/table.hpp"

namespace entente {

/// An axis named by the scenario: ids in ascending order, names to show.
struct Labels {
  std::vector<std::string> ids;
  std::vector<std::string> names;
};

/// Everything that changes in a run, at one date. A value: a checkpoint is the World, a copy is a what-if branch.
struct World {
  Date date;
  Labels issues;
  Labels domains;
  Labels regions;
  std::vector<double> domain_weights;  ///< of each domain in military power
  /// Power to which powers are relative; 0: the sum over the active states.
  double power_reference = 0.0;

  StateTable states;
  AllianceTable alliances;
  MembershipTable memberships;
  DyadTable dyads;
  ThreatTable threats;
  Proximity proximity;

  Table& table(TableKind kind);
  const Table& table(TableKind kind) const;
  /// Length of an axis.
  std::size_t extent(Axis axis) const;
  /// Adds a column to its table.
  void add(const Column& column) { table(column.table).add(column, extent(column.axis)); }
};

/// Bytes that a table's columns take.
std::size_t bytes_of(const Table& table);
/// Bytes that the tables of a world take, proximity apart.
std::size_t bytes_of(const World& world);

}  // namespace entente
