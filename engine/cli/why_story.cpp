#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/base/shell_word.hpp"
#include "engine/cli/reasons.hpp"
#include "engine/cli/text.hpp"
#include "engine/cli/why.hpp"

namespace entente {

std::vector<std::size_t> events_of(const RunRecord& run, StateId state, std::optional<AllianceId> alliance, Date from,
                                   Date until) {
  std::vector<std::size_t> found;
  for (std::size_t n = 0; n < run.events.size(); ++n) {
    const Event& event = run.events.events()[n];
    if (event.state == state && (alliance ? event.alliance == *alliance : event.alliance.valid()) &&
        event.date >= from && event.date < until)
      found.push_back(n);
  }
  return found;
}

namespace {

/// What spoke for an entry or exit, in it or in the event that decided it; else what weighed most either way.
std::string reasons_of(const WhyPage& page, std::size_t n) {
  const Event& event = page.run.events.events()[n];
  const EventLog& events = page.run.events;
  const EventKind::Effect effect = page.kind(event.kind).effect;
  if (effect == EventKind::Effect::none) return heaviest(page.layout, events, n, page.style);
  const auto decided = deciding_event(page.layout, events, event.state, event.alliance, event.kind, event.date);
  if (!decided) return {};
  const std::string in_favour = reasons(page.layout, events, *decided, effect, page.style);
  return in_favour.empty() ? heaviest(page.layout, events, *decided, page.style) : in_favour;
}

std::string end_text(const WhyPage& page, StateId state, AllianceId alliance) {
  const Spell* last = nullptr;
  for (const Spell& spell : page.run.spells)
    if (spell.state == state && spell.alliance == alliance) last = &spell;
  if (last == nullptr) return "Never a member.";
  if (last->exit_kind >= 0) return "No member when the run ends.";
  return last->entry_kind < 0 ? "A member from the start to the end." : "Still a member when the run ends.";
}

void print_alliance_story(const WhyPage& page, StateId state, AllianceId alliance,
                          const std::vector<std::size_t>& events) {
  const std::string& name = page.layout.alliances.names[alliance.index()];
  page.heading(page.id_of(alliance) + (name == page.id_of(alliance) ? "" : ": " + name));
  if (events.empty())
    page.text("Nothing happened between the two.");
  else
    print_event_lines(page, events);
  page.text(end_text(page, state, alliance));
}

/// What happened to the state by itself, counted.
void print_other_events(const WhyPage& page, StateId state) {
  std::map<std::int32_t, std::size_t> counts;
  for (const Event& event : page.run.events.events())
    if (event.state == state && !event.alliance.valid()) ++counts[event.kind];
  std::vector<std::string> words;
  for (const auto& [kind, count] : counts)
    words.push_back(page.kind_words(kind) + (count > 1 ? fmt::format(" ({} times)", count) : ""));
  if (words.empty()) return;
  fmt::print(page.out, "\n");
  page.text("Beside these: " + join(words) + ".");
}

}  // namespace

void print_event_lines(const WhyPage& page, const std::vector<std::size_t>& events) {
  std::size_t kind_cells = 5;
  for (const std::size_t n : events)
    kind_cells = std::max(kind_cells, cells(page.kind_words(page.run.events.events()[n].kind)));
  const auto line = [&](const std::string& number, const std::string& date, const std::string& kind,
                        const std::string& chance, const std::string& why) {
    const std::string begin =
        fmt::format("{:>7}  {:10}  {}  {:>6}  ", number, date, fit(kind, kind_cells, page.style), chance);
    const std::size_t room = static_cast<std::size_t>(page.style.width) - cells(begin);
    std::string text = begin + fit(why, std::min(room, cells(why)), page.style);
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
  };
  fmt::print(page.out, "{}\n", page.style.faint(line("event", "date", "what", "chance", "heaviest shares")));
  for (const std::size_t n : events) {
    const Event& event = page.run.events.events()[n];
    fmt::print(page.out, "{}\n",
               line(std::to_string(n), to_string(event.date), page.kind_words(event.kind),
                    percent_text(event.probability), reasons_of(page, n)));
  }
}

void print_story(const WhyPage& page, StateId state, std::optional<AllianceId> alliance) {
  page.title(fmt::format("{} ({}), {} to {}, run {}", page.name_of(state), page.id_of(state),
                         to_string(page.layout.times.front()), to_string(page.layout.times[page.run.times - 1]),
                         page.run.replicate));
  std::optional<std::size_t> last;
  for (std::size_t a = 0; a < page.layout.alliances.ids.size(); ++a) {
    if (alliance && alliance->index() != a) continue;
    const auto events = events_of(page.run, state, AllianceId(a), {std::numeric_limits<std::int32_t>::min()},
                                  {std::numeric_limits<std::int32_t>::max()});
    if (!alliance && events.empty() && end_text(page, state, AllianceId(a)) == "Never a member.") continue;
    print_alliance_story(page, state, AllianceId(a), events);
    for (const std::size_t n : events)
      if (std::isfinite(page.run.events.events()[n].draw)) last = n;
  }
  if (!alliance) print_other_events(page, state);
  page.heading("Next");
  if (last) fmt::print(page.out, "  {} --event {}\n", page.command(), *last);
  fmt::print(page.out, "  {} --state {}{} --date {}\n", page.command(), shell_word(page.id_of(state)),
             alliance ? " --alliance " + shell_word(page.id_of(*alliance)) : "",
             (calendar_day(page.layout.times.front()).year + calendar_day(page.layout.times.back()).year) / 2);
}

}  // namespace entente
