#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/scenario/grammar.hpp"
#include "engine/scenario/node.hpp"

namespace entente {

/// The ids that a document defines, by what they name, beside those that the program defines.
class Names {
 public:
  Names(const Node& document, const Grammar& grammar);

  /// Whether a name stands for something where the grammar wants one.
  bool know(const Grammar& grammar, const std::string& name) const;
  /// What to do about a name that is not known.
  std::string advice(const Grammar& grammar, const std::string& name) const;

 private:
  const std::vector<std::string>* known(const Grammar& grammar) const;

  std::map<std::string, std::vector<std::string>> names_;  // ascending
};

}  // namespace entente
