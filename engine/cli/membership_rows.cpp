#include "engine/cli/membership_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "engine/cli/reasons.hpp"
#include "engine/cli/statistics.hpp"
#include "engine/cli/text.hpp"

namespace entente {

namespace {

constexpr double too_rare = 0.05;

std::string month_text(Date date) {
  return to_string(date).substr(0, 7);
}

std::string kind_text(const RecordLayout& layout, std::int32_t kind) {
  return in_words(layout.event_kinds[static_cast<std::size_t>(kind)].name);
}

/// When and why a state of one run entered or left.
std::string passage(const RecordLayout& layout, const RunRecord& run, const Spell& spell, EventKind::Effect effect,
                    const Style& style, std::size_t most_features) {
  const bool is_exit = effect == EventKind::Effect::exit;
  const Date date = is_exit ? spell.exit : spell.entry;
  const std::int32_t kind = is_exit ? spell.exit_kind : spell.entry_kind;
  if (kind < 0) return "from the start";
  const auto decided = deciding_event(layout, run.events, spell.state, spell.alliance, kind, date);
  const std::string why = decided ? reasons(layout, run.events, *decided, effect, style, most_features) : "";
  std::string text = month_text(date);
  if (is_exit || why.empty()) text += " " + kind_text(layout, kind);
  return why.empty() ? text : text + ": " + why;
}

std::string story(const RecordLayout& layout, const RunRecord& run, const std::vector<Spell>& spells,
                  const Style& style, std::size_t most_features) {
  std::string text;
  for (const Spell& spell : spells) {
    text += (text.empty() ? "" : "; ") + passage(layout, run, spell, EventKind::Effect::entry, style, most_features);
    if (spell.exit_kind >= 0)
      text += fmt::format(" {} {}", marks(style).arrow,
                          passage(layout, run, spell, EventKind::Effect::exit, style, most_features));
  }
  return text;
}

/// The story with as many reasons, up to three for each decision, as fit in a line; with two where even one is too
/// much.
std::string fitting_story(const RecordLayout& layout, const RunRecord& run, const std::vector<Spell>& spells,
                          const Style& style, std::size_t text_cells) {
  for (const std::size_t most : {3, 2, 1})
    if (std::string text = story(layout, run, spells, style, most); cells(text) <= text_cells) return text;
  return story(layout, run, spells, style, 2);
}

/// `1999 (1982-2013)`, or the year alone where it is the same in all.
std::string years_text(const std::vector<double>& days, const Style& style) {
  const auto year = [&](double share) {
    return calendar_day(Date{static_cast<std::int32_t>(quantile(days, share))}).year;
  };
  const int low = year(0.05), middle = year(0.5), high = year(0.95);
  return low == high ? std::to_string(middle) : fmt::format("{} ({}{}{})", middle, low, marks(style).dash, high);
}

/// How often and when a state entered and left.
struct Record {
  std::vector<double> entries;                        ///< days of the first entry, one for each run that has one
  std::map<std::int32_t, std::vector<double>> exits;  ///< by kind
};

Record record_of(const Findings& findings, StateId state, AllianceId alliance) {
  Record record;
  for (std::size_t run = 0; run < findings.spells.size(); ++run) {
    const std::vector<Spell> spells = findings.spells_of(run, state, alliance);
    if (spells.empty()) continue;
    record.entries.push_back(spells.front().entry.days);
    std::map<std::int32_t, double> first_exit;
    for (const Spell& spell : spells)
      if (spell.exit_kind >= 0) first_exit.emplace(spell.exit_kind, spell.exit.days);
    for (const auto& [kind, day] : first_exit) record.exits[kind].push_back(day);
  }
  return record;
}

/// `98 %  1999 (1982-2013) → left 12 %`; exits too rare to matter are left out, their years where there is no room.
std::string summary_text(const RecordLayout& layout, const Record& record, std::size_t runs, const Style& style,
                         std::size_t text_cells) {
  const auto share = [&](std::size_t count) { return static_cast<double>(count) / static_cast<double>(runs); };
  const std::string entry =
      fmt::format("{:>5}  {}", share_text(share(record.entries.size())), years_text(record.entries, style));
  std::string in_short = entry, in_full = entry;
  for (const auto& [kind, days] : record.exits) {
    if (share(days.size()) < too_rare) continue;
    const std::string exit =
        fmt::format(" {} {} {}", marks(style).arrow, kind_text(layout, kind), share_text(share(days.size())));
    in_short += exit;
    in_full += exit + " " + years_text(days, style);
  }
  return cells(in_full) <= text_cells ? in_full : in_short;
}

/// Rows that say the same become one.
std::vector<MembershipRow> grouped(std::vector<MembershipRow> rows) {
  std::vector<MembershipRow> result;
  for (std::size_t first = 0; first < rows.size();) {
    std::vector<std::string> names;
    std::size_t next = first;
    while (next < rows.size() && rows[next].bar == rows[first].bar && rows[next].text == rows[first].text)
      names.push_back(rows[next++].label);
    MembershipRow row = rows[first];
    if (names.size() > 1) {
      row.label = count_of(names.size(), "state");
      row.text += ": " + join(names);
    }
    result.push_back(std::move(row));
    first = next;
  }
  return result;
}

}  // namespace

std::vector<MembershipRow> membership_rows(const RecordLayout& layout, const Findings& findings, AllianceId alliance,
                                           const TimeAxis& axis, const Style& style, std::size_t text_cells,
                                           StateId only) {
  const std::size_t runs = findings.spells.size();
  std::vector<MembershipRow> rows;
  for (std::size_t n = 0; n < layout.states.ids.size(); ++n) {
    const StateId state(n);
    if (only.valid() && state != only) continue;
    const Record record = record_of(findings, state, alliance);
    if (record.entries.empty() || static_cast<double>(record.entries.size()) < too_rare * static_cast<double>(runs))
      continue;
    rows.push_back(
        {layout.states.names[n],
         share_bar(
             axis, [&](Date date) { return findings.share(state, alliance, date); }, style),
         runs == 1 ? fitting_story(layout, findings.first, findings.spells_of(0, state, alliance), style, text_cells)
                   : summary_text(layout, record, runs, style, text_cells),
         Date{static_cast<std::int32_t>(quantile(record.entries, 0.5))}});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const MembershipRow& a, const MembershipRow& b) {
    return std::tie(a.entry, b.bar, a.text) < std::tie(b.entry, a.bar, b.text);
  });
  return grouped(std::move(rows));
}

}  // namespace entente
