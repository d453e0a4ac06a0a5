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

namespace {

std::size_t row_size_of(const hdf5::Dataset& dataset) {
  std::size_t size = size_of(dataset.type());
  for (std::size_t axis = 1; axis < dataset.shape().size(); ++axis) size *= dataset.shape()[axis];
  return size;
}

}  // namespace

GrowingDataset::GrowingDataset(hdf5::Dataset dataset, std::uint64_t chunk_rows, int none)
    : dataset_(std::move(dataset)), row_size_(row_size_of(dataset_)), chunk_rows_(chunk_rows), none_(none) {
  chunk_.resize(chunk_rows_ * row_size_);
  clear();
}

void GrowingDataset::clear() {
  fill_empty(chunk_, dataset_.type(), none_);
}

std::span<std::byte> GrowingDataset::next_row(ChunkCodec& codec) {
  if (rows_ > 0 && rows_ % chunk_rows_ == 0) {
    write_chunk(codec);
    clear();
  }
  return {chunk_.data() + (rows_++ % chunk_rows_) * row_size_, row_size_};
}

void GrowingDataset::write_chunk(ChunkCodec& codec) {
  dataset_.extend(rows_);
  hdf5::Shape start(dataset_.shape().size(), 0);
  start.front() = (rows_ - 1) / chunk_rows_ * chunk_rows_;
  dataset_.write_chunk(start, codec.encode(chunk_, size_of(dataset_.type())));
}

void GrowingDataset::finish(ChunkCodec& codec) {
  if (rows_ > 0) write_chunk(codec);
}

}  // namespace entente
