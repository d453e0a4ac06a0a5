#pragma once

#include <cstddef>

#include "engine/simulation/event.hpp"
#include "engine/world/world.hpp"

/// Changes of membership, the same for whoever makes them: the status, the date of the alliance's last change, the
/// event.
namespace entente::changes {

/// The pair of row `row` enters at `event.date`; `event` needs kind and date, and says what decided it.
void enter(World& world, EventLog& log, std::size_t row, Event event, std::span<const double> shares = {});

/// The pair of row `row` leaves.
void leave(World& world, EventLog& log, std::size_t row, Event event, std::span<const double> shares = {});

/// The application of row `row`, if it has one, is over without a decision.
void lapse(World& world, EventLog& log, std::size_t row, Event event);

/// The kinds of the events by which an alliance ends: of each member, of each application, of the alliance.
struct EndKinds {
  std::int32_t exit, lapsed, dissolved;
};

/// The alliance ends: its members leave, what was applied for lapses.
void dissolve(World& world, EventLog& log, AllianceId alliance, Date date, const EndKinds& kinds);

}  // namespace entente::changes
