#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>

namespace entente {

/// Checks of what is typed after an option, with answers that say what was typed and what is required.
CLI::Validator whole_number(std::uint64_t lowest, std::uint64_t highest, const std::string& example);
CLI::Validator positive_number(const std::string& example);

}  // namespace entente
