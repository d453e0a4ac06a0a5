#include "engine/cli/history.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/base/near_file.hpp"

namespace entente {

namespace {

constexpr std::string_view header = "state,alliance,joined,left";

std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells(1);
  for (const char c : line)
    if (c == ',')
      cells.emplace_back();
    else if (c != '\r')
      cells.back() += c;
  return cells;
}

/// One line of the table; what is wrong with it goes to `problems`.
HistoricalMembership membership_of(const std::vector<std::string>& cells, const Location& where,
                                   std::vector<Problem>& problems) {
  HistoricalMembership membership;
  const auto read_date = [&](const std::string& text) {
    const auto date = parse_date(text);
    if (!date) problems.push_back({where, "'" + text + "' is not a date.", "Write 1949-04-04."});
    return date.value_or(Date{});
  };
  if (cells.size() != 4 || cells[0].empty() || cells[1].empty()) {
    problems.push_back({where, "is not of the form " + std::string(header) + ".",
                        "Write one membership a line, as in GRC,NATO,1952-02-18,"});
    return membership;
  }
  membership.state = cells[0];
  membership.alliance = cells[1];
  membership.joined = read_date(cells[2]);
  if (!cells[3].empty()) membership.left = read_date(cells[3]);
  return membership;
}

}  // namespace

std::vector<HistoricalMembership> parse_history(std::string_view text, const std::string& name) {
  std::vector<HistoricalMembership> memberships;
  std::vector<Problem> problems;
  bool has_header = false;
  int number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.empty() || line == "\r" || line.front() == '#') continue;
    const std::vector<std::string> cells = cells_of(line);
    const Location where{name, number, 1};
    if (has_header)
      memberships.push_back(membership_of(cells, where, problems));
    else if (cells != cells_of(header))
      throw InputError({where, "does not begin with the line " + std::string(header) + ".", "Put it first."});
    has_header = true;
  }
  if (!has_header) problems.push_back({{name}, "is empty.", "Begin with the line " + std::string(header) + "."});
  if (!problems.empty()) throw InputError(std::move(problems));
  return memberships;
}

std::vector<HistoricalMembership> load_history(const std::filesystem::path& path) {
  const std::string advice = fmt::format("Name a table that begins with the line {}.", header);
  if (!std::filesystem::exists(path)) {
    const std::string near = near_file(path);
    throw InputError({{path.string()}, "there is no such file.", near.empty() ? advice : near});
  }
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file) throw InputError({{path.string()}, "cannot be read.", advice});
  return parse_history(text, path.string());
}

}  // namespace entente
