#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/error.hpp"
#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/events.hpp"
#include "models/missions.hpp"
#include "tests/models/mission_world.hpp"

namespace entente {
namespace {

using namespace tests;

TEST(Missions, WithoutMembersThereIsNone) {
  SmallWorld small = site(3);
  small.alliance("P", {});
  EXPECT_EQ(count(small, events::mission_opened), 0.0);
  EXPECT_EQ(count(small, events::joined_mission), 0.0);
}

TEST(Missions, OfAnAllianceThatIsWillingBeginWithThePledgesOfItsMembers) {
  SmallWorld small = site(40);
  const RunRecord record = record_of(small);
  ASSERT_EQ(count_events(record, small.catalogue(), events::mission_opened), 1U);
  EXPECT_GT(count_events(record, small.catalogue(), events::joined_mission), 0U);
}

TEST(Missions, WaitForAMandateWhereTheirParentNeedsOne) {
  const Given needs{{&columns::needs_mandate, 1.0}};
  EXPECT_EQ(count(site(40, {}, {}, needs), events::mission_opened), 0.0);
  EXPECT_EQ(count(site(40, {{&columns::mandate, 1.0}}, {}, needs), events::mission_opened), 1.0);
}

TEST(Missions, WaitForConsentUnlessTheyEnforce) {
  SmallWorld small = site(40, {{&columns::consent, 0.0}});
  EXPECT_EQ(count(small, events::mission_opened), 0.0);
  small.alliance("P-M", {}, charter_of(MissionKind::enforcement, {{&columns::consent, 0.0}}));
  EXPECT_EQ(count(small, events::mission_opened), 1.0);
}

TEST(Missions, AreDecidedByTheParentsRule) {
  const auto opened = [](VotingRule rule, double commitment) {
    SmallWorld small = site(20, {}, {}, {{&columns::mission_rule, static_cast<double>(rule)}});
    small.state("S0", {{&columns::weariness, -commitment}});
    return std::pair(count(small, events::mission_opened), count(small, events::mission_refused));
  };
  EXPECT_EQ(opened(VotingRule::unanimity, -0.9), std::pair(1.0, 0.0));  // minds it, but lets the others go
  EXPECT_EQ(opened(VotingRule::unanimity, -3.0).first, 0.0);
  EXPECT_GT(opened(VotingRule::unanimity, -3.0).second, 0.0);
  EXPECT_EQ(opened(VotingRule::majority, -3.0), std::pair(1.0, 0.0));
}

TEST(Missions, BeginOnlyWithEnoughForce) {
  SmallWorld small = site(40);
  small.parameter("missions", "least_force", 1.5);
  EXPECT_EQ(count(small, events::mission_opened), 0.0);
  EXPECT_GT(count(small, events::mission_unmanned), 0.0);
}

TEST(Missions, AtACalmSiteAreNotProposed) {
  EXPECT_EQ(count(site(40, {{&columns::site_intensity, 0.0}}), events::mission_opened), 0.0);
}

// Each of 2000 equals pledges its share with probability logistic(W): at W = 0 half of them, which gives half the goal.
TEST(Missions, PledgesFollowWillingnessAndPower) {
  for (const double will : {0.0, 0.8}) {
    SmallWorld small = site(2000, {}, {{&columns::commitment, will}});
    small.parameter("missions", "least_force", 0.0).time("2000-01-01", "2003-01-01");
    const double p = 1.0 / (1.0 + std::exp(-will));
    const RunRecord record = record_of(small.parameter("missions", "join_rate", 0.0));
    EXPECT_NEAR(static_cast<double>(count_events(record, small.catalogue(), events::joined_mission)), 2000 * p,
                4 * binomial(2000, p));
  }
  SmallWorld small = manned(2, {{&columns::force_goal, 8.0}});
  small.state("S1", {{&columns::power, 0.3}})
      .time("2000-01-01", "2000-02-01")
      .parameter("missions", "withdrawal_rate", 0);
  const World world = world_after(small.model());
  EXPECT_NEAR(world.memberships[columns::forces][membership_of(world, "S0", "P-M")], 2.0, 1e-12);
  EXPECT_NEAR(world.memberships[columns::forces][membership_of(world, "S1", "P-M")], 6.0, 1e-12);
}

SmallWorld coalition(std::size_t count, Given lead = {}, Given charter = {}) {
  SmallWorld small = site(count);
  small.state("S0", std::move(lead));
  charter.push_back({&columns::lead_state, 0.0});
  small.alliance("C", {}, charter_of(MissionKind::enforcement, std::move(charter)));
  small.alliance("P-M", {}, charter_of(MissionKind::peacekeeping, {{&columns::site_intensity, 0.0}}));
  return small;
}

TEST(Coalition, BeginsIfItsLeadStateIsWilling) {
  EXPECT_EQ(count(coalition(40, {{&columns::commitment, 0.2}}), events::mission_opened), 1.0);
  SmallWorld unwilling = coalition(40, {{&columns::commitment, -0.2}});
  EXPECT_EQ(count(unwilling, events::mission_opened), 0.0);
  EXPECT_GT(count(unwilling, events::mission_refused), 0.0);
}

TEST(Coalition, IsJoinedByThoseNearItsLeadState) {
  SmallWorld small = coalition(40, {{&columns::commitment, 0.2}});
  small.parameter("missions", "will.bond", 1.0).states("T", 40, state_of_power(0.1, {{&columns::position, 3.0}}));
  const RunRecord record = record_of(small);
  const World world = small.model().initial();
  std::size_t near = 0, far = 0;
  for (const Event& event : events_of(record, small.catalogue(), events::joined_mission))
    ++(world.states.ids()[event.state.index()][0] == 'S' ? near : far);
  EXPECT_GT(near, 30U);
  EXPECT_LT(far, 8U);
}

TEST(Coalition, EndsWhenItsLeadStateLeaves) {
  SmallWorld small = coalition(40, {{&columns::commitment, 0.2}});
  small.pipeline({"schedule", "missions"})
      .alliance("C", names("S", 40), charter_of(MissionKind::enforcement, {{&columns::lead_state, 0.0}}));
  for (const char* none : {"handover_rate", "failure_rate", "withdrawal_rate"}) small.parameter("missions", none, 0.0);
  EXPECT_EQ(count(small, events::mission_deserted), 0.0);
  small.at("2004-01-01", Verb::withdraw, "S0", "C");
  EXPECT_EQ(count(small, events::mission_deserted), 1.0);
  EXPECT_EQ(count(small, events::mission_over), 39.0);
}

TEST(Missions, ThatBindToFightAreRefused) {
  SmallWorld small = site(2);
  small.alliance("P-M", {}, {{&columns::mission_kind, 1.0}});
  EXPECT_THROW(small.model(), InputError);
  SmallWorld orphan = site(2);
  orphan.alliance("M", {}, charter_of(MissionKind::relief));
  EXPECT_THROW(orphan.model(), InputError);
}

// At willingness 0 each of 2000 contributors leaves within a year with probability 1 - exp(-.1).
TEST(Missions, ContributorsLeaveAtTheirRateWhateverTheStep) {
  for (const int months : {1, 3, 12}) {
    SmallWorld small = manned(2000);
    const double p = within_a_year(0.1);
    EXPECT_NEAR(count(small.time("2000-01-01", "2001-01-01", months), events::left_mission), 2000 * p,
                4 * binomial(2000, p));
  }
}

double leavers(Given states, double wear = 0.0) {
  SmallWorld small = manned(2000, {}, std::move(states));
  return count(small.parameter("missions", "wear", wear).time("2000-01-01", "2001-01-01"), events::left_mission);
}

TEST(Missions, WearinessAndElectionsHastenWithdrawalAndCommitmentDelaysIt) {
  const double usual = leavers({});
  EXPECT_GT(leavers({{&columns::weariness, 0.5}}), usual);
  EXPECT_LT(leavers({{&columns::commitment, 0.5}}), usual);
  const double soon = on("2001-01-01").days;
  const double at_election = leavers({{&columns::election_interval, 4.0}, {&columns::next_election, soon}});
  const double p = within_a_year(0.1 * std::exp(0.5));
  EXPECT_NEAR(at_election, 2000 * p, 4 * binomial(2000, p));
  EXPECT_EQ(leavers({{&columns::election_interval, 4.0}, {&columns::next_election, soon + 2000}}), usual);
}

TEST(Missions, ANewLeaderHastensWithdrawal) {
  SmallWorld small = manned(2000, {}, {{&columns::tenure, 5.0}});
  small.pipeline({"schedule", "leadership", "missions"}).time("2000-01-01", "2001-07-01");
  for (const char* regime : {"turnover.autocracy", "turnover.anocracy", "turnover.democracy"})
    small.parameter("leadership", regime, 0.0);
  small.parameter("leadership", "stay.autocracy", 1.0).parameter("leadership", "stay.democracy", 1.0);
  const double usual = count(small, events::left_mission);
  for (int n = 0; n < 2000; ++n) small.at("2000-07-01", Verb::turnover, "S" + std::to_string(n));
  EXPECT_GT(count(small, events::left_mission), 1.4 * usual);
}

TEST(Missions, CasualtiesHastenWithdrawal) {
  const auto left = [](double danger) {
    SmallWorld small = manned(200, {{&columns::force_goal, 100.0}, {&columns::robustness, 1.0}});
    small.parameter("missions", "wear", 0.3).parameter("missions", "danger.peacekeeping", danger);
    return count(small, events::left_mission);
  };
  EXPECT_GT(left(30.0), left(0.0));
}

/// A manned mission of which one rate of ending is so large that it ends in the first month.
SmallWorld ending(const std::string& rate) {
  SmallWorld small = manned(3);
  small.parameter("missions", rate, 1e4)
      .parameter("missions", "site.calm", 1.0)
      .parameter("missions", "withdrawal_rate", 0.0);
  small.parameter("missions", "serving_together", 0.0);
  return small.time("2000-01-01", "2000-02-01");
}

TEST(Missions, SuccessRaisesTrustAndLegitimacyAndFailureLowersThem) {
  const auto trust = [](const World& world) {
    return world.memberships[columns::trust][membership_of(world, "S0", "P")];
  };
  const World succeeded = world_after(ending("handover_rate").model());
  EXPECT_NEAR(trust(succeeded), 0.58 + 0.1 * 0.42, 1e-12);
  EXPECT_NEAR(value_of(succeeded, columns::legitimacy, "P"), 0.6 + 0.2 * 0.4, 1e-12);
  const World failed = world_after(ending("failure_rate").model());
  EXPECT_NEAR(trust(failed), 0.58 * 0.9, 1e-12);
  EXPECT_NEAR(value_of(failed, columns::legitimacy, "P"), 0.6 * 0.8, 1e-12);
}

TEST(Missions, ThatEndReleaseTheirContributors) {
  SmallWorld small = ending("handover_rate");
  const RunRecord record = record_of(small);
  EXPECT_EQ(count_events(record, small.catalogue(), events::mission_succeeded), 1U);
  EXPECT_EQ(count_events(record, small.catalogue(), events::mission_over), 3U);
  const World world = world_after(small.model());
  EXPECT_TRUE(world.memberships.members(alliance_of(world, "P-M")).empty());
  EXPECT_EQ(world.alliances.active[alliance_of(world, "P-M").index()], 0);
  EXPECT_EQ(value_of(world, columns::mission_load, "P"), 0.0);
}

TEST(Missions, ServingTogetherRaisesInteroperabilityInTheParentAndWeighsOnIt) {
  SmallWorld small = manned(3);
  small.parameter("missions", "withdrawal_rate", 0.0);
  const World world = world_after(small.model());
  EXPECT_NEAR(world.memberships[columns::interoperability][membership_of(world, "S0", "P")],
              1.0 - 0.5 * std::exp(-0.05 * 10.0), 1e-12);
  EXPECT_NEAR(value_of(world, columns::mission_load, "P"), 1.0, 1e-12);
}

TEST(Missions, ExpireWhenContributorsObjectAtTheEndOfATerm) {
  SmallWorld small = manned(3, {}, {{&columns::weariness, 2.0}});
  small.parameter("missions", "withdrawal_rate", 0.0);
  EXPECT_EQ(count(small, events::mission_expired), 0.0);
  small.alliance("P-M", names("S", 3), charter_of(MissionKind::peacekeeping, {{&columns::term, 2.0}}));
  const auto expired = events_of(record_of(small), small.catalogue(), events::mission_expired);
  ASSERT_EQ(expired.size(), 1U);
  EXPECT_EQ(expired[0].date, on("2002-01-01"));
}

TEST(Missions, EndWithTheConsentOfTheirHostUnlessTheyEnforce) {
  SmallWorld small = manned(3);
  small.pipeline({"schedule", "missions"}).parameter("missions", "withdrawal_rate", 0.0);
  small.change("2003-01-01", Verb::set, columns::consent, "P-M", 0.0);
  EXPECT_EQ(count(small, events::mission_unwelcome), 1.0);
  small.alliance("P-M", names("S", 3), charter_of(MissionKind::counter_terrorism));
  EXPECT_EQ(count(small, events::mission_unwelcome), 0.0);
}

}  // namespace
}  // namespace entente
