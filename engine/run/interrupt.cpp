#include "engine/run/interrupt.hpp"

#include <csignal>

namespace entente {

namespace {

std::atomic<bool> stop_requested = false;  // a signal handler can reach nothing but globals
static_assert(std::atomic<bool>::is_always_lock_free);

constexpr int signals[] = {SIGINT, SIGTERM};

extern "C" void request_stop(int) {
  stop_requested = true;
}

}  // namespace

InterruptGuard::InterruptGuard() {
  stop_requested = false;
  struct sigaction action {};
  action.sa_handler = request_stop;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);  // the second signal finds the default: the end
  sigemptyset(&action.sa_mask);
  for (const int number : signals) sigaction(number, &action, nullptr);
}

InterruptGuard::~InterruptGuard() {
  for (const int number : signals) std::signal(number, SIG_DFL);
}

const std::atomic<bool>& InterruptGuard::requested() const {
  return stop_requested;
}

}  // namespace entente
