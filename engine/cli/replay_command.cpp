#include <fmt/format.h>
#include <fmt/ostream.h>

#include <memory>
#include <optional>
#include <string>

#include "engine/base/error.hpp"
#include "engine/cli/checks.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/progress_line.hpp"
#include "engine/cli/result_query.hpp"
#include "engine/cli/scenario_source.hpp"
#include "engine/cli/text.hpp"
#include "engine/output/result_reader.hpp"
#include "engine/run/replay.hpp"

namespace entente {

namespace {

constexpr std::string_view footer = R"(Examples
  entente replay nato.h5              compute it again from what it says of its origin, and compare every bit
  entente replay nato.h5 --run 17     one of its runs

Exit codes: 0 the same, 1 different, 2 not a result of entente, 3 damaged.
)";

struct ReplayOptions {
  std::string file;
  std::optional<std::uint64_t> run;
  int threads = 0;
};

void replay_file(const ReplayOptions& options, Shell& shell) {
  const ResultReader result(options.file);
  if (result.provenance().exit_state != ExitState::complete)
    throw InputError({{options.file},
                      "is what a computation left when it was stopped.",
                      "Go on from its checkpoint first: entente run --from CHECKPOINT."});
  if (options.run) check_run(options.file, *options.run, result.runs());
  const Model model(read_stored(result.provenance().scenario, options.file, shell.catalogue.vocabulary()),
                    shell.catalogue);
  ProgressLine progress(shell.err, shell.err_is_terminal);
  const auto difference =
      replay(model, result, options.run, options.threads, [&](const Progress& now) { progress.show(now); });
  progress.clear();
  const std::string what = options.run ? fmt::format("run {}", *options.run) : count_of(result.runs(), "run");
  if (difference) return tell_difference(shell, options.file, *difference);
  fmt::print(shell.out, "The same: {} of {}, every bit.\n", what, options.file);
}

}  // namespace

void add_replay_command(CLI::App& program, Shell& shell) {
  auto options = std::make_shared<ReplayOptions>();
  CLI::App* command = program.add_subcommand("replay", "Compute a result again and compare it bit by bit");
  command->add_option("result", options->file, "result file")->required()->option_text("RESULT");
  command->add_option("--run", options->run, "only one run, counted from 0; default: all")
      ->check(whole_number(0, 1'000'000'000, "--run 17"))
      ->option_text("N");
  command->add_option("--threads", options->threads, "default: one for each processor")
      ->check(whole_number(1, 4096, "--threads 4"))
      ->option_text("N");
  command->footer(std::string(footer));
  command->callback([options, &shell] { replay_file(*options, shell); });
}

}  // namespace entente
