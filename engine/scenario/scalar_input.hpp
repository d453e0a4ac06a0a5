#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/scenario/cell.hpp"
#include "engine/scenario/scenario.hpp"

namespace entente {

/// A value of a valid scenario that one path of its document gives, as in `states.FRA.gdp` or
/// `parameters.trust.trust_time`, and from which nothing else is read: scenarios that differ in such values only can be
/// made from one reading.
class ScalarInput {
 public:
  /// Nothing if the path leads elsewhere: to what other rows or dates depend on, a pair (which may speak for both
  /// directions), a membership, a list.
  static std::optional<ScalarInput> find(const Scenario& scenario, const Vocabulary& vocabulary, std::string_view path);

  /// Puts a value, as typed, where reading it would. False, and nothing is put, if its declaration does not allow it.
  bool set(Scenario& scenario, const std::string& text) const;

 private:
  Cell cell_;  ///< without a column: a parameter
  std::string mechanism_;
  std::size_t parameter_ = 0;
  Declaration declaration_;
};

}  // namespace entente
