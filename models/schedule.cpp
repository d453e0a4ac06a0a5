#include "models/schedule.hpp"

#include <algorithm>

#include "models/changes.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/events.hpp"
#include "models/founding_charter.hpp"
#include "models/paths.hpp"

namespace entente {

/// The dates that count at the beginning of a step: those nearer to it than to any other boundary.
struct Schedule::Window {
  Date first;
  Date last;  // exclusive

  static Date middle(Date a, Date b) { return Date{a.days + (b.days - a.days) / 2}; }
  bool contains(Date date) const { return first <= date && date < last; }
};

Schedule::Window Schedule::window_of(const Step& step) const {
  // Boundaries count from the start: a month before 28 February need not be the boundary before it.
  const int months = static_cast<int>(step.tick - month_index(start_));
  const Date before = add_months(start_, months - step.months);
  return {Window::middle(before, step.begin), Window::middle(step.begin, step.end)};
}

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
          .claim =
              "What the scenario dates happens at its date: paths, births and ends of states, founding and end "
              "of alliances, scheduled changes.",
          .equation =
              "a dated change is made at the nearest boundary of steps; a number on a path takes the value of "
              "the straight line between its knots at the middle of the step",
          .source = "the scenario",
          .parameters = {},
          .reads = {&lead_state, &conference},
          .writes = {&newborn, &heir, &ousted, &barred, &changed, &lead_state},
          .events = {&events::founded, &events::succeeded, &events::entry_scheduled, &events::exit_scheduled,
                     &events::state_ended, &events::alliance_ended, &events::dissolved, &events::state_born,
                     &events::state_vanished, &events::lapsed, &events::reinstated}};
}

Schedule::Schedule(const Parameters&, const Setup& setup)
    : start_(setup.scenario().time.start),
      lifetimes_(setup.scenario().lifetimes),
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
      state_vanished_(setup.event(events::state_vanished)),
      lapsed_(setup.event(events::lapsed)),
      reinstated_(setup.event(events::reinstated)) {
  std::stable_sort(trajectories_.begin(), trajectories_.end(), [](const Trajectory& a, const Trajectory& b) {
    return std::pair(a.column->table, a.column->name) < std::pair(b.column->table, b.column->name);
  });
}

void Schedule::step(World& world, const Step& step) const {
  const Window window = window_of(step);
  for (const Column* born : {&columns::newborn, &columns::heir}) {
    const auto flags = world.states.update(*born);
    std::fill(flags.begin(), flags.end(), 0.0);
  }
  follow_paths(world, step);
  begin_and_end_states(world, step, window);
  begin_and_end_alliances(world, step, window);
  for (const ScheduledChange& dated : changes_)
    if (window.contains(dated.date)) change(world, step, dated);
}

void Schedule::follow_paths(World& world, const Step& step) const {
  const Date now = Window::middle(step.begin, step.end);
  const Date freed = end_of_freed_paths(step);
  const Column* column = nullptr;
  std::span<double> values;
  std::size_t width = 1;
  for (const Trajectory& path : trajectories_) {
    if (path.knots.back().first <= freed) continue;
    if (path.column != column) {
      column = path.column;
      values = world.table(column->table).update(*column);
      width = world.table(column->table).width(*column);
    }
    values[path.row * width + path.axis] = path.at(now);
  }
}

void Schedule::begin_and_end_states(World& world, const Step& step, const Window& window) const {
  for (const Lifetime& life : lifetimes_)
    if (window.contains(life.from) && !world.states.active[life.state.index()]) bear(world, step, window, life);
  for (const Lifetime& life : lifetimes_)
    if (window.contains(life.until) && world.states.active[life.state.index()])
      vanish(world, step, life.state, step.begin);
}

void Schedule::bear(World& world, const Step& step, const Window& window, const Lifetime& life) const {
  world.states.active[life.state.index()] = 1;
  step.events.add({.date = step.begin, .kind = state_born_, .state = life.state, .partner = life.predecessor});
  if (!life.predecessor.valid()) {
    world.states.update(columns::newborn)[life.state.index()] = 1.0;
    for (const std::int32_t row : world.memberships.rows_of(life.state))
      world.alliances.update(columns::changed)[world.memberships.alliance()[static_cast<std::size_t>(row)].index()] =
          step.begin.days;
    return;
  }
  inherit(world.states, life.state.index(), life.predecessor.index());
  world.states.update(columns::heir)[life.state.index()] = 1.0;
  inherit_dyads(world.dyads, life.state, life.predecessor);
  if (window.contains(lifetimes_[life.predecessor.index()].until))
    for (double& lead : world.alliances.update(columns::lead_state))
      if (lead == life.predecessor.row) lead = life.state.row;
  for (const std::int32_t old : world.memberships.rows_of(life.predecessor)) {
    const auto from = static_cast<std::size_t>(old);
    const auto row = world.memberships.row(life.state, world.memberships.alliance()[from]);
    if (!row) continue;
    inherit(world.memberships, *row, from);
    if (is_member(world.memberships.status()[from]))
      changes::enter(world, step.events, *row, {.date = step.begin, .kind = succeeded_, .partner = life.predecessor});
  }
}

void Schedule::vanish(World& world, const Step& step, StateId state, Date date) const {
  for (const std::int32_t row : world.memberships.rows_of(state)) {
    const auto index = static_cast<std::size_t>(row);
    if (belongs(world.memberships.status()[index]))
      changes::leave(world, step.events, index, {.date = date, .kind = state_ended_});
    else
      changes::lapse(world, step.events, index, {.date = date, .kind = lapsed_});
  }
  world.states.active[state.index()] = 0;
  step.events.add({.date = date, .kind = state_vanished_, .state = state});
}

void Schedule::begin_and_end_alliances(World& world, const Step& step, const Window& window) const {
  for (const Founding& founding : foundings_) {
    const std::size_t a = founding.alliance.index();
    const bool awaits_conference = founding.members.empty() && world.alliances[columns::conference][a] != 0.0;
    if (window.contains(founding.date) && !awaits_conference && !world.alliances.active[a]) {
      world.alliances.active[founding.alliance.index()] = 1;
      for (const FoundingMember& member : founding.members) {
        for (const auto& [column, value] : member.values) world.memberships.update(*column)[member.membership] = value;
        if (world.states.active[world.memberships.state()[member.membership].index()])
          changes::enter(world, step.events, member.membership, {.date = step.begin, .kind = founded_});
      }
    }
    if (window.contains(founding.until) && world.alliances.active[founding.alliance.index()])
      end(world, step, founding.alliance);
  }
}

void Schedule::end(World& world, const Step& step, AllianceId alliance) const {
  changes::dissolve(world, step.events, alliance, step.begin,
                    {.exit = alliance_ended_, .lapsed = lapsed_, .dissolved = dissolved_});
}

void Schedule::change(World& world, const Step& step, const ScheduledChange& dated) const {
  switch (dated.verb) {
    case Verb::set:
    case Verb::add:
    case Verb::scale:
      return change_number(world, dated);
    case Verb::move:
      world.states.region[dated.state.index()] = static_cast<std::int32_t>(dated.value);
      if (!world.proximity.is_exact()) world.proximity.move(dated.state, static_cast<std::int32_t>(dated.value));
      return;
    case Verb::admit:
    case Verb::withdraw:
    case Verb::forbid:
    case Verb::permit:
      return change_membership(world, step, dated);
    case Verb::turnover:
      world.states.update(columns::ousted)[dated.state.index()] = 1.0;
      return;
    case Verb::end:
      if (world.alliances.active[dated.alliance.index()]) end(world, step, dated.alliance);
      return;
  }
}

void Schedule::change_number(World& world, const ScheduledChange& dated) const {
  Table& table = world.table(dated.column->table);
  double& value = table.update(*dated.column)[dated.row * table.width(*dated.column) + dated.axis];
  if (dated.verb == Verb::set) value = dated.value;
  if (dated.verb == Verb::add) value += dated.value;
  if (dated.verb == Verb::scale) value *= dated.value;
  value = std::clamp(value, dated.column->range.lower, dated.column->range.upper);
}

void Schedule::change_membership(World& world, const Step& step, const ScheduledChange& dated) const {
  const auto row = world.memberships.row(dated.state, dated.alliance);
  if (!row) return;
  const Status status = world.memberships.status()[*row];
  const bool both_exist =
      world.states.active[dated.state.index()] != 0 && world.alliances.active[dated.alliance.index()] != 0;
  if (dated.verb == Verb::admit && !belongs(status) && both_exist)
    changes::enter(world, step.events, *row, {.date = step.begin, .kind = entry_scheduled_});
  if (dated.verb == Verb::admit && status == Status::suspended) {
    world.memberships.set_status(*row, Status::member, step.begin);
    world.alliances.update(columns::changed)[dated.alliance.index()] = step.begin.days;
    step.events.add({.date = step.begin, .kind = reinstated_, .state = dated.state, .alliance = dated.alliance});
  }
  if (dated.verb == Verb::withdraw && belongs(status))
    changes::leave(world, step.events, *row, {.date = step.begin, .kind = exit_scheduled_});
  if (dated.verb == Verb::permit) world.memberships.update(columns::barred)[*row] = 0.0;
  if (dated.verb != Verb::forbid) return;
  world.memberships.update(columns::barred)[*row] = 1.0;
  changes::lapse(world, step.events, *row, {.date = step.begin, .kind = lapsed_});
}

}  // namespace entente
