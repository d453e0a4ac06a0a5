#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/output/hdf5_file.hpp"
#include "engine/simulation/record.hpp"

namespace entente {

/// The frame of a result file: its dimensions with their coordinates and all that does not depend on the runs.
class ResultFrame {
 public:
  /// `chunk_runs`: so many runs at most share a chunk of a series.
  ResultFrame(hdf5::File& file, const RecordLayout& layout, std::string_view title, std::uint64_t total_runs,
              std::uint64_t chunk_runs);

  /// Dimensions of length 0 that cannot grow are left out, with all that stands on them.
  bool has(const std::string& dimension) const { return scales_.count(dimension) > 0; }

  /// A new variable on dimensions; its first one may be `run`, `event` or `spell`, which grow.
  hdf5::Dataset add(const std::string& name, hdf5::Type type, const std::vector<std::string>& dimensions,
                    hdf5::Shape chunk = {});

  std::uint64_t length(const std::string& dimension) const { return scales_.at(dimension).shape().front(); }
  Date epoch() const { return epoch_; }
  const RecordLayout& layout() const { return layout_; }
  std::uint64_t total_runs() const { return total_runs_; }
  std::uint64_t chunk_runs() const { return chunk_runs_; }

  /// Sets the length of `run` and its values, 0, 1, 2 …
  void number_runs(std::uint64_t runs);
  /// Sets the length of a bare dimension that grows (`event`, `spell`).
  void set_length(const std::string& dimension, std::uint64_t length) { scales_.at(dimension).extend(length); }
  /// Completes the dimensions when all variables are there.
  void finish();

 private:
  void add_dimension(const std::string& name, std::uint64_t length);
  void add_growing_dimension(const std::string& name);
  void add_time();
  void add_labels(const std::string& dimension, const Labels& labels, std::string_view long_name);
  void add_texts(const std::string& name, const std::string& dimension, const std::vector<std::string>& texts,
                 std::string_view long_name);
  void add_pairs();

  hdf5::File& file_;
  const RecordLayout& layout_;
  std::uint64_t total_runs_;
  std::uint64_t chunk_runs_;
  Date epoch_;
  std::map<std::string, hdf5::Dataset> scales_;
  std::map<std::string, std::vector<hdf5::Use>> uses_;  // by dimension
};

}  // namespace entente
