#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/cli/text.hpp"
#include "engine/cli/why.hpp"

namespace entente {

namespace {

std::string_view standing(Status status) {
  switch (status) {
    case Status::outsider:
      return "stayed outside";
    case Status::applicant:
      return "remained a candidate";
    case Status::member:
      return "remained a member";
    case Status::notice:
      return "remained under notice";
    case Status::suspended:
      return "remained suspended";
  }
  return "";
}

/// Who of the two was not there, and since or until when.
std::string absence(const WhyPage& page, const Model& model, Pair pair, const Period& period, const Watch& watch) {
  const auto text = [&](const std::string& name, std::string_view begins, Date from, Date until) {
    std::string words = fmt::format("{} does not exist {}", name, period.words);
    if (from >= period.until) words += fmt::format(": it {} on {}", begins, to_string(from));
    if (until <= period.from) words += fmt::format(": it ended on {}", to_string(until));
    return words + ".";
  };
  std::string words;
  if (!watch.state_exists) {
    const Lifetime& life = model.scenario().lifetimes[pair.state.index()];
    words = text(page.name_of(pair.state), "comes into being", life.from, life.until);
  }
  if (!watch.alliance_exists) {
    const Founding& founding = model.scenario().foundings[pair.alliance.index()];
    words += (words.empty() ? "" : " ") + text(page.id_of(pair.alliance), "is founded", founding.date, founding.until);
  }
  return words.empty() ? fmt::format("{} and {} do not exist at the same time {}.", page.name_of(pair.state),
                                     page.id_of(pair.alliance), period.words)
                       : words;
}

/// What it might have done, the nearest first: when, with which chance and draw, and what utility that draw asked for.
void print_occasions(const WhyPage& page, const Watch& watch) {
  std::size_t kind_cells = 12;
  for (const Occasion& each : watch.nearest)
    kind_cells = std::max(kind_cells, cells(page.kind_words(each.prospect.kind)));
  const auto line = [&](const std::string& kind, const std::string& month, const std::string& chance,
                        const std::string& draw, const std::string& utility, const std::string& needed) {
    std::string text = fmt::format("  {}  {:10}  {:>9}  {:>7}", fit(kind, kind_cells, page.style), month, chance, draw);
    for (const std::string& number : {utility, needed})
      if (cells(text) + 10 <= static_cast<std::size_t>(page.style.width))
        text += "  " + fit_right(number, 8, page.style);
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
  };
  fmt::print(page.out, "{}\n", page.style.faint(line("possible", "nearest", "chance", "draw", "utility", "needed")));
  for (const Occasion& each : watch.nearest) {
    const Prospect& prospect = each.prospect;
    const bool decides = std::isfinite(utility_missing(prospect));
    fmt::print(page.out, "{}\n",
               line(page.kind_words(prospect.kind), to_string(prospect.month), percent_text(prospect.probability),
                    percent_text(prospect.draw),
                    std::isfinite(prospect.utility) ? signed_text(prospect.utility, page.style) : "",
                    decides ? signed_text(prospect.utility_needed, page.style) : ""));
    if (!prospect.obstacle.empty()) page.words("", "forbidden: " + prospect.obstacle);
  }
  page.text(page.style.faint(fmt::format(
      "The nearest of {}, by the day on which it begins. A thing happens where the draw is below the chance; needed is "
      "the utility that would have brought the chance up to the draw.",
      count_of(watch.months, "month"))));
}

std::string when(const WhyPage& page, const Prospect& prospect) {
  return fmt::format("{}, month from {}", page.kind_words(prospect.kind), to_string(prospect.month));
}

void print_nearest(const WhyPage& page, Pair pair, const Watch& watch) {
  print_occasions(page, watch);
  const Occasion& nearest = watch.nearest.front();
  const Foreseen& prospect = nearest.prospect;
  page.heading("What held it: " + when(page, prospect));
  if (!prospect.obstacle.empty()) page.words("forbidden", prospect.obstacle);
  print_numbers(page, prospect, true);
  if (!prospect.shares.empty())
    print_shares(page, pair.state, prospect.shares, prospect.utility, likeness(nearest.moment, pair, prospect));
  print_voices(page, prospect, false);
  for (const Occasion& each : watch.nearest) {
    if (!std::isfinite(utility_missing(each.prospect))) continue;
    page.heading("What would have made it happen: " + when(page, each.prospect) +
                 (each.prospect.obstacle.empty() ? "" : ", had it been allowed"));
    print_turning(page, pair, turning(each.moment, pair, each.prospect));
  }
}

}  // namespace

std::optional<std::string> print_held(const WhyPage& page, const Model& model, Pair pair, const Period& period) {
  Inquiry inquiry(model, page.run);
  const Watch watch = entente::watch(inquiry, pair, period.from, period.until);
  if (auto difference = inquiry.difference()) return difference;
  page.title(
      fmt::format("{} and {} {}: nothing happened", page.name_of(pair.state), page.id_of(pair.alliance), period.words));
  if (!watch.both_exist && watch.nearest.empty()) {
    page.text(absence(page, model, pair, period, watch));
  } else if (watch.nearest.empty()) {
    page.text(
        fmt::format("It {}. No mechanism of this model says what the two might have done.", standing(watch.status)));
  } else {
    page.text(fmt::format("It {}.", standing(watch.status)));
    print_nearest(page, pair, watch);
  }
  return std::nullopt;
}

}  // namespace entente
