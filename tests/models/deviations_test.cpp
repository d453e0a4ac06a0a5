#include "models/deviations.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "models/exclusion.hpp"
#include "models/membership.hpp"
#include "tests/models/plain_membership.hpp"
#include "tests/models/random_world.hpp"

namespace entente {
namespace {

using tests::RandomWorld;

const features::Scales scales = Membership::Parameters{}.scales;

/// Members mind whom they fear, and others only if `base` is not positive.
AdmissionParameters voting(double base = 1.0) {
  AdmissionParameters vote{};
  vote.base = base;
  vote.alignment = vote.regime = vote.power = vote.common_threat = vote.entrapment = vote.dispute = 0.0;
  vote.foreign_troops = 0.0;
  vote.hostility = 10.0;
  return vote;
}

/// X of A and B; C is no member. The margins are as told.
World club(double a, double b, double c, Given charter = {}) {
  SmallWorld small(models::catalogue());
  small.state("A", tests::state()).state("B", tests::state()).state("C", tests::state());
  small.alliance("X", {"A", "B"}, std::move(charter)).pair("A", "C", {{&columns::fear, 0.0}});
  World world = small.scenario().world;
  const auto margin = world.memberships.update(columns::margin);
  margin[0] = a;
  margin[1] = b;
  margin[2] = c;
  return world;
}

World afraid(World world) {
  world.dyads.update(columns::fear)[*world.dyads.row(StateId(0), StateId(2))] = 1.0;
  return world;
}

Deviations found(const World& world, const AdmissionParameters& vote = voting()) {
  return deviations_of(world, AllianceId(0), vote, scales);
}

TEST(Deviations, WhereNobodyWouldMoveTheAllianceIsStableInEverySense) {
  const Deviations none = found(club(0.5, 0.0, -0.1));
  EXPECT_TRUE(none.internally_stable() && none.externally_stable() && none.nash_stable());
  EXPECT_TRUE(none.individually_stable && none.contractually_stable);
  EXPECT_EQ(none.cost, 0.0);
}

TEST(Deviations, TheCostOfStabilityIsWhatTheUnwillingLack) {
  const Deviations unwilling = found(club(-0.5, -0.25, -1.0));
  EXPECT_EQ(unwilling.would_leave, 2.0);
  EXPECT_DOUBLE_EQ(unwilling.cost, 0.75);
  EXPECT_FALSE(unwilling.internally_stable());
  EXPECT_FALSE(unwilling.nash_stable());
  EXPECT_FALSE(unwilling.individually_stable);
}

TEST(Deviations, AMemberThatTheOthersMissLeavesAgainstTheContract) {
  EXPECT_TRUE(found(club(-0.5, 1.0, -1.0)).contractually_stable);
  EXPECT_FALSE(found(club(-0.5, 1.0, -1.0), voting(-1.0)).contractually_stable);
}

TEST(Deviations, AWelcomeOutsiderThatGainsUnsettlesTheAlliance) {
  const Deviations welcome = found(club(1.0, 1.0, 0.2));
  EXPECT_EQ(welcome.would_join, 1.0);
  EXPECT_EQ(welcome.would_enter, 1.0);
  EXPECT_TRUE(welcome.internally_stable());
  EXPECT_FALSE(welcome.externally_stable());
  EXPECT_FALSE(welcome.individually_stable);
  EXPECT_FALSE(welcome.contractually_stable);
}

TEST(Deviations, OneWhoMindsKeepsAnOutsiderOutUnderUnanimity) {
  const Deviations minded = found(afraid(club(1.0, 1.0, 0.2)));
  EXPECT_EQ(minded.would_join, 1.0);
  EXPECT_EQ(minded.would_enter, 0.0);
  EXPECT_TRUE(minded.externally_stable());
  EXPECT_TRUE(minded.individually_stable);
  EXPECT_FALSE(minded.nash_stable());
}

TEST(Deviations, ByAMajorityAnOutsiderEntersWhomAMemberMinds) {
  const auto rule = static_cast<double>(VotingRule::majority);
  const World world = afraid(club(1.0, 1.0, 0.2, {{&columns::admission_rule, rule}, {&columns::admission_share, 0.5}}));
  EXPECT_FALSE(found(world).externally_stable());
  EXPECT_TRUE(found(world).individually_stable);
}

TEST(Deviations, ByTheLeadStatesWordAnOutsiderEntersOrNot) {
  const auto rule = static_cast<double>(VotingRule::lead);
  const auto led_by = [&](double lead) {
    return found(afraid(club(1.0, 1.0, 0.2, {{&columns::admission_rule, rule}, {&columns::lead_state, lead}})));
  };
  EXPECT_TRUE(led_by(0.0).externally_stable());
  EXPECT_FALSE(led_by(1.0).externally_stable());
}

TEST(Deviations, WhomTheScheduleForbidsOrWhoIsNotThereWouldNotJoin) {
  World barred = club(1.0, 1.0, 0.2), absent = barred, suspended = barred, applicant = barred;
  barred.memberships.update(columns::barred)[2] = 1.0;
  absent.states.active[2] = 0;
  suspended.memberships.set_status(2, Status::suspended, Date{0});
  applicant.memberships.set_status(2, Status::applicant, Date{0});
  EXPECT_TRUE(found(barred).nash_stable());
  EXPECT_TRUE(found(absent).nash_stable());
  EXPECT_TRUE(found(suspended).nash_stable());
  EXPECT_EQ(found(applicant).would_enter, 1.0);
}

TEST(Deviations, AClosedDoorLetsNobodyIn) {
  const Deviations closed = found(club(1.0, 1.0, 0.2, {{&columns::open_door, 0.0}}));
  EXPECT_EQ(closed.would_join, 1.0);
  EXPECT_TRUE(closed.externally_stable());
  EXPECT_TRUE(closed.individually_stable);
}

TEST(Deviations, BelongingToAHostileAllianceCountsAsItCountsInApplying) {
  World world = club(1.0, 1.0, 0.2, {{&columns::exclusion, 8.0}});
  world.memberships.update(columns::rival_hostility)[2] = 0.02;  // .2 - .16
  EXPECT_FALSE(found(world).nash_stable());
  world.memberships.update(columns::rival_hostility)[2] = 0.03;  // .2 - .24
  EXPECT_TRUE(found(world).nash_stable());
}

/// A random world with margins between -1 and 1 and votes that may go either way.
World unsettled(std::uint64_t seed) {
  World world = RandomWorld::make(seed, {});
  const auto margin = world.memberships.update(columns::margin);
  const Streams streams(seed, 1);
  for (std::size_t row = 0; row < margin.size(); ++row)
    margin[row] =
        2.0 * streams.at(1, 0, world.memberships.entities()[row]).uniform() - 1.0 + 0.1 * static_cast<double>(seed % 9);
  return world;
}

RC_GTEST_PROP(Deviations, NashImpliesIndividualImpliesContractualStability, (std::uint64_t seed)) {
  const World world = unsettled(seed);
  for (std::size_t a = 0; a < world.alliances.size(); ++a)
    for (const double base : {-0.5, 0.0, 0.5}) {
      AdmissionParameters vote;
      vote.base = base;
      const Deviations d = deviations_of(world, AllianceId(a), vote, scales);
      RC_ASSERT(!d.nash_stable() || d.individually_stable);
      RC_ASSERT(!d.individually_stable || d.contractually_stable);
      RC_ASSERT(!d.individually_stable || d.internally_stable());
      RC_ASSERT(!d.nash_stable() || (d.internally_stable() && d.externally_stable()));
      RC_ASSERT(d.would_enter <= d.would_join);
      RC_ASSERT((d.cost == 0.0) == d.internally_stable() && d.cost >= 0.0);
    }
}

// Under unanimity who is let in is whom no member minds.
RC_GTEST_PROP(Deviations, UnderUnanimityInternalAndExternalStabilityAreIndividualStability, (std::uint64_t seed)) {
  const World world = unsettled(seed);
  for (std::size_t a = 0; a < world.alliances.size(); ++a) {
    if (world.memberships.members(AllianceId(a)).empty()) continue;
    const Deviations d = deviations_of(world, AllianceId(a), AdmissionParameters{}, scales);
    RC_ASSERT(d.individually_stable == (d.internally_stable() && d.externally_stable()));
  }
}

RC_GTEST_PROP(Deviations, PaymentsOfTheCostHoldAllMembers, (std::uint64_t seed)) {
  World world = unsettled(seed);
  const auto margin = world.memberships.update(columns::margin);
  const double cost = found(world).cost;
  double paid = 0.0;
  for (const std::int32_t row : world.memberships.members(AllianceId(0))) {
    double& of_member = margin[static_cast<std::size_t>(row)];
    paid += std::max(0.0, -of_member);
    of_member = std::max(0.0, of_member);
  }
  RC_ASSERT(std::fabs(paid - cost) < 1e-12);
  RC_ASSERT(found(world).internally_stable());
}

}  // namespace
}  // namespace entente
