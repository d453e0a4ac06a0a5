#pragma once

#include <filesystem>
#include <ostream>

#include "engine/cli/findings.hpp"
#include "engine/cli/style.hpp"
#include "engine/output/provenance.hpp"

namespace entente {

/// What to type after having read the summary of a result, ready to be typed.
void print_next_commands(std::ostream& out, const Style& style, const RecordLayout& layout, const Findings& findings,
                         const Provenance& provenance, const std::filesystem::path& path);

}  // namespace entente
