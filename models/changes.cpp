#include "models/changes.hpp"

#include <vector>

#include "models/charter.hpp"

namespace entente::changes {

namespace {

void change(World& world, EventLog& log, std::size_t row, Status status, Event event, std::span<const double> shares) {
  event.state = world.memberships.state()[row];
  event.alliance = world.memberships.alliance()[row];
  world.memberships.set_status(row, status, event.date);
  world.alliances.update(columns::changed)[event.alliance.index()] = event.date.days;
  log.add(event, shares);
}

}  // namespace

void enter(World& world, EventLog& log, std::size_t row, Event event, std::span<const double> shares) {
  change(world, log, row, Status::member, event, shares);
}

void leave(World& world, EventLog& log, std::size_t row, Event event, std::span<const double> shares) {
  change(world, log, row, Status::outsider, event, shares);
}

void lapse(World& world, EventLog& log, std::size_t row, Event event) {
  if (world.memberships.status()[row] != Status::applicant) return;
  event.state = world.memberships.state()[row];
  event.alliance = world.memberships.alliance()[row];
  event.date = std::max(event.date, world.memberships.since()[row]);  // in long steps others may have gone ahead
  world.memberships.set_status(row, Status::outsider, event.date);
  log.add(event);
}

void dissolve(World& world, EventLog& log, AllianceId alliance, Date date, const EndKinds& kinds) {
  for (std::size_t row = world.memberships.begin(alliance); row < world.memberships.end(alliance); ++row) {
    if (belongs(world.memberships.status()[row]))
      leave(world, log, row, {.date = date, .kind = kinds.exit});
    else
      lapse(world, log, row, {.date = date, .kind = kinds.lapsed});
  }
  world.alliances.active[alliance.index()] = 0;
  log.add({.date = date, .kind = kinds.dissolved, .alliance = alliance});
}

}  // namespace entente::changes
