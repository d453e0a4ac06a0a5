#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/output/hdf5_file.hpp"
#include "engine/output/provenance.hpp"
#include "engine/simulation/record.hpp"

namespace entente {

/// Reads a result file back. Throws InputError for a file that is no result of this format (missing, foreign, another
/// version), DiskError for one that is damaged or cannot be read.
class ResultReader {
 public:
  explicit ResultReader(const std::filesystem::path& path);
  ~ResultReader();
  ResultReader(ResultReader&&) noexcept;
  ResultReader& operator=(ResultReader&&) noexcept;

  /// What was recorded. Its columns belong to the reader. Dyads are known only if a series on them was recorded.
  const RecordLayout& layout() const;
  std::uint64_t runs() const;
  /// The run at a place in the file. A spell's `exit` is empty while it is open.
  RunRecord read_run(std::uint64_t run) const;
  /// The same, its series arranged as a layout has them (that of a model, where series without values are listed too).
  RunRecord read_run(std::uint64_t run, const RecordLayout& layout) const;
  /// The same of `count` runs from `first` on, which costs less than one after the other.
  std::vector<RunRecord> read_runs(std::uint64_t first, std::uint64_t count, const RecordLayout& layout) const;
  /// The run's seed, replicate and point of a sweep, without what was computed.
  RunRecord read_origin(std::uint64_t run) const;
  /// Of a sweep, the point of each run; else all 0.
  std::vector<std::int32_t> points() const;
  /// Of a sweep, why each run failed; empty where it did not.
  std::vector<std::string> failures() const;
  Provenance provenance() const;
  /// The JSON text as it stands in the file.
  std::string provenance_text() const;
  /// What it reads from.
  const hdf5::File& file() const;

 private:
  class File;
  std::unique_ptr<File> file_;
};

/// Why runs of both layouts cannot stand in one file: the first of series, dates, labels, features, kinds of events and
/// factors that differs; empty if they can.
std::string layout_difference(const RecordLayout& a, const RecordLayout& b);

}  // namespace entente
