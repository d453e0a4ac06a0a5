#pragma once

#include <string>
#include <string_view>

namespace entente {

/// How to draw text for whoever reads it.
struct Style {
  int width = 100;       ///< characters a line, at most 100
  bool unicode = false;  ///< else plain ASCII
  bool colour = false;

  std::string bold(std::string_view text) const { return paint("1", text); }
  std::string faint(std::string_view text) const { return paint("2", text); }
  std::string good(std::string_view text) const { return paint("32", text); }
  std::string bad(std::string_view text) const { return paint("31", text); }

 private:
  std::string paint(std::string_view code, std::string_view text) const;
};

/// The style for a file descriptor: the width of its terminal; no colour where it is no terminal or NO_COLOR is set;
/// Unicode where the locale is UTF-8.
Style style_for(int descriptor);

bool is_terminal(int descriptor);

}  // namespace entente
