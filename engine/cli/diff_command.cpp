#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/cli/commands.hpp"
#include "engine/cli/diff.hpp"
#include "engine/cli/exit_codes.hpp"
#include "engine/cli/text.hpp"
#include "engine/output/compare.hpp"
#include "engine/output/result_reader.hpp"
#include "engine/output/solution_file.hpp"

namespace entente {

namespace {

constexpr std::string_view footer = R"(Examples
  entente diff nato.h5 other.h5               where two results part: first date, state and decision, then how far
  entente run scenarios/nato.yaml --set alliances.WTO.hold=0 --quiet -o free.h5 && entente diff nato.h5 free.h5

Runs are compared one by one, so that of the same seed the draws are the same; states, alliances, series and dates are
those that both results have, by their ids. A spread is the standard deviation of all values of the series.

Exit codes: 0 the same bits, 1 different, 2 not results of entente, 3 damaged.
)";

struct DiffOptions {
  std::string a, b;
};

/// `states.FRA.gdp` from `/states/FRA/gdp`.
std::string path_text(std::string pointer) {
  pointer.erase(0, 1);
  std::replace(pointer.begin(), pointer.end(), '/', '.');
  return pointer;
}

/// What the two scenarios say differently: the path and both values.
std::vector<std::string> scenario_differences(const Provenance& a, const Provenance& b) {
  const auto flat = [](const std::string& text) {
    const auto json = nlohmann::json::parse(text, nullptr, false);
    return json.is_object() ? json.flatten() : nlohmann::json::object();
  };
  const nlohmann::json in_a = flat(a.scenario), in_b = flat(b.scenario);
  std::vector<std::string> found;
  const auto value = [](const nlohmann::json& from, const std::string& key) {
    return from.contains(key) ? from[key].dump() : std::string("not given");
  };
  for (const auto& [key, given] : in_a.items())
    if (value(in_b, key) != given.dump())
      found.push_back(fmt::format("{}: {} and {}", path_text(key), given.dump(), value(in_b, key)));
  for (const auto& [key, given] : in_b.items())
    if (!in_a.contains(key)) found.push_back(fmt::format("{}: not given and {}", path_text(key), given.dump()));
  return found;
}

class DiffPage {
 public:
  DiffPage(Shell& shell, const DiffOptions& options) : shell_(shell), options_(options) {}

  void origins(const ResultReader& a, const ResultReader& b) const {
    const Provenance of_a = a.provenance(), of_b = b.provenance();
    const auto origin = [&](char letter, const std::string& file, const Provenance& provenance, std::uint64_t runs) {
      line(fmt::format("{}: {}, {}, seed {}, {}", letter, file, provenance.title, provenance.seed,
                       count_of(runs, "run")));
    };
    origin('A', options_.a, of_a, a.runs());
    origin('B', options_.b, of_b, b.runs());
    list("In the scenarios", scenario_differences(of_a, of_b));
  }

  void parts(const Alignment& alignment) const {
    list("Only in A", alignment.only_in_a);
    list("Only in B", alignment.only_in_b);
  }

  void first(const Differ& differ) const {
    line("");
    line(fmt::format("Runs that differ: {} of {}.", count_text(differ.runs_that_differ), count_text(differ.runs)));
    const auto tell = [&](std::string_view what, const std::optional<FirstDifference>& found) {
      if (found) line(fmt::format("{}, {}: {} (run {})", what, to_string(found->date), found->what, found->run));
    };
    tell("First value", differ.state);
    tell("First decision", differ.decision);
    if (differ.events_in_a + differ.events_in_b > 0)
      line(fmt::format("Events: {} in both, {} only in A, {} only in B.", count_text(differ.events_in_both),
                       count_text(differ.events_in_a), count_text(differ.events_in_b)));
  }

  void series(const Differ& differ) const {
    constexpr std::size_t most = 12;
    const std::vector<SeriesDifference> found = differ.series();
    if (found.empty()) return;
    line("");
    row("series", "spreads apart", "differ", "largest difference");
    for (std::size_t n = 0; n < std::min(found.size(), most); ++n) {
      const SeriesDifference& each = found[n];
      const std::string largest =
          each.largest < 0.0 ? "" : fmt::format("{}, {}", both_text(each.in_a, each.in_b), each.where);
      row(each.name, each.largest < 0.0 ? "" : fmt::format("{:.2g}", each.apart),
          share_text(static_cast<double>(each.differ) / static_cast<double>(each.values)), largest);
    }
    if (found.size() > most) line(fmt::format("and {} more series, each closer than these", found.size() - most));
  }

  void others(const std::vector<Difference>& differences) const {
    std::vector<std::string> words;
    for (const Difference& each : differences)
      words.push_back(each.dataset + (each.dataset.empty() ? "" : ": ") + each.what);
    list("In the files", words);
  }

  void list(const std::string& title, const std::vector<std::string>& words) const {
    constexpr std::size_t most = 8;
    if (words.empty()) return;
    line(title + ":");
    for (std::size_t n = 0; n < std::min(words.size(), most); ++n) line("- " + words[n]);
    if (words.size() > most) line(fmt::format("- and {} more", words.size() - most));
  }

 private:
  void line(const std::string& text) const {
    for (const std::string& each : wrap(text, static_cast<std::size_t>(shell_.style.width)))
      fmt::print(shell_.out, "{}\n", each);
  }

  void row(const std::string& name, const std::string& apart, const std::string& share,
           const std::string& largest) const {
    constexpr std::size_t name_cells = 28;
    fmt::print(shell_.out, "{} {:>13} {:>6}  {}\n", fit(name, name_cells, shell_.style), apart, share, largest);
  }

  Shell& shell_;
  const DiffOptions& options_;
};

void diff_solutions(const DiffOptions& options, Shell& shell) {
  const StoredSolution a = read_solution(options.a), b = read_solution(options.b);
  const DiffPage page(shell, options);
  const std::string difference = first_difference(a.solution, b.solution);
  if (difference.empty() && a.model == b.model) {
    fmt::print(shell.out, "The same: the solutions of {} in {} and {}, every bit.\n", a.model, options.a, options.b);
    return;
  }
  fmt::print(shell.out, "Different: {}.\n",
             a.model == b.model ? difference + " is the first" : "they are of two models");
  page.list("In the cases", scenario_differences(parse_provenance(a.provenance), parse_provenance(b.provenance)));
  shell.exit_code = exit_code::different;
}

void diff(const DiffOptions& options, Shell& shell) {
  if (is_solution(options.a) && is_solution(options.b)) return diff_solutions(options, shell);
  const ResultReader a(options.a), b(options.b);
  const std::vector<Difference> differences = compare(options.a, options.b);
  if (differences.empty()) {
    fmt::print(shell.out, "The same: {} in {} and {}, every bit.\n", count_of(a.runs(), "run"), options.a, options.b);
    return;
  }
  Differ differ(a.layout(), b.layout());
  for (std::uint64_t run = 0; run < std::min(a.runs(), b.runs()); ++run)
    differ.add(run, a.read_run(run), b.read_run(run));
  const DiffPage page(shell, options);
  page.origins(a, b);
  page.parts(differ.alignment());
  page.first(differ);
  page.series(differ);
  if (differ.runs_that_differ == 0) page.others(differences);
  shell.exit_code = exit_code::different;
}

}  // namespace

void add_diff_command(CLI::App& program, Shell& shell) {
  auto options = std::make_shared<DiffOptions>();
  CLI::App* command = program.add_subcommand("diff", "Tell where and how far two results differ");
  command->add_option("a", options->a, "result file")->required()->option_text("RESULT");
  command->add_option("b", options->b, "another")->required()->option_text("RESULT");
  command->footer(std::string(footer));
  command->callback([options, &shell] { diff(*options, shell); });
}

}  // namespace entente
