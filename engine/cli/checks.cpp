#include "engine/cli/checks.hpp"

#include <fmt/format.h>

#include <string>

#include "engine/base/number.hpp"
#include "engine/cli/text.hpp"

namespace entente {

CLI::Validator whole_number(std::uint64_t lowest, std::uint64_t highest, const std::string& example) {
  const auto wrong = [=](const std::string& typed) -> std::string {
    const auto value = parse_unsigned(typed);
    if (value && *value >= lowest && *value <= highest) return {};
    return fmt::format("'{}' is not a whole number from {} to {}. For example {}", typed, count_text(lowest),
                       count_text(highest), example);
  };
  return {wrong, "", "whole number"};
}

CLI::Validator positive_number(const std::string& example) {
  const auto wrong = [=](const std::string& typed) -> std::string {
    const auto value = parse_number(typed);
    if (value && *value > 0.0) return {};
    return fmt::format("'{}' is not a number above 0. For example {}", typed, example);
  };
  return {wrong, "", "positive number"};
}

}  // namespace entente
