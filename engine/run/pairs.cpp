#include "engine/run/pairs.hpp"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "engine/run/ensemble.hpp"

namespace entente {

std::uint64_t compute_pairs(const Model& a, const Model& b, const PairsJob& job, const TakePair& take) {
  constexpr std::uint64_t most = 64;  // pairs in memory
  const auto begin = std::chrono::steady_clock::now();
  const auto stopped = [&] { return job.stop != nullptr && *job.stop; };
  std::uint64_t taken = 0;
  while (taken < job.runs && !stopped()) {
    const std::uint64_t count = std::min(most, job.runs - taken);
    std::vector<RunRecord> records[2];
    for (const bool second : {false, true}) {
      const Model& model = second ? b : a;
      Ensemble::Options options{.runs = count, .threads = job.threads, .stop = job.stop, .report = {}};
      if (job.report)
        options.report = [&](const Progress& part) {
          const std::uint64_t done = 2 * taken + (second ? count : 0) + part.runs_done;
          job.report({.runs_done = done,
                      .runs = 2 * job.runs,
                      .steps_done = done,
                      .steps = 2 * job.runs,
                      .seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(),
                      .unit = "runs"});
        };
      Ensemble(model, std::move(options))
          .compute([&](std::uint64_t number) { return fresh_run(model, job.seed, taken + number); },
                   [&](RunRecord&& record) { records[second ? 1 : 0].push_back(std::move(record)); });
    }
    const std::uint64_t pairs = std::min(records[0].size(), records[1].size());
    for (std::uint64_t n = 0; n < pairs; ++n) take(taken + n, records[0][n], records[1][n]);
    taken += pairs;
  }
  return taken;
}

}  // namespace entente
