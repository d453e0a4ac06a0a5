#include "engine/cli/paired.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/random/quantile.hpp"

namespace entente {

double PairedDifference::standard_error() const {
  return pairs > 1 ? spread / std::sqrt(static_cast<double>(pairs)) : std::nan("");
}

double PairedDifference::half_width() const {
  constexpr double upper = 0.975;
  return pairs > 1 ? standard_error() * student_quantile(upper, static_cast<double>(pairs - 1)) : std::nan("");
}

std::uint64_t PairedDifference::pairs_for(double precision) const {
  const double wanted = precision * std::max(std::abs(in_a), std::abs(in_b));
  if (!(wanted > 0.0)) return 0;
  const double width = 1.96 * spread / wanted;
  constexpr double few = 2.0, most = 1e15;
  return static_cast<std::uint64_t>(std::ceil(std::clamp(width * width, few, most)));
}

PairedDifferences::PairedDifferences(const RecordLayout& a, const RecordLayout& b, const Alignment& alignment)
    : a_(a), b_(b), alignment_(alignment) {
  for (const CommonSeries& common : alignment.series) {
    const Kind kind = a.series[common.a].column->kind;
    const bool counts = kind == Kind::number || kind == Kind::integer || kind == Kind::flag;
    series_.emplace_back(counts ? common.cells.size() : 0);
  }
}

void PairedDifferences::Moments::add(double in_a, double in_b) {
  const auto n = static_cast<double>(++count);
  a += (in_a - a) / n;
  b += (in_b - b) / n;
  const double before = in_b - in_a - difference;
  difference += before / n;
  squares += before * (in_b - in_a - difference);
}

void PairedDifferences::add(const RunRecord& a, const RunRecord& b) {
  for (std::size_t n = 0; n < series_.size(); ++n) {
    const CommonSeries& common = alignment_.series[n];
    const std::size_t stride_a = a_.series[common.a].stride(), stride_b = b_.series[common.b].stride();
    for (std::size_t cell = 0; cell < series_[n].size(); ++cell) {
      double sum_a = 0.0, sum_b = 0.0, dates = 0.0;
      for (const auto& [time_a, time_b] : alignment_.times) {
        if (time_a >= a.times || time_b >= b.times) break;
        const double x = a.series[common.a][time_a * stride_a + common.cells[cell].first];
        const double y = b.series[common.b][time_b * stride_b + common.cells[cell].second];
        if (!std::isfinite(x) || !std::isfinite(y)) continue;
        sum_a += x;
        sum_b += y;
        dates += 1.0;
      }
      if (dates > 0.0) series_[n][cell].add(sum_a / dates, sum_b / dates);
    }
  }
  add_events(a, b);
  ++pairs_;
}

PairedDifferences::EventCounts PairedDifferences::count_events(const RecordLayout& layout,
                                                               const EventLog& events) const {
  EventCounts counts;
  for (const Event& event : events.events()) {
    const std::string kind = "event." + std::string(layout.event_kinds[static_cast<std::size_t>(event.kind)].name);
    counts[kind] += 1.0;
    if (event.state.row >= 0) counts[kind + " of " + layout.states.ids[event.state.index()]] += 1.0;
  }
  return counts;
}

void PairedDifferences::add_events(const RunRecord& a, const RunRecord& b) {
  const EventCounts in_a = count_events(a_, a.events), in_b = count_events(b_, b.events);
  for (const EventCounts* counts : {&in_a, &in_b})
    for (const auto& [name, count] : *counts) events_[name].count = pairs_;  // what is new happened in no pair before
  const auto in = [](const EventCounts& counts, const std::string& name) {
    const auto found = counts.find(name);
    return found == counts.end() ? 0.0 : found->second;
  };
  for (auto& [name, moments] : events_) moments.add(in(in_a, name), in(in_b, name));
}

std::vector<PairedDifference> PairedDifferences::ranked() const {
  std::vector<PairedDifference> all;
  const auto take = [&](const std::string& name, const Moments& moments) {
    if (moments.count < 2 || (moments.squares == 0.0 && moments.difference == 0.0)) return;
    const double variance = moments.squares / static_cast<double>(moments.count - 1);
    all.push_back({name, moments.count, moments.a, moments.b, std::sqrt(variance)});
  };
  for (std::size_t n = 0; n < series_.size(); ++n) {
    const Series& series = a_.series[alignment_.series[n].a];
    for (std::size_t cell = 0; cell < series_[n].size(); ++cell)
      take(series_name(*series.column) + " of " + cell_name(a_, series, alignment_.series[n].cells[cell].first),
           series_[n][cell]);
  }
  for (const auto& [name, moments] : events_) take(name, moments);
  const auto clarity = [](const PairedDifference& each) {
    const double error = each.standard_error();
    return error > 0.0 ? std::abs(each.difference()) / error : std::numeric_limits<double>::infinity();
  };
  std::stable_sort(all.begin(), all.end(),
                   [&](const PairedDifference& x, const PairedDifference& y) { return clarity(x) > clarity(y); });
  return all;
}

}  // namespace entente
