#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/output/provenance.hpp"
#include "engine/simulation/record.hpp"
#include "engine/world/world.hpp"

namespace entente {

/// A run as it stands, to be saved. A finished run that waits for its turn to be written has no world.
struct Checkpoint {
  std::uint64_t run = 0;  ///< its place in the order of runs
  std::uint64_t steps_done = 0;
  const World* world = nullptr;  ///< null: finished
  const RunRecord* record = nullptr;
};

/// Saves runs in one file, written aside, synced and renamed; an older file of that name stays until then.
/// `provenance` holds the scenario, the seed and the number of runs wanted, so that going on needs no other file.
/// `runs_written`: how many runs, from the first, are already safe in `partial` (a result file; may be empty).
void write_checkpoint(const std::filesystem::path& path, const Provenance& provenance, const RecordLayout& layout,
                      const std::vector<Checkpoint>& runs, std::uint64_t runs_written = 0,
                      const std::string& partial = {});

/// Reads a checkpoint. Throws InputError for a file that is none, or of another version; DiskError for a damaged one.
class CheckpointReader {
 public:
  explicit CheckpointReader(const std::filesystem::path& path);
  ~CheckpointReader();
  CheckpointReader(CheckpointReader&&) noexcept;
  CheckpointReader& operator=(CheckpointReader&&) noexcept;

  Provenance provenance() const;
  std::uint64_t runs_written() const;
  std::string partial() const;

  /// The runs in the file, ascending.
  const std::vector<std::uint64_t>& runs() const;
  bool is_finished(std::uint64_t run) const;
  /// Puts a run back and returns how many of its steps were done. `world` must be made from the checkpoint's scenario
  /// (its state at the start; untouched for a finished run) and `layout` from the same model; InputError if they are of
  /// another scenario or version of the program.
  std::uint64_t restore(std::uint64_t run, const RecordLayout& layout, World& world, RunRecord& record) const;

 private:
  class File;
  std::unique_ptr<File> file_;
};

}  // namespace entente
