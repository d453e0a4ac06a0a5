#include "models/classic/input.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "engine/base/number.hpp"
#include "engine/scenario/grammar_parts.hpp"
#include "engine/scenario/reading.hpp"

namespace entente::classic {

namespace {
constexpr double none = std::numeric_limits<double>::quiet_NaN();
}

Grammar number(std::string about, Range range, double initial) {
  return grammar_parts::value({.name = {}, .range = range, .initial = initial, .about = std::move(about)});
}

Grammar whole(std::string about, Range range, double initial) {
  return grammar_parts::value(
      {.name = {}, .kind = Kind::integer, .range = range, .initial = initial, .about = std::move(about)});
}

Grammar flag(std::string about) {
  return grammar_parts::value({.name = {}, .kind = Kind::flag, .about = std::move(about)});
}

Grammar choice(std::string about, std::vector<std::string> choices) {
  return grammar_parts::value(
      {.name = {}, .kind = Kind::choice, .choices = std::move(choices), .about = std::move(about)});
}

Grammar given_number(std::string about, Range range) {
  return number(std::move(about), range, none);
}

std::vector<std::string> ids_of(const Node& document, std::string_view section) {
  return keys_of(rows_of(document, section));
}

const Node* entry_of(const Node& document, std::string_view section, std::string_view id) {
  const Node* found = document.find(section);
  return found == nullptr ? nullptr : found->find(id);
}

std::vector<double> numbers_of(const Node& document, std::string_view section, std::string_view key, double otherwise) {
  std::vector<double> numbers;
  for (const Entry* row : rows_of(document, section)) numbers.push_back(number_at(row->value, key, otherwise));
  return numbers;
}

Eigen::MatrixXd matrix_of(const Node& document, std::string_view section, const std::vector<std::string>& ids) {
  const auto size = static_cast<Eigen::Index>(ids.size());
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Constant(size, size, none);
  const Node* rows = document.find(section);
  if (rows == nullptr) return matrix;
  for (const Entry& row : rows->entries)
    for (const Entry& cell : row.value.entries)
      if (row.key != cell.key)
        matrix(static_cast<Eigen::Index>(place_of(ids, row.key)), static_cast<Eigen::Index>(place_of(ids, cell.key))) =
            parse_number(cell.value.text).value_or(none);
  return matrix;
}

std::size_t place_of(const std::vector<std::string>& ids, std::string_view id) {
  return static_cast<std::size_t>(std::lower_bound(ids.begin(), ids.end(), id) - ids.begin());
}

std::string list_text(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t n = 0; n < words.size(); ++n)
    text += (n == 0 ? "" : n + 1 == words.size() ? " and " : ", ") + words[n];
  return text;
}

void report(std::vector<Problem>& problems, const Place& place, std::string what, std::string advice) {
  problems.push_back({place.location(), std::move(what), std::move(advice)});
}

}  // namespace entente::classic
