#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string>

#include "engine/base/csv.hpp"
#include "engine/base/error.hpp"
#include "engine/base/number.hpp"
#include "engine/base/suggest.hpp"
#include "engine/run/design.hpp"
#include "engine/scenario/guard.hpp"

namespace entente {

namespace {

class TableReader {
 public:
  TableReader(const std::filesystem::path& path, const std::vector<Factor>& factors)
      : file_(path.string()), factors_(factors) {}

  Points read() {
    std::vector<double> values;
    for (const CsvRow& row : read_csv(read_text(file_))) {
      if (columns_.empty())
        read_head(row);
      else
        read_row(row, values);
    }
    if (columns_.empty()) report(0, "is empty.", "Its first line names the factors.");
    if (!problems_.empty()) throw InputError(std::move(problems_));
    return {factors_.size(), std::move(values)};
  }

 private:
  void report(int line, std::string what, std::string advice) {
    constexpr std::size_t most = 100;
    if (problems_.size() < most) problems_.push_back({{file_, line, 0}, std::move(what), std::move(advice)});
  }

  void read_head(const CsvRow& head) {
    std::vector<std::string> names;
    for (const Factor& factor : factors_) names.push_back(factor.name);
    for (const auto& [cell, place, is_broken] : head.cells) {
      const auto found = std::find(names.begin(), names.end(), cell);
      if (found == names.end() && cell != "point")
        report(head.line, fmt::format("the column '{}' is not a factor.", cell), did_you_mean(cell, names));
      columns_.push_back(static_cast<std::size_t>(found - names.begin()));
    }
    for (std::size_t f = 0; f < names.size(); ++f)
      if (std::count(columns_.begin(), columns_.end(), f) != 1)
        report(head.line,
               fmt::format("the factor '{}' has {}.", names[f],
                           std::count(columns_.begin(), columns_.end(), f) == 0 ? "no column" : "several columns"),
               "Each factor has one column.");
  }

  void read_row(const CsvRow& given, std::vector<double>& values) {
    const auto& [line, cells] = given;
    if (std::any_of(cells.begin(), cells.end(), [](const CsvCell& cell) { return cell.is_broken; }))
      return report(line, "a quote is not closed, or text follows it.", "Cells need no quotes.");
    if (cells.size() != columns_.size())
      return report(line, fmt::format("{} cells stand under {} columns.", cells.size(), columns_.size()),
                    "Separate cells by commas.");
    std::vector<double> row(factors_.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t c = 0; c < cells.size(); ++c)
      if (columns_[c] < factors_.size() && !cells[c].text.empty())
        row[columns_[c]] = value_of(factors_[columns_[c]], cells[c].text, line);
    values.insert(values.end(), row.begin(), row.end());
  }

  double value_of(const Factor& factor, const std::string& cell, int line) {
    if (factor.is_list()) {
      const auto found = std::find(factor.words.begin(), factor.words.end(), cell);
      if (found == factor.words.end())
        report(line, fmt::format("{} = '{}' is not one of its levels.", factor.name, cell),
               did_you_mean(cell, factor.words));
      return static_cast<double>(found - factor.words.begin());
    }
    const auto number = parse_number(cell);
    if (!number)
      report(line, fmt::format("{} = '{}' {}.", factor.name, cell, why_no_number(cell)), "Give a number.");
    else if (!factor.admits(*number))
      report(line, fmt::format("{} = {} is not a value of the factor.", factor.name, cell),
             fmt::format("{} wants {}.", factor.name, factor.values_text()));
    return number.value_or(0.0);
  }

  std::string file_;
  const std::vector<Factor>& factors_;
  std::vector<std::size_t> columns_;  // the factor of each; past the last: the point's number
  std::vector<Problem> problems_;
};

}  // namespace

Points read_points(const std::filesystem::path& path, const std::vector<Factor>& factors) {
  return TableReader(path, factors).read();
}

std::string points_table(const Points& points, const std::vector<Factor>& factors) {
  std::string table = "point";
  for (const Factor& factor : factors) table += "," + factor.name;
  table += '\n';
  for (std::size_t point = 0; point < points.size(); ++point) {
    table += std::to_string(point);
    for (std::size_t f = 0; f < factors.size(); ++f)
      table += "," + (std::isnan(points[point][f]) ? "" : value_text(factors[f], points[point][f]));
    table += '\n';
  }
  return table;
}

}  // namespace entente
