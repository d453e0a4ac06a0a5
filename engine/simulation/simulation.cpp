#include "engine/simulation/simulation.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <tuple>
#include <utility>

#include "engine/base/error.hpp"
#include "engine/simulation/structure.hpp"

namespace entente {

Simulation::Simulation(const Model& model, std::uint64_t seed, std::uint64_t replicate)
    : model_(model), streams_(seed, replicate), world_(model.initial()) {
  record_.seed = seed;
  record_.replicate = replicate;
  record_.events = EventLog(model.layout().features.size());
  record_.series.resize(model.layout().series.size());
  for (std::size_t n = 0; n < record_.series.size(); ++n)
    record_.series[n].reserve(model.layout().series[n].stride() * model.layout().times.size());
  record_series();
}

Simulation::Simulation(const Model& model, World world, RunRecord record, std::size_t steps_done)
    : model_(model),
      streams_(record.seed, record.replicate),
      world_(std::move(world)),
      record_(std::move(record)),
      steps_done_(steps_done) {}

void Simulation::step(const BeforePhase& before, bool anew) {
  const Date begin = model_.date(steps_done_);
  const int months = model_.scenario().time.months_per_step;
  const Step step{.begin = begin,
                  .end = model_.date(steps_done_ + 1),
                  .dt = months / 12.0,
                  .months = months,
                  .tick = month_index(begin),
                  .streams = streams_,
                  .uniforms = uniforms_,
                  .events = record_.events,
                  .scratch = scratch_,
                  .anew = anew};
  for (std::size_t n = 0; n < model_.pipeline().size(); ++n) {
    if (before) before(n, world_, step);
    model_.pipeline()[n].mechanism->step(world_, step);
    scratch_.clear();
  }
  world_.date = step.end;
  ++steps_done_;
  if (model_.is_recorded(steps_done_)) record_series();
}

void Simulation::record_series() {
  for (std::size_t n = 0; n < record_.series.size(); ++n) {
    const Series& series = model_.layout().series[n];
    std::vector<double>& values = record_.series[n];
    const std::size_t start = values.size();
    values.resize(start + series.stride());
    copy_column(world_, *series.column, values.data() + start);
  }
  ++record_.times;
}

std::size_t Simulation::bytes() const {
  const std::size_t event = sizeof(Event) + model_.layout().features.size() * sizeof(double);
  std::size_t bytes = bytes_of(world_) + record_.events.size() * event;
  for (const std::vector<double>& values : record_.series) bytes += values.capacity() * sizeof(double);
  return bytes;
}

RunRecord Simulation::record() const {
  RunRecord record = record_;
  record.spells = spells_of(model_.initial(), model_.layout().event_kinds, record.events);
  return record;
}

std::vector<Spell> spells_of(const World& initial, const std::vector<EventKind>& kinds, const EventLog& events) {
  constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
  const MembershipTable& memberships = initial.memberships;
  std::vector<Spell> spells;
  std::vector<std::size_t> open(memberships.size(), none);  // place of each pair's present spell
  for (std::size_t row = 0; row < memberships.size(); ++row) {
    if (!belongs(memberships.status()[row])) continue;
    open[row] = spells.size();
    spells.push_back({.state = memberships.state()[row],
                      .alliance = memberships.alliance()[row],
                      .entry = memberships.entered()[row],
                      .exit = {}});
  }
  for (const Event& event : events.events()) {
    const EventKind::Effect effect = kinds[static_cast<std::size_t>(event.kind)].effect;
    if (effect == EventKind::Effect::none) continue;
    const auto row = memberships.row(event.state, event.alliance);
    const bool enters = effect == EventKind::Effect::entry;
    if (!row || (open[*row] == none) != enters)
      throw ModelError(std::string(enters ? "an entry" : "an exit") + " was logged of " +
                       initial.states.ids()[event.state.index()] + " in " +
                       initial.alliances.ids()[event.alliance.index()] + " at " + to_string(event.date) +
                       ", which is " + (enters ? "a member" : "no member"));
    if (enters) {
      open[*row] = spells.size();
      spells.push_back({.state = event.state,
                        .alliance = event.alliance,
                        .entry = event.date,
                        .exit = {},
                        .entry_kind = event.kind});
    } else {
      spells[open[*row]].exit = event.date;
      spells[open[*row]].exit_kind = event.kind;
      open[*row] = none;
    }
  }
  std::stable_sort(spells.begin(), spells.end(), [](const Spell& a, const Spell& b) {
    return std::tuple(a.alliance, a.state, a.entry) < std::tuple(b.alliance, b.state, b.entry);
  });
  return spells;
}

}  // namespace entente
