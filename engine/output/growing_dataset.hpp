#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/output/chunk_codec.hpp"
#include "engine/output/hdf5_dataset.hpp"

namespace entente {

/// A dataset that grows along its first dimension, row after row, and is written chunk by chunk: keeps at most one
/// chunk in memory. Its chunks hold whole rows.
class GrowingDataset {
 public:
  /// `none`: see fill_empty.
  GrowingDataset(hdf5::Dataset dataset, std::uint64_t chunk_rows, int none = 0);

  /// Bytes of a row.
  std::size_t row_size() const { return row_size_; }
  std::uint64_t rows() const { return rows_; }
  hdf5::Dataset& dataset() { return dataset_; }

  /// Room for the next row, to be filled at once; elements not written are empty.
  std::span<std::byte> next_row(ChunkCodec& codec);
  template <class Value>
  void append(Value value, ChunkCodec& codec);

  /// Adds rows that stand one after the other.
  void append_rows(std::span<const std::byte> rows, ChunkCodec& codec);
  /// Adds a chunk that is encoded already and holds `rows` rows, after whole chunks of such only.
  void append_chunk(std::span<const std::byte> encoded, std::uint64_t rows);

  /// Writes what is not yet written. Nothing can be added after it.
  void finish(ChunkCodec& codec);

 private:
  void clear();
  void write_held(ChunkCodec& codec);
  void write_chunk(std::span<const std::byte> encoded);

  hdf5::Dataset dataset_;
  std::size_t row_size_;
  std::uint64_t chunk_rows_;
  int none_;
  std::uint64_t rows_ = 0;
  std::uint64_t held_ = 0;  // of them in the chunk that is not yet written
  std::vector<std::byte> chunk_;
};

/// Fills elements of a type with what stands for nothing: NaN, or `none` (0 or -1) for integers.
void fill_empty(std::span<std::byte> bytes, hdf5::Type type, int none);

template <class Value>
void GrowingDataset::append(Value value, ChunkCodec& codec) {
  const std::span<std::byte> row = next_row(codec);
  std::copy_n(reinterpret_cast<const std::byte*>(&value), sizeof value, row.data());
}

}  // namespace entente
