#pragma once

#include <vector>

#include "engine/base/error.hpp"
#include "engine/scenario/grammar.hpp"
#include "engine/scenario/node.hpp"

namespace entente {

/// Reads the CSV files that stand in a document in place of maps: `propensities: propensities.csv`, beside the file
/// that names it. A row is an entry, its first cell the key; the head names the keys within (of a map of single values
/// there are two columns, and the head is passed over). Empty cells give nothing. Every value keeps its place in the
/// CSV.
void read_tables(Node& document, const Grammar& grammar, std::vector<Problem>& problems);

}  // namespace entente
