#include "engine/cli/summary.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "engine/cli/chart.hpp"
#include "engine/cli/membership_rows.hpp"
#include "engine/cli/text.hpp"

namespace entente {

namespace {

constexpr std::size_t most_alliances = 3;
constexpr std::size_t most_rows = 40;

/// The columns of a page: a label, a stretch of time, words.
struct Page {
  const RecordLayout& layout;
  const Findings& findings;
  const Style& style;
  std::size_t label_cells = 16;
  TimeAxis axis{};
  std::size_t text_cells = 0;

  Page(const RecordLayout& record_layout, const Findings& found, const Style& s)
      : layout(record_layout), findings(found), style(s) {
    const auto width = static_cast<std::size_t>(style.width);
    axis = {layout.times.front(), layout.times.back(), width * 3 / 10};
    text_cells = width - 2 - label_cells - 1 - axis.cells - 2;
  }

  void line(std::ostream& out, const std::string& label, const std::string& bar, const std::string& text) const {
    const auto lines = cells(text) <= text_cells ? std::vector{text} : wrap(text, text_cells);
    for (std::size_t n = 0; n < lines.size(); ++n) {
      const std::string left =
          n == 0 ? fit(label, label_cells, style) + " " + bar : std::string(label_cells + 1 + axis.cells, ' ');
      fmt::print(out, "  {}{}{}\n", left, lines[n].empty() ? "" : "  ", lines[n]);
    }
  }

  void heading(std::ostream& out, const std::string& id, const std::string& name) const {
    const std::string title = name == id ? id : id + "  " + name;
    fmt::print(out, "\n{}\n", style.bold(title));
    fmt::print(out, "  {} {}\n", std::string(label_cells, ' '), style.faint(axis.labels()));
  }
};

/// The first or last of some values that is a number.
template <class Iterator>
double first_number(Iterator begin, Iterator end) {
  const auto found = std::find_if(begin, end, [](double value) { return std::isfinite(value); });
  return found == end ? std::numeric_limits<double>::quiet_NaN() : *found;
}

/// `12 → 31 (12 to 31)`; of many runs the medians, and the interval of 90 % of them at the end.
std::string course_text(const SeriesOfRuns& series, std::size_t row, std::size_t runs, const Style& style) {
  const std::vector<double> middle = series.quantiles(row, 0.5);
  const bool is_whole = std::all_of(series.values[row].begin(), series.values[row].end(), [](const auto& over_runs) {
    return std::all_of(over_runs.begin(), over_runs.end(),
                       [](double value) { return std::isnan(value) || value == std::round(value); });
  });
  const Kind kind = is_whole ? Kind::integer : series.column->kind;
  const auto text = [&](double value) { return number_text(value, series.column->unit, kind); };
  const double first = first_number(middle.begin(), middle.end());
  const double last = first_number(middle.rbegin(), middle.rend());
  if (std::isnan(first)) return "";
  double low = first, high = first;
  for (const double value : middle)
    if (std::isfinite(value)) {
      low = std::min(low, value);
      high = std::max(high, value);
    }
  if (runs > 1) {
    const std::vector<double> lower = series.quantiles(row, 0.05), upper = series.quantiles(row, 0.95);
    low = first_number(lower.rbegin(), lower.rend());
    high = first_number(upper.rbegin(), upper.rend());
  }
  return fmt::format("{} {} {} ({} to {})", text(first), marks(style).arrow, text(last), text(low), text(high));
}

void print_series(std::ostream& out, const Page& page, std::size_t row) {
  for (const SeriesOfRuns& series : page.findings.series) {
    const std::string course = course_text(series, row, page.findings.spells.size(), page.style);
    if (course.empty()) continue;
    page.line(out, in_words(series.column->name),
              sparkline(resample(page.layout.times, series.quantiles(row, 0.5), page.axis), page.style), course);
  }
}

void print_members(std::ostream& out, const Page& page, AllianceId alliance) {
  const auto rows = membership_rows(page.layout, page.findings, alliance, page.axis, page.style, page.text_cells);
  for (std::size_t n = 0; n < std::min(rows.size(), most_rows); ++n)
    page.line(out, rows[n].label, rows[n].bar, rows[n].text);
  if (rows.size() > most_rows) fmt::print(out, "  and {} more, each later than these\n", rows.size() - most_rows);
}

/// Alliances that had members, those with the most states first.
std::vector<AllianceId> alliances_by_size(const RecordLayout& layout, const Findings& findings) {
  std::vector<std::size_t> spells(layout.alliances.ids.size());
  for (const auto& of_run : findings.spells)
    for (const Spell& spell : of_run) ++spells[spell.alliance.index()];
  std::vector<AllianceId> order;
  for (std::size_t n = 0; n < spells.size(); ++n)
    if (spells[n]) order.emplace_back(n);
  std::stable_sort(order.begin(), order.end(),
                   [&](AllianceId a, AllianceId b) { return spells[a.index()] > spells[b.index()]; });
  return order;
}

void print_header(std::ostream& out, const Style& style, const ResultReader& reader, const Findings& findings) {
  const Provenance provenance = reader.provenance();
  const RecordLayout& layout = reader.layout();
  const std::string dot = fmt::format(" {} ", marks(style).dot);
  const std::string title = provenance.title.empty() ? provenance.scenario_file : provenance.title;
  std::string facts = to_string(layout.times.front()) + " to " + to_string(layout.times.back());
  facts += dot + count_of(layout.states.ids.size(), "state") + dot + "seed " + std::to_string(provenance.seed);
  facts += dot + count_of(findings.runs, "run");
  fmt::print(out, "{}{}{}\n", style.bold(title), dot, facts);
  if (findings.runs != provenance.runs || provenance.exit_state != ExitState::complete)
    fmt::print(out, "{}\n",
               style.bad(fmt::format("Not whole: {} of {} ({}).", count_of(findings.runs, "run"),
                                     count_text(provenance.runs), to_string(provenance.exit_state))));
  if (findings.runs_read < findings.runs) fmt::print(out, "From the first {} runs.\n", count_text(findings.runs_read));
  if (findings.runs_read > 1)
    fmt::print(out, "{}\n",
               style.faint("Medians over the runs; in brackets what 90 % of them lie between. Bars show the "
                           "share of runs."));
}

void print_next(std::ostream& out, const Style& style, const Findings& findings, const RecordLayout& layout,
                const std::filesystem::path& path, const Provenance& provenance) {
  const std::string file = path.string();
  const auto next = [&](const std::string& command, std::string_view about) {
    fmt::print(out, "  {}  {}\n", fit(command, std::max<std::size_t>(48, cells(command)), style), style.faint(about));
  };
  fmt::print(out, "\n{}\n", style.bold("Next"));
  next("entente inspect " + file + " --events", "everything that happened, with its numbers");
  if (!layout.states.ids.empty()) next("entente inspect " + file + " --state " + layout.states.ids.back(), "one state");
  if (findings.runs == 1 && !provenance.scenario_file.empty())
    next("entente run " + provenance.scenario_file + " --runs 200", "how often would it go this way?");
  next("entente replay " + file, "compute it again and compare every bit");
}

}  // namespace

void print_summary(std::ostream& out, const Style& style, const ResultReader& reader,
                   const std::filesystem::path& path) {
  const Findings findings = find(reader, {.columns = {"members", "cohesion", "burden", "weakest_margin"}});
  const RecordLayout& layout = reader.layout();
  print_header(out, style, reader, findings);
  const Page page(layout, findings, style);
  const std::vector<AllianceId> alliances = alliances_by_size(layout, findings);
  for (std::size_t n = 0; n < std::min(alliances.size(), most_alliances); ++n) {
    const std::size_t row = alliances[n].index();
    page.heading(out, layout.alliances.ids[row], layout.alliances.names[row]);
    print_series(out, page, row);
    print_members(out, page, alliances[n]);
  }
  if (alliances.size() > most_alliances) {
    std::vector<std::string> others;
    for (std::size_t n = most_alliances; n < alliances.size(); ++n)
      others.push_back(layout.alliances.ids[alliances[n].index()]);
    fmt::print(out, "\nAlso (--alliance shows each): {}\n",
               fit(join(others), std::min(cells(join(others)), static_cast<std::size_t>(style.width) - 32), style));
  }
  print_next(out, style, findings, layout, path, reader.provenance());
}

void print_alliance(std::ostream& out, const Style& style, const ResultReader& reader, std::size_t row) {
  const Findings findings = find(reader, {.row = row});
  print_header(out, style, reader, findings);
  const Page page(reader.layout(), findings, style);
  page.heading(out, reader.layout().alliances.ids[row], reader.layout().alliances.names[row]);
  print_series(out, page, row);
  print_members(out, page, AllianceId(row));
}

void print_state(std::ostream& out, const Style& style, const ResultReader& reader, std::size_t row) {
  const Findings findings = find(reader, {.table = TableKind::state, .row = row});
  const RecordLayout& layout = reader.layout();
  print_header(out, style, reader, findings);
  const Page page(layout, findings, style);
  page.heading(out, layout.states.ids[row], layout.states.names[row]);
  print_series(out, page, row);
  for (std::size_t n = 0; n < layout.alliances.ids.size(); ++n)
    for (const MembershipRow& line :
         membership_rows(layout, findings, AllianceId(n), page.axis, style, page.text_cells, StateId(row)))
      page.line(out, layout.alliances.ids[n], line.bar, line.text);
}

}  // namespace entente
