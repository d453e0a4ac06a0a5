#include "engine/cli/markdown.hpp"

#include <algorithm>

namespace entente::markdown {

namespace {

std::string row(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& cell : cells) {
    line += ' ';
    for (const char c : cell) line += c == '|' ? std::string("\\|") : std::string(1, c == '\n' ? ' ' : c);
    line += " |";
  }
  return line + "\n";
}

}  // namespace

std::string table(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows) {
  if (rows.empty()) return {};
  std::string text = row(header) + "|";
  for (std::size_t n = 0; n < header.size(); ++n) text += "---|";
  text += "\n";
  for (const std::vector<std::string>& cells : rows) text += row(cells);
  return text;
}

std::string code(const std::string& text) {
  return "`" + text + "`";
}

}  // namespace entente::markdown
