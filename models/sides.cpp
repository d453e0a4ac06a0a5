#include "models/sides.hpp"

#include <algorithm>

#include "models/charter.hpp"

namespace entente {

Sides::Sides(const World& world, Scratch& scratch)
    : first_(scratch.take<std::size_t>(world.states.size() + 1)),
      alliances_(scratch.take<std::int32_t>(world.memberships.size())) {
  const MembershipTable& memberships = world.memberships;
  const auto binds = scratch.take<std::uint8_t>(world.alliances.size());
  for (std::size_t a = 0; a < binds.size(); ++a) binds[a] = duty_to_fight(world, AllianceId(a)) > 0.0 ? 1 : 0;
  std::size_t number = 0;
  for (std::size_t i = 0; i < world.states.size(); ++i) {
    first_[i] = number;
    for (const std::int32_t own : memberships.rows_of(StateId(i))) {
      const auto row = static_cast<std::size_t>(own);
      const AllianceId alliance = memberships.alliance()[row];
      if (is_member(memberships.status()[row]) && binds[alliance.index()]) alliances_[number++] = alliance.row;
    }
  }
  first_[world.states.size()] = number;
}

bool Sides::share(StateId i, StateId j) const {
  const auto others = of(j);
  for (const std::int32_t alliance : of(i))
    if (std::binary_search(others.begin(), others.end(), alliance)) return true;
  return false;
}

bool Sides::share(StateId i, StateId j, StateId k) const {
  const auto second = of(j), third = of(k);
  for (const std::int32_t alliance : of(i))
    if (std::binary_search(second.begin(), second.end(), alliance) &&
        std::binary_search(third.begin(), third.end(), alliance))
      return true;
  return false;
}

}  // namespace entente
