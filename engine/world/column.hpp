#pragma once

#include <string_view>

#include "engine/base/declaration.hpp"

namespace entente {

/// The tables of the world.
enum class TableKind { state, alliance, membership, dyad, threat };

/// `state`, `alliance` … as in the names of dimensions and variables.
std::string_view to_string(TableKind table);

/// A second dimension of a column, named by the scenario (issues, domains, threats).
enum class Axis { none, issue, domain, threat };
std::string_view to_string(Axis axis);

/// Whether a scenario gives a column's value at the start.
enum class Input { derived, optional, required };

/// A column of the world, declared once as a constant beside the science that uses it. From the declaration come the
/// scenario's grammar, the ranges, the recorder, the checkpoint and the attributes of the output. Columns are told
/// apart by name within a table. All values are doubles (see Kind).
struct Column {
  TableKind table = TableKind::state;
  std::string_view name;
  Axis axis = Axis::none;
  Kind kind = Kind::number;
  std::string_view unit = "1";
  Range range = any_number;
  std::string_view choices = {};  ///< separated by blanks, for Kind::choice
  Input input = Input::derived;
  double initial = 0.0;   ///< default of an optional input, start of a derived column
  bool recorded = false;  ///< part of the default recording
  bool signal = false;    ///< tells that something happened: where nothing writes it, nothing did, and it may be read
  std::string_view about;
  std::string_view source = {};
};

inline bool same_column(const Column& a, const Column& b) {
  return a.table == b.table && a.name == b.name;
}

/// The declaration that the grammar, the schema and the reference are made from.
Declaration declaration_of(const Column& column);

}  // namespace entente
