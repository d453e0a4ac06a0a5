#include "engine/cli/event_table.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/cli/reasons.hpp"
#include "engine/cli/text.hpp"

namespace entente {

namespace {

std::string id_of(const Labels& labels, std::int32_t row) {
  return row < 0 ? "" : labels.ids[static_cast<std::size_t>(row)];
}

std::string number(double value) {
  return std::isnan(value) ? "" : fmt::format("{:.4f}", value);
}

std::size_t widest(const Labels& labels, std::size_t least) {
  std::size_t width = least;
  for (const std::string& id : labels.ids) width = std::max(width, cells(id));
  return width;
}

bool is_wanted(const Event& event, const EventFilter& filter) {
  return (!filter.state.valid() || event.state == filter.state || event.partner == filter.state) &&
         (!filter.alliance.valid() || event.alliance == filter.alliance);
}

}  // namespace

void print_events(std::ostream& out, const Style& style, const ResultReader& reader, const EventFilter& filter) {
  const RecordLayout& layout = reader.layout();
  const std::size_t state_cells = widest(layout.states, 5), alliance_cells = widest(layout.alliances, 8);
  std::size_t kind_cells = 5;
  for (const EventKind& kind : layout.event_kinds) kind_cells = std::max(kind_cells, cells(kind.name));
  const auto line = [&](const std::string& run, const std::string& place, const std::string& date,
                        const std::string& kind, const std::string& state, const std::string& alliance,
                        const std::string& utility, const std::string& probability, const std::string& draw,
                        const std::string& why) {
    std::string text =
        fmt::format("{:>5} {:>6} {:10} {:{}} {:{}} {:{}} {:>8} {:>7} {:>7}  {}", run, place, date, kind, kind_cells,
                    state, state_cells, alliance, alliance_cells, utility, probability, draw, why);
    text.erase(text.find_last_not_of(' ') + 1);
    fmt::print(out, "{}\n", text);
  };
  line("run", "event", "date", "kind", "state", "alliance", "utility", "chance", "draw", "largest shares");
  for (std::uint64_t run = filter.run.value_or(0); run < (filter.run ? *filter.run + 1 : reader.runs()); ++run) {
    const RunRecord record = reader.read_run(run);
    for (std::size_t n = 0; n < record.events.size(); ++n) {
      const Event& event = record.events.events()[n];
      if (!is_wanted(event, filter)) continue;
      const std::string other = id_of(layout.states, event.partner.row);
      const std::string state = id_of(layout.states, event.state.row) + (other.empty() ? "" : "/" + other);
      line(std::to_string(record.replicate), std::to_string(n), to_string(event.date),
           std::string(layout.event_kinds[static_cast<std::size_t>(event.kind)].name), state,
           id_of(layout.alliances, event.alliance.row), number(event.utility), number(event.probability),
           number(event.draw), heaviest(layout, record.events, n, style));
    }
  }
}

}  // namespace entente
