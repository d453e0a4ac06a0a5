#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/random/streams.hpp"
#include "engine/scenario/grammar.hpp"
#include "engine/scenario/node.hpp"
#include "engine/simulation/solution.hpp"

namespace entente {

/// Computes what a document asks for, with the draws of its seed.
using Solve = std::function<Solution(const Streams&)>;

/// A model of a few equations that is solved rather than stepped: a document of its own in (`model: landscape`), tables
/// out. Maps in its document may be given as CSV files.
struct ClassicModel {
  std::string name;
  std::string claim;
  std::string source;
  std::vector<Field> keys;  ///< beside those that all have
  /// Reads a document that obeys the keys; adds what only the whole of it shows to be wrong.
  Solve (*read)(const Node& document, std::vector<Problem>& problems);
};

/// A document that was read: it can be solved.
struct ClassicCase {
  const ClassicModel* model;
  std::string title;
  std::uint64_t seed;
  Node document;  ///< resolved: tables read in
  Solve solve;
};

/// Whether a document names a classic model rather than describing a world.
bool is_classic(const Node& document);

/// What may stand in a model's document, maps as maps.
Grammar classic_grammar(const ClassicModel& model);
/// The same for who writes one: maps may also be the names of CSV files.
Grammar classic_grammar_with_tables(const ClassicModel& model);

/// Reads a document; throws InputError with everything that is wrong in it. The models must outlive the case.
ClassicCase read_classic(Node document, const std::vector<ClassicModel>& models);

}  // namespace entente
