#pragma once

#include <cstdint>

namespace entente {

/// How a series on (run, time, row, axis) is cut into the pieces that are compressed and read as a whole.
struct ChunkShape {
  std::uint64_t runs = 1;
  std::uint64_t times = 1;
  std::uint64_t rows = 1;
};

/// As many whole runs as fit into a million bytes, but a power of two (so that a segment of a sweep can be whole chunks
/// of every series) and no more than will come; a longer run is cut in time; a longer step also by rows.
ChunkShape chunk_shape(std::uint64_t times, std::uint64_t rows, std::uint64_t row_bytes, std::uint64_t total_runs);

/// Rows of a chunk of what stands on `run` alone.
std::uint64_t run_chunk(std::uint64_t total_runs);

/// Rows of a chunk of events or spells.
std::uint64_t list_chunk(std::uint64_t total_runs);

}  // namespace entente
