#include "engine/run/interrupt.hpp"

#include <csignal>

namespace entente {

namespace {

std::atomic<bool> stop_requested = false;  // a signal handler can reach nothing but globals
std::atomic<bool> end_requested = false;
static_assert(std::atomic<bool>::is_always_lock_free);

constexpr int signals[] = {SIGINT, SIGTERM};

extern "C" void request_stop(int) {
  stop_requested = true;
}

extern "C" void request_end(int) {
  end_requested = true;
}

}  // namespace

InterruptGuard::InterruptGuard() {
  stop_requested = false;
  struct sigaction action {};
  action.sa_handler = request_stop;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);  // the second signal finds the default: the end
  sigemptyset(&action.sa_mask);
  for (const int number : signals) sigaction(number, &action, nullptr);
  end_requested = false;
  action.sa_handler = request_end;
  action.sa_flags = SA_RESTART;
  sigaction(SIGUSR1, &action, nullptr);
}

InterruptGuard::~InterruptGuard() {
  for (const int number : signals) std::signal(number, SIG_DFL);
  std::signal(SIGUSR1, SIG_DFL);
}

const std::atomic<bool>& InterruptGuard::requested() const {
  return stop_requested;
}

const std::atomic<bool>& InterruptGuard::winding_down() const {
  return end_requested;
}

}  // namespace entente
