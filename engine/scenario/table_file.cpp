#include "engine/scenario/table_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "engine/base/csv.hpp"
#include "engine/scenario/guard.hpp"
#include "engine/scenario/values.hpp"

namespace entente {

namespace {

using Form = Grammar::Form;

class TableReader {
 public:
  TableReader(const std::string& path, std::vector<Problem>& problems)
      : file_(std::make_shared<const std::string>(path)), problems_(problems) {}

  /// `is_flat`: entries are single values.
  Node read(bool is_flat) {
    Node table{.kind = Node::Kind::mapping, .text = {}, .place = {file_, 1, 1}, .items = {}, .entries = {}};
    const std::vector<CsvRow> rows = read_csv(read_text(*file_));
    if (rows.empty())
      report(1, 1, "the table is empty.", "Its first line names the columns.");
    else
      check_head(rows[0]);
    for (const CsvRow& row : rows)
      for (const CsvCell& cell : row.cells)
        if (cell.is_broken)
          report(row.line, cell.column, "a quote is not closed, or text follows it.",
                 "Within quotes write \"\" for one.");
    for (std::size_t n = 1; n < rows.size(); ++n) {
      if (rows[n].cells.size() != rows[0].cells.size()) {
        report(rows[n].line, 1,
               fmt::format("{} cells stand under {} columns.", rows[n].cells.size(), rows[0].cells.size()),
               "Separate cells by commas.");
        continue;
      }
      const CsvCell& key = rows[n].cells[0];
      if (table.find(key.text) != nullptr)
        report(rows[n].line, key.column, fmt::format("the row '{}' was given before.", printable(key.text)),
               "Keep one of them.");
      else if (!is_flat)
        table.entries.push_back({key.text, place(rows[n], key), entry(rows[0], rows[n])});
      else if (rows[n].cells.size() != 2)
        report(rows[n].line, 1, fmt::format("{} cells stand in the row.", rows[n].cells.size()),
               "Give the key and its value.");
      else if (!rows[n].cells[1].text.empty())
        table.entries.push_back({key.text, place(rows[n], key), value(rows[n], rows[n].cells[1])});
    }
    return table;
  }

 private:
  Place place(const CsvRow& row, const CsvCell& cell) const { return {file_, row.line, cell.column}; }

  void report(int line, int column, std::string what, std::string advice) {
    problems_.push_back({{*file_, line, column}, std::move(what), std::move(advice)});
  }

  Node value(const CsvRow& row, const CsvCell& cell) const {
    return {.kind = Node::Kind::scalar, .text = cell.text, .place = place(row, cell), .items = {}, .entries = {}};
  }

  void check_head(const CsvRow& head) {
    for (auto cell = head.cells.begin(); cell != head.cells.end(); ++cell)
      if (std::any_of(head.cells.begin(), cell, [&](const CsvCell& other) { return other.text == cell->text; }))
        report(head.line, cell->column, fmt::format("the column '{}' was given before.", printable(cell->text)),
               "Keep one of them.");
  }

  Node entry(const CsvRow& head, const CsvRow& row) const {
    Node map{.kind = Node::Kind::mapping, .text = {}, .place = place(row, row.cells[0]), .items = {}, .entries = {}};
    for (std::size_t c = 1; c < row.cells.size(); ++c)
      if (!row.cells[c].text.empty())
        map.entries.push_back({head.cells[c].text, place(head, head.cells[c]), value(row, row.cells[c])});
    return map;
  }

  std::shared_ptr<const std::string> file_;
  std::vector<Problem>& problems_;
};

bool is_single(const Grammar& grammar) {
  return grammar.form != Form::record && grammar.form != Form::map && grammar.form != Form::list;
}

}  // namespace

void read_tables(Node& node, const Grammar& grammar, std::vector<Problem>& problems) {
  if (grammar.form == Form::record) {
    for (const Field& field : grammar.fields)
      if (Node* value = node.find(field.name)) read_tables(*value, field.grammar, problems);
  } else if (grammar.form == Form::map && node.is_scalar()) {
    const std::filesystem::path folder =
        node.place.file ? std::filesystem::path(*node.place.file).parent_path() : std::filesystem::path();
    try {
      node = TableReader((folder / node.text).string(), problems).read(is_single(grammar.parts[0]));
    } catch (const InputError& error) {
      problems.push_back({node.place.location(),
                          fmt::format("{} is neither a map nor a table that can be read: {}", as_typed(node).substr(3),
                                      error.problems().front().what),
                          "Give a map, or the name of a CSV file beside this one."});
      node = Node{.kind = Node::Kind::mapping, .text = {}, .place = node.place, .items = {}, .entries = {}};
    }
  }
  if (grammar.form == Form::map) {
    for (Entry& entry : node.entries) read_tables(entry.value, grammar.parts[0], problems);
  }
}

}  // namespace entente
