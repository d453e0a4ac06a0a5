#include "models/membership_rates.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "models/charter.hpp"
#include "tests/models/random_world.hpp"

namespace entente {
namespace {

using tests::RandomWorld;

RC_GTEST_PROP(MembershipRates, LieBetweenTheirBoundAndAnEthOfIt, (std::uint64_t seed)) {
  World world = RandomWorld::make(seed, {});
  const auto statuses = {Status::outsider, Status::applicant, Status::member, Status::notice};
  for (std::size_t row = 0; row < world.memberships.size(); ++row) {
    world.memberships.set_status(row, *(statuses.begin() + *rc::gen::inRange(0, 4)), world.date);
    world.memberships.update(columns::utility)[row] = -8.0 + 0.001 * *rc::gen::inRange(0, 12001);
  }
  for (double& hold : world.alliances.update(columns::hold)) hold = *rc::gen::inRange(0, 3);
  const Membership::Parameters parameters;
  const MembershipRates rates(world, parameters);
  std::vector<double> bounds(world.memberships.size());
  rates.bound_all(bounds);
  constexpr double e = 2.718281828459046;
  for (std::size_t row = 0; row < bounds.size(); ++row) {
    RC_ASSERT(bounds[row] == rates.bound(row));
    RC_ASSERT(rates(row) <= bounds[row]);
    const AllianceId alliance = world.memberships.alliance()[row];
    const double exponent =
        -world.memberships[columns::utility][row] - world.alliances[columns::hold][alliance.index()];
    const bool below_all_powers = world.memberships.status()[row] == Status::member && exponent < -8.0;
    if (!below_all_powers) RC_ASSERT(bounds[row] <= e * rates(row) * (1.0 + 1e-12));
  }
}

}  // namespace
}  // namespace entente
