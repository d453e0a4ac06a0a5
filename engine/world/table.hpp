#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/date.hpp"
#include "engine/world/column.hpp"
#include "engine/world/ids.hpp"

namespace entente {

/// Columns over the same rows, structure of arrays. A column with an axis holds `width` values a row, row after row.
class Table {
 public:
  Table() = default;
  explicit Table(std::size_t rows) : rows_(rows) {}

  struct Slot {
    const Column* column;  ///< a constant that outlives every world
    std::size_t width;
    std::vector<double> values;  ///< rows x width
  };

  std::size_t size() const { return rows_; }

  /// Gives every row the column's initial value; does nothing if the table has the column.
  void add(const Column& column, std::size_t width = 1);
  bool has(const Column& column) const { return find(column) != nullptr; }
  std::size_t width(const Column& column) const { return slot(column).width; }

  /// A column's values, rows x width.
  std::span<const double> operator[](const Column& column) const { return slot(column).values; }
  /// The same, to be written. A mechanism asks only for what it declares to write.
  std::span<double> update(const Column& column) { return const_cast<Slot&>(slot(column)).values; }

  /// All columns in the order of their names: for recording, checkpoints and digests.
  const std::vector<Slot>& slots() const { return slots_; }

 private:
  const Slot* find(const Column& column) const;
  const Slot& slot(const Column& column) const;

  std::size_t rows_ = 0;
  std::vector<Slot> slots_;
  // Of each slot, in the same order: a search through pointers alone touches less memory.
  std::vector<const Column*> columns_;
};

/// A table whose rows have names: ids in ascending order, so that order in a file cannot matter.
class NamedTable : public Table {
 public:
  NamedTable() = default;
  /// `ids` ascending and distinct.
  explicit NamedTable(std::vector<std::string> ids);

  const std::vector<std::string>& ids() const { return ids_; }
  std::optional<std::size_t> row(std::string_view id) const;
  /// Hashes of the ids: the addresses of draws.
  std::span<const std::uint64_t> entities() const { return entities_; }

  std::vector<std::string> labels;  ///< names to show; the id where the scenario gives none

 private:
  std::vector<std::string> ids_;
  std::vector<std::uint64_t> entities_;
};

/// One row per state. States are born and vanish; rows stay.
class StateTable : public NamedTable {
 public:
  StateTable() = default;
  explicit StateTable(std::vector<std::string> ids);

  std::vector<std::uint8_t> active;
  std::vector<std::int32_t> region;  ///< row among the regions, -1: none
};

/// One row per alliance. Alliances are founded and end; rows stay.
class AllianceTable : public NamedTable {
 public:
  AllianceTable() = default;
  explicit AllianceTable(std::vector<std::string> ids);

  std::vector<std::uint8_t> active;
};

/// Non-state threats.
using ThreatTable = NamedTable;

}  // namespace entente
