#include "engine/output/chunk_shape.hpp"

#include <algorithm>
#include <bit>

#include "engine/base/contracts.hpp"

namespace entente {

namespace {

constexpr std::uint64_t target_bytes = 1'000'000;  // fits into HDF5's default cache of 1 MiB

// The largest piece of at most `most`, such that all pieces are about equal.
std::uint64_t even_piece(std::uint64_t length, std::uint64_t most) {
  const std::uint64_t pieces = (length + most - 1) / most;
  return (length + pieces - 1) / pieces;
}

}  // namespace

ChunkShape chunk_shape(std::uint64_t times, std::uint64_t rows, std::uint64_t row_bytes, std::uint64_t total_runs) {
  EXPECT(times > 0 && rows > 0 && row_bytes > 0 && total_runs > 0);
  const std::uint64_t step_bytes = rows * row_bytes;
  const std::uint64_t run_bytes = times * step_bytes;
  if (run_bytes <= target_bytes)
    return {std::min(std::bit_floor(target_bytes / run_bytes), std::bit_ceil(total_runs)), times, rows};
  if (step_bytes <= target_bytes) return {1, even_piece(times, target_bytes / step_bytes), rows};
  return {1, 1, even_piece(rows, std::max<std::uint64_t>(1, target_bytes / row_bytes))};
}

std::uint64_t run_chunk(std::uint64_t total_runs) {
  constexpr std::uint64_t most = 4096;
  return std::min(std::bit_ceil(total_runs), most);
}

std::uint64_t list_chunk(std::uint64_t total_runs) {
  constexpr std::uint64_t most_runs = 16;
  return 1024 * std::min(std::bit_ceil(total_runs), most_runs);
}

}  // namespace entente
