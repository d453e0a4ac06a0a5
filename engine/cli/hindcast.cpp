#include "engine/cli/hindcast.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/error.hpp"
#include "engine/base/suggest.hpp"
#include "engine/cli/text.hpp"

namespace entente {

namespace {

constexpr double most_missing = 0.5, least_unreal = 0.05;
constexpr double never = std::numeric_limits<double>::infinity();

std::size_t alliance_row(const RecordLayout& layout, const std::string& alliance) {
  const auto& ids = layout.alliances.ids;
  const auto found = std::find(ids.begin(), ids.end(), alliance);
  if (found == ids.end())
    throw InputError({{}, "'" + alliance + "' is no alliance of the result.", did_you_mean(alliance, ids)});
  return static_cast<std::size_t>(found - ids.begin());
}

std::vector<double> real_dates(const Hindcast& hindcast) {
  std::vector<double> dates;
  for (const HindcastState& state : hindcast.states) dates.push_back(state.joined.days);
  return dates;
}

std::string year_of(double days) {
  if (!std::isfinite(days)) return "never";
  return std::to_string(calendar_day(Date{static_cast<std::int32_t>(std::floor(days))}).year);
}

/// An order statistic, so that `never` is never averaged with a date.
double middle_of(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

std::string state_line(const HindcastState& state) {
  const auto joined = std::count_if(state.entries.begin(), state.entries.end(), [](double day) { return day < never; });
  return fmt::format("| {} | {} | {} | {} | {} to {} |\n", state.name, to_string(state.joined),
                     share_text(static_cast<double>(joined) / static_cast<double>(state.entries.size())),
                     year_of(middle_of(state.entries, 0.5)), year_of(middle_of(state.entries, 0.05)),
                     year_of(middle_of(state.entries, 0.95)));
}

std::string mean_text(const std::vector<double>& values) {
  const Mean mean = mean_of(values);
  if (std::isnan(mean.value)) return "none";
  return std::isnan(mean.standard_error) ? fmt::format("{:.2f}", mean.value)
                                         : fmt::format("{:.2f} ± {:.2f}", mean.value, mean.standard_error);
}

/// `Joined in fact, but in fewer than half of the runs: Finland (40 %), Sweden (38 %).`, a paragraph of its own.
std::string shares_text(std::string_view what, const std::vector<HindcastShare>& shares) {
  if (shares.empty()) return {};
  std::vector<std::string> words;
  for (const HindcastShare& each : shares) words.push_back(fmt::format("{} ({})", each.name, share_text(each.share)));
  std::string text;
  for (const std::string& line : wrap(fmt::format("{}: {}.", what, join(words)), 120)) text += line + "\n";
  return "\n" + text;
}

}  // namespace

Hindcaster::Hindcaster(const RecordLayout& layout, const std::vector<HistoricalMembership>& history,
                       const std::string& alliance)
    : layout_(layout),
      row_(alliance_row(layout, alliance)),
      is_real_(layout.states.ids.size()),
      entered_(layout.states.ids.size()) {
  found_.alliance = alliance;
  Date founded{std::numeric_limits<std::int32_t>::max()};
  for (const HistoricalMembership& each : history)
    if (each.alliance == alliance) founded = std::min(founded, each.joined);
  const Date end = layout.times.back();
  for (const HistoricalMembership& each : history) {
    if (each.alliance != alliance) continue;
    if (each.joined <= end && (!each.left || *each.left > end)) ++found_.real_size;
    const auto& ids = layout.states.ids;
    const auto state = std::lower_bound(ids.begin(), ids.end(), each.state);
    const bool is_known = state != ids.end() && *state == each.state;
    if (!is_known || each.joined > end) continue;
    const auto n = static_cast<std::size_t>(state - ids.begin());
    is_real_[n] = true;
    if (each.joined == founded) continue;
    found_.states.push_back({each.state, layout.states.names[n], each.joined, {}});
  }
  std::stable_sort(found_.states.begin(), found_.states.end(),
                   [](const HindcastState& a, const HindcastState& b) { return a.joined < b.joined; });
  for (const HindcastState& state : found_.states) {
    const auto& ids = layout.states.ids;
    state_rows_.emplace_back(
        static_cast<std::size_t>(std::lower_bound(ids.begin(), ids.end(), state.id) - ids.begin()));
  }
}

void Hindcaster::add(const RunRecord& run) {
  ++found_.runs;
  std::vector<double> entries(found_.states.size(), never);
  double size = 0.0;
  std::vector<bool> entered(entered_.size());
  for (const Spell& spell : run.spells) {
    if (spell.alliance != row_) continue;
    entered[spell.state.index()] = true;
    if (spell.exit_kind < 0)
      ++size;
    else
      found_.exits[std::string(layout_.event_kinds[static_cast<std::size_t>(spell.exit_kind)].name)] += 1.0;
    for (std::size_t n = 0; n < entries.size(); ++n)
      if (state_rows_[n] == spell.state) entries[n] = std::min(entries[n], static_cast<double>(spell.entry.days));
  }
  for (std::size_t n = 0; n < entries.size(); ++n) found_.states[n].entries.push_back(entries[n]);
  found_.rank_correlations.push_back(spearman(real_dates(found_), entries));
  for (std::size_t n = 0; n < entered.size(); ++n) entered_[n] += entered[n] ? 1 : 0;
  found_.sizes.push_back(size);
  if (size > 0.0) ++found_.survived;
}

Hindcast Hindcaster::result() const {
  Hindcast result = found_;
  for (auto& [kind, count] : result.exits) count /= static_cast<double>(std::max<std::uint64_t>(1, result.runs));
  std::vector<double> medians;
  for (const HindcastState& state : result.states) medians.push_back(middle_of(state.entries, 0.5));
  result.rank_correlation_of_medians = spearman(real_dates(result), medians);
  for (std::size_t n = 0; n < entered_.size(); ++n) {
    const double share =
        static_cast<double>(entered_[n]) / static_cast<double>(std::max<std::uint64_t>(1, result.runs));
    if (is_real_[n] && share < most_missing) result.missing.push_back({layout_.states.names[n], share});
    if (!is_real_[n] && share >= least_unreal) result.unreal.push_back({layout_.states.names[n], share});
  }
  const auto by_share = [](const HindcastShare& a, const HindcastShare& b) { return a.share > b.share; };
  std::stable_sort(result.missing.begin(), result.missing.end(), by_share);
  std::stable_sort(result.unreal.begin(), result.unreal.end(), by_share);
  return result;
}

std::string to_markdown(const Hindcast& hindcast) {
  std::string text = fmt::format("### {}: {}\n\n| | simulated | real |\n|---|---|---|\n", hindcast.alliance,
                                 count_of(hindcast.runs, "run"));
  const auto line = [&](std::string_view what, const std::string& simulated, const std::string& real) {
    text += fmt::format("| {} | {} | {} |\n", what, simulated, real);
  };
  line("runs that end with members in it",
       fmt::format("{:.1f} %", 100.0 * static_cast<double>(hindcast.survived) / static_cast<double>(hindcast.runs)),
       "");
  if (!hindcast.states.empty()) {
    line("rank correlation (Spearman) of accession dates, mean of the runs ± standard error",
         mean_text(hindcast.rank_correlations), "1");
    line("the same, of each state's median date", mean_text({hindcast.rank_correlation_of_medians}), "1");
  }
  line("members at the end, mean of the runs ± standard error", mean_text(hindcast.sizes),
       std::to_string(hindcast.real_size));
  line("members at the end, middle 90 % of the runs",
       fmt::format("{:.0f} to {:.0f}", quantile(hindcast.sizes, 0.05), quantile(hindcast.sizes, 0.95)), "");
  for (const auto& [kind, count] : hindcast.exits)
    line("exits a run: " + in_words(kind), fmt::format("{:.2f}", count), "");
  text += shares_text("Joined in fact, but in fewer than half of the runs", hindcast.missing);
  text += shares_text("Never joined in fact, but in at least 5 % of the runs", hindcast.unreal);
  if (hindcast.states.empty()) return text;
  text += "\n| state | really joined | joins in | median year | middle 90 % |\n|---|---|---|---|---|\n";
  for (const HindcastState& state : hindcast.states) text += state_line(state);
  return text;
}

}  // namespace entente
