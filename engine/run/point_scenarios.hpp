#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "engine/run/design.hpp"
#include "engine/run/experiment.hpp"
#include "engine/scenario/scalar_input.hpp"
#include "engine/scenario/scenario.hpp"

namespace entente {

/// The scenarios of an experiment's points, as reading their documents would make them, without the documents. Points
/// that differ in numbers only are made from one reading, which takes an eightieth of the time. For one thread.
class PointScenarios {
 public:
  PointScenarios(const Experiment& experiment, const Points& points, const Vocabulary& vocabulary)
      : experiment_(experiment), points_(points), vocabulary_(vocabulary) {}

  /// Throws InputError that says what is wrong and at which point.
  Scenario at(std::uint64_t point);

 private:
  struct Reading {
    Scenario scenario;
    std::vector<std::optional<ScalarInput>> inputs;  ///< one a factor
  };
  /// What points that share a reading have in common: levels of lists, and which numbers are left as they are.
  using Key = std::vector<double>;

  bool is_number(std::size_t factor, double value) const;
  Key key_of(std::span<const double> values) const;
  std::optional<Scenario> put(const Reading& reading, std::span<const double> values) const;
  Scenario read(std::uint64_t point) const;

  const Experiment& experiment_;
  const Points& points_;
  const Vocabulary& vocabulary_;
  std::map<Key, Reading> readings_;
};

}  // namespace entente
