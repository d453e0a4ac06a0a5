#pragma once

#include <ostream>
#include <string>

#include "engine/cli/style.hpp"
#include "engine/simulation/solution.hpp"

namespace entente {

/// Tells a classic model's solution: its sentences, its single numbers, a table for each axis, a matrix for each pair
/// of axes; of what is too large for a page, its size.
void print_solution(std::ostream& out, const Style& style, const std::string& title, const std::string& model,
                    const Solution& solution);

}  // namespace entente
