#include "models/schedule.hpp"

#include <algorithm>

#include "models/changes.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/events.hpp"

namespace entente {

/// The dates that count at the beginning of a step: those nearer to it than to any other boundary.
struct Schedule::Window {
  Date first;
  Date last;  // exclusive

  explicit Window(const Step& step)
      : first(middle(add_months(step.begin, -step.months), step.begin)), last(middle(step.begin, step.end)) {}
  static Date middle(Date a, Date b) { return Date{a.days + (b.days - a.days) / 2}; }
  bool contains(Date date) const { return first <= date && date < last; }
};

namespace {

/// Copies what the model derived for one row to another.
void inherit(Table& table, std::size_t heir, std::size_t from) {
  for (const Table::Slot& slot : table.slots()) {
    if (slot.column->input != Input::derived) continue;
    const std::span<double> values = table.update(*slot.column);
    std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(from * slot.width), slot.width,
                values.begin() + static_cast<std::ptrdiff_t>(heir * slot.width));
  }
}

void inherit_dyads(DyadTable& dyads, StateId heir, StateId from) {
  for (std::size_t d = dyads.begin(heir); d < dyads.end(heir); ++d) {
    const auto old = dyads.row(from, dyads.to()[d]);
    if (!old) continue;
    inherit(dyads, d, *old);
    inherit(dyads, static_cast<std::size_t>(dyads.reverse()[d]), static_cast<std::size_t>(dyads.reverse()[*old]));
  }
}

}  // namespace

MechanismDeclaration Schedule::declaration() {
  using namespace columns;
  return {.name = "schedule",
          .claim = "What the scenario dates happens at its date: paths, births and ends of states, founding and end "
                   "of alliances, scheduled changes.",
          .equation = "a dated change is made at the nearest boundary of steps; a number on a path takes the value of "
                      "the straight line between its knots at the middle of the step",
          .source = "the scenario",
          .parameters = {},
          .reads = {},
          .writes = {&newborn, &ousted, &barred, &changed},
          .events = {&events::founded, &events::succeeded, &events::entry_scheduled, &events::exit_scheduled,
                     &events::state_ended, &events::alliance_ended, &events::dissolved, &events::state_born,
                     &events::state_vanished}};
}

Schedule::Schedule(const Parameters&, const Setup& setup)
    : lifetimes_(setup.scenario().lifetimes),
      foundings_(setup.scenario().foundings),
      trajectories_(setup.scenario().trajectories),
      changes_(setup.scenario().schedule),
      founded_(setup.event(events::founded)),
      succeeded_(setup.event(events::succeeded)),
      entry_scheduled_(setup.event(events::entry_scheduled)),
      exit_scheduled_(setup.event(events::exit_scheduled)),
      state_ended_(setup.event(events::state_ended)),
      alliance_ended_(setup.event(events::alliance_ended)),
      dissolved_(setup.event(events::dissolved)),
      state_born_(setup.event(events::state_born)),
      state_vanished_(setup.event(events::state_vanished)) {}

void Schedule::step(World& world, const Step& step) const {
  const Window window(step);
  const auto newborn = world.states.update(columns::newborn);
  std::fill(newborn.begin(), newborn.end(), 0.0);
  follow_paths(world, Window::middle(step.begin, step.end));
  begin_and_end_states(world, step, window);
  begin_and_end_alliances(world, step, window);
  for (const ScheduledChange& dated : changes_)
    if (window.contains(dated.date)) change(world, step, dated);
}

void Schedule::follow_paths(World& world, Date date) const {
  for (const Trajectory& path : trajectories_) {
    Table& table = world.table(path.column->table);
    table.update(*path.column)[path.row * table.width(*path.column) + path.axis] = path.at(date);
  }
}

void Schedule::begin_and_end_states(World& world, const Step& step, const Window& window) const {
  for (const Lifetime& life : lifetimes_)
    if (window.contains(life.from) && !world.states.active[life.state.index()]) bear(world, step, life);
  for (const Lifetime& life : lifetimes_)
    if (window.contains(life.until) && world.states.active[life.state.index()])
      vanish(world, step, life.state, step.begin);
}

void Schedule::bear(World& world, const Step& step, const Lifetime& life) const {
  world.states.active[life.state.index()] = 1;
  step.events.add({.date = step.begin, .kind = state_born_, .state = life.state, .partner = life.predecessor});
  if (!life.predecessor.valid()) {
    world.states.update(columns::newborn)[life.state.index()] = 1.0;
    return;
  }
  inherit(world.states, life.state.index(), life.predecessor.index());
  inherit_dyads(world.dyads, life.state, life.predecessor);
  for (double& lead : world.alliances.update(columns::lead_state))
    if (lead == life.predecessor.row) lead = life.state.row;
  for (const std::int32_t old : world.memberships.rows_of(life.predecessor)) {
    const auto from = static_cast<std::size_t>(old);
    const auto row = world.memberships.row(life.state, world.memberships.alliance()[from]);
    if (!row) continue;
    inherit(world.memberships, *row, from);
    if (is_member(world.memberships.status()[from]))
      changes::enter(world, step.events, *row,
                     {.date = step.begin, .kind = succeeded_, .partner = life.predecessor});
  }
}

void Schedule::vanish(World& world, const Step& step, StateId state, Date date) const {
  for (const std::int32_t row : world.memberships.rows_of(state)) {
    const auto index = static_cast<std::size_t>(row);
    if (is_member(world.memberships.status()[index]))
      changes::leave(world, step.events, index, {.date = date, .kind = state_ended_});
    else
      world.memberships.set_status(index, Status::outsider, date);
  }
  world.states.active[state.index()] = 0;
  step.events.add({.date = date, .kind = state_vanished_, .state = state});
}

void Schedule::begin_and_end_alliances(World& world, const Step& step, const Window& window) const {
  for (const Founding& founding : foundings_) {
    if (window.contains(founding.date) && !world.alliances.active[founding.alliance.index()]) {
      world.alliances.active[founding.alliance.index()] = 1;
      for (const FoundingMember& member : founding.members) {
        for (const auto& [column, value] : member.values) world.memberships.update(*column)[member.membership] = value;
        if (world.states.active[world.memberships.state()[member.membership].index()])
          changes::enter(world, step.events, member.membership, {.date = step.begin, .kind = founded_});
      }
    }
    if (window.contains(founding.until) && world.alliances.active[founding.alliance.index()])
      changes::dissolve(world, step.events, founding.alliance, step.begin, alliance_ended_, dissolved_);
  }
}

void Schedule::change(World& world, const Step& step, const ScheduledChange& dated) const {
  const auto pair = dated.alliance.valid() && dated.state.valid() ? world.memberships.row(dated.state, dated.alliance)
                                                                  : std::nullopt;
  switch (dated.verb) {
    case Verb::set:
    case Verb::add:
    case Verb::scale: {
      Table& table = world.table(dated.column->table);
      double& value = table.update(*dated.column)[dated.row * table.width(*dated.column) + dated.axis];
      if (dated.verb == Verb::set) value = dated.value;
      if (dated.verb == Verb::add) value += dated.value;
      if (dated.verb == Verb::scale) value *= dated.value;
      value = std::clamp(value, dated.column->range.lower, dated.column->range.upper);
      break;
    }
    case Verb::move:
      world.states.region[dated.state.index()] = static_cast<std::int32_t>(dated.value);
      if (!world.proximity.is_exact()) world.proximity.move(dated.state, static_cast<std::int32_t>(dated.value));
      break;
    case Verb::admit:
      if (pair && !is_member(world.memberships.status()[*pair]) && world.states.active[dated.state.index()] &&
          world.alliances.active[dated.alliance.index()])
        changes::enter(world, step.events, *pair, {.date = step.begin, .kind = entry_scheduled_});
      break;
    case Verb::withdraw:
      if (pair && is_member(world.memberships.status()[*pair]))
        changes::leave(world, step.events, *pair, {.date = step.begin, .kind = exit_scheduled_});
      break;
    case Verb::forbid:
    case Verb::permit:
      if (pair) world.memberships.update(columns::barred)[*pair] = dated.verb == Verb::forbid ? 1.0 : 0.0;
      break;
    case Verb::turnover: world.states.update(columns::ousted)[dated.state.index()] = 1.0; break;
    case Verb::end:
      if (world.alliances.active[dated.alliance.index()])
        changes::dissolve(world, step.events, dated.alliance, step.begin, alliance_ended_, dissolved_);
      break;
  }
}

}  // namespace entente
