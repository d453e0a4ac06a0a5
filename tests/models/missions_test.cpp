#include "models/missions.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/events.hpp"
#include "tests/models/mission_world.hpp"

namespace entente {
namespace {

using namespace tests;

TEST(Missions, WithoutForcesCalmNothing) {
  SmallWorld small = manned(3, {{&columns::site_intensity, 0.5}}, {{&columns::power, 0.0}});
  EXPECT_NEAR(of_mission(world_after(small.model()), columns::site_intensity), 0.5, 1e-12);
}

/// Sum of pledges x (1 - caveat) x interoperability x command x legitimacy, after a month.
TEST(Missions, EffectiveForceIsTheProductOfWhatMakesItUp) {
  SmallWorld small = manned(2, {{&columns::integration, 0.5}, {&columns::legitimacy, 0.7}});
  small.state("S1", {{&columns::caveats, 0.5}}).time("2000-01-01", "2000-02-01");
  small.parameter("missions", "withdrawal_rate", 0.0);
  small.membership("P", "S0", {{&columns::interoperability, 0.8}})
      .membership("P", "S1", {{&columns::interoperability, 0.4}});
  const World world = world_after(small.model());
  const double withheld = 0.3 * 0.5;  // caveats of who is neither willing nor unwilling
  const double expected = 5.0 * (1.0 - withheld) * (0.8 + 0.5 * 0.4) * 0.8 * 0.7;
  EXPECT_NEAR(of_mission(world, columns::effective_force), expected, 1e-12);
}

/// Intensity after ten years of a mission of two, all else the same.
double calmed(Given charter, Given states = {}, Given membership = {}) {
  SmallWorld small = manned(2, std::move(charter), std::move(states));
  small.parameter("missions", "withdrawal_rate", 0.0);
  for (const char* id : {"S0", "S1"}) small.membership("P", id, membership);
  return of_mission(world_after(small.model()), columns::site_intensity);
}

TEST(Missions, EachFactorOfForceCalmsTheSite) {
  const double usual = calmed({});
  EXPECT_LT(usual, 0.5);
  EXPECT_LT(calmed({{&columns::integration, 1.0}}), usual);
  EXPECT_LT(calmed({{&columns::mandate, 1.0}}), usual);     // through legitimacy
  EXPECT_GT(calmed({{&columns::robustness, 1.0}}), usual);  // harm
  EXPECT_LT(calmed({{&columns::local_forces, 0.5}}), usual);
  EXPECT_LT(calmed({}, {{&columns::commitment, 0.5}}), usual);  // larger pledges
  EXPECT_GT(calmed({}, {{&columns::caveats, 0.5}}), usual);
  EXPECT_LT(calmed({}, {}, {{&columns::interoperability, 0.9}}), usual);
}

TEST(Missions, ASiteOnAPathIsTheScenariosAsLongAsThePathLasts) {
  SmallWorld small = manned(2);
  small.pipeline({"schedule", "missions"}).parameter("missions", "withdrawal_rate", 0.0);
  small.path(columns::site_intensity, "P-M", {{"2000-01-01", 0.5}, {"2005-01-01", 0.6}});
  small.time("2000-01-01", "2005-01-01");
  EXPECT_NEAR(of_mission(world_after(small.model()), columns::site_intensity), 0.6, 0.002);
  small.time("2000-01-01", "2008-01-01");
  EXPECT_LT(of_mission(world_after(small.model()), columns::site_intensity), 0.58);
}

// 200 contributors of 2 x .5 x 10 / 200 = .05 thousand each, danger 3, robustness .5, intensity .4 on a path: the dead
// of ten years are Poisson with mean 3 x .5 x .4 x 10 x .85 x 10 = 51, of whom the caveats of the half-willing spare
// .15.
TEST(Missions, TheirDeadArePoissonOfDangerRobustnessIntensityAndForce) {
  SmallWorld small = manned(200);
  small.pipeline({"schedule", "missions"}).parameter("missions", "withdrawal_rate", 0.0);
  small.path(columns::site_intensity, "P-M", {{"2000-01-01", 0.4}, {"2020-01-01", 0.4}});
  const Model model = small.model();
  double sum = 0.0;
  constexpr int runs = 20;
  for (std::uint64_t r = 0; r < runs; ++r) sum += of_mission(world_after(model, 3, r), columns::mission_deaths);
  EXPECT_NEAR(sum, 51.0 * runs, 4.0 * std::sqrt(51.0 * runs));
}

TEST(Missions, TheDeadWearyTheirPublicByTheLogOfTheirNumberAndTimeHeals) {
  SmallWorld small = manned(1, {{&columns::robustness, 1.0}, {&columns::force_goal, 50.0}});
  small.parameter("missions", "wear", 0.1)
      .parameter("missions", "weariness_time", 1e9)
      .parameter("missions", "withdrawal_rate", 0.0);
  const World world = world_after(small.model());
  const double dead = of_mission(world, columns::mission_deaths);
  ASSERT_GT(dead, 10.0);
  EXPECT_NEAR(value_of(world, columns::weariness, "S0"), 0.1 * std::log(1.0 + dead), 1e-6);
  small.parameter("missions", "weariness_time", 2.0);
  EXPECT_LT(value_of(world_after(small.model()), columns::weariness, "S0"), 0.1 * std::log(1.0 + dead));
}

TEST(Missions, AWearinessThatTheScenarioGivesIsTheLevelToWhichItReturns) {
  SmallWorld small = site(2, {{&columns::site_intensity, 0.0}}, {{&columns::weariness, 0.3}});
  EXPECT_EQ(value_of(world_after(small.model()), columns::weariness, "S0"), 0.3);
}

TEST(Missions, DoNotDependOnTheStep) {
  const auto after = [](int months) {
    SmallWorld small = site(20);
    small.parameter("missions", "site.noise", 0.3).time("2000-01-01", "2010-01-01", months);
    return world_after(small.model(), 7);
  };
  const World monthly = after(1);
  for (const int months : {3, 12}) {
    const World other = after(months);
    EXPECT_EQ(of_mission(monthly, columns::site_intensity), of_mission(other, columns::site_intensity));
    EXPECT_EQ(of_mission(monthly, columns::opened), of_mission(other, columns::opened));
  }
}

TEST(Missions, ABystanderChangesNoDraw) {
  SmallWorld alone = site(20), crowd = site(20);
  for (SmallWorld* small : {&alone, &crowd}) small->eligible("P-M", names("S", 20)).eligible("P", names("S", 20));
  crowd.state("A", state_of_power(0.5))
      .alliance("A-Z", {}, charter_of(MissionKind::relief, {{&columns::lead_state, 0.0}}));
  crowd.eligible("A-Z", {"A"});
  const RunRecord with = record_of(crowd), without = record_of(alone);
  EXPECT_EQ(count_events(with, crowd.catalogue(), events::left_mission),
            count_events(without, alone.catalogue(), events::left_mission));
  EXPECT_EQ(of_mission(world_after(alone.model()), columns::site_intensity),
            of_mission(world_after(crowd.model()), columns::site_intensity));
}

SmallWorld with_enemy(bool mission) {
  SmallWorld small(models::catalogue());
  small.pipeline({"schedule", "economy", "leadership", "interests", "threat", "security", "budget", "capability",
                  "trust", "membership", "stability"});
  for (int n = 0; n < 6; ++n) {
    const std::string id = "S" + std::to_string(n);
    small.state(id, {{&columns::gdp, 10.0 + n}, {&columns::capability, 0.1}, {&columns::democracy, 0.15 * n}});
    small.pair(id, "S" + std::to_string((n + 3) % 6), {{&columns::hostility, 0.5}});
  }
  small.alliance("P", {"S0", "S1", "S2"});
  if (mission) {
    small.alliance("P-M", {"S0", "S1", "S4"}, charter_of(MissionKind::peacekeeping, {{&columns::open_door, 5.0}}));
    small.alliance("Z", {"S5"}, charter_of(MissionKind::relief, {{&columns::lead_state, 5.0}}));
  }
  return small;
}

TEST(Missions, MembershipInThemChangesNoInterestThreatSecurityBudgetOrMembership) {
  const World with = world_after(with_enemy(true).model()), without = world_after(with_enemy(false).model());
  for (const Column* column : {&columns::position, &columns::threat, &columns::security, &columns::protection,
                               &columns::equilibrium_burden, &columns::burden, &columns::power, &columns::commitment})
    for (const char* id : {"S0", "S1", "S2", "S3", "S4", "S5"})
      EXPECT_EQ(value_of(with, *column, id), value_of(without, *column, id)) << column->name << " of " << id;
  for (const char* id : {"S0", "S1", "S2", "S3", "S4", "S5"}) {
    EXPECT_EQ(with.memberships[columns::utility][membership_of(with, id, "P")],
              without.memberships[columns::utility][membership_of(without, id, "P")]);
    EXPECT_EQ(with.memberships.status()[membership_of(with, id, "P")],
              without.memberships.status()[membership_of(without, id, "P")]);
  }
  // and the mechanism membership leaves missions alone, even one of a single state
  for (const char* id : {"S0", "S1", "S4"})
    EXPECT_EQ(with.memberships.status()[membership_of(with, id, "P-M")], Status::member);
  EXPECT_EQ(with.memberships.members(alliance_of(with, "P-M")).size(), 3U);
  EXPECT_EQ(with.memberships.members(alliance_of(with, "Z")).size(), 1U);
}

}  // namespace
}  // namespace entente
