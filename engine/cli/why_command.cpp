#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/shell_word.hpp"
#include "engine/cli/checks.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/result_query.hpp"
#include "engine/cli/scenario_source.hpp"
#include "engine/cli/text.hpp"
#include "engine/cli/why.hpp"
#include "engine/output/result_reader.hpp"
#include "engine/run/stored_run.hpp"

namespace entente {

namespace {

constexpr std::string_view footer = R"(Examples
  entente why nato.h5 --state FRA                                   all that happened between it and its alliances
  entente why nato.h5 --state FRA --alliance NATO --date 1966       what moved it that year, or what held it
  entente why nato.h5 --state FRA --alliance NATO --date 1966-03    the same of a month
  entente why nato.h5 --event 214                                   one event: numbers, shares, votes
  entente inspect nato.h5 --events                                  the events and their numbers

The run is computed again up to the date and compared with the file on the way. What would have been enough is asked of
one input at a time, within the step in which the pair came nearest; what it would have set off later is another run:
entente run with --set.

Exit codes: 0 done, 1 computed again it is different, 2 not a result of entente or an unknown name, 3 damaged.
)";

constexpr std::size_t most_events_told = 3;

struct WhyOptions {
  std::string file, state, alliance, date;
  std::uint64_t run = 0;
  std::optional<std::uint64_t> event;
};

/// The year, month or day that a date names; of a day the month of the run that holds it.
Period period_of(const std::string& typed, Date start, Date end) {
  const auto begin = parse_date(typed);
  if (!begin) throw InputError({{}, "--date: '" + typed + "' is no date (must be 1966, 1966-03 or 1966-03-12).", ""});
  const auto parts = std::count(typed.begin(), typed.end(), '-');
  Period period{(parts == 2 ? "on " : "in ") + typed, *begin, add_months(*begin, parts == 0 ? 12 : 1)};
  const Date last = parts == 2 ? Date{begin->days + 1} : period.until;
  if (last <= start || *begin > end)
    throw InputError({{},
                      fmt::format("--date: {} lies outside the run (must be from {} to {}).", typed, to_string(start),
                                  to_string(end)),
                      ""});
  if (parts == 2) {
    int months = 0;
    while (add_months(start, months + 1) <= *begin) ++months;
    period.from = add_months(start, months);
    period.until = add_months(start, months + 1);
  }
  return period;
}

class Why {
 public:
  Why(const WhyOptions& options, Shell& shell)
      : options_(options), shell_(shell), result_(options.file), run_(read_run()) {}

  void tell() {
    check_words();
    if (!run_.failure.empty())
      throw InputError({{options_.file},
                        fmt::format("run {} failed ({}): nothing of it is kept.", options_.run, run_.failure),
                        "Choose another with --run."});
    if (options_.event) return tell_event(*options_.event);
    const StateId state(row_of(layout().states, options_.state, "state"));
    const std::vector<AllianceId> alliances = alliances_of(state);
    if (options_.date.empty())
      return print_story(page(), state, options_.alliance.empty() ? std::nullopt : std::optional(alliances.front()));
    const Period period = period_of(options_.date, layout().times.front(), layout().times[run_.times - 1]);
    bool is_first = true;
    for (const AllianceId alliance : alliances) {
      if (!is_first) fmt::print(shell_.out, "\n\n");
      is_first = false;
      tell_period({state, alliance}, period);
      if (shell_.exit_code != 0) return;
    }
  }

 private:
  const RecordLayout& layout() const { return result_.layout(); }
  WhyPage page() const { return {shell_.out, shell_.style, layout(), run_, options_.file}; }

  RunRecord read_run() const {
    check_run(options_.file, options_.run, result_.runs());
    return result_.read_run(options_.run);
  }

  void check_words() const {
    if (options_.event && !(options_.state + options_.alliance + options_.date).empty())
      throw InputError({{}, "--event names one event of a run.", "Leave out --state, --alliance and --date."});
    if (!options_.event && options_.state.empty())
      throw InputError({{},
                        "entente why: --state STATE or --event N is required.",
                        fmt::format("For example entente why {} --state {}", shell_word(options_.file),
                                    layout().states.ids.empty() ? "STATE" : shell_word(layout().states.ids.front()))});
  }

  /// The alliance that is named, or all that admit the state.
  std::vector<AllianceId> alliances_of(StateId state) const {
    std::vector<AllianceId> admitting;
    std::vector<std::string> names;
    for (std::size_t n = 0; n < layout().membership_state.size(); ++n)
      if (layout().membership_state[n] == state.row) {
        admitting.emplace_back(static_cast<std::size_t>(layout().membership_alliance[n]));
        names.push_back(layout().alliances.ids[admitting.back().index()]);
      }
    if (options_.alliance.empty()) return admitting;
    const AllianceId alliance(row_of(layout().alliances, options_.alliance, "alliance"));
    if (std::find(admitting.begin(), admitting.end(), alliance) == admitting.end())
      throw InputError({{},
                        fmt::format("The charter of {} does not admit {}.", options_.alliance, options_.state),
                        names.empty() ? "None does." : "Those that do: " + join(names) + "."});
    return {alliance};
  }

  const Model& model() {
    if (!model_)
      model_ = std::make_unique<Model>(
          read_scenario(document_of_run(result_, options_.run, options_.file, shell_.catalogue.vocabulary()),
                        shell_.catalogue.vocabulary()),
          shell_.catalogue);
    return *model_;
  }

  /// Whether the program's model has the same states, alliances, kinds of events and features as the file.
  bool is_same_model() {
    const auto same_names = [](const auto& a, const auto& b) {
      return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                        [](const auto& x, const auto& y) { return x.name == y.name; });
    };
    const RecordLayout& now = model().layout();
    return now.states.ids == layout().states.ids && now.alliances.ids == layout().alliances.ids &&
           same_names(now.event_kinds, layout().event_kinds) && same_names(now.features, layout().features);
  }

  /// Tells by a function that says how the run computed again differs.
  template <class Tell>
  void explain(Tell tell) {
    const auto difference =
        is_same_model() ? tell() : std::optional<std::string>("the program now knows other events or features");
    if (difference)
      tell_difference(shell_, options_.file,
                      fmt::format("run {}: {} (stored and computed again)", options_.run, *difference));
  }

  void tell_event(std::uint64_t event) {
    if (run_.events.size() == 0)
      throw InputError({{options_.file}, fmt::format("run {} has no events.", options_.run), ""});
    if (event >= run_.events.size())
      throw InputError({{options_.file},
                        fmt::format("run {} has events 0 to {}.", options_.run, run_.events.size() - 1),
                        fmt::format("entente inspect {} --events lists them.", shell_word(options_.file))});
    explain([&] { return print_event(page(), model(), event); });
  }

  void tell_period(Pair pair, const Period& period) {
    const auto events = events_of(run_, pair.state, pair.alliance, period.from, period.until);
    if (events.empty()) return explain([&] { return print_held(page(), model(), pair, period); });
    for (std::size_t n = 0; n < std::min(events.size(), most_events_told); ++n) {
      if (n > 0) fmt::print(shell_.out, "\n\n");
      explain([&] { return print_event(page(), model(), events[n]); });
      if (shell_.exit_code != 0) return;
    }
    if (events.size() <= most_events_told) return;
    page().heading("And then (--event tells of each)");
    print_event_lines(page(), {events.begin() + most_events_told, events.end()});
  }

  const WhyOptions& options_;
  Shell& shell_;
  ResultReader result_;
  RunRecord run_;
  std::unique_ptr<Model> model_;
};

}  // namespace

void add_why_command(CLI::App& program, Shell& shell) {
  auto options = std::make_shared<WhyOptions>();
  CLI::App* command = program.add_subcommand("why", "Explain what moved a state, or what held it");
  command->add_option("result", options->file, "result file")->required()->option_text("RESULT");
  command->add_option("--state", options->state, "whose doings are explained")->option_text("STATE");
  command->add_option("--alliance", options->alliance, "with which alliance; default: all that admit the state")
      ->option_text("ALLIANCE");
  command->add_option("--date", options->date, "a year, a month or a day; default: the whole story")
      ->option_text("DATE");
  command->add_option("--event", options->event, "one event, by its number in the run")
      ->check(whole_number(0, 1'000'000'000, "--event 214"))
      ->option_text("N");
  command->add_option("--run", options->run, "which run, counted from 0; default: 0")
      ->check(whole_number(0, 1'000'000'000, "--run 17"))
      ->option_text("N");
  command->footer(std::string(footer));
  command->callback([options, &shell] { Why(*options, shell).tell(); });
}

}  // namespace entente
