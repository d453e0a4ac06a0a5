#include <fmt/format.h>
#include <fmt/ostream.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/shell_word.hpp"
#include "engine/cli/checks.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/exit_codes.hpp"
#include "engine/cli/progress_line.hpp"
#include "engine/cli/scenario_source.hpp"
#include "engine/cli/solution_page.hpp"
#include "engine/cli/summary.hpp"
#include "engine/cli/text.hpp"
#include "engine/output/checkpoint.hpp"
#include "engine/output/solution_file.hpp"
#include "engine/run/file_run.hpp"
#include "engine/run/interrupt.hpp"
#include "engine/scenario/json.hpp"

namespace entente {

namespace {

constexpr std::string_view footer = R"(Examples
  entente run scenarios/nato.yaml
  entente run scenarios/nato.yaml --runs 200 --seed 7 --until 1991-12-31 -o cold-war.h5
  entente run scenarios/nato.yaml --set states.FRA.gdp=250 --set parameters.economy.shock_correlation=.5
  entente run scenarios/nato.yaml --record default,memberships --set record.every=month
  entente run --from nato.h5.checkpoint
  entente run scenarios/classic/landscape.yaml        a classic model is solved, not stepped

Ctrl-C finishes the step, leaves what there is in NAME.partial and a checkpoint, and says how to go on; a second
one ends at once. A file appears under its name only when it is whole; an older one stays until then. The result
depends on the scenario and the seed, not on threads, interruptions or what is recorded.

Exit codes: 0 done, 2 bad input, 3 the file cannot be written, 130 stopped by Ctrl-C.
)";

struct RunOptions {
  ScenarioSource source;
  std::vector<std::string> settings;
  std::string seed, until, record, output, from;
  std::uint64_t runs = 1;
  int threads = 0;
  double checkpoint_every = 0.0;
  bool quiet = false;
};

/// `--seed`, `--until` and `--record` are settings under other names: the same checks hold.
void gather_settings(RunOptions& options) {
  auto& settings = options.source.settings;
  for (const std::string& text : options.settings) settings.push_back(split_setting(text));
  if (!options.seed.empty()) settings.push_back({"seed", options.seed, "--seed"});
  if (!options.until.empty()) settings.push_back({"time.end", options.until, "--until"});
  if (!options.record.empty()) settings.push_back({"record.series", "[" + options.record + "]", "--record"});
}

/// Where the result comes from, as far as that is known before it is computed.
Provenance origin_of(const RunOptions& options, const Shell& shell, const Node& document) {
  Provenance origin;
  origin.scenario = to_json(document);
  origin.scenario_file = options.source.file;
  for (const Setting& each : options.source.settings) origin.overrides.emplace_back(each.path, each.value);
  origin.command = shell.words;
  origin.runs = options.runs;
  origin.started = utc_now();
  return origin;
}

std::filesystem::path output_of(const RunOptions& options) {
  if (!options.output.empty()) return options.output;
  return std::filesystem::path(options.source.file).stem().string() + ".h5";
}

void solve(const RunOptions& options, Shell& shell, Node document) {
  if (options.runs > 1 || options.checkpoint_every > 0.0)
    throw InputError({{options.source.file},
                      "is a classic model's: it is solved once.",
                      "Leave out --runs and --checkpoint-every; its own keys say how much is drawn."});
  const ClassicCase classic = read_classic(std::move(document), shell.catalogue.classics());
  Provenance origin = origin_of(options, shell, classic.document);
  origin.title = classic.title;
  origin.seed = classic.seed;
  const Solution solution = classic.solve(Streams(classic.seed, 0));
  const std::filesystem::path output = output_of(options);
  write_solution(output, classic.model->name, solution, std::move(origin));
  if (options.quiet) return;
  print_solution(shell.out, shell.style, classic.title, classic.model->name, solution);
  fmt::print(shell.out, "{} holds all of it.\n", output.string());
}

/// The scenario and where to compute it to, from the document or from a checkpoint.
Scenario prepare(RunOptions& options, Shell& shell, const Node& document, FileRun& job) {
  job.threads = options.threads;
  job.checkpoint_every = options.checkpoint_every;
  if (!options.from.empty()) {
    job.from = options.from;
    job.provenance = CheckpointReader(job.from).provenance();
    job.output = job.from.extension() == ".checkpoint" ? job.from.parent_path() / job.from.stem()
                                                       : std::filesystem::path(job.from.string() + ".h5");
    return read_stored(job.provenance.scenario, options.from, shell.catalogue.vocabulary());
  }
  Scenario scenario = read_scenario(document, shell.catalogue.vocabulary());
  if (!options.quiet) shell.err << notes_text(scenario);
  job.output = output_of(options);
  job.provenance = origin_of(options, shell, scenario.document);
  job.provenance.title = scenario.title;
  job.provenance.seed = scenario.seed;
  return scenario;
}

/// How to go on, to be typed as it stands.
std::string command_to_go_on(const RunOptions& options, const FileRun& job, const FileRunEnd& end) {
  std::string command = "entente run --from " + shell_word(end.checkpoint.string());
  if (options.threads > 0) command += " --threads " + std::to_string(options.threads);
  if (job.checkpoint_every > 0.0) command += fmt::format(" --checkpoint-every {}", job.checkpoint_every);
  if (options.quiet) command += " --quiet";
  return command;
}

void tell_end(const FileRun& job, const FileRunEnd& end, Shell& shell) {
  const ResultReader reader(end.result);
  print_summary(shell.out, shell.style, reader, end.result);
  std::error_code unknown;
  const auto bytes = std::filesystem::file_size(end.result, unknown);
  fmt::print(shell.out, "{} holds {} ({:.1f} MB), computed in {} with seed {}.\n", job.output.string(),
             count_of(reader.runs(), "run"), static_cast<double>(bytes) / 1e6, duration_text(end.progress.seconds),
             job.provenance.seed);
}

void run(RunOptions& options, Shell& shell) {
  Node document;
  if (options.from.empty()) {
    gather_settings(options);
    document = load_source(options.source);
    if (is_classic(document)) return solve(options, shell, std::move(document));
  }
  FileRun job;
  Scenario scenario = prepare(options, shell, document, job);
  if (!options.output.empty()) job.output = options.output;
  const Model model(std::move(scenario), shell.catalogue);

  const InterruptGuard interrupt;
  job.stop = &interrupt.requested();
  ProgressLine progress(shell.err, shell.err_is_terminal);
  if (!options.quiet) job.report = [&](const Progress& now) { progress.show(now); };
  const FileRunEnd end = compute(model, job);
  progress.clear();

  if (end.state == ExitState::complete) {
    if (!options.quiet) tell_end(job, end, shell);
    return;
  }
  fmt::print(shell.err,
             "Stopped after {} of {} runs, {:.0f} % of all steps. What there is stands in {}. Go on with\n  {}\n",
             end.progress.runs_done, job.provenance.runs, 100.0 * end.progress.share(), end.result.string(),
             command_to_go_on(options, job, end));
  shell.exit_code = exit_code::interrupted;
}

}  // namespace

void add_run_command(CLI::App& program, Shell& shell) {
  auto options = std::make_shared<RunOptions>();
  CLI::App* command = program.add_subcommand("run", "Run a scenario, write its result and say what happened");
  std::vector<CLI::Option*> of_scenario = add_source_options(*command, options->source, options->settings);
  of_scenario.push_back(
      command->add_option("--seed", options->seed, "whole number; default: the scenario's")->option_text("N"));
  of_scenario.push_back(
      command->add_option("--until", options->until, "end of the run; default: the scenario's")->option_text("DATE"));
  of_scenario.push_back(command
                            ->add_option("--record", options->record,
                                         "series to record: default, all, none, states, alliances, memberships, dyads, "
                                         "or single ones such as states.gdp; default: the scenario's")
                            ->option_text("LIST"));
  auto* runs = command->add_option("--runs", options->runs, "how many runs of the same seed; default 1")
                   ->check(whole_number(1, 1'000'000'000, "--runs 200"))
                   ->option_text("N");
  of_scenario.push_back(runs);
  command
      ->add_option("-o,--output", options->output, "result file; default: the scenario's name with .h5, in this folder")
      ->option_text("RESULT");
  command->add_option("--threads", options->threads, "default: one for each processor")
      ->check(whole_number(1, 4096, "--threads 4"))
      ->option_text("N");
  command
      ->add_option("--checkpoint-every", options->checkpoint_every,
                   "years of simulated time between checkpoints; default: one only when stopped")
      ->check(positive_number("--checkpoint-every 10"))
      ->option_text("YEARS");
  auto* from =
      command->add_option("--from", options->from, "go on from a checkpoint, to the same bits as without the stop")
          ->option_text("CHECKPOINT");
  for (CLI::Option* option : of_scenario) from->excludes(option);
  command->add_flag("--quiet", options->quiet, "no notes, no progress, no summary");
  command->footer(std::string(footer));
  command->callback([options, &shell] {
    if (options->source.file.empty() && options->from.empty())
      throw CLI::RequiredError("a SCENARIO or --from CHECKPOINT");
    run(*options, shell);
  });
}

}  // namespace entente
