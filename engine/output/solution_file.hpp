#pragma once

#include <filesystem>
#include <string>

#include "engine/output/provenance.hpp"
#include "engine/simulation/solution.hpp"

namespace entente {

/// A classic model's solution as it stands in a file.
struct StoredSolution {
  std::string model;
  std::string title;
  Solution solution;
  std::string provenance;  ///< as JSON
};

/// Writes the file whole or not at all (FORMAT.md, "Solutions"): a dimension an axis, a variable a quantity, names,
/// units and provenance as in results of runs. DiskError.
void write_solution(const std::filesystem::path& path, const std::string& model, const Solution& solution,
                    Provenance provenance);

/// Whether a file is one. InputError if it is no HDF5 file.
bool is_solution(const std::filesystem::path& path);

/// InputError if it is none, DiskError if it is damaged.
StoredSolution read_solution(const std::filesystem::path& path);

}  // namespace entente
