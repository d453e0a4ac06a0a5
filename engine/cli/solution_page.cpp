#include "engine/cli/solution_page.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "engine/cli/text.hpp"

namespace entente {

namespace {

constexpr std::size_t most_rows = 64;
constexpr std::size_t gap = 2;

std::string value_text(const Quantity& quantity, std::size_t at) {
  const double value = quantity.values[at];
  if (quantity.kind == Kind::flag) return value != 0.0 ? "yes" : "-";
  if (std::isnan(value)) return "-";
  if (std::fabs(value) < 1e15 && value == std::trunc(value)) return fmt::format("{:.0f}", value);
  return fmt::format("{:.10g}", value);
}

std::string label_of(const SolutionAxis& axis, std::size_t place) {
  return axis.labels.empty() ? std::to_string(place) : axis.labels[place];
}

/// One column of a table: its head and its cells.
struct TableColumn {
  std::string head;
  std::vector<std::string> cells;

  std::size_t width() const {
    std::size_t most = cells_of(head);
    for (const std::string& cell : cells) most = std::max(most, cells_of(cell));
    return most;
  }
  static std::size_t cells_of(const std::string& text) { return entente::cells(text); }
};

/// The table in as many pieces as the width of the page asks for, each with the labels.
void print_table(std::ostream& out, const Style& style, const TableColumn& labels,
                 const std::vector<TableColumn>& columns) {
  const auto page = static_cast<std::size_t>(style.width);
  for (std::size_t first = 0; first < columns.size();) {
    std::size_t width = labels.width(), last = first;
    do width += gap + columns[last++].width();
    while (last < columns.size() && width + gap + columns[last].width() <= page);
    const auto print_line = [&](const std::string& label, const std::function<std::string(const TableColumn&)>& cell) {
      std::string line = fit(label, labels.width(), style);
      for (std::size_t c = first; c < last; ++c)
        line += std::string(gap, ' ') + fit_right(cell(columns[c]), columns[c].width(), style);
      fmt::print(out, "{}\n", line);
    };
    print_line(labels.head, [](const TableColumn& column) { return column.head; });
    for (std::size_t row = 0; row < labels.cells.size(); ++row)
      print_line(labels.cells[row], [&](const TableColumn& column) { return column.cells[row]; });
    out << '\n';
    first = last;
  }
}

class SolutionPage {
 public:
  SolutionPage(std::ostream& out, const Style& style, const Solution& solution)
      : out_(out), style_(style), solution_(solution) {}

  void print() {
    print_words();
    print_numbers();
    for (const SolutionAxis& axis : solution_.axes) print_axis(axis);
    for (const Quantity& quantity : solution_.quantities)
      if (quantity.axes.size() == 2) print_matrix(quantity);
    for (const std::string& line : left_out_) fmt::print(out_, "{}\n", line);
  }

 private:
  void print_words() const {
    for (const std::string& sentence : solution_.words)
      for (const std::string& line : wrap(sentence, static_cast<std::size_t>(style_.width)))
        fmt::print(out_, "{}\n", line);
    if (!solution_.words.empty()) out_ << '\n';
  }

  void print_numbers() const {
    std::size_t names = 0, values = 0;
    for (const Quantity& each : solution_.quantities) {
      if (!each.axes.empty()) continue;
      names = std::max(names, cells(in_words(each.name)));
      values = std::max(values, cells(value_text(each, 0)));
    }
    for (const Quantity& each : solution_.quantities)
      if (each.axes.empty())
        fmt::print(out_, "{}  {}  {}\n", fit(in_words(each.name), names, style_),
                   fit_right(value_text(each, 0), values, style_), style_.faint(meaning(each)));
    if (names > 0) out_ << '\n';
  }

  static std::string meaning(const Quantity& quantity) {
    return quantity.about + (quantity.unit == "1" ? "" : ", " + quantity.unit);
  }

  TableColumn labels_of(const SolutionAxis& axis) const {
    TableColumn labels{in_words(axis.name), {}};
    for (std::size_t row = 0; row < axis.size; ++row) labels.cells.push_back(label_of(axis, row));
    return labels;
  }

  void print_axis(const SolutionAxis& axis) {
    std::vector<TableColumn> columns;
    std::vector<std::string> meanings;
    for (const Quantity& each : solution_.quantities) {
      if (each.axes.size() != 1 || each.axes[0] != axis.name) continue;
      if (axis.size > most_rows) {
        left_out(each);
        continue;
      }
      columns.push_back({in_words(each.name), {}});
      for (std::size_t row = 0; row < axis.size; ++row) columns.back().cells.push_back(value_text(each, row));
      meanings.push_back(fmt::format("{}: {}", in_words(each.name), meaning(each)));
    }
    if (columns.empty() || axis.size == 0) return;
    for (const std::string& line : meanings)
      for (const std::string& part : wrap(line, static_cast<std::size_t>(style_.width)))
        fmt::print(out_, "{}\n", style_.faint(part));
    print_table(out_, style_, labels_of(axis), columns);
  }

  void print_matrix(const Quantity& quantity) {
    const SolutionAxis& rows = *solution_.axis(quantity.axes[0]);
    const SolutionAxis& across = *solution_.axis(quantity.axes[1]);
    if (rows.size > most_rows || across.size > most_rows) return left_out(quantity);
    if (rows.size == 0 || across.size == 0) return;
    fmt::print(out_, "{}\n", style_.faint(fmt::format("{}: {}", in_words(quantity.name), meaning(quantity))));
    std::vector<TableColumn> columns;
    for (std::size_t c = 0; c < across.size; ++c) {
      columns.push_back({label_of(across, c), {}});
      for (std::size_t r = 0; r < rows.size; ++r)
        columns.back().cells.push_back(value_text(quantity, r * across.size + c));
    }
    print_table(out_, style_, labels_of(rows), columns);
  }

  void left_out(const Quantity& quantity) {
    std::string shape;
    for (const std::string& axis : quantity.axes)
      shape +=
          fmt::format("{}{} ({})", shape.empty() ? "" : " x ", in_words(axis), count_text(solution_.axis(axis)->size));
    left_out_.push_back(fmt::format("In the file: {} by {}: {}.", in_words(quantity.name), shape, meaning(quantity)));
  }

  std::ostream& out_;
  const Style& style_;
  const Solution& solution_;
  std::vector<std::string> left_out_;
};

}  // namespace

void print_solution(std::ostream& out, const Style& style, const std::string& title, const std::string& model,
                    const Solution& solution) {
  fmt::print(out, "{} ({})\n\n", style.bold(title), in_words(model));
  SolutionPage(out, style, solution).print();
}

}  // namespace entente
