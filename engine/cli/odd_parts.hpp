#pragma once

#include <string>
#include <vector>

#include "engine/simulation/model.hpp"

/// The parts of an ODD record (odd.hpp).
namespace entente::odd {

/// What all parts are made from.
struct Source {
  const Model& model;
  const Catalogue& catalogue;
  std::vector<const MechanismDeclaration*> pipeline;

  Source(const Model& m, const Catalogue& c);
  const Scenario& scenario() const { return model.scenario(); }
  /// The columns of a table that a mechanism of the pipeline reads or writes.
  std::vector<const Column*> columns(TableKind table) const;
  bool is_written(const Column& column) const;
};

std::string entities(const Source& source);
std::string scales(const Source& source);
std::string design_concepts(const Source& source);
std::string initialisation(const Source& source);
std::string input_data(const Source& source);

/// `states.FRA.gdp`: a value of a table as scenarios name it.
std::string place_of(const World& world, const Column& column, std::size_t row, std::size_t axis);

}  // namespace entente::odd
