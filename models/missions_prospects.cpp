#include <cmath>

#include "models/columns.hpp"
#include "models/maths/averages.hpp"
#include "models/missions_parts.hpp"

namespace entente {

using namespace missions;

std::vector<Prospect> Missions::prospects(World world, const Step& step, StateId state, AllianceId alliance) const {
  const auto row = world.memberships.row(state, alliance);
  if (!row || !is_mission(world.alliances[columns::mission_kind], alliance.index()) ||
      !world.states.active[state.index()] || !world.alliances.active[alliance.index()])
    return {};
  const Wills wills(world, parents_, parameters_.will, parameters_.kinds, step.streams);
  settle_weariness(world, end_of_freed_paths(step), true);
  settle_pledges(world, wills, tick_of(step, 0), alliance,
                 given_intensity_.give(alliance.index(), end_of_freed_paths(step)));
  const bool contributes = is_member(world.memberships.status()[*row]);
  const Will will = wills(*row);
  std::vector<Prospect> prospects;
  for (int m = 0; m < step.months; ++m) {
    const Tick tick = tick_of(step, m);
    Prospect next;
    next.month = tick.begin;
    next.kind = contributes ? left_ : joined_;
    next.utility = will.value();
    next.shares = will.shares(step.events.features());
    const double rate =
        contributes ? withdrawal_rate(world, tick, *row) : joining_rate(world, *row, pledged_share(world, alliance));
    next.probability = maths::probability(rate, month);
    next.draw = step.streams.at(decision_key, tick.index, world.memberships.entities()[*row]).uniform();
    const double slope = contributes ? -parameters_.sensitivity : 1.0;
    const double needed = -std::log1p(-next.draw) / month;  // the rate at which it would just have happened
    if (rate > 0.0 && slope != 0.0) next.utility_needed = next.utility + std::log(needed / rate) / slope;
    if (!contributes && !wills.may_contribute(*row)) next.obstacle = "it is the host, or the schedule forbids it";
    if (!contributes && !is_under_way(world, alliance)) next.obstacle = "the mission is not under way";
    if (!next.obstacle.empty()) next.probability = 0.0;
    prospects.push_back(std::move(next));
  }
  return prospects;
}

}  // namespace entente
