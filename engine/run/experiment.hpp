#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/run/factor.hpp"
#include "engine/scenario/grammar.hpp"
#include "engine/scenario/vocabulary.hpp"

namespace entente {

/// How the points of an experiment are chosen.
enum class DesignMethod {
  grid,             ///< every combination of levels
  zip,              ///< the n-th levels of all factors together
  one_at_a_time,    ///< the scenario itself, then each factor's levels with all else as in the scenario
  table,            ///< rows of a file
  random,           ///< independent draws
  latin_hypercube,  ///< McKay, Beckman & Conover 1979
  sobol,            ///< Sobol' sequence
  halton,           ///< Halton sequence
  saltelli,         ///< blocks for Sobol' indices (Saltelli 2002)
  morris            ///< trajectories of elementary effects (Morris 1991)
};
std::string_view to_string(DesignMethod method);

struct Design {
  DesignMethod method = DesignMethod::grid;
  std::uint64_t points = 0;        ///< of those that are drawn; of saltelli the size of a block
  std::uint64_t levels = 0;        ///< of numbers in grid, one_at_a_time and morris
  std::uint64_t trajectories = 0;  ///< of morris
  bool second_order = false;       ///< of saltelli
  std::uint64_t seed = 1;
  std::filesystem::path table;
};

/// A scenario, what differs between runs of it, and how often each point is run.
struct Experiment {
  std::string title;
  std::string scenario_file;
  Node document;                ///< as typed, overlays read in: its JSON is the experiment again
  Node base;                    ///< the scenario's document, from which every point begins
  std::vector<Factor> factors;  ///< by ascending name
  Design design;
  std::uint64_t replicates = 1;
  std::uint64_t seed = 1;
  bool common_random_numbers = true;  ///< replicates of all points draw the same
  std::uint64_t segment_runs = 64;    ///< runs in a file of the sweep's folder, a power of two
  double seconds_a_run = 0.0;         ///< after which a run has failed; 0: never
  double megabytes_a_run = 0.0;       ///< at which a run has failed; 0: never
};

/// What may stand in an experiment's file.
Grammar experiment_grammar(const Vocabulary& vocabulary);

/// Reads an experiment and the scenario that it names; throws InputError with everything that is wrong in it. Whether
/// the points make valid scenarios is not looked at here.
Experiment load_experiment(const std::string& path, const Vocabulary& vocabulary);

/// Reads it back from the JSON texts of its two documents; `name` stands in errors.
Experiment stored_experiment(const std::string& experiment, const std::string& base, const std::string& name,
                             const Vocabulary& vocabulary);

/// The scenario's document at a point, given by the factors' values.
Node document_at(const Experiment& experiment, std::span<const double> values);

/// `hold = 0.25, rule = hazard`.
std::string point_text(const Experiment& experiment, std::span<const double> values);

}  // namespace entente
