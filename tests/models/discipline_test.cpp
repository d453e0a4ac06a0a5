#include "models/discipline.hpp"

#include <gtest/gtest.h>

#include "models/trust.hpp"
#include "tests/models/plain_membership.hpp"

namespace entente {
namespace {

using namespace tests;

/// 300 clubs of a culprit (reputation .5 below its level when the run begins, kept there) and two judges.
SmallWorld courts(double base, double gravity = 2.0) {
  SmallWorld small = plain();
  small.time("2000-01-01", "2001-01-01").parameter("membership", "vote.base", base);
  for (const char* term : {"alignment", "regime", "power", "common_threat", "noise"})
    small.parameter("membership", std::string("vote.") + term, 0.0);
  small.parameter("membership", "discipline.gravity", gravity);
  for (int n = 0; n < 300; ++n) {
    const std::string id = std::to_string(n);
    small.state(
        "C" + id,
        {{&columns::gdp, 1.0}, {&columns::power, 0.1}, {&columns::reputation, 0.5}, {&columns::reputation_level, 1.0}});
    small.state("J" + id, {{&columns::gdp, 1.0}, {&columns::power, 0.1}, {&columns::reputation_level, 0.0}});
    small.state("K" + id, {{&columns::gdp, 1.0}, {&columns::power, 0.1}, {&columns::reputation_level, 0.0}});
    small.alliance("X" + id, {"C" + id, "J" + id, "K" + id},
                   {{&columns::exit_rate, 0.0}, {&columns::minimum_members, 1.0}});
    small.eligible("X" + id, {"C" + id, "J" + id, "K" + id});
  }
  return small;
}

TEST(Discipline, MotionsComeAtTheRateOfTheChargeAndCarryWhereEveryoneElseWouldNotAdmit) {
  SmallWorld small = courts(0.9);
  small.parameter("membership", "discipline.suspension_rate", 1.0)
      .parameter("membership", "discipline.expulsion_rate", 1.0)
      .parameter("membership", "session_rate", 1e-9);
  const RunRecord record = record_of(small);
  const auto suspended = static_cast<double>(count_events(record, small.catalogue(), events::suspended));
  const double p = within_a_year(1.0);  // first of two causes at .5 each; the other half is expelled
  EXPECT_NEAR(suspended, 300 * p / 2, 4 * binomial(300, p / 2));
  for (const EventKind* kind : {&events::suspended, &events::expelled})
    for (const Event& event : events_of(record, small.catalogue(), *kind))
      EXPECT_EQ(small.model().initial().states.ids()[event.state.index()][0], 'C');
}

TEST(Discipline, WhoIsWelcomeIsKeptWhateverTheCharge) {
  SmallWorld small = courts(1.1);
  EXPECT_EQ(count(small.parameter("membership", "discipline.suspension_rate", 20.0), events::suspended), 0.0);
}

TEST(Discipline, ASuspendedMemberHasNoVoiceAndComesBackWhenTheChargeIsForgotten) {
  SmallWorld small = courts(0.9);
  small.parameter("membership", "discipline.suspension_rate", 50.0)
      .parameter("membership", "discipline.expulsion_rate", 0.0)
      .parameter("membership", "session_rate", 20.0)
      .change("2000-07-01", Verb::set, columns::reputation, "C0", 1.0)
      .pipeline({"schedule", "membership"});
  const Model model = small.model();
  Simulation simulation(model, 3, 0);
  for (int n = 0; n < 6; ++n) simulation.step();
  const World& world = simulation.world();
  EXPECT_EQ(world.memberships.status()[membership_of(world, "C0", "X0")], Status::suspended);
  EXPECT_EQ(world.memberships.members(alliance_of(world, "X0")).size(), 2u);
  simulation.run();
  EXPECT_EQ(world.memberships.status()[membership_of(world, "C0", "X0")], Status::member);
  EXPECT_EQ(world.memberships.status()[membership_of(world, "C1", "X1")], Status::suspended);
  EXPECT_EQ(world.memberships.entered()[membership_of(world, "C0", "X0")], on("2000-01-01"));
}

TEST(Discipline, TheLeadStateDecidesAloneWhereTheCharterSaysSo) {
  SmallWorld small = courts(0.9);
  small.pair("J0", "C0", {{&columns::fear, 1.0}});
  EXPECT_GT(count(small.parameter("membership", "discipline.expulsion_rate", 20.0), events::expelled), 0.0);
  SmallWorld friends = courts(3.0);
  friends.parameter("membership", "discipline.expulsion_rate", 20.0).parameter("membership", "vote.hostility", 5.0);
  friends.pair("J0", "C0", {{&columns::fear, 1.0}});
  EXPECT_EQ(count(friends, events::expelled), 0.0);
  const double lead = 3.0;
  friends.alliance("X0", {"C0", "J0", "K0"},
                   {{&columns::exit_rate, 0.0}, {&columns::expulsion_rule, lead}, {&columns::lead_state, 300.0}});
  EXPECT_EQ(friends.model().initial().states.ids()[300], "J0");
  EXPECT_EQ(count(friends, events::expelled), 1.0);
}

}  // namespace
}  // namespace entente
