#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/base/declaration.hpp"

namespace entente {

/// What the numbers of a solution stand for, along one dimension.
struct SolutionAxis {
  std::string name;  ///< `actor`
  std::string about;
  std::vector<std::string> labels;  ///< ids; empty: numbers from 0
  std::size_t size = 0;
};

/// Numbers on axes, the last running fastest; without axes a single one.
struct Quantity {
  std::string name;
  std::string about;
  std::string unit = "1";
  std::vector<std::string> axes = {};
  std::vector<double> values = {};
  Kind kind = Kind::number;  ///< or integer, flag
};

/// What a classic model comes to.
struct Solution {
  std::vector<std::string> words;  ///< sentences that tell it
  std::vector<SolutionAxis> axes;
  std::vector<Quantity> quantities;

  void add_axis(std::string name, std::string about, std::vector<std::string> labels) {
    const std::size_t size = labels.size();
    axes.push_back({std::move(name), std::move(about), std::move(labels), size});
  }
  void add_axis(std::string name, std::string about, std::size_t size) {
    axes.push_back({std::move(name), std::move(about), {}, size});
  }
  /// Null if there is none of the name.
  const SolutionAxis* axis(const std::string& name) const;
  const Quantity* quantity(const std::string& name) const;
};

/// The name of the first quantity of which a bit differs (or which only one has); empty if there is none.
std::string first_difference(const Solution& a, const Solution& b);

}  // namespace entente
