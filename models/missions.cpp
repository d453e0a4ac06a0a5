#include "models/missions.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/error.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/maths/averages.hpp"
#include "models/maths/logistic.hpp"
#include "models/maths/poisson.hpp"
#include "models/missions_parts.hpp"

namespace entente {

using namespace missions;

namespace {

/// Missions that cannot be, in words.
void refuse_impossible(const World& world, std::span<const std::int32_t> parents) {
  std::vector<Problem> problems;
  const auto kind = world.alliances[columns::mission_kind];
  for (std::size_t a = 0; a < world.alliances.size(); ++a) {
    const std::string path = "alliances." + world.alliances.ids()[a];
    if (!is_mission(kind, a)) continue;
    if (world.alliances[columns::strength][a] != 0.0)
      problems.push_back({{},
                          path + ".strength is not 0: a mission binds nobody to defend another.",
                          "Write 'strength: 0'; what its parent promises stands there."});
    if (parents[a] < 0 && world.alliances[columns::lead_state][a] < 0.0)
      problems.push_back({{},
                          path + " is a mission without parent and lead_state: nobody would open it.",
                          "Let its id begin with that of an alliance and a dash, or name the state that invites."});
  }
  if (!problems.empty()) throw InputError(std::move(problems));
}

}  // namespace

double missions::pledged_share(const World& world, AllianceId mission) {
  const auto forces = world.memberships[columns::forces];
  double sum = 0.0;
  for (const std::int32_t row : world.memberships.members(mission)) sum += forces[static_cast<std::size_t>(row)];
  return sum / world.alliances[columns::force_goal][mission.index()];
}

Missions::Missions(const Parameters& parameters, const Setup& setup)
    : parameters_(parameters),
      parents_(parents_of_missions(setup.scenario().world)),
      given_intensity_(setup, columns::site_intensity),
      given_weariness_(setup, columns::weariness),
      given_load_(setup, columns::mission_load),
      opened_(setup.event(events::mission_opened)),
      refused_(setup.event(events::mission_refused)),
      unmanned_(setup.event(events::mission_unmanned)),
      joined_(setup.event(events::joined_mission)),
      left_(setup.event(events::left_mission)),
      over_(setup.event(events::mission_over)),
      succeeded_(setup.event(events::mission_succeeded)),
      failed_(setup.event(events::mission_failed)),
      expired_(setup.event(events::mission_expired)),
      deserted_(setup.event(events::mission_deserted)),
      unwelcome_(setup.event(events::mission_unwelcome)),
      consent_withdrawn_(setup.event(events::consent_withdrawn)),
      stopped_(setup.event(events::fighting_stopped)),
      resumed_(setup.event(events::fighting_resumed)) {
  const Scenario& scenario = setup.scenario();
  until_.assign(parents_.size(), always_after);
  for (const Founding& founding : scenario.foundings) until_[founding.alliance.index()] = founding.until;
  refuse_impossible(scenario.world, parents_);
  leaders_change_ = std::any_of(scenario.pipeline.begin(), scenario.pipeline.end(),
                                [](const PipelineEntry& entry) { return entry.mechanism == "leadership"; });
}

AllianceId Missions::parent_of(AllianceId mission) const {
  AllianceId parent;
  parent.row = parents_[mission.index()];
  return parent;
}

void Missions::start(World& world, Scratch&) const {
  const auto weariness = world.states[columns::weariness];
  std::copy(weariness.begin(), weariness.end(), world.states.update(columns::weariness_level).begin());
  const auto intensity = world.alliances[columns::site_intensity];
  std::copy(intensity.begin(), intensity.end(), world.alliances.update(columns::site_root).begin());
}

void Missions::step(World& world, const Step& step) const {
  for (int m = 0; m < step.months; ++m) run_month(world, step, tick_of(step, m), m == 0);
}

void Missions::run_month(World& world, const Step& step, const Tick& tick, bool is_first) const {
  const Date freed = end_of_freed_paths(step);
  const auto kind = world.alliances[columns::mission_kind];
  settle_weariness(world, freed, is_first);
  const Wills wills(world, parents_, parameters_.will, parameters_.kinds, step.streams);
  for (std::size_t a = 0; a < kind.size(); ++a)
    if (is_mission(kind, a)) settle_pledges(world, wills, tick, AllianceId(a), given_intensity_.give(a, freed));
  Decisions decisions;
  for (std::size_t a = 0; a < kind.size(); ++a) {
    if (!is_mission(kind, a) || !goes_on(world, tick, AllianceId(a))) continue;
    if (!given_intensity_.give(a, freed)) decide_on_fighting(world, step, tick, AllianceId(a), decisions);
    if (world.alliances.active[a]) decide(world, step, wills, tick, AllianceId(a), decisions);
  }
  carry_out(world, step, tick, decisions);
  for (std::size_t a = 0; a < kind.size(); ++a)
    if (is_mission(kind, a) && goes_on(world, tick, AllianceId(a)))
      pass_month(world, step, tick, AllianceId(a), given_intensity_.give(a, freed));
  weigh_on_parents(world, step.scratch, freed);
}

/// Weariness fades month by month; a path or a birth sets the level to which it does.
void Missions::settle_weariness(World& world, Date freed, bool is_first) const {
  const auto weariness = world.states.update(columns::weariness);
  const auto level = world.states.update(columns::weariness_level);
  const auto newborn = world.states[columns::newborn];
  const double kept = maths::kept(month, parameters_.weariness_time);
  for (std::size_t i = 0; i < level.size(); ++i) {
    if (!world.states.active[i]) continue;
    if (given_weariness_.give(i, freed) || (is_first && newborn[i] > 0.0)) level[i] = weariness[i];
    weariness[i] = maths::relaxed(weariness[i], level[i], kept);
  }
}

/// The force that a state of the willingness in `utility` pledges: in thousands.
double Missions::pledge_of(const World& world, std::size_t row) const {
  const MembershipTable& memberships = world.memberships;
  const AllianceId mission = memberships.alliance()[row];
  const AllianceId parent = parent_of(mission);
  const auto power = world.states[columns::power];
  const double host = world.alliances[columns::host][mission.index()];
  double asked = 0.0;
  const auto ask = [&](std::size_t other) {
    const StateId j = memberships.state()[other];
    if (world.states.active[j.index()] && static_cast<double>(j.row) != host) asked += power[j.index()];
  };
  if (parent.valid())
    for (const std::int32_t member : memberships.members(parent)) ask(static_cast<std::size_t>(member));
  else
    for (std::size_t other = memberships.begin(mission); other < memberships.end(mission); ++other) ask(other);
  const double own = power[memberships.state()[row].index()];
  const double share = asked > 0.0 ? std::min(1.0, own / asked) : 0.0;
  return 2.0 * maths::logistic(memberships[columns::utility][row]) * share *
         world.alliances[columns::force_goal][mission.index()];
}

void Missions::pledge(World& world, std::size_t row) const {
  const double reluctance = 1.0 - maths::logistic(world.memberships[columns::utility][row]);
  const double law = world.states[columns::caveats][world.memberships.state()[row].index()];
  world.memberships.update(columns::forces)[row] = pledge_of(world, row);
  world.memberships.update(columns::caveat)[row] = 1.0 - (1.0 - law) * (1.0 - parameters_.caveat_most * reluctance);
}

/// Willingness of every pair; pledges of who came by the schedule and of who is due for rotation; none of who is gone.
void Missions::settle_pledges(World& world, const Wills& wills, const Tick& tick, AllianceId mission,
                              bool given) const {
  MembershipTable& memberships = world.memberships;
  const auto utility = memberships.update(columns::utility);
  const auto margin = memberships.update(columns::margin);
  const auto forces = memberships.update(columns::forces);
  const auto rotation =
      std::max<std::int64_t>(1, std::lround(12.0 * world.alliances[columns::rotation][mission.index()]));
  for (std::size_t row = memberships.begin(mission); row < memberships.end(mission); ++row) {
    utility[row] = margin[row] = wills(row).value();
    if (!is_member(memberships.status()[row])) {
      forces[row] = memberships.update(columns::caveat)[row] = 0.0;
      continue;
    }
    const std::int64_t served = tick.index - month_index(memberships.entered()[row]);
    if (forces[row] == 0.0 || (served > 0 && served % rotation == 0)) pledge(world, row);
  }
  const std::size_t a = mission.index();
  if (is_under_way(world, mission)) return;
  if (given || !is_calm(site_of(world, mission), parameters_.site))
    world.alliances.update(columns::site_root)[a] = world.alliances[columns::site_intensity][a];
  if (world.alliances.active[a] && !memberships.members(mission).empty())  // the scenario gives its contributors
    world.alliances.update(columns::opened)[a] = tick.begin.days;
}

void Missions::bear_casualties(World& world, const Step& step, const Tick& tick, AllianceId mission,
                               double intensity) const {
  const std::size_t a = mission.index();
  const double robustness = world.alliances[columns::robustness][a];
  const MissionKind kind = kind_of(world, mission);
  const auto forces = world.memberships[columns::forces];
  const auto caveat = world.memberships[columns::caveat];
  const auto dead = world.memberships.update(columns::deaths);
  const auto weariness = world.states.update(columns::weariness);
  for (const std::int32_t member : world.memberships.members(mission)) {
    const auto row = static_cast<std::size_t>(member);
    const double mean =
        expected_deaths(parameters_.kinds, kind, robustness, intensity, forces[row] * (1.0 - caveat[row]), month);
    const double draw = step.streams.at(death_key, tick.index, world.memberships.entities()[row]).uniform();
    const double fell = maths::poisson(mean, draw);
    if (fell == 0.0) continue;
    weariness[world.memberships.state()[row].index()] +=
        parameters_.wear * std::log((1.0 + dead[row] + fell) / (1.0 + dead[row]));
    dead[row] += fell;
    world.alliances.update(columns::mission_deaths)[a] += fell;
  }
}

void Missions::serve_together(World& world, AllianceId mission) const {
  const double kept = std::exp(-parameters_.serving_together * month);
  const auto interoperability = world.memberships.update(columns::interoperability);
  for (const std::int32_t member : world.memberships.members(mission)) {
    double& value = interoperability[home_row(world, parent_of(mission), static_cast<std::size_t>(member))];
    value = maths::relaxed(value, 1.0, kept);
  }
}

/// What running missions add to the load of their parents, beside what the scenario gives.
void Missions::weigh_on_parents(World& world, Scratch& scratch, Date freed) const {
  const auto kind = world.alliances[columns::mission_kind];
  const auto load = world.alliances.update(columns::mission_load);
  const auto added = world.alliances.update(columns::added_load);
  const auto running = scratch.take(load.size(), 0.0);
  for (std::size_t a = 0; a < load.size(); ++a) {
    const AllianceId mission(a), parent = parent_of(mission);
    if (parent.valid() && is_mission(kind, a) && world.alliances.active[a] && is_under_way(world, mission))
      running[parent.index()] += std::min(1.0, pledged_share(world, mission));
  }
  for (std::size_t p = 0; p < load.size(); ++p) {
    const bool given = given_load_.give(p, freed);
    const double now = given ? 0.0 : parameters_.load * running[p];
    if (now == added[p]) continue;
    if (!given) load[p] = std::max(0.0, load[p] - added[p] + now);
    added[p] = now;
  }
}

}  // namespace entente
