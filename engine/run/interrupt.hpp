#pragma once

#include <atomic>

namespace entente {

/// While it lives, Ctrl-C (SIGINT) and SIGTERM ask for a stop instead of ending the process; the same signal a second
/// time ends it at once. One at a time.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  /// Set by the first signal.
  const std::atomic<bool>& requested() const;
  /// Set by SIGUSR1, the warning of a scheduler's time limit: what is begun may be finished.
  const std::atomic<bool>& winding_down() const;
};

}  // namespace entente
