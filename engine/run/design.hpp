#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "engine/run/experiment.hpp"

namespace entente {

/// The points of an experiment: points x factors values (numbers, or places of levels; NaN: as the scenario has it).
class Points {
 public:
  Points(std::size_t factors, std::vector<double> values) : factors_(factors), values_(std::move(values)) {}

  std::size_t size() const { return factors_ == 0 ? 0 : values_.size() / factors_; }
  std::size_t factors() const { return factors_; }
  std::span<const double> operator[](std::size_t point) const {
    return std::span(values_).subspan(point * factors_, factors_);
  }

 private:
  std::size_t factors_;
  std::vector<double> values_;
};

/// Computes the points as the design says. Sequences, hypercubes and blocks are OpenTURNS'. Throws InputError.
Points make_points(const Experiment& experiment);

/// Reads points from a table: a column for each factor, in any order, numbers or names of levels; empty: as the
/// scenario has it. Throws InputError with everything that is wrong in it.
Points read_points(const std::filesystem::path& path, const std::vector<Factor>& factors);
/// The same table as text.
std::string points_table(const Points& points, const std::vector<Factor>& factors);

/// OpenTURNS' points in the unit cube, points x factors; `method` is one of latin_hypercube, sobol, halton, saltelli.
/// The library is loaded when this is called: it brings ninety others with it.
std::vector<double> unit_points(const Design& design, std::size_t factors);
/// How many they are: of saltelli two blocks, and one or two for each factor.
std::uint64_t unit_rows(const Design& design, std::size_t factors);

}  // namespace entente
