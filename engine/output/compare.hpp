#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace entente {

/// Where two result files differ.
struct Difference {
  std::string dataset;  ///< empty for the file as a whole
  std::string what;     ///< in words: `run 3, 1966-01-01, FRA: .25 and .75; 12 values differ`
};

/// Compares every dataset but the provenance, bit by bit (so that NaN equals NaN, and 0 is not -0), with shapes and
/// attributes. One difference a dataset, the first; none means that the contents are the same.
std::vector<Difference> compare(const std::filesystem::path& a, const std::filesystem::path& b);

}  // namespace entente
