#include "engine/output/growing_dataset.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

#include "engine/base/contracts.hpp"

namespace entente {

void fill_empty(std::span<std::byte> bytes, hdf5::Type type, int none) {
  std::memset(bytes.data(), none, bytes.size());
  if (type != hdf5::Type::float64) return;
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (std::size_t k = 0; k < bytes.size(); k += sizeof nan) std::memcpy(bytes.data() + k, &nan, sizeof nan);
}

GrowingDataset::GrowingDataset(hdf5::Dataset dataset, std::uint64_t chunk_rows, int none)
    : dataset_(std::move(dataset)),
      row_size_(hdf5::row_elements(dataset_.shape()) * size_of(dataset_.type())),
      chunk_rows_(chunk_rows),
      none_(none) {
  chunk_.resize(chunk_rows_ * row_size_);
  clear();
}

void GrowingDataset::clear() {
  fill_empty(chunk_, dataset_.type(), none_);
}

std::span<std::byte> GrowingDataset::next_row(ChunkCodec& codec) {
  if (held_ == chunk_rows_) write_held(codec);
  ++rows_;
  return {chunk_.data() + held_++ * row_size_, row_size_};
}

void GrowingDataset::append_rows(std::span<const std::byte> rows, ChunkCodec& codec) {
  EXPECT(rows.size() % row_size_ == 0);
  while (!rows.empty()) {
    if (held_ == chunk_rows_) write_held(codec);
    const std::uint64_t count = std::min(chunk_rows_ - held_, rows.size() / row_size_);
    std::copy_n(rows.begin(), count * row_size_, chunk_.begin() + static_cast<std::ptrdiff_t>(held_ * row_size_));
    rows = rows.subspan(count * row_size_);
    held_ += count;
    rows_ += count;
  }
}

void GrowingDataset::append_chunk(std::span<const std::byte> encoded, std::uint64_t rows) {
  EXPECT(held_ == 0 && rows_ % chunk_rows_ == 0 && rows <= chunk_rows_);
  rows_ += rows;
  write_chunk(encoded);
}

void GrowingDataset::write_held(ChunkCodec& codec) {
  write_chunk(codec.encode(chunk_, size_of(dataset_.type())));
  clear();
  held_ = 0;
}

void GrowingDataset::write_chunk(std::span<const std::byte> encoded) {
  dataset_.extend(rows_);
  hdf5::Shape start(dataset_.shape().size(), 0);
  start.front() = (rows_ - 1) / chunk_rows_ * chunk_rows_;
  dataset_.write_chunk(start, encoded);
}

void GrowingDataset::finish(ChunkCodec& codec) {
  if (held_ > 0) write_held(codec);
}

}  // namespace entente
