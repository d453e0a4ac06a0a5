#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/run/sweep.hpp"

namespace entente {

/// Which of `shards` shards, numbered from 1, have segments that are not there.
std::vector<std::uint64_t> missing_shards(const Sweep& sweep, const SweepFolder& folder, std::uint64_t shards);

/// Numbers in ascending order as Slurm's `--array` takes them: `4,9-12`.
std::string array_text(const std::vector<std::uint64_t>& numbers);

}  // namespace entente
