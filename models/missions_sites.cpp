#include <cmath>

#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/maths/averages.hpp"
#include "models/missions_parts.hpp"

namespace entente {

using namespace missions;

/// Whether the site is there: before its mission, with it, and when it is over until the row ends.
bool Missions::goes_on(const World& world, const Tick& tick, AllianceId mission) const {
  return world.alliances.active[mission.index()] ||
         (is_under_way(world, mission) && tick.begin < until_[mission.index()]);
}

/// How ripe the conflict is: the factor of its mission's pace.
double Missions::ease_of(const World& world, const Step& step, AllianceId mission) const {
  const std::uint64_t entity = world.alliances.entities()[mission.index()];
  return std::exp(parameters_.site.stubbornness * step.streams.at(ease_key, 0, entity).normal());
}

/// Share of its root to which fighting at the site would tend, by the mission's force of the month before.
double Missions::risk_of(const World& world, const Step& step, AllianceId mission) const {
  const std::size_t a = mission.index();
  const double effective = world.alliances.active[a] ? world.alliances[columns::effective_force][a] : 0.0;
  return fighting_risk(site_of(world, mission), parameters_.kinds, kind_of(world, mission),
                       effective / world.alliances[columns::force_goal][a], ease_of(world, step, mission));
}

/// Fighting stops of itself, or resumes.
void Missions::decide_on_fighting(const World& world, const Step& step, const Tick& tick, AllianceId mission,
                                  Decisions& decisions) const {
  const Site site = site_of(world, mission);
  if (site.root <= 0.0) return;
  const SiteParameters& parameters = parameters_.site;
  const bool calm = is_calm(site, parameters);
  const double rate = calm ? parameters.renewal * risk_of(world, step, mission) : parameters.exhaustion;
  const double probability = maths::probability(rate, month);
  const double draw = step.streams.at(fighting_key, tick.index, world.alliances.entities()[mission.index()]).uniform();
  if (draw >= probability) return;
  decisions.push_back({.event = {.date = tick.day_of(draw, rate),
                                 .kind = calm ? resumed_ : stopped_,
                                 .alliance = mission,
                                 .probability = probability,
                                 .draw = draw}});
}

SiteForce Missions::force_of(const World& world, AllianceId mission) const {
  const std::size_t a = mission.index();
  const MembershipTable& memberships = world.memberships;
  const auto forces = memberships[columns::forces];
  const auto caveat = memberships[columns::caveat];
  const auto interoperability = memberships[columns::interoperability];
  const double goal = world.alliances[columns::force_goal][a];
  double usable = 0.0, joint = 0.0;
  for (const std::int32_t member : memberships.members(mission)) {
    const auto row = static_cast<std::size_t>(member);
    const double own = forces[row] * (1.0 - caveat[row]);
    usable += own;
    joint += own * interoperability[home_row(world, parent_of(mission), row)];
  }
  const double effective = joint * command_factor(parameters_.site, world.alliances[columns::integration][a]) *
                           world.alliances[columns::legitimacy][a];
  return {.effective = effective / goal,
          .usable = usable / goal,
          .robustness = world.alliances[columns::robustness][a],
          .mandate = world.alliances[columns::mandate][a] != 0.0,
          .consent = world.alliances[columns::consent][a] != 0.0};
}

/// A month at the site, and of the mission if it is under way.
void Missions::pass_month(World& world, const Step& step, const Tick& tick, AllianceId mission, bool given) const {
  const std::size_t a = mission.index();
  const Site site = site_of(world, mission);
  const bool calm = is_calm(site, parameters_.site);
  if (!is_under_way(world, mission) && !calm) return;  // what its root is told by
  const bool works = world.alliances.active[a] && is_under_way(world, mission);
  const SiteForce force = works ? force_of(world, mission) : SiteForce{};
  const double shock = step.streams.at(noise_key, tick.index, world.alliances.entities()[a]).normal();
  const Site after = site_after(site, force, parameters_.site, parameters_.kinds, kind_of(world, mission),
                                ease_of(world, step, mission), month, shock);
  if (!given) {
    world.alliances.update(columns::site_intensity)[a] = after.intensity;
    if (!calm && is_calm(after, parameters_.site))
      step.events.add({.date = Date{tick.end.days - 1}, .kind = stopped_, .alliance = mission});
  }
  if (!works) return;
  world.alliances.update(columns::effective_force)[a] = force.effective * world.alliances[columns::force_goal][a];
  world.alliances.update(columns::local_forces)[a] = after.local_forces;
  world.alliances.update(columns::legitimacy)[a] = after.legitimacy;
  bear_casualties(world, step, tick, mission, site.intensity);
  serve_together(world, mission);
}

}  // namespace entente
