#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "engine/run/sweep.hpp"

namespace entente {

/// Into how many shards a sweep may be split.
inline constexpr std::uint64_t most_shards = 1'000'000;

/// The folder of a sweep: `source` if it is one, else `output`, else the experiment's name with `.sweep`. InputError if
/// they do not go together.
SweepFolder sweep_folder(const std::string& source, const std::string& output);

/// The sweep that the experiment `source` lays out, or that the folder holds if `source` is a folder.
Sweep read_sweep(const std::string& source, const SweepFolder& folder, const Catalogue& catalogue);

/// `hold.h5` beside the folder `hold.sweep`, of another name with `.h5` after it.
std::filesystem::path result_of(const std::filesystem::path& folder);

}  // namespace entente
