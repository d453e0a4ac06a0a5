#pragma once

#include "engine/scenario/grammar.hpp"
#include "engine/scenario/node.hpp"

namespace entente {

/// What may stand in the file of a fit. What fits it is the Python package (analysis/entente/fitting).
Grammar fit_grammar(const Vocabulary& vocabulary);

/// Reads the file of a fit; throws InputError with everything that breaks its grammar.
Node load_fit(const std::string& path, const Vocabulary& vocabulary);

}  // namespace entente
