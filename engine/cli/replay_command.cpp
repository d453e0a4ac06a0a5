#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/cli/checks.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/progress_line.hpp"
#include "engine/cli/result_query.hpp"
#include "engine/cli/scenario_source.hpp"
#include "engine/cli/text.hpp"
#include "engine/output/result_reader.hpp"
#include "engine/output/result_writer.hpp"
#include "engine/output/solution_file.hpp"
#include "engine/run/replay.hpp"
#include "engine/run/stored_run.hpp"
#include "engine/scenario/document.hpp"
#include "engine/scenario/json.hpp"
#include "engine/simulation/simulation.hpp"

namespace entente {

namespace {

constexpr std::string_view footer = R"(Examples
  entente replay nato.h5              compute it again from what it says of its origin, and compare every bit
  entente replay nato.h5 --run 17     one of its runs
  entente replay hold.h5 --run 17 --output 17.h5 --record all                   one run of a sweep with more recorded
  entente replay hold.h5 --run 17 --output other.h5 --set alliances.WTO.hold=3  the same draws, another value

Exit codes: 0 the same, 1 different, 2 not a result of entente, 3 damaged or cannot be written.
)";

struct ReplayOptions {
  std::string file, output, record;
  std::vector<std::string> settings;
  std::optional<std::uint64_t> run;
  int threads = 0;
};

/// One past the last run from `first` on that has the same scenario and was computed.
std::uint64_t end_of_alike(const std::vector<std::int32_t>& points, const std::vector<std::string>& failures,
                           std::uint64_t first) {
  std::uint64_t end = first + 1;
  while (end < points.size() && failures[end].empty() && points[end] == points[first]) ++end;
  return end;
}

void compare(const ReplayOptions& options, const ResultReader& result, Shell& shell) {
  const Vocabulary& vocabulary = shell.catalogue.vocabulary();
  const std::vector<std::string> failures = result.failures();
  const std::vector<std::int32_t> points = result.points();
  const std::uint64_t begin = options.run.value_or(0);
  const std::uint64_t last = options.run ? begin + 1 : result.runs();
  if (options.run && !failures[begin].empty())
    throw InputError({{options.file},
                      fmt::format("run {} failed when it was computed: {}.", begin, failures[begin]),
                      "There is nothing to compare."});
  ProgressLine progress(shell.err, shell.err_is_terminal);
  std::uint64_t compared = 0;
  for (std::uint64_t first = begin; first < last;) {
    if (!failures[first].empty()) {
      ++first;
      continue;
    }
    const std::uint64_t end = std::min(last, end_of_alike(points, failures, first));
    const Model model(read_scenario(document_of_run(result, first, options.file, vocabulary), vocabulary),
                      shell.catalogue);
    const auto difference =
        replay(model, result, first, end, options.threads, [&](const Progress& now) { progress.show(now); });
    progress.clear();
    if (difference) return tell_difference(shell, options.file, *difference);
    compared += end - first;
    first = end;
  }
  const std::string what = options.run ? fmt::format("run {}", *options.run) : count_of(compared, "run");
  fmt::print(shell.out, "The same: {} of {}, every bit{}.\n", what, options.file,
             compared < last - begin ? fmt::format("; {} failed when it was computed", last - begin - compared) : "");
}

/// Computes one run again, as it was or changed, into a file of its own.
void write_again(const ReplayOptions& options, const ResultReader& result, Shell& shell) {
  const Vocabulary& vocabulary = shell.catalogue.vocabulary();
  const std::uint64_t number = *options.run;
  Node document = document_of_run(result, number, options.file, vocabulary);
  Provenance provenance;
  for (const std::string& text : options.settings) {
    const Setting setting = split_setting(text);
    if (setting.path == "seed") throw InputError({{"--set"}, "the run keeps its own seed.", "Set other values."});
    set_value(document, setting.path, setting.value, setting.option);
    provenance.overrides.emplace_back(setting.path, setting.value);
  }
  if (!options.record.empty()) set_value(document, "record.series", "[" + options.record + "]", "--record");
  const Model model(read_scenario(document, vocabulary), shell.catalogue);
  const RunRecord origin = result.read_origin(number);
  provenance.title = model.scenario().title;
  provenance.scenario = to_json(model.scenario().document);
  provenance.scenario_file = result.provenance().scenario_file;
  provenance.command = shell.words;
  provenance.seed = origin.seed;
  provenance.runs = 1;
  provenance.started = utc_now();
  ResultWriter writer(options.output, model.layout(), 1, std::move(provenance));
  Simulation simulation(model, origin.seed, origin.replicate);
  simulation.run();
  writer.append(simulation.record());
  writer.finish();
  fmt::print(shell.out, "{} holds run {} of {}.\n", options.output, number, options.file);
}

void replay_solution(const ReplayOptions& options, Shell& shell) {
  if (options.run || !options.output.empty())
    throw InputError({{options.file}, "holds the solution of a classic model, without runs.", "Leave out --run."});
  const StoredSolution stored = read_solution(options.file);
  const ClassicCase classic = read_classic(parse_document(parse_provenance(stored.provenance).scenario, options.file),
                                           shell.catalogue.classics());
  const std::string difference = first_difference(stored.solution, classic.solve(Streams(classic.seed, 0)));
  if (!difference.empty()) return tell_difference(shell, options.file, difference);
  fmt::print(shell.out, "The same: the solution of {}, every bit.\n", options.file);
}

void replay_file(const ReplayOptions& options, Shell& shell) {
  if (is_solution(options.file)) return replay_solution(options, shell);
  const ResultReader result(options.file);
  if (result.provenance().exit_state != ExitState::complete)
    throw InputError({{options.file},
                      "is what a computation left when it was stopped.",
                      "Go on from its checkpoint first: entente run --from CHECKPOINT."});
  if (options.run) check_run(options.file, *options.run, result.runs());
  if (options.output.empty()) return compare(options, result, shell);
  std::error_code unknown;
  if (std::filesystem::equivalent(options.output, options.file, unknown))
    throw InputError({{"--output"}, "is the result itself.", "Choose another name."});
  if (!options.run) throw InputError({{"--output"}, "writes one run.", "Say which: --run 17."});
  write_again(options, result, shell);
}

}  // namespace

void add_replay_command(CLI::App& program, Shell& shell) {
  auto options = std::make_shared<ReplayOptions>();
  CLI::App* command = program.add_subcommand("replay", "Compute a result again and compare it bit by bit");
  command->add_option("result", options->file, "result file")->required()->option_text("RESULT");
  command->add_option("--run", options->run, "only one run, counted from 0; default: all")
      ->check(whole_number(0, 1'000'000'000, "--run 17"))
      ->option_text("N");
  auto* output = command->add_option("-o,--output", options->output, "write the run into a result file of its own")
                     ->option_text("RESULT");
  command->add_option("--record", options->record, "with --output: series to record; default: as in the file")
      ->option_text("LIST")
      ->needs(output);
  command->add_option("--set", options->settings, "with --output: one value, changed; can be repeated")
      ->expected(1)
      ->take_all()
      ->option_text("PATH=VALUE")
      ->needs(output);
  command->add_option("--threads", options->threads, "default: one for each processor")
      ->check(whole_number(1, 4096, "--threads 4"))
      ->option_text("N");
  command->footer(std::string(footer));
  command->callback([options, &shell] { replay_file(*options, shell); });
}

}  // namespace entente
