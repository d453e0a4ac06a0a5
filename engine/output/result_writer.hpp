#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "engine/output/provenance.hpp"
#include "engine/output/result_part.hpp"
#include "engine/simulation/record.hpp"

namespace entente {

/// Writes the runs of one model into a result file (FORMAT.md). The file is written aside, in the same folder, and
/// takes its name whole or not at all: until `finish` an older file of that name stays untouched, and without `finish`
/// nothing is left. Memory does not grow with the number of runs. Every member function throws DiskError.
class ResultWriter {
 public:
  /// Opens the file aside, so that a folder that cannot be written to is found before anything is computed.
  /// The columns of `layout` must outlive the writer. At most
  /// `total_runs` (1 or more) will come. `segment_runs`, a power of two: of a sweep, whose parts all share the shape of
  /// their chunks; 0: of no sweep.
  ResultWriter(const std::filesystem::path& path, RecordLayout layout, std::uint64_t total_runs, Provenance provenance,
               std::uint64_t segment_runs = 0);
  ~ResultWriter();
  ResultWriter(ResultWriter&&) noexcept;
  ResultWriter& operator=(ResultWriter&&) noexcept;

  /// Adds the next run; the order of calls is the order of runs in the file.
  void append(const RunRecord& run);
  std::uint64_t runs() const;
  /// Adds all runs of a part that a writer with the same layout and `segment_runs` wrote, after whole parts only: what
  /// is compressed in it is copied as it stands. The file is that which `append` of its runs would have made.
  void append_part(const ResultPart& part);

  /// Completes the file with the provenance (the time of the end, the number of runs and the exit state are filled in
  /// here), syncs it and gives it its name.
  void finish(ExitState state = ExitState::complete);
  /// The same under another name in the same folder: `NAME.partial` after an interruption.
  void finish_as(const std::filesystem::path& path, ExitState state);

 private:
  class File;
  std::unique_ptr<File> file_;
};

}  // namespace entente
