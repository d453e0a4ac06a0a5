#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>

#include "engine/output/provenance.hpp"
#include "engine/run/progress.hpp"
#include "engine/simulation/model.hpp"

namespace entente {

/// Runs to be computed into a file. The provenance says of which seed and how many.
struct FileRun {
  std::filesystem::path output;
  Provenance provenance;
  std::filesystem::path from;     ///< the checkpoint to go on from; empty: from the start
  int threads = 0;                ///< 0: one for each processor
  double checkpoint_every = 0.0;  ///< years of simulated time between checkpoints; 0: only when stopped
  const std::atomic<bool>* stop = nullptr;
  ProgressReport report;
};

/// How it ended and what stands on the disk.
struct FileRunEnd {
  ExitState state = ExitState::complete;
  std::filesystem::path result;      ///< the output, or what there is of it: NAME.partial
  std::filesystem::path checkpoint;  ///< to go on from; empty when complete
  Progress progress;
};

/// `nato.h5.partial`, the readable result so far of a computation that was stopped.
std::filesystem::path partial_of(const std::filesystem::path& output);
/// `nato.h5.checkpoint`, from which it goes on to the same bits.
std::filesystem::path checkpoint_of(const std::filesystem::path& output);

/// Computes the runs. The output appears whole at the end; then the checkpoint and the partial result are removed. When
/// stopped it leaves both of them instead, and the output as it was. A result does not depend on threads, nor on how
/// often it was stopped. Checkpoints take at most a tenth of the time: one that is due sooner is left out.
FileRunEnd compute(const Model& model, const FileRun& run);

}  // namespace entente
