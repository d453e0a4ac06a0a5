#pragma once

#include <deque>
#include <string>

#include "engine/output/hdf5_file.hpp"
#include "engine/simulation/record.hpp"

namespace entente {

/// The layout of a result file, read back, with the columns and texts that it points to.
class StoredLayout {
 public:
  explicit StoredLayout(const hdf5::File& file);
  StoredLayout(const StoredLayout&) = delete;
  StoredLayout& operator=(const StoredLayout&) = delete;

  const RecordLayout& layout() const { return layout_; }
  Date epoch() const { return epoch_; }

 private:
  void read_times(const hdf5::File& file);
  void read_labels(const hdf5::File& file);
  void read_pairs(const hdf5::File& file);
  void read_kinds(const hdf5::File& file);
  void read_series(const hdf5::File& file);
  void read_factors(const hdf5::File& file);
  void add_series(const hdf5::Dataset& dataset, TableKind table, std::string_view axis_name);
  std::string_view keep(std::string text);

  RecordLayout layout_;
  Date epoch_;
  std::deque<std::string> texts_;
  std::deque<Column> columns_;
};

}  // namespace entente
