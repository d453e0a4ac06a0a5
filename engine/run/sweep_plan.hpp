#pragma once

#include <cstdint>

namespace entente {

/// Which run is which: runs are numbered so that any first part of them is spread evenly over the points, in blocks of
/// replicates of one point, for which one model serves.
struct SweepPlan {
  std::uint64_t points = 1;
  std::uint64_t replicates = 1;     ///< of each point
  std::uint64_t segment_runs = 64;  ///< a power of two

  static constexpr std::uint64_t block = 16;  ///< replicates of a point that follow each other

  struct Place {
    std::uint64_t point;
    std::uint64_t replicate;
  };

  std::uint64_t runs() const { return points * replicates; }
  Place place_of(std::uint64_t run) const;

  std::uint64_t segments() const { return (runs() + segment_runs - 1) / segment_runs; }
  std::uint64_t first_run(std::uint64_t segment) const { return segment * segment_runs; }
  std::uint64_t end_run(std::uint64_t segment) const {
    const std::uint64_t end = (segment + 1) * segment_runs;
    return end < runs() ? end : runs();
  }
};

}  // namespace entente
