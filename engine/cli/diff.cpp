#include "engine/cli/diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>
#include <tuple>

#include "engine/cli/text.hpp"
#include "engine/output/row_name.hpp"

namespace entente {

namespace {

bool same_bits(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (a != a && b != b);
}

/// What a decision is, whatever the numbers behind it and the file's rows.
using Decision = std::tuple<Date, std::string>;

std::vector<Decision> decisions_of(const RecordLayout& layout, const EventLog& events) {
  std::vector<Decision> decisions;
  for (const Event& event : events.events()) decisions.emplace_back(event.date, event_name(layout, event));
  std::sort(decisions.begin(), decisions.end());
  return decisions;
}

void keep_earliest(std::optional<FirstDifference>& first, FirstDifference found) {
  if (!first || found.date < first->date) first = std::move(found);
}

}  // namespace

std::string both_text(double a, double b, std::string_view between) {
  const auto text = [](double value, int digits) {
    return std::isnan(value) ? std::string("none") : fmt::format("{:.{}g}", value, digits);
  };
  for (const int digits : {3, 6, 17}) {
    const std::string x = text(a, digits), y = text(b, digits);
    if (x != y || digits == 17) return fmt::format("{}{}{}", x, between, y);
  }
  return {};
}

Differ::Differ(const RecordLayout& a, const RecordLayout& b)
    : a_(a), b_(b), alignment_(a, b), sums_(alignment_.series.size()) {}

void Differ::add(std::uint64_t run, const RunRecord& a, const RunRecord& b) {
  ++runs;
  const bool other_values = add_series(run, a, b);
  const bool other_decisions = add_events(run, a, b);
  if (other_values || other_decisions) ++runs_that_differ;
}

bool Differ::Sums::add(double x, double y, const Place& place, bool are_names) {
  ++values;
  const bool both = !are_names && std::isfinite(x) && std::isfinite(y);
  if (both) {
    ++known;
    sum += x + y;
    squares += x * x + y * y;
  }
  if (same_bits(x, y)) return false;
  ++differ;
  if (are_names) return true;
  const double difference = both ? std::abs(x - y) : 0.0;
  apart += difference * difference;
  if (difference > largest) {
    largest = difference;
    in_a = x;
    in_b = y;
    where = place;
  }
  return true;
}

bool Differ::add_series(std::uint64_t run, const RunRecord& a, const RunRecord& b) {
  std::optional<FirstDifference> of_states, of_others;
  for (std::size_t n = 0; n < sums_.size(); ++n) {
    const CommonSeries& common = alignment_.series[n];
    const Series& in_a = a_.series[common.a];
    const Series& in_b = b_.series[common.b];
    const bool names_states = in_b.column->kind == Kind::state;
    const bool are_names = names_states || in_b.column->kind == Kind::choice;
    std::optional<FirstDifference>& first = in_a.column->table == TableKind::state ? of_states : of_others;
    for (const auto& [time_a, time_b] : alignment_.times) {
      if (time_a >= a.times || time_b >= b.times) break;
      for (std::size_t cell = 0; cell < common.cells.size(); ++cell) {
        const double x = a.series[common.a][time_a * in_a.stride() + common.cells[cell].first];
        double y = b.series[common.b][time_b * in_b.stride() + common.cells[cell].second];
        if (names_states && y >= 0.0) y = alignment_.state_in_a[static_cast<std::size_t>(y)];
        const bool differs = sums_[n].add(x, y, {run, time_a, cell}, are_names);
        if (differs && (!first || a_.times[time_a] < first->date))
          first = {a_.times[time_a], run,
                   fmt::format("{} of {} is {}", series_name(*in_a.column), cell_name(common, cell),
                               both_values(*in_a.column, x, y))};
      }
    }
  }
  const bool found = of_states || of_others;
  if (of_others && (!of_states || of_others->date < of_states->date)) of_states = of_others;
  if (of_states) keep_earliest(state, std::move(*of_states));
  return found;
}

bool Differ::add_events(std::uint64_t run, const RunRecord& a, const RunRecord& b) {
  const std::vector<Decision> in_a = decisions_of(a_, a.events), in_b = decisions_of(b_, b.events);
  std::vector<Decision> only_a, only_b;
  std::set_difference(in_a.begin(), in_a.end(), in_b.begin(), in_b.end(), std::back_inserter(only_a));
  std::set_difference(in_b.begin(), in_b.end(), in_a.begin(), in_a.end(), std::back_inserter(only_b));
  events_in_a += only_a.size();
  events_in_b += only_b.size();
  events_in_both += in_a.size() - only_a.size();
  const auto tell = [&](const std::vector<Decision>& only, std::string_view where) {
    if (!only.empty())
      keep_earliest(decision, {std::get<Date>(only.front()), run,
                               fmt::format("{}, only in {}", std::get<1>(only.front()), where)});
  };
  tell(only_a, "A");
  tell(only_b, "B");
  return !only_a.empty() || !only_b.empty();
}

std::string Differ::both_values(const Column& column, double a, double b) const {
  if (column.kind != Kind::state) return both_text(a, b);
  const auto name = [&](double row) {
    if (row >= 0.0) return a_.states.ids[static_cast<std::size_t>(row)];
    return std::string(row == Alignment::of_second_alone ? "a state that A has not" : "none");
  };
  return name(a) + " and " + name(b);
}

std::string Differ::cell_name(const CommonSeries& common, std::size_t cell) const {
  return entente::cell_name(a_, a_.series[common.a], common.cells[cell].first);
}

std::vector<SeriesDifference> Differ::series() const {
  std::vector<SeriesDifference> found;
  for (std::size_t n = 0; n < sums_.size(); ++n) {
    const Sums& sums = sums_[n];
    if (sums.differ == 0) continue;
    const auto count = static_cast<double>(std::max<std::uint64_t>(1, sums.known));
    const double mean = sums.sum / (2.0 * count);
    const double spread = std::sqrt(std::max(0.0, sums.squares / (2.0 * count) - mean * mean));
    const double root = std::sqrt(sums.apart / count);
    const CommonSeries& common = alignment_.series[n];
    found.push_back({series_name(*a_.series[common.a].column), sums.values, sums.differ,
                     spread > 0.0 ? root / spread : 0.0, sums.largest, sums.in_a, sums.in_b,
                     fmt::format("run {}, {} at {}", sums.where.run, cell_name(common, sums.where.cell),
                                 to_string(a_.times[sums.where.time]))});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const SeriesDifference& x, const SeriesDifference& y) { return x.apart > y.apart; });
  return found;
}

}  // namespace entente
