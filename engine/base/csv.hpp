#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// One cell of a table, without the blanks around it.
struct CsvCell {
  std::string text;
  int column;              ///< in the line, from 1, in bytes
  bool is_broken = false;  ///< a quote is not closed, or text follows it
};

/// One line of a table that is not empty.
struct CsvRow {
  int line;  ///< from 1
  std::vector<CsvCell> cells;
};

/// Reads comma-separated values: UTF-8, with or without a byte order mark; cells may stand in double quotes, within
/// which `""` is a quote and commas are text. A quote that is not closed ends with its line.
std::vector<CsvRow> read_csv(std::string_view text);

}  // namespace entente
