#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "engine/run/progress.hpp"
#include "engine/simulation/model.hpp"

namespace entente {

struct PairsJob {
  std::uint64_t seed = 1;
  std::uint64_t runs = 1;  ///< of each model
  int threads = 0;         ///< 0: one for each processor
  const std::atomic<bool>* stop = nullptr;
  ProgressReport report;
};

/// Takes the n-th run of both models, in the order of n.
using TakePair = std::function<void(std::uint64_t number, const RunRecord& a, const RunRecord& b)>;

/// Computes runs of two models under common random numbers: the n-th runs of both draw from the same streams, so that
/// what differs between them is the models'. Memory does not grow with the number of runs. Returns how many pairs were
/// taken, fewer if stopped. Throws ModelError as Ensemble does.
std::uint64_t compute_pairs(const Model& a, const Model& b, const PairsJob& job, const TakePair& take);

}  // namespace entente
