#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cmath>

#include "engine/cli/reasons.hpp"
#include "engine/cli/text.hpp"
#include "engine/cli/why.hpp"

namespace entente {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// What the run computed again knows about an event beside what is stored of it.
struct Background {
  std::optional<Moment> moment;  ///< before the step in which it happened
  std::optional<Foreseen> prospect;
  Likeness likeness;
  std::optional<std::string> difference;
};

/// `until`: to where the run is compared with what is stored.
Background background(const WhyPage& page, const Model& model, std::size_t n, Date until) {
  const Event& event = page.run.events.events()[n];
  Inquiry inquiry(model, page.run);
  inquiry.go_to(event.date);
  Background found;
  if (!inquiry.done()) found.moment.emplace(inquiry.moment());
  inquiry.go_to(until);
  if (!inquiry.done()) inquiry.step();
  found.difference = inquiry.difference();
  if (found.difference || !found.moment || !event.state.valid() || !event.alliance.valid()) return found;
  const Pair pair{event.state, event.alliance};
  const Outlook outlook = found.moment->ask(pair);
  for (const Foreseen& prospect : outlook.prospects)
    if (is_drawn(prospect) && prospect.draw == event.draw && prospect.probability == event.probability)
      found.prospect = prospect;
  if (found.prospect && has_shares(page.run.events, n)) found.likeness = likeness(*found.moment, pair, *found.prospect);
  return found;
}

std::string title_of(const WhyPage& page, const Event& event) {
  std::string who;
  if (event.state.valid()) who = page.name_of(event.state);
  if (event.alliance.valid()) who += (who.empty() ? "" : " and ") + page.id_of(event.alliance);
  return fmt::format("{}{}{}: {}", who, who.empty() ? "" : ", ", to_string(event.date), page.kind_words(event.kind));
}

void print_what_would_have_turned_it(const WhyPage& page, const Event& event, const Background& background) {
  const Foreseen& prospect = *background.prospect;
  if (prospect.carries && !(prospect.voices.empty() && std::isfinite(utility_missing(prospect)))) return;
  const Pair pair{event.state, event.alliance};
  page.heading(prospect.carries ? "What would have prevented it" : "What would have brought enough votes for it");
  print_turning(page, pair, turning(*background.moment, pair, prospect));
}

/// The drawn event that decided one which was not drawn itself: the last of the same pair before it.
std::optional<std::size_t> origin_of(const WhyPage& page, std::size_t n) {
  const std::vector<Event>& events = page.run.events.events();
  if (page.kind(events[n].kind).effect == EventKind::Effect::none || std::isfinite(events[n].draw)) return std::nullopt;
  if (!has_shares(page.run.events, n)) return std::nullopt;
  for (std::size_t before = n; before-- > 0;)
    if (events[before].state == events[n].state && events[before].alliance == events[n].alliance &&
        std::isfinite(events[before].draw) && has_shares(page.run.events, before))
      return before;
  return std::nullopt;
}

void print_decision(const WhyPage& page, const Event& event, std::size_t n, const Background& background) {
  Prospect numbers{.month = event.date,
                   .kind = event.kind,
                   .utility = event.utility,
                   .probability = event.probability,
                   .draw = event.draw,
                   .utility_needed = background.prospect ? background.prospect->utility_needed : none,
                   .shares = {},
                   .obstacle = {},
                   .voices = {}};
  print_numbers(page, numbers, background.prospect.has_value());
  if (background.prospect) print_voices(page, *background.prospect, true);
  if (!has_shares(page.run.events, n)) return;
  page.heading("What its utility was made of");
  print_shares(page, event.state, page.run.events.shares(n), event.utility, background.likeness);
}

}  // namespace

std::optional<std::string> print_event(const WhyPage& page, const Model& model, std::size_t n) {
  const Event& event = page.run.events.events()[n];
  const auto origin = origin_of(page, n);
  const std::size_t decisive = origin.value_or(n);
  const Background known = background(page, model, decisive, event.date);
  if (known.difference) return known.difference;
  page.title(title_of(page, event));
  page.text(fmt::format("{} (event {} of run {})", page.kind(event.kind).about, n, page.run.replicate));
  if (event.partner.valid()) page.words("with", page.name_of(event.partner));
  const Event& cause = page.run.events.events()[decisive];
  if (decisive != n)
    page.heading(fmt::format("It was decided on {}: {} (event {})", to_string(cause.date), page.kind_words(cause.kind),
                             decisive));
  if (!std::isfinite(cause.draw) && std::isnan(cause.utility)) {
    page.text("No draw decided it.");
    return std::nullopt;
  }
  print_decision(page, cause, decisive, known);
  if (known.prospect) print_what_would_have_turned_it(page, cause, known);
  return std::nullopt;
}

}  // namespace entente
