#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/shell_word.hpp"
#include "engine/base/suggest.hpp"
#include "engine/cli/checks.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/exit_codes.hpp"
#include "engine/cli/progress_line.hpp"
#include "engine/cli/submit_words.hpp"
#include "engine/cli/sweep_source.hpp"
#include "engine/cli/text.hpp"
#include "engine/run/job_files.hpp"

namespace entente {

namespace {

constexpr std::string_view footer = R"(Examples
  entente submit hold.yaml --engine slurm --shards 64 --time 04:00:00 --mem 4G      writes hold.sweep/jobs/slurm/
  entente submit hold.yaml --engine slurm --shards 64 --time 04:00:00 --submit      and submits
  entente submit hold.yaml --engine snakemake --shards 8                            a Snakefile and two profiles
  entente submit hold.yaml --engine parallel --shards 8                             a script for GNU parallel
  entente submit hold.yaml --engine slurm --shards 64 --program 'apptainer exec /shared/entente.sif entente'

The files are short and meant to be read and changed. Jobs need the sweep's folder and the program, at the same paths on
all nodes; they do not read the experiment and its scenario again. What a job did not finish is submitted again.

Exit codes: 0 done, 2 bad input, 3 a file cannot be written; with --submit that of the engine.
)";

void tell_files(const Jobs& jobs, const std::vector<JobFile>& files, std::uint64_t segments, Shell& shell) {
  std::size_t width = 0;
  for (const JobFile& file : files) width = std::max(width, cells(file.name));
  fmt::print(shell.out, "{} in {}, written to {}:\n", count_of(segments, "segment"), count_of(jobs.shards, "shard"),
             jobs.folder().string());
  for (const JobFile& file : files) fmt::print(shell.out, "  {}  {}\n", fit(file.name, width, shell.style), file.about);
}

void tell_commands(const Jobs& jobs, Shell& shell) {
  const std::string command = "bash " + shell_word((jobs.folder() / "submit.sh").string());
  fmt::print(shell.out, "{}, and go on, with\n  {}\n", jobs.engine == Engine::slurm ? "Submit" : "Begin", command);
  if (jobs.engine == Engine::snakemake)
    fmt::print(shell.out, "or, with each shard a job of Slurm,\n  {} slurm\n", command);
}

/// Calls what was written; the engine's exit code.
int begin(const Jobs& jobs, Shell& shell) {
  shell.out.flush();
  const std::string command = "bash " + shell_word((jobs.folder() / "submit.sh").string());
  const int status = std::system(command.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : exit_code::interrupted;
}

void submit(const SubmitWords& words, bool now, Shell& shell) {
  Jobs jobs = read_jobs(words);
  const SweepFolder folder = sweep_folder(words.source, words.output);
  const Sweep sweep = read_sweep(words.source, folder, shell.catalogue);
  const std::uint64_t segments = sweep.plan().segments();
  if (jobs.shards > segments)
    throw InputError({{"--shards"},
                      fmt::format("'{}' is more than there are segments ({}).", jobs.shards, segments),
                      fmt::format("Give at most {}, or the experiment a smaller 'segment'.", segments)});
  jobs.sweep = absolute_folder(folder.path());
  jobs.result = result_of(jobs.sweep);
  if (!folder.exists()) {
    ProgressLine progress(shell.err, shell.err_is_terminal);
    sweep.check_points(0, [&](const Progress& at) { progress.show(at); });
    progress.clear();
  }
  folder.begin(sweep);
  const std::vector<JobFile> files = job_files(jobs);
  write(jobs, files);
  tell_files(jobs, files, segments, shell);
  if (now)
    shell.exit_code = begin(jobs, shell);
  else
    tell_commands(jobs, shell);
}

}  // namespace

void add_submit_command(CLI::App& program, Shell& shell) {
  auto words = std::make_shared<SubmitWords>();
  auto now = std::make_shared<bool>(false);
  CLI::App* command = program.add_subcommand("submit", "Write a sweep's jobs for Slurm, Snakemake or GNU parallel");
  const auto add = [&](const char* name, std::string& value, const char* about, const char* text) {
    return command->add_option(name, value, about)->option_text(text);
  };
  const auto add_count = [&](const char* name, std::uint64_t& value, const char* about, std::uint64_t most,
                             const std::string& example) {
    return command->add_option(name, value, about)->check(whole_number(1, most, example))->option_text("N");
  };
  add("experiment", words->source, "the experiment, a YAML file, or the folder of a sweep", "EXPERIMENT")->required();
  add("--engine", words->engine, "slurm, snakemake or parallel", "ENGINE")->required();
  add_count("--shards", words->shards, "into how many jobs the sweep is split", most_shards, "--shards 64")->required();
  add("-o,--output", words->output, "the sweep's folder; default: the experiment's name with .sweep", "FOLDER");
  add_count("--threads", words->threads, "of each shard; default: 1", 4096, "--threads 4");
  add_count("--rounds", words->rounds, "how often a shard that did not finish may begin; default: 10", 1000,
            "--rounds 10");
  add("--time", words->time, "a job's time limit, as 04:00:00 or 1-12:00:00", "TIME");
  add_count("--grace", words->grace, "seconds before the time limit at which a shard is asked to end; default: 300",
            86'400, "--grace 300");
  add("--mem", words->memory, "a job's memory, as 4G", "SIZE");
  add("--partition", words->partition, "Slurm's partition", "NAME");
  add("--account", words->account, "Slurm's account", "NAME");
  add("--program", words->program, "how the nodes call entente; default: this executable", "WORDS");
  command->add_flag("--submit", *now, "also begin: call what was written");
  command->footer(std::string(footer));
  command->callback([words, now, &shell] { submit(*words, *now, shell); });
}

}  // namespace entente
