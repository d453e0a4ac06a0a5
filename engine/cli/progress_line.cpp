#include "engine/cli/progress_line.hpp"

#include <fmt/format.h>

#include "engine/cli/text.hpp"

namespace entente {

namespace {

constexpr double seconds_between_lines = 10.0;
constexpr double soon = 0.3;  // seconds: what ends before shows no progress

}  // namespace

std::string progress_text(const Progress& progress) {
  std::string text = progress.runs > 1
                         ? fmt::format("{} of {} runs, ", count_text(progress.runs_done), count_text(progress.runs))
                         : std::string{};
  text += fmt::format("{:.0f} %, {} {}/s", 100.0 * progress.share(),
                      count_text(static_cast<std::uint64_t>(progress.rate())), progress.unit);
  if (progress.remaining() >= 0.0) text += ", " + duration_text(progress.remaining()) + " left";
  return text;
}

void ProgressLine::show(const Progress& progress) {
  if (progress.seconds < soon) return;
  if (is_terminal_) {
    out_ << "\r\x1b[K" << progress_text(progress) << std::flush;
    is_shown_ = true;
  } else if (progress.seconds - told_ >= seconds_between_lines) {
    out_ << progress_text(progress) << std::endl;
    told_ = progress.seconds;
  }
}

void ProgressLine::clear() {
  if (is_shown_) out_ << "\r\x1b[K" << std::flush;
  is_shown_ = false;
}

}  // namespace entente
