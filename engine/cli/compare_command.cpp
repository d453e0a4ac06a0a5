#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/cli/checks.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/diff.hpp"
#include "engine/cli/exit_codes.hpp"
#include "engine/cli/paired.hpp"
#include "engine/cli/progress_line.hpp"
#include "engine/cli/scenario_source.hpp"
#include "engine/cli/text.hpp"
#include "engine/output/new_file.hpp"
#include "engine/run/interrupt.hpp"
#include "engine/run/pairs.hpp"

namespace entente {

namespace {

constexpr std::string_view footer = R"(Examples
  entente compare scenarios/nato.yaml --overlay scenarios/nato-no-article-5.yaml --runs 200
  entente compare scenarios/nato.yaml --set alliances.WTO.hold=0 --until 1991-12-31 --runs 1000 -o hold.csv
  entente compare base.yaml changed.yaml --runs 1000 --precision .01

The n-th runs of both scenarios draw the same random numbers, so that a difference between them is the change's.
A row tells the mean of a quantity in both (series: over time and runs; events: a run), the mean difference with the
half-width of its 95 % interval, and how many pairs more it takes for a half-width of the precision that is asked for.

Exit codes: 0 done, 2 bad input, 3 the table cannot be written, 130 stopped by Ctrl-C, with what there is told.
)";

struct CompareOptions {
  std::string base, changed, seed, until, record, output;
  std::vector<std::string> overlays, settings;
  std::uint64_t runs = 100;
  int threads = 0;
  double precision = 0.05;
  bool all = false;
  bool quiet = false;
};

/// Settings of both scenarios; they win over those of the changed one.
void add_common(const CompareOptions& options, ScenarioSource& source) {
  if (!options.seed.empty()) source.settings.push_back({"seed", options.seed, "--seed"});
  if (!options.until.empty()) source.settings.push_back({"time.end", options.until, "--until"});
  if (!options.record.empty()) source.settings.push_back({"record.series", "[" + options.record + "]", "--record"});
}

class ComparePage {
 public:
  ComparePage(Shell& shell, const CompareOptions& options) : shell_(shell), options_(options) {}

  void begin(std::uint64_t pairs, std::uint64_t seed, const Differ& differ) const {
    fmt::print(shell_.out, "{} of A and B, seed {}; {} differ.\n", count_of(pairs, "pair"), seed,
               count_text(differ.runs_that_differ));
    if (differ.state)
      line(fmt::format("First recorded value that differs: {}, {} (run {}).", to_string(differ.state->date),
                       differ.state->what, differ.state->run));
    if (differ.decision)
      line(fmt::format("First decision that diverges: {}, {} (run {}).", to_string(differ.decision->date),
                       differ.decision->what, differ.decision->run));
    for (const auto& [words, where] :
         {std::pair(&differ.alignment().only_in_a, "A"), std::pair(&differ.alignment().only_in_b, "B")})
      for (const std::string& each : *words) line(fmt::format("Only in {}: {}.", where, each));
  }

  void table(const std::vector<PairedDifference>& rows) const {
    constexpr std::size_t few = 24;
    const auto clear = std::count_if(rows.begin(), rows.end(), [](const auto& each) { return each.is_clear(); });
    fmt::print(
        shell_.out,
        "\n{} quantities differ in some pair; in {} the 95 % interval is clear of zero (chance alone: about {:.0f})."
        "\n\n",
        count_text(rows.size()), clear, 0.05 * static_cast<double>(rows.size()));
    row("the clearest", "A", "B", "difference", "+-", fmt::format("more for {}", share_text(options_.precision)));
    const std::size_t shown = options_.all ? rows.size() : std::min(few, rows.size());
    for (std::size_t n = 0; n < shown; ++n) {
      const PairedDifference& each = rows[n];
      const std::uint64_t wanted = each.pairs_for(options_.precision);
      row(each.name, number(each.in_a), number(each.in_b), fmt::format("{:+.3g}", each.difference()),
          number(each.half_width()),
          wanted == 0            ? ""
          : wanted <= each.pairs ? "enough"
                                 : count_text(wanted - each.pairs));
    }
    if (shown < rows.size())
      fmt::print(shell_.out, "and {} more (--all, or -o FILE.csv)\n", count_text(rows.size() - shown));
  }

  void write(const std::vector<PairedDifference>& rows) const {
    NewFile aside(options_.output);
    std::ofstream file(aside.path(), std::ios::binary);
    file << "quantity,pairs,a,b,difference,standard_error,half_width_95,pairs_for_precision\n";
    for (const PairedDifference& each : rows)
      fmt::print(file, "\"{}\",{},{},{},{},{},{},{}\n", each.name, each.pairs, each.in_a, each.in_b, each.difference(),
                 each.standard_error(), each.half_width(), each.pairs_for(options_.precision));
    file.close();
    if (!file) throw DiskError(options_.output + ": cannot write: the disk may be full.");
    aside.publish();
  }

 private:
  static std::string number(double value) { return fmt::format("{:.3g}", value); }

  void line(const std::string& text) const {
    for (const std::string& each : wrap(text, static_cast<std::size_t>(shell_.style.width)))
      fmt::print(shell_.out, "{}\n", each);
  }

  void row(const std::string& name, const std::string& a, const std::string& b, const std::string& difference,
           const std::string& half_width, const std::string& more) const {
    constexpr std::size_t name_cells = 34;
    fmt::print(shell_.out, "{} {:>9} {:>9} {:>10} {:>8} {:>14}\n", fit(name, name_cells, shell_.style), a, b,
               difference, half_width, more);
  }

  Shell& shell_;
  const CompareOptions& options_;
};

void compare_scenarios(const CompareOptions& options, Shell& shell) {
  ScenarioSource of_a{options.base, {}, {}};
  ScenarioSource of_b{options.changed.empty() ? options.base : options.changed, options.overlays, {}};
  for (const std::string& text : options.settings) of_b.settings.push_back(split_setting(text));
  if (options.changed.empty() && options.overlays.empty() && options.settings.empty())
    throw InputError({{options.base},
                      "has nothing to be compared with.",
                      "Name a CHANGED scenario, or what to change with --overlay or --set."});
  add_common(options, of_a);
  add_common(options, of_b);
  const Model a(read_source(of_a, shell.catalogue.vocabulary()), shell.catalogue);
  const Model b(read_source(of_b, shell.catalogue.vocabulary()), shell.catalogue);

  Differ differ(a.layout(), b.layout());
  PairedDifferences paired(a.layout(), b.layout(), differ.alignment());
  const InterruptGuard interrupt;
  ProgressLine progress(shell.err, shell.err_is_terminal);
  PairsJob job{.seed = a.scenario().seed,
               .runs = options.runs,
               .threads = options.threads,
               .stop = &interrupt.requested(),
               .report = {}};
  if (!options.quiet) job.report = [&](const Progress& now) { progress.show(now); };
  const std::uint64_t pairs =
      compute_pairs(a, b, job, [&](std::uint64_t number, const RunRecord& in_a, const RunRecord& in_b) {
        differ.add(number, in_a, in_b);
        paired.add(in_a, in_b);
      });
  progress.clear();
  const std::vector<PairedDifference> rows = paired.ranked();
  const ComparePage page(shell, options);
  if (!options.output.empty()) page.write(rows);
  page.begin(pairs, job.seed, differ);
  if (differ.runs_that_differ == 0 && pairs > 0)
    fmt::print(shell.out, "Nothing that is recorded differs in any of them.\n");
  if (!rows.empty()) page.table(rows);
  if (pairs < options.runs) {
    fmt::print(shell.err, "Stopped after {} of {} pairs.\n", pairs, options.runs);
    shell.exit_code = exit_code::interrupted;
  }
}

}  // namespace

void add_compare_command(CLI::App& program, Shell& shell) {
  auto options = std::make_shared<CompareOptions>();
  CLI::App* command = program.add_subcommand("compare", "What a change of a scenario changes, under the same draws");
  const auto one_each = [](CLI::Option* option) { return option->expected(1)->take_all(); };
  command->add_option("base", options->base, "the scenario A, a YAML file")->required()->option_text("BASE");
  command->add_option("changed", options->changed, "the scenario B; default: A with what the options change")
      ->option_text("CHANGED");
  one_each(command->add_option("--overlay", options->overlays, "a file laid over B, key by key; can be repeated"))
      ->option_text("SCENARIO");
  one_each(command->add_option("--set", options->settings, "one value of B; can be repeated"))
      ->option_text("PATH=VALUE");
  command->add_option("--runs", options->runs, "pairs of runs; default 100")
      ->check(whole_number(2, 1'000'000'000, "--runs 1000"))
      ->option_text("N");
  command->add_option("--seed", options->seed, "of both; default: that of A")->option_text("N");
  command->add_option("--until", options->until, "end of both; default: their own")->option_text("DATE");
  command->add_option("--record", options->record, "series to compare, as in 'entente run'; default: the scenario's")
      ->option_text("LIST");
  command
      ->add_option("--precision", options->precision,
                   "half-width that is wanted, as a share of the larger mean; default .05")
      ->check(positive_number("--precision .01"))
      ->option_text("SHARE");
  command->add_option("-o,--output", options->output, "write all quantities as CSV")->option_text("FILE");
  command->add_flag("--all", options->all, "print all quantities, not only the clearest");
  command->add_option("--threads", options->threads, "default: one for each processor")
      ->check(whole_number(1, 4096, "--threads 4"))
      ->option_text("N");
  command->add_flag("--quiet", options->quiet, "no progress");
  command->footer(std::string(footer));
  command->callback([options, &shell] { compare_scenarios(*options, shell); });
}

}  // namespace entente
