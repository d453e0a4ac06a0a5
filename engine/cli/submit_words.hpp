#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "engine/run/job_files.hpp"

namespace entente {

/// What is typed after `entente submit`; empty and 0: nothing.
struct SubmitWords {
  std::string source, output, engine, time, memory, partition, account, program;
  std::uint64_t shards = 0, threads = 1, rounds = 10, grace = 0;
};

/// What the words ask for, without the sweep; InputError with everything that is wrong in them.
Jobs read_jobs(const SubmitWords& words);

/// The folder as every node names it; InputError if it cannot stand in a job file.
std::filesystem::path absolute_folder(const std::filesystem::path& folder);

}  // namespace entente
