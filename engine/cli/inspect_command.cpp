#include <fmt/format.h>
#include <fmt/ostream.h>

#include <memory>
#include <optional>
#include <string>

#include "engine/base/error.hpp"
#include "engine/cli/checks.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/event_table.hpp"
#include "engine/cli/result_query.hpp"
#include "engine/cli/solution_page.hpp"
#include "engine/cli/summary.hpp"
#include "engine/output/digest.hpp"
#include "engine/output/solution_file.hpp"

namespace entente {

namespace {

constexpr std::string_view footer = R"(Examples
  entente inspect nato.h5                            what happened, as after the run
  entente inspect nato.h5 --state FRA                one state over time
  entente inspect nato.h5 --alliance NATO            one alliance: every series, every member
  entente inspect nato.h5 --events --state FRA       what happened to it, with its numbers
  entente inspect nato.h5 --digest                   SHA-256 of all that was computed; the same for the same bits

Exit codes: 0 done, 2 not a result of entente or an unknown name, 3 damaged.
)";

struct InspectOptions {
  std::string file, state, alliance;
  std::optional<std::uint64_t> run;
  bool events = false, digest = false, digests = false, provenance = false;
};

void print_each_digest(std::ostream& out, const std::string& file) {
  for (const auto& [dataset, digest] : dataset_digests(file)) fmt::print(out, "{}  {}\n", digest, dataset);
}

void print_event_page(const InspectOptions& options, const ResultReader& reader, Shell& shell) {
  EventFilter filter{.run = options.run, .state = {}, .alliance = {}};
  if (options.run) check_run(options.file, *options.run, reader.runs());
  if (!options.state.empty()) filter.state = StateId(row_of(reader.layout().states, options.state, "state"));
  if (!options.alliance.empty())
    filter.alliance = AllianceId(row_of(reader.layout().alliances, options.alliance, "alliance"));
  print_events(shell.out, shell.style, reader, filter);
}

void inspect_solution(const InspectOptions& options, Shell& shell) {
  if (options.events || options.run || !options.state.empty() || !options.alliance.empty())
    throw InputError({{options.file},
                      "holds the solution of a classic model, without states, alliances and events.",
                      "'entente inspect' without options tells it."});
  const StoredSolution stored = read_solution(options.file);
  if (options.provenance)
    fmt::print(shell.out, "{}\n", stored.provenance);
  else
    print_solution(shell.out, shell.style, stored.title, stored.model, stored.solution);
}

void inspect(const InspectOptions& options, Shell& shell) {
  if (options.digest) {
    fmt::print(shell.out, "{}  {}\n", content_digest(options.file), options.file);
    return;
  }
  if (options.digests) return print_each_digest(shell.out, options.file);
  if (is_solution(options.file)) return inspect_solution(options, shell);
  const ResultReader reader(options.file);
  if (options.provenance) {
    fmt::print(shell.out, "{}\n", reader.provenance_text());
    return;
  }
  if (options.events) return print_event_page(options, reader, shell);
  if (!options.state.empty())
    print_state(shell.out, shell.style, reader, row_of(reader.layout().states, options.state, "state"));
  if (!options.alliance.empty())
    print_alliance(shell.out, shell.style, reader, row_of(reader.layout().alliances, options.alliance, "alliance"));
  if (options.state.empty() && options.alliance.empty()) print_summary(shell.out, shell.style, reader, options.file);
}

}  // namespace

void add_inspect_command(CLI::App& program, Shell& shell) {
  auto options = std::make_shared<InspectOptions>();
  CLI::App* command = program.add_subcommand("inspect", "Say what happened in a result");
  command->add_option("result", options->file, "result file; also NAME.partial")->required()->option_text("RESULT");
  command->add_option("--state", options->state, "one state over time; with --events, what happened to it")
      ->option_text("STATE");
  command->add_option("--alliance", options->alliance, "one alliance over time; with --events, what happened in it")
      ->option_text("ALLIANCE");
  command->add_flag("--events", options->events, "every event, one a line");
  command->add_option("--run", options->run, "of --events: one run, counted from 0; default: all")
      ->check(whole_number(0, 1'000'000'000, "--run 17"))
      ->option_text("N");
  command->add_flag("--digest", options->digest, "SHA-256 of every dataset but the provenance");
  command->add_flag("--digests", options->digests, "the same for each dataset by itself");
  command->add_flag("--provenance", options->provenance, "where the result comes from, as JSON");
  command->footer(std::string(footer));
  command->callback([options, &shell] { inspect(*options, shell); });
}

}  // namespace entente
