#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/scenario/node.hpp"
#include "engine/simulation/record.hpp"

namespace entente {

/// One thing that differs between the points of an experiment: a value of the scenario, or what is laid over it.
struct Factor {
  enum class Kind { uniform, log_uniform, normal, triangular, integers, numbers, values, overlays };

  std::string name;
  std::string path;  ///< of the value that it sets; empty for overlays
  Place place;       ///< where the experiment gives it
  Kind kind = Kind::uniform;
  double lower = 0.0;              ///< or the mean of a normal
  double middle = 0.0;             ///< mode of a triangular
  double upper = 0.0;              ///< or the standard deviation of a normal
  std::vector<double> numbers;     ///< of values that are all numbers
  std::vector<std::string> texts;  ///< of other values, as typed
  std::vector<std::string> words;  ///< of lists: names of the levels, distinct, without blanks
  std::vector<Node> overlays;      ///< of `overlays`: what is laid over the scenario
  bool is_list() const { return kind == Kind::values || kind == Kind::overlays; }

  /// The value at a place `u` in [0, 1] of its distribution: a number, or the place of a level.
  double at(double u) const;
  /// How many levels it has by itself (lists, integers); 0: any number.
  std::size_t own_levels() const;
  /// The value of the level `n` of `count`: ends and equal steps between them, of a normal the middles of `count` parts
  /// of equal probability; of lists and integers the n-th.
  double level(std::size_t n, std::size_t count) const;

  /// Whether a number is one of its values, to rounding; of `overlays` and `values`, the place of a level.
  bool admits(double value) const;
  /// `0 to 4`, `one of 0, 2, 4`.
  std::string values_text() const;

  FactorLabel label() const;
};

/// Makes a scenario's document what it is with the factor at a value; NaN leaves it as it is.
void apply(const Factor& factor, double value, Node& document);

/// The value as a word for people: `0.25`, `hazard`, `as in the scenario`.
std::string value_text(const Factor& factor, double value);

}  // namespace entente
