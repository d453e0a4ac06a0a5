#pragma once

#include <ostream>
#include <string>

#include "engine/run/progress.hpp"

namespace entente {

/// Tells how far a computation is: on a terminal in one line that is drawn again and again, elsewhere in a line every
/// ten seconds.
class ProgressLine {
 public:
  ProgressLine(std::ostream& out, bool is_terminal) : out_(out), is_terminal_(is_terminal) {}
  ~ProgressLine() { clear(); }

  void show(const Progress& progress);
  /// Takes the line away, so that something else can be said.
  void clear();

 private:
  std::ostream& out_;
  bool is_terminal_;
  bool is_shown_ = false;
  double told_ = 0.0;  ///< seconds
};

/// `12 of 200 runs, 6 %, 31,000 steps/s, 25 s left`.
std::string progress_text(const Progress& progress);

}  // namespace entente
