#pragma once

#include <vector>

#include "engine/base/error.hpp"
#include "engine/scenario/grammar.hpp"
#include "engine/scenario/node.hpp"

namespace entente {

/// Holds a document against a grammar and adds everything that is wrong: keys that are not known, values of a wrong
/// kind or outside their range, what is missing, names that nothing defines.
void check(const Node& document, const Grammar& grammar, std::vector<Problem>& problems);

}  // namespace entente
