#include "models/stability.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
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

}  // namespace
}  // namespace entente
