#include "models/retention.hpp"

#include <algorithm>

#include "models/charter.hpp"
#include "models/columns.hpp"

namespace entente {

Bargain bargain(const World& world, const RetentionParameters& parameters, const Stakes& stakes, std::size_t row,
                double anger) {
  const MembershipTable& memberships = world.memberships;
  const auto power = world.states[columns::power];
  const auto skill = world.states[columns::skill];
  const auto trust = world.memberships[columns::trust];
  double number = 0.0, weight = 0.0, skilled = 0.0, trusting = 0.0;
  for (const std::int32_t other : memberships.members(memberships.alliance()[row])) {
    if (static_cast<std::size_t>(other) == row) continue;
    const std::size_t j = memberships.state()[static_cast<std::size_t>(other)].index();
    number += 1.0;
    weight += power[j];
    skilled += power[j] * skill[j];
    trusting += trust[static_cast<std::size_t>(other)];
  }
  const double own = power[memberships.state()[row].index()];
  const double share = own > 0.0 ? own / (own + weight) : 0.0;
  Bargain bargain;
  bargain.need = std::max(0.0, -world.memberships[columns::margin][row]) + anger;
  bargain.loss = number * stakes.security * world.memberships[features::denial][row] + stakes.trust * share * trusting;
  if (bargain.loss > bargain.need && weight > 0.0)
    bargain.probability = std::min(1.0, 2.0 * parameters.deal * skilled / weight);
  return bargain;
}

void concede(World& world, std::size_t row, double need) {
  const auto members = world.memberships.members(world.memberships.alliance()[row]);
  const auto concession = world.memberships.update(columns::concession);
  const double each = need / static_cast<double>(members.size() - 1);
  for (const std::int32_t other : members)
    concession[static_cast<std::size_t>(other)] += static_cast<std::size_t>(other) == row ? need : -each;
}

}  // namespace entente
