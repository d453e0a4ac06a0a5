#pragma once

#include <string>

#include "engine/scenario/vocabulary.hpp"

namespace entente {

/// A small scenario that runs, to be filled in: every section of the format, and of the first state, alliance, pair and
/// threat every value that the vocabulary knows, commented out with its default, unit and meaning.
std::string skeleton(const Vocabulary& vocabulary, const std::string& title);

}  // namespace entente
