#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/date.hpp"

namespace entente {

/// A membership that really was.
struct HistoricalMembership {
  std::string state;
  std::string alliance;
  Date joined;
  std::optional<Date> left;
};

/// Reads a table with the columns state, alliance, joined, left: comma-separated, one membership a line, dates as in
/// scenarios, `left` empty for who stayed; lines that begin with # are remarks. Throws InputError with all mistakes.
std::vector<HistoricalMembership> parse_history(std::string_view text, const std::string& name);
std::vector<HistoricalMembership> load_history(const std::filesystem::path& path);

}  // namespace entente
