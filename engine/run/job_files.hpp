#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// Which program starts the shards of a sweep.
enum class Engine { slurm, snakemake, parallel };
std::string_view to_string(Engine engine);

/// What a sweep's jobs are to be.
struct Jobs {
  Engine engine = Engine::slurm;
  std::uint64_t shards = 1;
  std::uint64_t threads = 1;         ///< of each shard
  std::uint64_t rounds = 10;         ///< how often a shard may begin
  std::uint64_t seconds = 0;         ///< a shard's time limit; 0: the cluster's own
  std::uint64_t grace = 300;         ///< s before the limit at which a shard is asked to end
  std::string memory;                ///< as Slurm reads it, `4G`; empty: the cluster's own
  std::string partition, account;    ///< empty: the cluster's own
  std::vector<std::string> program;  ///< the words that call entente on a node
  std::filesystem::path sweep;       ///< the sweep's folder; absolute, for a job begins anywhere
  std::filesystem::path result;      ///< absolute
  std::filesystem::path folder() const { return sweep / "jobs" / to_string(engine); }
};

struct JobFile {
  std::string name;   ///< in the jobs' folder
  std::string about;  ///< what it does, for a list of files
  std::string text;
};

/// The files that compute and merge a sweep; `submit.sh` is what one calls.
std::vector<JobFile> job_files(const Jobs& jobs);

/// Writes them into the jobs' folder, each whole or not at all, and makes the folders that they need. DiskError.
void write(const Jobs& jobs, const std::vector<JobFile>& files);

}  // namespace entente
