#pragma once

#include <cstdint>
#include <functional>

namespace entente {

/// How far a computation is.
struct Progress {
  std::uint64_t runs_done = 0;
  std::uint64_t runs = 0;
  std::uint64_t steps_done = 0;  ///< of all runs
  std::uint64_t steps = 0;
  std::uint64_t steps_before = 0;  ///< of `steps_done`, those that an earlier call computed
  double seconds = 0.0;            ///< since this call began
  const char* unit = "steps";      ///< what the rate counts

  double share() const { return steps ? static_cast<double>(steps_done) / static_cast<double>(steps) : 1.0; }
  /// Steps a second in this call.
  double rate() const { return seconds > 0.0 ? static_cast<double>(steps_done - steps_before) / seconds : 0.0; }
  /// Seconds left at that rate; negative while it is unknown.
  double remaining() const { return rate() > 0.0 ? static_cast<double>(steps - steps_done) / rate() : -1.0; }
};

using ProgressReport = std::function<void(const Progress&)>;

}  // namespace entente
