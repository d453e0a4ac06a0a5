#pragma once

#include <cstddef>

#include "engine/simulation/event.hpp"
#include "engine/world/world.hpp"

/// Changes of membership, the same for whoever makes them: the status, the date of the alliance's last change, the event.
namespace entente::changes {

/// The pair of row `row` enters at `event.date`; `event` needs kind and date, and says what decided it.
void enter(World& world, EventLog& log, std::size_t row, Event event, std::span<const double> shares = {});

/// The pair of row `row` leaves.
void leave(World& world, EventLog& log, std::size_t row, Event event, std::span<const double> shares = {});

/// The alliance ends: its members leave with `exit_kind`, applications lapse in silence, and `end_kind` is logged.
void dissolve(World& world, EventLog& log, AllianceId alliance, Date date, std::int32_t exit_kind,
              std::int32_t end_kind);

}  // namespace entente::changes
