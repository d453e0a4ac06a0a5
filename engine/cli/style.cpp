#include "engine/cli/style.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "engine/base/number.hpp"

namespace entente {

namespace {

constexpr int widest = 100;
constexpr int narrowest = 60;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

/// The first of the variables that decide about characters, as setlocale(3) looks for them.
bool locale_is_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    std::string locale = environment(name);
    if (locale.empty()) continue;
    std::transform(locale.begin(), locale.end(), locale.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
  }
  return false;
}

int columns_of(int descriptor) {
  if (winsize size{}; ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const auto columns = parse_integer(environment("COLUMNS"));
  return columns && *columns > 0 && *columns < 1000 ? static_cast<int>(*columns) : widest;
}

}  // namespace

std::string Style::paint(std::string_view code, std::string_view text) const {
  if (!colour) return std::string(text);
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

Style style_for(int descriptor) {
  Style style;
  style.width = std::clamp(columns_of(descriptor), narrowest, widest);
  style.unicode = locale_is_utf8();
  style.colour = is_terminal(descriptor) && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
  return style;
}

bool is_terminal(int descriptor) {
  return isatty(descriptor) == 1;
}

}  // namespace entente
