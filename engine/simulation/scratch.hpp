#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace entente {

/// Working memory that one phase of a step may use and forget: taken without allocation once it has grown to its size.
class Scratch {
 public:
  /// `count` doubles of unspecified content, valid until `clear`.
  std::span<double> take(std::size_t count) {
    if (blocks_.empty() || used_ + count > blocks_.back().size)
      grow(count);
    double* start = blocks_.back().values.get() + used_;
    used_ += count;
    return {start, count};
  }

  /// `count` doubles, all `value`.
  std::span<double> take(std::size_t count, double value) {
    const std::span<double> values = take(count);
    std::fill(values.begin(), values.end(), value);
    return values;
  }

  /// Gives all of it back; what was spread over blocks comes as one the next time.
  void clear() {
    if (blocks_.size() > 1) {
      std::size_t total = 0;
      for (const Block& block : blocks_) total += block.size;
      blocks_.clear();
      grow(total);
    }
    used_ = 0;
  }

 private:
  struct Block {
    std::size_t size;
    std::unique_ptr<double[]> values;
  };

  void grow(std::size_t count) {
    const std::size_t size = std::max<std::size_t>(count, 4096);
    blocks_.push_back({size, std::unique_ptr<double[]>(new double[size])});
    used_ = 0;
  }

  std::vector<Block> blocks_;
  std::size_t used_ = 0;
};

}  // namespace entente
