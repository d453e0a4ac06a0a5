#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/declaration.hpp"
#include "engine/world/column.hpp"
#include "engine/world/event_kind.hpp"

namespace entente {

/// What a mechanism tells about itself: the scenario's grammar, the check of the pipeline, `entente list` and the
/// reference page come from it.
struct MechanismDeclaration {
  std::string name;
  std::string claim;     ///< what it says about the world, in a sentence
  std::string equation;  ///< in plain notation, symbols explained
  std::string source;
  std::vector<Declaration> parameters;
  std::vector<const Column*> reads;
  std::vector<const Column*> writes;
  std::vector<const EventKind*> events;  ///< that it can log
  /// Of those that it writes: numbers that it leaves alone while they stand on a path of the scenario.
  std::vector<const Column*> leaves_to_paths = {};
  bool in_default_pipeline = true;  ///< part of the pipeline of a scenario that gives none, in the order of the list
};

/// The words that scenarios may use: every column of the world and every mechanism of a catalogue.
struct Vocabulary {
  std::vector<const Column*> columns;
  std::vector<MechanismDeclaration> mechanisms;
  std::vector<std::string> features;

  const MechanismDeclaration* mechanism(std::string_view name) const {
    for (const MechanismDeclaration& mechanism : mechanisms)
      if (mechanism.name == name) return &mechanism;
    return nullptr;
  }
  const Column* column(TableKind table, std::string_view name) const {
    for (const Column* column : columns)
      if (column->table == table && column->name == name) return column;
    return nullptr;
  }
};

}  // namespace entente
