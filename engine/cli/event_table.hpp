#pragma once

#include <cstdint>
#include <optional>
#include <ostream>

#include "engine/cli/style.hpp"
#include "engine/output/result_reader.hpp"

namespace entente {

/// Which events to show.
struct EventFilter {
  std::optional<std::uint64_t> run;
  StateId state;        ///< not valid: any
  AllianceId alliance;  ///< not valid: any
};

/// What happened, one event a line: run, its number in the run, date, kind, state, alliance, then the numbers that
/// decided it and the features that weighed most.
void print_events(std::ostream& out, const Style& style, const ResultReader& reader, const EventFilter& filter);

}  // namespace entente
