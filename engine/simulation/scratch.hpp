#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

namespace entente {

/// Working memory that one phase of a step may use and forget: taken without allocation once it has grown to its size.
class Scratch {
 public:
  /// `count` values of unspecified content, valid until `clear`.
  template <class T = double>
  std::span<T> take(std::size_t count) {
    static_assert(std::is_trivial_v<T> && alignof(T) <= alignment);
    const std::size_t bytes = (count * sizeof(T) + alignment - 1) / alignment * alignment;
    if (blocks_.empty() || used_ + bytes > blocks_.back().size) grow(bytes);
    std::byte* start = blocks_.back().bytes.get() + used_;
    used_ += bytes;
    return {reinterpret_cast<T*>(start), count};
  }

  /// `count` values, all `value`.
  template <class T>
  std::span<T> take(std::size_t count, T value) {
    const std::span<T> values = take<T>(count);
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

  /// Bytes that it holds.
  std::size_t capacity() const {
    std::size_t total = 0;
    for (const Block& block : blocks_) total += block.size;
    return total;
  }

 private:
  static constexpr std::size_t alignment = 16;
  static constexpr std::size_t smallest_block = 32'768;

  struct Block {
    std::size_t size;
    std::unique_ptr<std::byte[]> bytes;
  };

  void grow(std::size_t bytes) {
    const std::size_t size = std::max(bytes, smallest_block);
    blocks_.push_back({size, std::unique_ptr<std::byte[]>(new std::byte[size])});
    used_ = 0;
  }

  std::vector<Block> blocks_;
  std::size_t used_ = 0;
};

}  // namespace entente
