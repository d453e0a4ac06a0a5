#include "engine/base/csv.hpp"

#include <algorithm>
#include <utility>

namespace entente {

namespace {

constexpr std::string_view blanks = " \t\r";

CsvCell trimmed(std::string_view text, std::size_t begin) {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {"", static_cast<int>(begin) + 1};
  const std::size_t last = text.find_last_not_of(blanks);
  return {std::string(text.substr(first, last - first + 1)), static_cast<int>(begin + first) + 1};
}

/// The cell in quotes that begins at `at`, which moves behind it.
CsvCell quoted(std::string_view line, std::size_t& at) {
  CsvCell cell{"", static_cast<int>(at) + 1};
  bool is_closed = false;
  for (++at; at < line.size(); ++at) {
    if (line[at] != '"') {
      cell.text += line[at];
    } else if (at + 1 < line.size() && line[at + 1] == '"') {
      cell.text += line[++at];
    } else {
      is_closed = true;
      ++at;
      break;
    }
  }
  const std::size_t end = std::min(line.find(',', at), line.size());
  cell.is_broken = !is_closed || line.substr(at, end - at).find_first_not_of(blanks) != std::string_view::npos;
  at = end;
  return cell;
}

std::vector<CsvCell> cells_of(std::string_view line) {
  std::vector<CsvCell> cells;
  for (std::size_t at = 0;; ++at) {
    const std::size_t first = std::min(line.find_first_not_of(blanks, at), line.size());
    if (first < line.size() && line[first] == '"') {
      at = first;
      cells.push_back(quoted(line, at));
    } else {
      const std::size_t end = std::min(line.find(',', at), line.size());
      cells.push_back(trimmed(line.substr(at, end - at), at));
      at = end;
    }
    if (at == line.size()) return cells;
  }
}

}  // namespace

std::vector<CsvRow> read_csv(std::string_view text) {
  constexpr std::string_view mark = "\xef\xbb\xbf";  // that spreadsheets put before UTF-8
  if (text.substr(0, mark.size()) == mark) text.remove_prefix(mark.size());
  std::vector<CsvRow> rows;
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (line.find_first_not_of(blanks) != std::string_view::npos) rows.push_back({number, cells_of(line)});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return rows;
}

}  // namespace entente
