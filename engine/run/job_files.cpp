#include "engine/run/job_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <nlohmann/json.hpp>
#include <system_error>

#include "engine/base/contracts.hpp"
#include "engine/base/error.hpp"
#include "engine/base/shell_word.hpp"
#include "engine/output/new_file.hpp"
#include "engine/run/job_templates.hpp"

namespace entente {

namespace {

namespace fs = std::filesystem;
using Words = std::map<std::string, std::string, std::less<>>;

/// The text with every `@word@` filled in.
std::string filled(std::string_view text, const Words& words) {
  std::string result;
  while (!text.empty()) {
    const std::size_t at = text.find('@');
    result += text.substr(0, at);
    if (at == std::string_view::npos) break;
    text.remove_prefix(at + 1);
    const std::size_t end = text.find('@');
    const auto word = end == std::string_view::npos ? words.end() : words.find(text.substr(0, end));
    if (word == words.end()) {
      result += '@';
      continue;
    }
    result += word->second;
    text.remove_prefix(end + 1);
  }
  return result;
}

/// The name by which a queue shows the jobs: the sweep's, with nothing in it that Slurm could take for more.
std::string name_of(const fs::path& sweep) {
  std::string name = sweep.stem().string();
  const auto stays = [](unsigned char c) { return std::isalnum(c) != 0 || c == '.' || c == '-'; };
  std::replace_if(
      name.begin(), name.end(), [&](unsigned char c) { return !stays(c); }, '_');
  return name;
}

/// `1-02:03:04`, as Slurm reads it.
std::string slurm_time(std::uint64_t seconds) {
  return fmt::format("{}-{:02}:{:02}:{:02}", seconds / 86400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
}

/// What is asked of Slurm for every job: `--time=0-04:00:00`.
std::vector<std::string> options_of(const Jobs& jobs) {
  std::vector<std::string> options;
  if (jobs.seconds > 0) options.push_back("--time=" + slurm_time(jobs.seconds));
  if (!jobs.memory.empty()) options.push_back("--mem=" + jobs.memory);
  if (!jobs.partition.empty()) options.push_back("--partition=" + jobs.partition);
  if (!jobs.account.empty()) options.push_back("--account=" + jobs.account);
  return options;
}

/// A text as JSON has it, which Python and YAML read too.
std::string json_text(const nlohmann::json& value) {
  return value.dump();
}

Words words_of(const Jobs& jobs) {
  std::string entente, limits, options;
  for (const std::string& word : jobs.program) entente += (entente.empty() ? "" : " ") + shell_word(word);
  for (const std::string& option : options_of(jobs)) {
    limits += "#SBATCH " + option + "\n";
    options += option + " ";
  }
  const std::string folder = jobs.folder().string();
  const bool is_timed = jobs.seconds > 0;
  return {{"entente", entente},
          {"entente_list", json_text(jobs.program)},
          {"sweep", shell_word(jobs.sweep.string())},
          {"sweep_text", json_text(jobs.sweep.string())},
          {"result", shell_word(jobs.result.string())},
          {"result_text", json_text(jobs.result.string())},
          {"jobs", shell_word(folder)},
          {"name", name_of(jobs.sweep)},
          {"shards", std::to_string(jobs.shards)},
          {"threads", std::to_string(jobs.threads)},
          {"rounds", std::to_string(jobs.rounds)},
          {"retries", std::to_string(jobs.rounds - 1)},
          {"grace", std::to_string(jobs.grace)},
          {"limits", limits},
          {"options", options},
          {"config", is_timed ? fmt::format("config: [seconds={}]\n", jobs.seconds - jobs.grace) : ""}};
}

}  // namespace

std::string_view to_string(Engine engine) {
  constexpr std::string_view names[] = {"slurm", "snakemake", "parallel"};
  return names[static_cast<std::size_t>(engine)];
}

std::vector<JobFile> job_files(const Jobs& jobs) {
  EXPECT(jobs.sweep.is_absolute() && jobs.result.is_absolute());
  EXPECT(!jobs.program.empty() && jobs.rounds > 0 && (jobs.seconds == 0 || jobs.grace < jobs.seconds));
  namespace texts = job_templates;
  std::vector<JobFile> files;
  switch (jobs.engine) {
    case Engine::slurm:
      files = {{"submit.sh", "submits what is missing, or the merge", std::string(texts::slurm_submit)},
               {"shards.sh", "the array of jobs: a task for each shard", std::string(texts::slurm_shards)},
               {"check.sh", "follows the array and calls submit.sh again", std::string(texts::slurm_check)},
               {"merge.sh", "writes the result", std::string(texts::slurm_merge)}};
      break;
    case Engine::snakemake:
      files = {{"submit.sh", "calls Snakemake, with the profile named", std::string(texts::snakemake_submit)},
               {"Snakefile", "the shards and their merge", std::string(texts::snakefile)},
               {"local/config.yaml", "the profile of one machine", std::string(texts::snakemake_local)},
               {"slurm/config.yaml", "the profile of a cluster", std::string(texts::snakemake_slurm)},
               {"slurm/status.sh", "tells Snakemake how a job fares", std::string(texts::snakemake_status)}};
      break;
    case Engine::parallel:
      files = {{"submit.sh", "calls GNU parallel, then the merge", std::string(texts::parallel_submit)}};
      break;
  }
  const Words words = words_of(jobs);
  for (JobFile& file : files) file.text = filled(file.text, words);
  return files;
}

void write(const Jobs& jobs, const std::vector<JobFile>& files) {
  const fs::path logs = jobs.folder() / "log";
  std::error_code error;
  fs::create_directories(logs, error);
  if (error) throw DiskError(fmt::format("{}: cannot make the folder: {}.", logs.string(), error.message()));
  for (const JobFile& file : files) {
    const fs::path path = jobs.folder() / file.name;
    fs::create_directories(path.parent_path(), error);
    write_text(path, file.text);
  }
}

}  // namespace entente
