#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/output/chunk_shape.hpp"
#include "engine/output/growing_dataset.hpp"
#include "engine/output/result_frame.hpp"
#include "engine/output/result_part.hpp"

namespace entente {

/// Writes one series: the runs of a chunk are gathered and written together; a run longer than a chunk is cut in time.
class SeriesWriter {
 public:
  SeriesWriter(ResultFrame& frame, const Series& series);

  /// Adds a run's values (times x stride of the series, as many times as were reached).
  void append(const std::vector<double>& values, ChunkCodec& codec);
  /// Adds the runs of the same series in another file, chunk by chunk: chunks have the same shape, and so far all runs
  /// came in whole chunks.
  void append_part(const ResultPart& part);
  void finish(ChunkCodec& codec);

 private:
  void write_pieces(const std::vector<double>& values, ChunkCodec& codec);

  Series series_;
  std::uint64_t times_;
  hdf5::Type type_;
  ChunkShape chunk_;
  std::optional<GrowingDataset> whole_runs_;  // if a chunk holds whole runs
  hdf5::Dataset pieces_;                      // if it does not
  std::uint64_t runs_ = 0;
};

}  // namespace entente
