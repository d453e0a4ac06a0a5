#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/date.hpp"
#include "engine/base/error.hpp"
#include "engine/scenario/cell.hpp"
#include "engine/scenario/node.hpp"
#include "engine/scenario/vocabulary.hpp"
#include "engine/world/world.hpp"

namespace entente {

/// Before and after every date that can be typed: no beginning, no end.
inline constexpr Date always_before{std::numeric_limits<std::int32_t>::min()};
inline constexpr Date always_after{std::numeric_limits<std::int32_t>::max()};

struct Time {
  Date start;
  Date end;
  int months_per_step = 1;
};

/// When a state exists: from `from` (inclusive) until `until` (exclusive).
struct Lifetime {
  StateId state;
  Date from = always_before;
  Date until = always_after;
  StateId predecessor;  ///< from which a state that is born inherits; not valid: none
};

/// A member at the founding, with the membership's inputs that the scenario gives.
struct FoundingMember {
  std::size_t membership = 0;  ///< row of the membership table
  std::vector<std::pair<const Column*, double>> values;
};

/// When an alliance is founded and by whom. Those founded up to the start hold in the world already.
struct Founding {
  AllianceId alliance;
  Date date = always_before;
  Date until = always_after;
  std::vector<FoundingMember> members;
};

/// A number that is a path in time: straight lines between knots, the first and last value held.
struct Trajectory {
  const Column* column = nullptr;
  std::size_t row = 0;
  std::size_t axis = 0;                        ///< place on the column's axis, 0 without
  std::vector<std::pair<Date, double>> knots;  ///< ascending dates, at least one

  double at(Date date) const;
};

/// What a scheduled change does. `move` sets a state's region; the others are as in a scenario.
enum class Verb { set, add, scale, move, admit, withdraw, forbid, permit, turnover, end };
std::string_view to_string(Verb verb);

struct ScheduledChange {
  std::string name;
  Date date;
  Verb verb = Verb::set;
  const Column* column = nullptr;  ///< of set, add, scale
  std::size_t row = 0;             ///< in the column's table
  std::size_t axis = 0;
  double value = 0.0;   ///< to or by; the row of the region for `move`
  StateId state;        ///< of move, admit, withdraw, forbid, permit, turnover
  AllianceId alliance;  ///< of admit, withdraw, forbid, permit, end
};

/// When a run ends before its time: at the end of the first step, not before `after`, at which the cell's value is
/// below or above a bound.
struct StopRule {
  Cell cell;
  double below = -std::numeric_limits<double>::infinity();
  double above = std::numeric_limits<double>::infinity();
  Date after = always_before;

  bool holds(const World& world) const {
    const double value = cell.in(world);
    return world.date >= after && (value < below || value > above);
  }
};

struct PipelineEntry {
  std::string mechanism;
};

struct Recording {
  int months = 0;                   ///< between recorded dates; 0: every step
  std::vector<std::string> series;  ///< `default`, `all`, `none`, a table (`states` …) or a column (`states.gdp`)
};

/// A scenario, valid: what a run starts from.
struct Scenario {
  std::string title;
  std::string about;
  Node document;  ///< merged from all files and settings; its JSON runs the scenario again
  Time time;
  std::uint64_t seed = 1;
  World world;                      ///< at the start, with every column of the vocabulary
  std::vector<Lifetime> lifetimes;  ///< one a state, in the order of rows
  std::vector<Founding> foundings;  ///< one an alliance, in the order of rows
  std::vector<Trajectory> trajectories;
  std::vector<ScheduledChange> schedule;  ///< within the run, by date and name
  std::vector<PipelineEntry> pipeline;
  std::map<std::string, std::vector<double>> parameters;  ///< of every mechanism, aligned with its declarations
  Recording record;
  std::optional<StopRule> stop;
  std::vector<Problem> notes;    ///< what is allowed but likely not meant
  std::vector<Problem> outside;  ///< what has no part in the run because of its dates
};

/// Reads a document that obeys the vocabulary; throws InputError with everything that is wrong in it.
Scenario read_scenario(const Node& document, const Vocabulary& vocabulary);

/// The name of a table in scenarios: `states`, `alliances`, `memberships`, `dyads`, `threats`.
std::string_view section_of(TableKind table);

}  // namespace entente
