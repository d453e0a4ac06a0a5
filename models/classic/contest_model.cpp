#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

#include "engine/scenario/grammar_parts.hpp"
#include "engine/scenario/reading.hpp"
#include "models/classic/catalogue.hpp"
#include "models/classic/contest.hpp"
#include "models/classic/input.hpp"

namespace entente::classic {

using namespace grammar_parts;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

struct ContestCase {
  std::string form;
  std::vector<std::string> contestants;
  std::vector<double> values, efforts, members, forces, effectiveness, capabilities, miles;
  double decisiveness, miles_per_day;
};

void add(Solution& solution, const char* name, const char* about, std::vector<double> values) {
  solution.quantities.push_back({.name = name, .about = about, .axes = {"contestant"}, .values = std::move(values)});
}

std::string chances_text(const ContestCase& given, const std::vector<double>& chances) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < chances.size(); ++i)
    words.push_back(fmt::format("{} {:.6g}", given.contestants[i], chances[i]));
  return "Chances to win: " + list_text(words) + ".";
}

void add_contest(Solution& solution, const ContestCase& given, Contest contest) {
  solution.words.push_back(chances_text(given, contest.chances));
  add(solution, "effort", "effort in equilibrium, in units of the prize", std::move(contest.efforts));
  add(solution, "chance", "chance to win", std::move(contest.chances));
}

/// Moments of the square law's battle, from its begin to its end.
void add_course(Solution& solution, const ContestCase& given, double end) {
  constexpr std::size_t moments = 101;
  Quantity time{.name = "time", .about = "since the battle began", .axes = {"moment"}};
  Quantity force{.name = "force_at", .about = "what is left of the force", .axes = {"moment", "contestant"}};
  for (std::size_t n = 0; n < moments; ++n) {
    const double t = end * static_cast<double>(n) / static_cast<double>(moments - 1);
    const Battle then =
        lanchester_square_at(t, given.forces[0], given.forces[1], given.effectiveness[0], given.effectiveness[1]);
    time.values.push_back(t);
    force.values.insert(force.values.end(), {then.left, then.other_left});
  }
  solution.add_axis("moment", "moments of the battle", moments);
  solution.quantities.push_back(std::move(time));
  solution.quantities.push_back(std::move(force));
}

void add_battle(Solution& solution, const ContestCase& given) {
  const bool square = given.form == "lanchester_square";
  const Battle battle = (square ? lanchester_square : lanchester_linear)(
      given.forces[0], given.forces[1], given.effectiveness[0], given.effectiveness[1]);
  const bool first = battle.left > 0.0, second = battle.other_left > 0.0;
  solution.words.push_back(first || second ? fmt::format("{} wins and keeps {:.10g}; time to the end: {:.10g}.",
                                                         given.contestants[first ? 0 : 1],
                                                         first ? battle.left : battle.other_left, battle.time)
                                           : "Both sides dwindle to nothing.");
  add(solution, "left", "what is left of the force", {battle.left, battle.other_left});
  solution.quantities.push_back(
      {.name = "duration", .about = "time to the end of the battle", .values = {battle.time}});
  if (square && std::isfinite(battle.time)) add_course(solution, given, battle.time);
}

Contest equilibrium(const ContestCase& given) {
  if (given.decisiveness == 1.0) return tullock(given.values);
  if (given.values.size() == 2) return *tullock_of_two(given.values[0], given.values[1], given.decisiveness);
  return tullock_of_many(given.values, given.decisiveness);
}

Solution solve(const ContestCase& given) {
  Solution solution;
  solution.add_axis("contestant", "id of the contestant", given.contestants);
  const bool has_efforts = !std::isnan(given.efforts.front());
  if (given.form == "ratio" && !has_efforts) {
    add_contest(solution, given, equilibrium(given));
  } else if (given.form == "ratio" || given.form == "difference") {
    std::vector<double> chances =
        (given.form == "ratio" ? ratio_success : difference_success)(given.efforts, given.decisiveness);
    solution.words.push_back(chances_text(given, chances));
    add(solution, "chance", "chance to win", std::move(chances));
  } else if (given.form == "alliances") {
    const std::vector<std::size_t> members(given.members.begin(), given.members.end());
    add_contest(solution, given, tullock_of_alliances(given.values, members));
  } else if (given.form == "distance") {
    std::vector<double> strengths;
    for (std::size_t i = 0; i < given.contestants.size(); ++i)
      strengths.push_back(strength_at_distance(given.capabilities[i], given.miles[i], given.miles_per_day));
    add(solution, "strength", "capability that is left at the distance", std::move(strengths));
  } else {
    add_battle(solution, given);
  }
  return solution;
}

/// What a form of contest asks of each contestant.
struct FormKeys {
  std::string_view form;
  std::vector<std::string_view> needed, allowed;
  std::string_view number = {};  ///< a key beside the contestants
};

const std::array<FormKeys, 6>& forms() {
  static const std::array<FormKeys, 6> all{{{"ratio", {}, {"value", "effort"}, "decisiveness"},
                                            {"difference", {"effort"}, {}, "decisiveness"},
                                            {"alliances", {"value"}, {"members"}},
                                            {"lanchester_square", {"force", "effectiveness"}, {}},
                                            {"lanchester_linear", {"force", "effectiveness"}, {}},
                                            {"distance", {"capability", "miles"}, {}, "miles_per_day"}}};
  return all;
}

void check_keys(const Node& document, const std::string& form, std::vector<Problem>& problems) {
  const FormKeys& keys =
      *std::find_if(forms().begin(), forms().end(), [&](const FormKeys& each) { return each.form == form; });
  const auto holds = [](const std::vector<std::string_view>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for (const char* number : {"decisiveness", "miles_per_day"})
    if (const Entry* given = document.entry(number); given != nullptr && keys.number != number)
      report(problems, given->place, fmt::format("{} does not belong to '{}'.", number, form), "Remove it.");
  for (const Entry* row : rows_of(document, "contestants")) {
    for (const std::string_view key : keys.needed)
      if (row->value.find(key) == nullptr)
        report(problems, row->place, fmt::format("contestants.{}.{} is missing.", row->key, key),
               fmt::format("'{}' needs it.", form));
    for (const Entry& given : row->value.entries)
      if (given.key != "name" && !holds(keys.needed, given.key) && !holds(keys.allowed, given.key))
        report(problems, given.place,
               fmt::format("contestants.{}.{} does not belong to '{}'.", row->key, given.key, form), "Remove it.");
  }
}

/// Either all make a given effort or all have a prize for which they choose one.
void check_ratio(const Node& document, const ContestCase& given, std::vector<Problem>& problems) {
  const Place& place = document.find("contestants")->place;
  const auto missing = [](const std::vector<double>& all) {
    return std::count_if(all.begin(), all.end(), [](double v) { return std::isnan(v); });
  };
  const auto n = static_cast<std::ptrdiff_t>(given.contestants.size());
  const bool all_values = missing(given.values) == 0 && missing(given.efforts) == n;
  const bool all_efforts = missing(given.efforts) == 0 && missing(given.values) == n;
  if (!all_values && !all_efforts)
    return report(problems, place, "contestants: 'ratio' takes the value of each, or the effort of each.",
                  "With values it finds the equilibrium, with efforts the chances.");
  if (!all_values || given.decisiveness <= 1.0) return;
  if (n > 2)
    report(problems, document.find("decisiveness")->place,
           fmt::format("decisiveness = {} is above 1 with {} contestants: an equilibrium need not exist.",
                       given.decisiveness, n),
           "Give 1 or less, two contestants, or efforts.");
  else if (n == 2 && !tullock_of_two(given.values[0], given.values[1], given.decisiveness))
    report(problems, document.find("decisiveness")->place,
           fmt::format("decisiveness = {} is so high that there is no equilibrium without chance.", given.decisiveness),
           "Lower it.");
}

Solve read(const Node& document, std::vector<Problem>& problems) {
  const auto all = [&](const char* key, double otherwise) {
    return numbers_of(document, "contestants", key, otherwise);
  };
  ContestCase given{.form = text_at(document, "form", "ratio"),
                    .contestants = ids_of(document, "contestants"),
                    .values = all("value", none),
                    .efforts = all("effort", none),
                    .members = all("members", 1),
                    .forces = all("force", none),
                    .effectiveness = all("effectiveness", none),
                    .capabilities = all("capability", none),
                    .miles = all("miles", none),
                    .decisiveness = number_at(document, "decisiveness", 1.0),
                    .miles_per_day = number_at(document, "miles_per_day", 375.0)};
  check_keys(document, given.form, problems);
  const bool battle = given.form.rfind("lanchester", 0) == 0;
  const std::size_t least = given.form == "distance" ? 1 : 2;
  const Place& place = document.find("contestants")->place;
  if (given.contestants.size() < least || (battle && given.contestants.size() > 2))
    report(problems, place,
           fmt::format("contestants: there {} {} (must be {}{}).", given.contestants.size() == 1 ? "is" : "are",
                       given.contestants.size(), least, battle ? "" : " or more"));
  if (given.form == "ratio" && problems.empty()) check_ratio(document, given, problems);
  return [given = std::move(given)](const Streams&) { return solve(given); };
}

}  // namespace

ClassicModel contest_model() {
  std::vector<std::string> names;
  for (const FormKeys& each : forms()) names.emplace_back(each.form);
  return {
      "contest",
      "Who wins, at what effort, and what is left.",
      "Tullock 1980; Hirshleifer 1989; Lanchester 1916; Bueno de Mesquita 1981",
      {{"form",
        choice("ratio: chances by shares of effort^decisiveness (Tullock); difference: by differences of effort "
               "(Hirshleifer); "
               "alliances: members share the prize; lanchester_square: aimed fire; lanchester_linear: fire at areas; "
               "distance: loss of strength (Bueno de Mesquita)",
               std::move(names)),
        true},
       {"contestants",
        map_of("contestant", true,
               record({{"name", text("name to show; the id if not given")},
                       {"value", given_number("ratio, alliances: what the prize is worth to it", above(0))},
                       {"effort", given_number("ratio, difference: its effort, if not chosen", at_least(0))},
                       {"members", whole("alliances: who share the prize equally", between(1, 1e6), 1)},
                       {"force", given_number("lanchester: its force at the start", between(0, 1e12))},
                       {"effectiveness",
                        given_number("lanchester: losses that one of it inflicts in a unit of time", above(0))},
                       {"capability", given_number("distance: its capability at home, a share", unit_interval)},
                       {"miles", given_number("distance: how far it must go", at_least(0))}},
                      "one contestant"),
               "those who contend"),
        true},
       {"decisiveness", number("ratio, difference: how much effort decides", between(0.001, 1000), 1)},
       {"miles_per_day", number("distance: miles that a force goes in a day; 250 until 1918, 375 until 1945, 500 since",
                                above(0), 375)}},
      read};
}

}  // namespace entente::classic
