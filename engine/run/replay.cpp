#include "engine/run/replay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/output/row_name.hpp"
#include "engine/run/ensemble.hpp"

namespace entente {

namespace {

bool same_bits(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (a != a && b != b);
}

std::optional<std::string> difference_in_series(const RecordLayout& layout, std::size_t n, const RunRecord& a,
                                                const RunRecord& b) {
  const Series& series = layout.series[n];
  const std::size_t count = std::min(a.times, b.times) * series.stride();
  for (std::size_t k = 0; k < count; ++k) {
    if (same_bits(a.series[n][k], b.series[n][k])) continue;
    return fmt::format("{}.{} of {} at {}: {} and {}", to_string(series.column->table), series.column->name,
                       row_name(layout, series.column->table, k % series.stride() / series.width),
                       to_string(layout.times[k / series.stride()]), a.series[n][k], b.series[n][k]);
  }
  return std::nullopt;
}

bool same_event(const EventLog& x, const EventLog& y, std::size_t n) {
  const Event& a = x.events()[n];
  const Event& b = y.events()[n];
  return a.date == b.date && a.kind == b.kind && a.state == b.state && a.alliance == b.alliance &&
         a.partner == b.partner && same_bits(a.utility, b.utility) && same_bits(a.probability, b.probability) &&
         same_bits(a.draw, b.draw) &&
         std::equal(x.shares(n).begin(), x.shares(n).end(), y.shares(n).begin(), y.shares(n).end(), same_bits);
}

std::string dated_name(const RecordLayout& layout, const Event& event) {
  return to_string(event.date) + " " + event_name(layout, event);
}

/// Of those that both have.
std::optional<std::string> difference_in_events(const RecordLayout& layout, const EventLog& a, const EventLog& b) {
  for (std::size_t n = 0; n < std::min(a.size(), b.size()); ++n)
    if (!same_event(a, b, n))
      return fmt::format("event {}: {} and {}", n, dated_name(layout, a.events()[n]),
                         dated_name(layout, b.events()[n]));
  return std::nullopt;
}

bool same_spell(const Spell& a, const Spell& b) {
  return a.state == b.state && a.alliance == b.alliance && a.entry == b.entry && a.entry_kind == b.entry_kind &&
         a.exit_kind == b.exit_kind && (a.exit_kind < 0 || a.exit == b.exit);
}

}  // namespace

std::optional<std::string> first_difference(const RecordLayout& layout, const EventLog& a, const EventLog& b,
                                            Date reached) {
  if (auto difference = difference_in_events(layout, a, b)) return difference;
  if (b.size() > a.size())
    return fmt::format("event {}: nothing and {}", a.size(), dated_name(layout, b.events()[a.size()]));
  if (b.size() < a.size() && a.events()[b.size()].date < reached)
    return fmt::format("event {}: {} and nothing", b.size(), dated_name(layout, a.events()[b.size()]));
  return std::nullopt;
}

std::optional<std::string> first_difference(const RecordLayout& layout, const RunRecord& a, const RunRecord& b) {
  if (a.seed != b.seed || a.replicate != b.replicate) return "other seeds";
  if (auto difference = difference_in_events(layout, a.events, b.events)) return difference;
  if (a.events.size() != b.events.size()) return fmt::format("{} and {} events", a.events.size(), b.events.size());
  for (std::size_t n = 0; n < layout.series.size(); ++n)
    if (auto difference = difference_in_series(layout, n, a, b)) return difference;
  if (a.times != b.times) return fmt::format("{} and {} recorded dates", a.times, b.times);
  if (!std::equal(a.spells.begin(), a.spells.end(), b.spells.begin(), b.spells.end(), same_spell))
    return "other spells of membership";
  return std::nullopt;
}

std::optional<std::string> replay(const Model& model, const ResultReader& result, std::uint64_t first,
                                  std::uint64_t end, int threads, const ProgressReport& report) {
  RecordLayout stored_layout = result.layout();
  stored_layout.is_sweep = false;  // the model is of one point
  stored_layout.factors.clear();
  if (const std::string other = layout_difference(model.layout(), stored_layout); !other.empty())
    return other + " differ from what this program records";
  std::optional<std::string> difference;
  std::atomic<bool> found = false;
  Ensemble ensemble(model, {.runs = end - first, .threads = threads, .stop = &found, .report = report});
  std::uint64_t taken = 0;
  ensemble.compute(
      [&](std::uint64_t number) {
        const RunRecord origin = result.read_origin(first + number);
        Run run = fresh_run(model, origin.seed, origin.replicate);
        run.number = first + number;
        return run;
      },
      [&](RunRecord&& again) {
        const std::uint64_t place = first + taken++;
        const RunRecord stored = result.read_run(place, model.layout());
        if (found) return;
        difference = first_difference(model.layout(), stored, again);
        if (!difference) return;
        difference = fmt::format("run {}: {} (stored and computed again)", place, *difference);
        found = true;
      });
  return difference;
}

}  // namespace entente
