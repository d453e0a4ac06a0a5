#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/cli/shell.hpp"
#include "engine/simulation/record.hpp"

namespace entente {

/// Row of what a person names by its id; throws InputError with what was probably meant. `what`: `state`, `alliance`.
std::size_t row_of(const Labels& labels, const std::string& id, const std::string& what);

/// Throws InputError where a file does not hold a run.
void check_run(const std::string& file, std::uint64_t run, std::uint64_t runs);

/// Says that a result computed again came out otherwise, and by which program; sets the exit code.
void tell_difference(Shell& shell, const std::string& file, const std::string& difference);

}  // namespace entente
