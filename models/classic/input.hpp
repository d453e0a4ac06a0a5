#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/scenario/grammar.hpp"
#include "engine/scenario/node.hpp"

/// What the documents of the classic models share: bricks of their keys, and reading of what has been checked.
namespace entente::classic {

Grammar number(std::string about, Range range, double initial);
Grammar whole(std::string about, Range range, double initial);
Grammar flag(std::string about);
Grammar choice(std::string about, std::vector<std::string> choices);
/// A number that has no default.
Grammar given_number(std::string about, Range range);

/// The ids of a section, ascending: the order of all results.
std::vector<std::string> ids_of(const Node& document, std::string_view section);

/// The value of an id in a section: its record; null if there is none.
const Node* entry_of(const Node& document, std::string_view section, std::string_view id);

/// A number of each entry of a section, by ascending id; `otherwise` where it is not given.
std::vector<double> numbers_of(const Node& document, std::string_view section, std::string_view key, double otherwise);

/// A number of each pair, first row then column; NaN where none is given, and on the diagonal.
Eigen::MatrixXd matrix_of(const Node& document, std::string_view section, const std::vector<std::string>& ids);

std::size_t place_of(const std::vector<std::string>& ids, std::string_view id);

/// `A, B and C`.
std::string list_text(const std::vector<std::string>& words);

/// Adds a problem at a place.
void report(std::vector<Problem>& problems, const Place& place, std::string what, std::string advice = {});

}  // namespace entente::classic
