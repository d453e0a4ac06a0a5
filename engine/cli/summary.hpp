#pragma once

#include <cstddef>
#include <filesystem>
#include <ostream>

#include "engine/cli/findings.hpp"
#include "engine/cli/style.hpp"
#include "engine/output/result_reader.hpp"

namespace entente {

/// What a person wants to know of a result: what it is, who belonged to what, when and why, how the alliances fared,
/// and what to type next.
void print_summary(std::ostream& out, const Style& style, const ResultReader& reader,
                   const std::filesystem::path& path);

/// One alliance: every series that was recorded of it, and its members.
void print_alliance(std::ostream& out, const Style& style, const ResultReader& reader, std::size_t row);

/// One state: every series that was recorded of it, and its alliances.
void print_state(std::ostream& out, const Style& style, const ResultReader& reader, std::size_t row);

}  // namespace entente
