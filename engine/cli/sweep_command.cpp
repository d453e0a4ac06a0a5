#include <fmt/format.h>
#include <fmt/ostream.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "engine/base/error.hpp"
#include "engine/base/number.hpp"
#include "engine/base/shell_word.hpp"
#include "engine/cli/checks.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/exit_codes.hpp"
#include "engine/cli/progress_line.hpp"
#include "engine/cli/sweep_source.hpp"
#include "engine/cli/text.hpp"
#include "engine/output/new_file.hpp"
#include "engine/output/result_writer.hpp"
#include "engine/run/interrupt.hpp"
#include "engine/run/shards.hpp"
#include "engine/run/sweep.hpp"
#include "engine/run/threads.hpp"

namespace entente {

namespace {

constexpr std::string_view sweep_footer = R"(Examples
  entente sweep scenarios/experiments/hold.yaml --dry-run    how many runs, how long, how large; the first points
  entente sweep scenarios/experiments/hold.yaml              compute hold.sweep/ on all cores, merge it into hold.h5
  entente sweep hold.sweep --resume                          go on after a stop, to the same bits
  entente sweep hold.sweep --shard 3/64                      the third of 64 parts, on any machine that sees the folder
  entente sweep hold.sweep --status                          what is done, and which runs failed and why

The folder holds what is computed in whole files; a stop, a crash or a full disk costs at most one of them a worker.
SIGUSR1 (a scheduler's warning) lets each worker finish its file.

Exit codes: 0 done, 2 bad input, 3 a file cannot be written, 75 asked to end by SIGUSR1: continue me, 130 stopped by
Ctrl-C.
)";

constexpr std::string_view merge_footer = R"(Examples
  entente merge hold.sweep                   writes hold.h5
  entente merge hold.sweep -o results.h5

Exit codes: 0 done, 2 something is missing, 3 a file cannot be written.
)";

struct SweepOptions {
  std::string source;
  std::string output;
  std::string shard;
  int threads = 0;
  bool resume = false;
  bool retry_failed = false;
  bool dry_run = false;
  bool status = false;
  bool no_merge = false;
  bool quiet = false;
  std::uint64_t missing = 0;  ///< of so many shards those that are not complete are told; 0: not asked
};

/// `3/64`: the segments that leave 2 when divided by 64.
void read_shard(const std::string& text, SweepJob& job) {
  if (text.empty()) return;
  const std::size_t slash = text.find('/');
  const auto number = parse_unsigned(text.substr(0, slash));
  const auto count = slash == std::string::npos ? std::nullopt : parse_unsigned(text.substr(slash + 1));
  if (!number || !count || *number < 1 || *number > *count || *count > most_shards)
    throw InputError({{"--shard"}, fmt::format("'{}' is no part of a whole.", text), "Write --shard 3/64."});
  job.shard = *number - 1;
  job.shards = *count;
}

void print_points(const Sweep& sweep, Shell& shell) {
  constexpr std::size_t few = 5;
  const Points& points = sweep.points();
  for (std::size_t point = 0; point < std::min(points.size(), few); ++point)
    fmt::print(shell.out, "  {:>6}  {}\n", point, point_text(sweep.experiment(), points[point]));
  if (points.size() > few) fmt::print(shell.out, "       …\n");
}

/// Computes a few runs for two seconds, aside, and says what all of them would take.
void tell_cost(const Sweep& sweep, const SweepOptions& options, Shell& shell) {
  using Clock = std::chrono::steady_clock;
  const auto aside = std::filesystem::temp_directory_path() / fmt::format("entente-trial-{}.h5", ::getpid());
  const Clock::time_point begin = Clock::now();
  const auto seconds = [&] { return std::chrono::duration<double>(Clock::now() - begin).count(); };
  const SweepPlan& plan = sweep.plan();
  std::vector<RunRecord> records;
  const Model model = sweep.model_of(sweep.scenarios().at(0));
  for (std::uint64_t run = 0; run < std::min<std::uint64_t>(plan.runs(), 64) && seconds() < 2.0; ++run)
    records.push_back(*sweep.compute(model, run, nullptr));
  const double each = seconds() / static_cast<double>(records.size());
  Provenance of_trial;
  of_trial.scenario = "{}";
  of_trial.started = utc_now();
  ResultWriter writer(aside, sweep.layout(), records.size(), of_trial);
  for (const RunRecord& record : records) writer.append(record);
  writer.finish();
  const double bytes = static_cast<double>(std::filesystem::file_size(aside)) / static_cast<double>(records.size());
  std::filesystem::remove(aside);
  const auto runs = static_cast<double>(plan.runs());
  const int threads = threads_for(options.threads);
  fmt::print(shell.out, "About {} on {} ({:.3g} s a run), and {:.3g} MB, from a trial of {}.\n",
             duration_text(runs * each / threads), count_of(static_cast<std::uint64_t>(threads), "thread"), each,
             runs * bytes / 1e6, count_of(records.size(), "run"));
}

void tell_plan(const Sweep& sweep, Shell& shell) {
  const Experiment& experiment = sweep.experiment();
  const SweepPlan& plan = sweep.plan();
  fmt::print(shell.out, "{} of {} ({}), {} each: {} in {}, seed {}, {} random numbers.\n",
             count_of(plan.points, "point"), experiment.scenario_file, to_string(experiment.design.method),
             count_of(plan.replicates, "replicate"), count_of(plan.runs(), "run"), count_of(plan.segments(), "segment"),
             experiment.seed, experiment.common_random_numbers ? "common" : "independent");
}

void tell_state(const Sweep& sweep, const SweepFolder& folder, Shell& shell) {
  const SweepState state = state_of(sweep, folder);
  fmt::print(shell.out, "{} of {} segments are there, with {} of {} runs; {} failed.\n", state.segments_done,
             sweep.plan().segments(), state.runs_done, sweep.plan().runs(), state.failures.size());
  for (const auto& [run, reason] : state.failures) {
    const SweepPlan::Place place = sweep.plan().place_of(run);
    fmt::print(shell.out, "  run {} (replicate {} of point {}: {}): {}\n", run, place.replicate, place.point,
               point_text(sweep.experiment(), sweep.points()[place.point]), reason);
  }
  if (!state.failures.empty())
    fmt::print(shell.out, "Try them once more with\n  entente sweep {} --retry-failed\n",
               shell_word(folder.path().string()));
}

void tell_missing(const Sweep& sweep, const SweepFolder& folder, std::uint64_t shards, Shell& shell) {
  const std::string missing = array_text(missing_shards(sweep, folder, shards));
  if (!missing.empty()) fmt::print(shell.out, "{}\n", missing);
}

void tell_end(const Sweep& sweep, const SweepFolder& folder, const SweepOptions& options, Shell& shell) {
  if (options.no_merge && options.quiet) return;
  const SweepState state = state_of(sweep, folder);
  const bool is_whole = state.segments_done == sweep.plan().segments();
  if (!is_whole || options.no_merge) {
    if (!options.quiet)
      fmt::print(shell.out, "{} of {} segments are there.\n", state.segments_done, sweep.plan().segments());
    return;
  }
  const std::filesystem::path result = result_of(folder.path());
  merge(sweep, folder, result, shell.words);
  if (options.quiet) return;
  fmt::print(shell.out, "{} holds {}", result.string(), count_of(state.runs_done, "run"));
  if (!state.failures.empty())
    fmt::print(shell.out, ", of which {} failed (entente sweep {} --status says why)", state.failures.size(),
               shell_word(folder.path().string()));
  fmt::print(shell.out, ". The folder {} can be removed.\n", folder.path().string());
}

void sweep(const SweepOptions& options, Shell& shell) {
  SweepJob job;
  job.threads = options.threads;
  job.retry_failed = options.retry_failed;
  job.command = shell.words;
  read_shard(options.shard, job);
  if (options.status && options.dry_run)
    throw InputError({{"--status"}, "does not go with --dry-run.", "One tells what is done, the other what would be."});
  const SweepFolder folder = sweep_folder(options.source, options.output);
  const Sweep sweep = read_sweep(options.source, folder, shell.catalogue);
  if (folder.exists() && !options.dry_run) folder.expect(sweep);
  if (options.status) return tell_state(sweep, folder, shell);
  if (options.missing > 0) return tell_missing(sweep, folder, options.missing, shell);
  ProgressLine progress(shell.err, shell.err_is_terminal);
  if (!options.quiet) job.report = [&](const Progress& now) { progress.show(now); };
  if (options.dry_run || !folder.exists()) sweep.check_points(options.threads, job.report);
  progress.clear();
  if (!options.quiet) tell_plan(sweep, shell);
  if (options.dry_run) {
    print_points(sweep, shell);
    return tell_cost(sweep, options, shell);
  }
  const bool goes_on = options.resume || options.retry_failed || !options.shard.empty();
  if (folder.exists() && !goes_on)
    throw InputError({{folder.path().string()},
                      "is there already.",
                      "Go on with --resume, choose another folder with --output, or remove it."});
  folder.begin(sweep);
  remove_abandoned(folder.path());

  const InterruptGuard interrupt;
  job.stop = &interrupt.requested();
  job.wind_down = &interrupt.winding_down();
  compute(sweep, folder, job);
  progress.clear();
  const bool is_stopped = interrupt.requested();
  if (!is_stopped && !interrupt.winding_down()) return tell_end(sweep, folder, options, shell);
  fmt::print(shell.err, "Stopped. What is computed stands in {}. Go on with\n  entente sweep {} --resume{}\n",
             folder.path().string(), shell_word(folder.path().string()),
             options.shard.empty() ? "" : " --shard " + options.shard);
  shell.exit_code = is_stopped ? exit_code::interrupted : exit_code::time_limit;
}

}  // namespace

void add_sweep_command(CLI::App& program, Shell& shell) {
  auto options = std::make_shared<SweepOptions>();
  CLI::App* command = program.add_subcommand("sweep", "Run an experiment: a scenario many times, with other values");
  command->add_option("experiment", options->source, "the experiment, a YAML file, or the folder of a sweep")
      ->required()
      ->option_text("EXPERIMENT");
  command->add_option("-o,--output", options->output, "folder; default: the experiment's name with .sweep, in this one")
      ->option_text("FOLDER");
  command->add_option("--threads", options->threads, "default: one for each processor")
      ->check(whole_number(1, 4096, "--threads 4"))
      ->option_text("N");
  command->add_option("--shard", options->shard, "compute only one part of several")->option_text("I/N");
  command->add_flag("--resume", options->resume, "go on where the folder ends");
  command->add_flag("--retry-failed", options->retry_failed, "compute the runs that failed once more");
  command->add_flag("--dry-run", options->dry_run, "check every point, tell runs, time and disk; compute nothing");
  command->add_flag("--status", options->status, "tell how far the folder is, and what failed");
  command->add_option("--missing", options->missing, "tell which of N shards are not complete, as 4,9-12")
      ->check(whole_number(1, most_shards, "--missing 64"))
      ->option_text("N");
  command->add_flag("--no-merge", options->no_merge, "leave the result to 'entente merge'");
  command->add_flag("--quiet", options->quiet, "no progress, no summary");
  command->footer(std::string(sweep_footer));
  command->callback([options, &shell] { sweep(*options, shell); });
}

void add_merge_command(CLI::App& program, Shell& shell) {
  auto options = std::make_shared<SweepOptions>();
  CLI::App* command = program.add_subcommand("merge", "Write a sweep's folder as one result file");
  command->add_option("folder", options->source, "folder of a sweep")->required()->option_text("FOLDER");
  command->add_option("-o,--output", options->output, "result file; default: the folder's name with .h5")
      ->option_text("RESULT");
  command->footer(std::string(merge_footer));
  command->callback([options, &shell] {
    const SweepFolder folder(options->source);
    const Sweep sweep = folder.open(shell.catalogue);
    const auto result =
        std::filesystem::path(options->output.empty() ? result_of(folder.path()).string() : options->output);
    merge(sweep, folder, result, shell.words);
    remove_abandoned(folder.path());
    fmt::print(shell.out, "{} holds {}.\n", result.string(), count_of(sweep.plan().runs(), "run"));
  });
}

}  // namespace entente
