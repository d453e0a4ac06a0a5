#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/hindcast.hpp"
#include "engine/output/result_reader.hpp"

namespace entente {

namespace {

constexpr std::string_view footer = R"(Examples
  entente run scenarios/nato.yaml --runs 200 --quiet -o nato200.h5
  entente hindcast nato200.h5 --history scenarios/nato_history.csv --alliance NATO

The history is a table: state,alliance,joined,left, with the states' ids of the scenario. States that entered on an
alliance's first date are its founders and do not count in the correlation; who never joins in a run ranks last.

Exit codes: 0 done, 2 bad input, 3 a damaged file.
)";

struct HindcastOptions {
  std::string file, history;
  std::vector<std::string> alliances;
};

/// Those asked for, or all of the history that the result knows.
std::vector<std::string> alliances_of(const HindcastOptions& options, const std::vector<HistoricalMembership>& history,
                                      const RecordLayout& layout) {
  if (!options.alliances.empty()) return options.alliances;
  std::vector<std::string> found;
  const auto& known = layout.alliances.ids;
  for (const HistoricalMembership& each : history)
    if (std::find(found.begin(), found.end(), each.alliance) == found.end() &&
        std::find(known.begin(), known.end(), each.alliance) != known.end())
      found.push_back(each.alliance);
  if (found.empty())
    throw InputError({{options.history}, "names no alliance of " + options.file + ".", "Use the scenario's ids."});
  return found;
}

void hindcast(const HindcastOptions& options, Shell& shell) {
  const ResultReader reader(options.file);
  const auto history = load_history(options.history);
  std::vector<Hindcaster> hindcasters;
  for (const std::string& alliance : alliances_of(options, history, reader.layout()))
    hindcasters.emplace_back(reader.layout(), history, alliance);
  for (std::uint64_t run = 0; run < reader.runs(); ++run) {
    const RunRecord record = reader.read_run(run);
    for (Hindcaster& each : hindcasters) each.add(record);
  }
  for (std::size_t n = 0; n < hindcasters.size(); ++n)
    shell.out << (n ? "\n" : "") << to_markdown(hindcasters[n].result());
}

}  // namespace

void add_hindcast_command(CLI::App& program, Shell& shell) {
  auto options = std::make_shared<HindcastOptions>();
  CLI::App* command = program.add_subcommand("hindcast", "Compare runs with what really happened, as a Markdown table");
  command->add_option("result", options->file, "result file, best of many runs")->required()->option_text("RESULT");
  command->add_option("--history", options->history, "who really joined what and when, a CSV table")
      ->required()
      ->option_text("CSV");
  command->add_option("--alliance", options->alliances, "can be repeated; default: all in the history")
      ->expected(1)
      ->take_all()
      ->option_text("ALLIANCE");
  command->footer(std::string(footer));
  command->callback([options, &shell] { hindcast(*options, shell); });
}

}  // namespace entente
