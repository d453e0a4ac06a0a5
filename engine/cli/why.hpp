#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/cli/why_page.hpp"
#include "engine/run/inquiry.hpp"

namespace entente {

/// A stretch of time as a person names it: a year, a month or a day.
struct Period {
  std::string words;  ///< `in 1966`, `on 1966-03-12`
  Date from, until;   ///< `until` is not part of it
};

/// All that happened between a state and an alliance, or all alliances, in their order with the main reasons.
void print_story(const WhyPage& page, StateId state, std::optional<AllianceId> alliance);

/// Why an event of the page's run happened. Returns how the run computed again differs from it; then nothing is told.
std::optional<std::string> print_event(const WhyPage& page, const Model& model, std::size_t event);

/// What held a pair to which nothing happened in a period, or that it could not act in it. Returns as `print_event`.
std::optional<std::string> print_held(const WhyPage& page, const Model& model, Pair pair, const Period& period);

/// Places of the events of a pair from one date until before another.
std::vector<std::size_t> events_of(const RunRecord& run, StateId state, std::optional<AllianceId> alliance, Date from,
                                   Date until);

/// Lines that list events: number, date, what happened, chance, heaviest shares.
void print_event_lines(const WhyPage& page, const std::vector<std::size_t>& events);

}  // namespace entente
