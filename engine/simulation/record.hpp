#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/date.hpp"
#include "engine/simulation/event.hpp"
#include "engine/world/column.hpp"
#include "engine/world/world.hpp"

namespace entente {

/// One recorded series: a column on (time, row of its table [, axis]). Structural columns (active, status) are recorded
/// through Columns of their own (engine/simulation/structure.hpp).
struct Series {
  const Column* column;
  std::size_t rows;   ///< of the column's table
  std::size_t width;  ///< of its axis, 1 without
  std::size_t stride() const { return rows * width; }
};

/// A feature of the utility by which agents decide: the labels of an event's shares.
struct Feature {
  std::string name;
  std::string about;
};

/// What differs between the points of a sweep: the label of a run's value.
struct FactorLabel {
  std::string name;
  std::string about;                ///< what it sets
  std::vector<std::string> levels;  ///< of a list, words without blanks; empty: the value is a number
};

/// What all runs of one model record: the shape of an output file.
struct RecordLayout {
  std::vector<Date> times;     ///< the first is the start
  std::vector<Series> series;  ///< in the order of table and name
  std::vector<Feature> features;
  std::vector<EventKind> event_kinds;
  Labels issues, domains, regions, threats;
  Labels states, alliances;
  std::vector<std::int32_t> membership_state;     ///< row of each membership's state
  std::vector<std::int32_t> membership_alliance;  ///< and of its alliance
  std::vector<std::int32_t> dyad_from, dyad_to;   ///< rows of states
  bool is_sweep = false;                          ///< runs are of several points and may have failed
  std::vector<FactorLabel> factors;               ///< of a sweep
};

/// A membership from entry to exit.
struct Spell {
  StateId state;
  AllianceId alliance;
  Date entry;
  Date exit;                     ///< of no meaning while `exit_kind` is -1
  std::int32_t entry_kind = -1;  ///< event kind, -1: was a member when the run began
  std::int32_t exit_kind = -1;   ///< event kind, -1: still a member when the run ended
};

/// What one run (replicate) leaves behind.
struct RunRecord {
  std::uint64_t seed = 0;
  std::uint64_t replicate = 0;
  std::size_t times = 0;                    ///< how many of the layout's times were reached
  std::vector<std::vector<double>> series;  ///< by series of the layout: times x stride
  EventLog events;
  std::vector<Spell> spells;
  std::uint64_t point = 0;      ///< of a sweep's design
  std::vector<double> factors;  ///< values at that point: numbers, or places of levels; NaN: as the scenario has it
  std::string failure;          ///< why nothing was computed; empty: nothing went wrong
};

}  // namespace entente
