#include "models/membership_rates.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/coercion.hpp"
#include "models/exclusion.hpp"
#include "tests/models/random_world.hpp"
#include "tests/support/small_world.hpp"

namespace entente {
namespace {

using tests::RandomWorld;

RC_GTEST_PROP(MembershipRates, LieBetweenTheirBoundAndAnEthOfIt, (std::uint64_t seed)) {
  World world = RandomWorld::make(seed, {});
  const auto statuses = {Status::outsider, Status::applicant, Status::member, Status::notice, Status::suspended};
  for (std::size_t row = 0; row < world.memberships.size(); ++row) {
    world.memberships.set_status(row, *(statuses.begin() + *rc::gen::inRange(0, 5)), world.date);
    world.memberships.update(columns::utility)[row] = -8.0 + 0.001 * *rc::gen::inRange(0, 12001);
  }
  for (double& grip : world.alliances.update(columns::grip)) grip = *rc::gen::inRange(0, 3);
  for (double& hostility : world.memberships.update(columns::rival_hostility))
    hostility = 0.1 * *rc::gen::inRange(0, 5);
  const Membership::Parameters parameters;
  const MembershipRates rates(world, parameters, {});
  std::vector<double> bounds(world.memberships.size());
  rates.bound_all(bounds);
  constexpr double e = 2.718281828459046;
  for (std::size_t row = 0; row < bounds.size(); ++row) {
    RC_ASSERT(bounds[row] == rates.bound(row));
    RC_ASSERT(rates(row) <= bounds[row]);
    const AllianceId alliance = world.memberships.alliance()[row];
    const double exponent =
        -world.memberships[columns::utility][row] - world.alliances[columns::grip][alliance.index()];
    const bool below_all_powers = world.memberships.status()[row] == Status::member && exponent < -8.0;
    if (!below_all_powers) RC_ASSERT(bounds[row] <= e * rates(row) * (1.0 + 1e-12));
  }
}

/// Pair of a state and alliance X of utility `u`, the state being what `status` says.
struct Pair {
  Pair(double u, Status status, Given charter = {}) : small(models::catalogue()) {
    small.pipeline({"interests", "threat", "security", "trust", "membership"});
    small.states("S", 2).alliance("X", {}, std::move(charter));
    world = small.scenario().world;
    world.memberships.set_status(0, status, world.date);
    world.memberships.update(columns::utility)[0] = u;
    world.alliances.active[0] = 1;
  }
  Causes causes(std::vector<double> content = {}) const {
    return MembershipRates(world, parameters, content).causes(0);
  }
  SmallWorld small;
  World world;
  Membership::Parameters parameters;
};

TEST(MembershipRates, ABestReplyIsGivenAtEveryReviewAndOnlyThen) {
  Pair wants(0.1, Status::outsider), declines(-0.1, Status::outsider), stays(0.1, Status::member),
      leaves(-0.1, Status::member);
  for (Pair* pair : {&wants, &declines, &stays, &leaves}) {
    pair->parameters.rule = DecisionRule::best_response;
    pair->parameters.review_rate = 2.0;
  }
  EXPECT_EQ(wants.causes().total, 2.0);
  EXPECT_EQ(declines.causes().total, 0.0);
  EXPECT_EQ(stays.causes().total, 0.0);
  EXPECT_EQ(leaves.causes().total, 2.0);
}

TEST(MembershipRates, TheContentDoNotLookFurther) {
  Pair pair(1.0, Status::outsider);
  pair.parameters.rule = DecisionRule::satisficing;
  pair.parameters.aspiration = 0.5;
  EXPECT_EQ(pair.causes({0.6, 0.0}).total, 0.0);
  EXPECT_EQ(pair.causes({0.4, 0.0}).total, 1.0);
  pair.parameters.aspiration = 1.5;
  EXPECT_EQ(pair.causes({0.4, 0.0}).total, 0.0);
}

TEST(MembershipRates, UtilityNeededGivesTheRateAskedFor) {
  const auto holds = [](Pair pair, Outcome outcome) {
    const double needed = MembershipRates(pair.world, pair.parameters, {}).utility_for(outcome, 0, 0.123);
    pair.world.memberships.update(columns::utility)[0] = needed;
    const Causes causes = pair.causes();
    double rate = 0.0;
    for (const Cause& cause : causes.all())
      if (cause.outcome == outcome) rate = cause.rate;
    EXPECT_NEAR(rate, 0.123, 1e-12);
  };
  holds(Pair(0.0, Status::outsider), Outcome::application);
  holds(Pair(0.0, Status::member, {{&columns::integration, 0.5}}), Outcome::notice);
  holds(Pair(0.0, Status::member, {{&columns::integration, 0.5}}), Outcome::opting_out);
}

}  // namespace
}  // namespace entente
