#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/output/growing_dataset.hpp"
#include "engine/output/result_frame.hpp"
#include "engine/output/result_part.hpp"

namespace entente {

/// Columns of equal length on a dimension that grows: runs, events or spells.
class ColumnWriter {
 public:
  ColumnWriter(std::string dimension, std::uint64_t chunk) : dimension_(std::move(dimension)), chunk_(chunk) {}

  /// A new column `<dimension>_<name>`; further dimensions after the growing one. The dataset is there to be described,
  /// at once.
  hdf5::Dataset& add(ResultFrame& frame, const std::string& name, hdf5::Type type,
                     std::vector<std::string> dimensions = {});
  /// Columns are told apart by the order in which they were added.
  template <class Value>
  void append(std::size_t column, Value value, ChunkCodec& codec) {
    columns_[column].append(value, codec);
  }
  GrowingDataset& column(std::size_t column) { return columns_[column]; }
  /// Adds the rows of the columns of the same names. Places of runs, in the column `run` of lists, are
  /// counted from `first_run` on.
  void append_part(const ResultPart& part, std::int32_t first_run, ChunkCodec& codec);
  void finish(ChunkCodec& codec);

 private:
  std::string dimension_;
  std::uint64_t chunk_;
  std::vector<GrowingDataset> columns_;
};

/// What happened in all runs: one row per event, in the order of runs and within a run as it happened.
class EventWriter {
 public:
  explicit EventWriter(ResultFrame& frame);
  void append(std::int32_t run, const EventLog& events, ChunkCodec& codec);
  void append_part(const ResultPart& part, std::int32_t first_run, ChunkCodec& codec);
  void finish(ChunkCodec& codec);

 private:
  ResultFrame& frame_;
  ColumnWriter columns_;
  bool has_shares_;
};

/// All memberships of all runs, from entry to exit.
class SpellWriter {
 public:
  explicit SpellWriter(ResultFrame& frame);
  /// `last`: the last date that the run reached, told as the exit of open spells.
  void append(std::int32_t run, const std::vector<Spell>& spells, Date last, ChunkCodec& codec);
  void append_part(const ResultPart& part, std::int32_t first_run, ChunkCodec& codec);
  void finish(ChunkCodec& codec);

 private:
  ResultFrame& frame_;
  ColumnWriter columns_;
};

}  // namespace entente
