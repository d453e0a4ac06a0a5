#include "models/stability.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/features.hpp"
#include "tests/support/small_world.hpp"

namespace entente {
namespace {

Given sized(double power, double home, double gdp = 1.0, double burden = 0.02) {
  return {{&columns::gdp, gdp}, {&columns::capability, power}, {&columns::home, home}, {&columns::burden, burden}};
}

World measured(SmallWorld& small) {
  return small.pipeline({"interests", "threat", "stability"}).model().initial();
}

TEST(Stability, AnAllianceOfIdenticalMembersIsOneAndCountsThemAll) {
  SmallWorld small(models::catalogue());
  small.states("S", 7, sized(0.1, 1.3)).alliance("X", {"S0", "S1", "S2", "S3", "S4", "S5", "S6"});
  const World world = measured(small);
  EXPECT_EQ(value_of(world, columns::members, "X"), 7.0);
  EXPECT_NEAR(value_of(world, columns::effective_members, "X"), 7.0, 1e-12);
  EXPECT_NEAR(value_of(world, columns::cohesion, "X"), 1.0, 1e-15);
  EXPECT_NEAR(value_of(world, columns::alliance_power, "X"), 0.7, 1e-15);
  EXPECT_NEAR(value_of(world, columns::alliance_burden, "X"), 0.02, 1e-15);
}

TEST(Stability, OneMemberIsCohesiveAndAlone) {
  SmallWorld small(models::catalogue());
  small.state("A", sized(0.4, 2.0)).alliance("X", {"A"});
  const World world = measured(small);
  EXPECT_EQ(value_of(world, columns::effective_members, "X"), 1.0);
  EXPECT_EQ(value_of(world, columns::cohesion, "X"), 1.0);
}

TEST(Stability, AnEmptyAllianceHasNoMarginsAndNoCohesion) {
  SmallWorld small(models::catalogue());
  small.state("A", sized(0.4, 2.0)).alliance("X", {});
  const World world = measured(small);
  EXPECT_EQ(value_of(world, columns::members, "X"), 0.0);
  EXPECT_EQ(value_of(world, columns::effective_members, "X"), 0.0);
  for (const Column* column :
       {&columns::cohesion, &columns::weakest_margin, &columns::mean_margin, &columns::alliance_burden})
    EXPECT_TRUE(std::isnan(value_of(world, *column, "X"))) << column->name;
}

// By hand: powers .3 and .1 at positions 1 and -1: shares 3/4 and 1/4, centre .5, D = 3/4 x .25 + 1/4 x 2.25 = .75,
// cohesion exp(-.375) = .68729; effective members 1 / (9/16 + 1/16) = 1.6; burden (.02 x 4 + .04 x 1) / 5 = .024.
TEST(Stability, TwoUnequalMembersGiveTheNumbersWorkedOutByHand) {
  SmallWorld small(models::catalogue());
  small.state("A", sized(0.3, 1.0, 4.0, 0.02)).state("B", sized(0.1, -1.0, 1.0, 0.04)).alliance("X", {"A", "B"});
  const World world = measured(small);
  EXPECT_NEAR(value_of(world, columns::cohesion, "X"), 0.6872892787909722, 1e-12);
  EXPECT_NEAR(value_of(world, columns::effective_members, "X"), 1.6, 1e-12);
  EXPECT_NEAR(value_of(world, columns::alliance_burden, "X"), 0.024, 1e-15);
}

TEST(Stability, MovingEveryoneByTheSameDistanceLeavesCohesion) {
  const auto cohesion_at = [](double shift) {
    SmallWorld small(models::catalogue());
    small.state("A", sized(0.3, 1.0 + shift)).state("B", sized(0.1, -1.0 + shift)).alliance("X", {"A", "B"});
    return value_of(measured(small), columns::cohesion, "X");
  };
  EXPECT_NEAR(cohesion_at(0.0), cohesion_at(10.0), 1e-12);
}

TEST(Stability, AnIssueOutsideTheFocusDoesNotDivide) {
  SmallWorld small(models::catalogue());
  small.issues({"east", "west"}).state("A", sized(0.1, 0.0)).state("B", sized(0.1, 0.0)).alliance("X", {"A", "B"});
  Scenario scenario = small.pipeline({"interests", "threat", "stability"}).scenario();
  scenario.world.states.update(columns::home)[0] = 5.0;  // A on east
  scenario.world.alliances.update(columns::focus)[0] = 0.0;
  const Model model(std::move(scenario), small.catalogue());
  EXPECT_EQ(value_of(model.initial(), columns::cohesion, "X"), 1.0);
}

TEST(Stability, TheWeakestMarginIsTheSmallestAndTheMeanIsTheMean) {
  SmallWorld small(models::catalogue());
  small.states("S", 3, sized(0.1, 0.0)).alliance("X", {"S0", "S1"}).pipeline({"stability"});
  Scenario scenario = small.scenario();
  const auto margin = scenario.world.memberships.update(columns::margin);
  margin[0] = 1.0;
  margin[1] = -0.5;
  margin[2] = -9.0;  // no member
  const Model model(std::move(scenario), small.catalogue());
  EXPECT_EQ(value_of(model.initial(), columns::weakest_margin, "X"), -0.5);
  EXPECT_EQ(value_of(model.initial(), columns::mean_margin, "X"), 0.25);
}

TEST(Stability, ExploitationIsTheRankCorrelationOfIncomeAndBurden) {
  SmallWorld small(models::catalogue());
  small.state("A", sized(0.1, 0.0, 500.0, 0.06)).state("B", sized(0.1, 0.0, 40.0, 0.03));
  small.state("C", sized(0.1, 0.0, 30.0, 0.05)).state("D", sized(0.1, 0.0, 10.0, 0.02));
  small.alliance("X", {"A", "B", "C", "D"}).alliance("Y", {"A", "B"}).alliance("Z", {});
  const World world = measured(small);
  EXPECT_NEAR(value_of(world, columns::exploitation, "X"), 1.0 - 6.0 * 2.0 / (4.0 * 15.0), 1e-15);
  EXPECT_TRUE(std::isnan(value_of(world, columns::exploitation, "Y")));
  // Differences of all pairs: 2 (3 + 1 + 4 + 2 + 1 + 3) = 28 over 2 x 16 x mean 4.
  EXPECT_NEAR(value_of(world, columns::burden_gini, "X"), 28.0 / 128.0, 1e-15);
  EXPECT_NEAR(value_of(world, columns::burden_gini, "Y"), 1.0 / 6.0, 1e-15);
  EXPECT_TRUE(std::isnan(value_of(world, columns::burden_gini, "Z")));
}

/// Four states that E threatens, the last one an outsider of X.
SmallWorld threatened() {
  SmallWorld small(models::catalogue());
  small.state("E", sized(0.4, 0.0)).state("A", sized(0.3, 0.0)).state("B", sized(0.1, 0.0));
  small.state("C", sized(0.05, 0.0)).state("D", sized(0.05, 0.0)).alliance("X", {"A", "B", "C"});
  for (const char* state : {"A", "B", "C", "D"}) small.pair(state, "E", {{&columns::hostility, 0.5}});
  small.near("A", "E", 0.2).near("B", "E", 0.9).pipeline({"interests", "threat", "security", "stability"});
  return small;
}

double pivotality_of(const World& world, std::string_view state, std::string_view alliance = "X") {
  return world.memberships[columns::pivotality][membership_of(world, state, alliance)];
}

/// sum_i m_i S_i over the members but one.
double pooled_without(const std::string& missing) {
  SmallWorld small = threatened();
  std::vector<std::string> members;
  for (const char* state : {"A", "B", "C"})
    if (state != missing) members.push_back(state);
  small.alliance("X", members);
  const World world = small.model().initial();
  double pooled = 0.0;
  for (const std::string& state : members)
    pooled += value_of(world, columns::power, state) *
              world.memberships[features::security][membership_of(world, state, "X")];
  return pooled;
}

TEST(Stability, PivotalityIsWhatThePooledSecurityLosesWithoutTheMember) {
  const World world = threatened().model().initial();
  const double all = pooled_without("");
  for (const char* state : {"A", "B", "C"})
    EXPECT_NEAR(pivotality_of(world, state), 1.0 - pooled_without(state) / all, 1e-12) << state;
  EXPECT_TRUE(std::isnan(pivotality_of(world, "D")));
  EXPECT_EQ(value_of(world, columns::pivotal_state, "X"), static_cast<double>(state_of(world, "A").row));
}

TEST(Stability, OfTwoMembersBothArePivotal) {
  const World world = threatened().alliance("X", {"A", "B"}).model().initial();
  EXPECT_NEAR(pivotality_of(world, "A"), 1.0, 1e-12);
  EXPECT_NEAR(pivotality_of(world, "B"), 1.0, 1e-12);
}

TEST(Stability, NobodyIsPivotalWhereNoSecurityIsPooled) {
  const World world = threatened().alliance("X", {"A", "B"}, {{&columns::defence, 0.0}}).model().initial();
  EXPECT_TRUE(std::isnan(pivotality_of(world, "A")));
  EXPECT_EQ(value_of(world, columns::pivotal_state, "X"), -1.0);
}

TEST(Stability, SharingIsMeasuredAnewEachJanuaryAndAfterAChangeOfMembers) {
  const auto gini_at = [](std::string_view end, bool withdrawal) {
    SmallWorld small(models::catalogue());
    small.time("2000-02-01", end).pipeline({"schedule", "interests", "threat", "stability"});
    small.states("S", 3, sized(0.1, 0.0)).alliance("X", {"S0", "S1", "S2"});
    small.change("2000-03-01", Verb::set, columns::burden, "S0", 0.04);
    if (withdrawal) small.at("2000-06-01", Verb::withdraw, "S2", "X");
    return value_of(world_after(small.model()), columns::burden_gini, "X");
  };
  EXPECT_NEAR(gini_at("2001-01-01", false), 0.0, 1e-15);
  EXPECT_NEAR(gini_at("2001-02-01", false), 1.0 / 6.0, 1e-15);  // burdens 4, 2, 2
  EXPECT_NEAR(gini_at("2000-07-01", true), 1.0 / 6.0, 1e-15);   // burdens 4, 2
}

}  // namespace
}  // namespace entente
