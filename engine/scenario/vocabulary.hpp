#pragma once

#include <string>
#include <vector>

#include "engine/base/declaration.hpp"
#include "engine/world/column.hpp"
#include "engine/world/event_kind.hpp"

namespace entente {

/// What a mechanism says of itself, as data: the scenario's grammar, the manual and the pipeline's check are made from it.
struct MechanismDeclaration {
  std::string name;      ///< as in a scenario's pipeline
  std::string claim;     ///< what it claims about the world, in a sentence
  std::string equation;  ///< in plain notation, with symbols explained
  std::string source;
  std::vector<const Column*> reads;
  std::vector<const Column*> writes;
  std::vector<const EventKind*> events;
  std::vector<Declaration> parameters;  ///< filled by the catalogue
};

/// Every word that a scenario may use beside the names it gives itself.
struct Vocabulary {
  std::vector<const Column*> columns;  ///< by table, then name
  std::vector<MechanismDeclaration> mechanisms;  ///< in the order of the default pipeline
};

}  // namespace entente
