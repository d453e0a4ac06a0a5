#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/world/ids.hpp"

namespace entente {

/// How much of its strength a state can bring to bear on another: the loss-of-strength gradient
/// k = (1 + distance / d0)^-alpha in (0, 1] (Boulding 1962). Two geometries behind one question: exact pairs
/// (memory states^2) and regions (memory regions^2), for worlds in which states^2 is too many.
class Proximity {
 public:
  Proximity() = default;
  /// `values`: states x states, row after row, symmetric.
  static Proximity exact(std::size_t states, std::vector<double> values);
  /// `values`: regions x regions; `region` of each state.
  static Proximity regional(std::size_t regions, std::vector<double> values, std::vector<std::int32_t> region);

  double operator()(StateId i, StateId j) const {
    return is_exact_ ? values_[i.index() * size_ + j.index()] : values_[region_index(i) * size_ + region_index(j)];
  }
  bool is_exact() const { return is_exact_; }
  /// All proximities of a state: by state if exact, by region if not.
  std::span<const double> row(StateId i) const {
    return {values_.data() + (is_exact_ ? i.index() : region_index(i)) * size_, size_};
  }
  /// What is felt at each place of what is at all places: felt_p = sum_q k_pq amounts_q. Places are regions in regional
  /// geometry, states in exact geometry; both spans hold `size()` values.
  void spread(std::span<const double> amounts, std::span<double> felt) const;
  /// Regions in regional geometry, states in exact geometry.
  std::size_t size() const { return size_; }
  std::size_t region_index(StateId i) const { return static_cast<std::size_t>(region_[i.index()]); }
  /// Moves a state to another region (regional geometry).
  void move(StateId i, std::int32_t region) { region_[i.index()] = region; }

 private:
  bool is_exact_ = true;
  std::size_t size_ = 0;
  std::vector<double> values_;
  std::vector<std::int32_t> region_;
};

/// Great-circle distance in km between two points in degrees (haversine, radius 6371.0088 km).
double great_circle(double latitude1, double longitude1, double latitude2, double longitude2);

/// (1 + distance / half_distance)^-exponent.
double loss_of_strength(double distance, double half_distance, double exponent);

}  // namespace entente
