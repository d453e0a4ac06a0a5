#include "engine/cli/summary.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "engine/cli/chronicle.hpp"
#include "engine/cli/membership_rows.hpp"
#include "engine/cli/next_commands.hpp"
#include "engine/cli/page.hpp"
#include "engine/cli/text.hpp"
#include "engine/simulation/structure.hpp"

namespace entente {

namespace {

constexpr std::size_t most_alliances = 3;
constexpr std::size_t most_rows = 40;
constexpr std::size_t most_lines = 45;      // of the summary of one run, with
constexpr std::size_t lines_after_it = 1;   // what `run` says of its file
constexpr std::size_t least_chronicle = 4;  // lines of an alliance, however many alliances there are
constexpr std::array<std::string_view, 4> told_series{"members", "cohesion", "burden", "weakest_margin"};

void print_members(std::ostream& out, const Page& page, AllianceId alliance) {
  const auto rows = membership_rows(page.layout, page.findings, alliance, page.axis, page.style, page.text_cells);
  for (std::size_t n = 0; n < std::min(rows.size(), most_rows); ++n)
    page.line(out, rows[n].label, rows[n].bar, rows[n].text);
  if (rows.size() > most_rows) fmt::print(out, "  and {} more, each later than these\n", rows.size() - most_rows);
}

/// Alliances that had members, those of the most member-years first.
std::vector<AllianceId> alliances_by_member_years(const RecordLayout& layout, const Findings& findings) {
  std::vector<double> years(layout.alliances.ids.size());
  std::vector<bool> had_members(years.size());
  for (const auto& of_run : findings.spells)
    for (const Spell& spell : of_run) {
      had_members[spell.alliance.index()] = true;
      years[spell.alliance.index()] += years_between(spell.entry, std::min(spell.exit, layout.times.back()));
    }
  std::vector<AllianceId> order;
  for (std::size_t n = 0; n < years.size(); ++n)
    if (had_members[n]) order.emplace_back(n);
  std::stable_sort(order.begin(), order.end(),
                   [&](AllianceId a, AllianceId b) { return years[a.index()] > years[b.index()]; });
  return order;
}

/// The end that the scenario names; the last step may go beyond it.
Date end_of(const Provenance& provenance, const RecordLayout& layout) {
  const auto scenario = nlohmann::json::parse(provenance.scenario, nullptr, false);
  const nlohmann::json* end = scenario.is_object() && scenario.contains("time") && scenario["time"].contains("end")
                                  ? &scenario["time"]["end"]
                                  : nullptr;
  if (!end) return layout.times.back();
  const auto date = parse_date(end->is_string() ? end->get<std::string>() : end->dump());
  return std::min(date.value_or(layout.times.back()), layout.times.back());
}

void print_header(std::ostream& out, const Style& style, const ResultReader& reader, const Findings& findings) {
  const Provenance provenance = reader.provenance();
  const RecordLayout& layout = reader.layout();
  const std::string dot = fmt::format(" {} ", marks(style).dot);
  const std::string title = provenance.title.empty() ? provenance.scenario_file : provenance.title;
  std::string facts = to_string(layout.times.front()) + " to " + to_string(end_of(provenance, layout));
  facts += dot + count_of(layout.states.ids.size(), "state") + dot + "seed " + std::to_string(provenance.seed);
  facts += dot + count_of(findings.runs, "run");
  fmt::print(out, "{}{}{}\n", style.bold(title), dot, facts);
  if (findings.runs != provenance.runs || provenance.exit_state != ExitState::complete)
    fmt::print(out, "{}\n",
               style.bad(fmt::format("Not whole: {} of {} ({}).", count_of(findings.runs, "run"),
                                     count_text(provenance.runs), to_string(provenance.exit_state))));
  if (const std::uint64_t seen = findings.runs_read + findings.runs_failed; seen < findings.runs)
    fmt::print(out, "From the first {} runs.\n", count_text(seen));
  if (findings.runs_failed > 0)
    fmt::print(out, "{}\n",
               style.bad(fmt::format("{} failed and {} left out; run_failure in the file says why.",
                                     count_of(findings.runs_failed, "run"), findings.runs_failed == 1 ? "is" : "are")));
  if (findings.runs_read > 1)
    fmt::print(out, "{}\n",
               style.faint("Medians over the runs; in brackets what 90 % of them lie between. Bars show the "
                           "share of runs."));
}

std::size_t lines_in(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// How many lines each chronicle may have, so that all fit into `room`: the long ones give way first.
std::vector<std::size_t> shared_out(std::size_t room, const std::vector<Chronicle>& chronicles) {
  std::vector<std::size_t> lines;
  std::size_t sum = 0;
  for (const Chronicle& each : chronicles) {
    lines.push_back(each.size());
    sum += each.size();
  }
  for (; sum > room; --sum) {
    const auto longest = std::max_element(lines.begin(), lines.end());
    if (longest == lines.end() || *longest <= least_chronicle) break;
    --*longest;
  }
  return lines;
}

/// Of one run: each alliance's charts, then its chronicle, all on a page with `around` lines of other things.
void print_one_run(std::ostream& out, const Page& page, const std::vector<AllianceId>& alliances, std::size_t around) {
  std::vector<std::string> charts;
  std::vector<Chronicle> chronicles;
  for (const AllianceId alliance : alliances) {
    std::ostringstream text;
    page.heading(text, page.layout.alliances.ids[alliance.index()], page.layout.alliances.names[alliance.index()]);
    page.series(text, alliance.index(), told_series);
    charts.push_back(text.str());
    around += lines_in(charts.back());
    chronicles.emplace_back(page, alliance);
  }
  const auto lines = shared_out(most_lines > around ? most_lines - around : 0, chronicles);
  for (std::size_t n = 0; n < alliances.size(); ++n) {
    out << charts[n];
    for (const std::string& line : chronicles[n].lines(lines[n])) fmt::print(out, "{}\n", line);
  }
}

/// Of many runs: each alliance's charts and the share of runs in which each state belonged to it.
void print_many_runs(std::ostream& out, const Page& page, const std::vector<AllianceId>& alliances) {
  for (const AllianceId alliance : alliances) {
    page.heading(out, page.layout.alliances.ids[alliance.index()], page.layout.alliances.names[alliance.index()]);
    page.series(out, alliance.index(), told_series);
    print_members(out, page, alliance);
  }
}

std::string others_text(const Page& page, const std::vector<AllianceId>& alliances) {
  if (alliances.size() <= most_alliances) return {};
  std::vector<std::string> others;
  for (std::size_t n = most_alliances; n < alliances.size(); ++n)
    others.push_back(page.layout.alliances.ids[alliances[n].index()]);
  const std::string names = join(others);
  const std::size_t room = static_cast<std::size_t>(page.style.width) - 32;
  return fmt::format("\nAlso (--alliance shows each): {}\n", fit(names, std::min(cells(names), room), page.style));
}

bool never_exists(const Findings& findings, std::size_t row) {
  const auto active = std::find_if(findings.series.begin(), findings.series.end(), [](const SeriesOfRuns& series) {
    return series.column->name == structure::state_active.name;
  });
  return active != findings.series.end() &&
         std::all_of(active->values[row].begin(), active->values[row].end(), [](const std::vector<double>& over_runs) {
           return std::all_of(over_runs.begin(), over_runs.end(), [](double value) { return value == 0.0; });
         });
}

}  // namespace

void print_summary(std::ostream& out, const Style& style, const ResultReader& reader,
                   const std::filesystem::path& path) {
  const Findings findings = find(reader, {.columns = {told_series.begin(), told_series.end()}});
  const RecordLayout& layout = reader.layout();
  if (findings.runs_read == 0) return print_header(out, style, reader, findings);
  const Page page(layout, findings, style);
  const std::vector<AllianceId> all = alliances_by_member_years(layout, findings);
  const std::vector<AllianceId> told(all.begin(),
                                     all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), most_alliances)));
  std::ostringstream before, after;
  print_header(before, style, reader, findings);
  after << others_text(page, all);
  print_next_commands(after, style, layout, findings, reader.provenance(), path);
  out << before.str();
  if (findings.runs_read == 1)
    print_one_run(out, page, told, lines_in(before.str()) + lines_in(after.str()) + lines_after_it);
  else
    print_many_runs(out, page, told);
  out << after.str();
}

void print_alliance(std::ostream& out, const Style& style, const ResultReader& reader, std::size_t row) {
  const Findings findings = find(reader, {.row = row});
  print_header(out, style, reader, findings);
  const Page page(reader.layout(), findings, style);
  page.heading(out, reader.layout().alliances.ids[row], reader.layout().alliances.names[row]);
  page.series(out, row);
  print_members(out, page, AllianceId(row));
}

void print_state(std::ostream& out, const Style& style, const ResultReader& reader, std::size_t row) {
  const Findings findings = find(reader, {.table = TableKind::state, .row = row});
  const RecordLayout& layout = reader.layout();
  print_header(out, style, reader, findings);
  const Page page(layout, findings, style);
  page.heading(out, layout.states.ids[row], layout.states.names[row]);
  if (never_exists(findings, row)) {
    fmt::print(out, "  {} does not exist in this time.\n", layout.states.names[row]);
    return;
  }
  page.series(out, row);
  for (std::size_t n = 0; n < layout.alliances.ids.size(); ++n)
    for (const MembershipRow& line :
         membership_rows(layout, findings, AllianceId(n), page.axis, style, page.text_cells, StateId(row)))
      page.line(out, layout.alliances.ids[n], line.bar, line.text);
}

}  // namespace entente
