#include "models/coercion.hpp"

#include <gtest/gtest.h>

#include "tests/models/plain_membership.hpp"

namespace entente {
namespace {

/// Grip of an alliance of hold 4 under a lead state of power `lead` over two others of .1 each.
double grip_under(double lead, double preponderance = 1.0) {
  SmallWorld small = tests::plain();
  small.state("L", {{&columns::gdp, 1.0}}).states("M", 2, {{&columns::gdp, 1.0}});
  small.alliance("X", {"L", "M0", "M1"}, {{&columns::hold, 4.0}, {&columns::lead_state, 0.0}});
  World world = small.scenario().world;
  world.states.update(columns::power)[0] = lead;
  world.states.update(columns::power)[1] = world.states.update(columns::power)[2] = 0.1;
  assess_grip(world, preponderance);
  return world.alliances[columns::grip][0];
}

TEST(Coercion, APreponderantLeadStateHoldsWithAllThatTheCharterGives) {
  EXPECT_EQ(grip_under(0.2), 4.0);
  EXPECT_EQ(grip_under(1.0), 4.0);
}

TEST(Coercion, AWeakLeadStateHoldsInProportionToItsPower) {
  EXPECT_DOUBLE_EQ(grip_under(0.05), 1.0);
  EXPECT_DOUBLE_EQ(grip_under(0.1, 2.0), 1.0);
  EXPECT_EQ(grip_under(0.0), 0.0);
}

TEST(Coercion, WithoutALeadStateTheCharterItselfHolds) {
  SmallWorld small = tests::plain();
  small.states("M", 2, tests::state()).alliance("X", {"M0", "M1"}, {{&columns::hold, 4.0}});
  World world = small.scenario().world;
  assess_grip(world, 1.0);
  EXPECT_EQ(world.alliances[columns::grip][0], 4.0);
}

TEST(Coercion, ALeadStateThatHasLeftHoldsNobody) {
  SmallWorld small = tests::plain();
  small.state("L", {{&columns::gdp, 1.0}, {&columns::capability, 1.0}})
      .states("M", 2, {{&columns::gdp, 1.0}, {&columns::capability, 0.1}})
      .alliance("X", {"M0", "M1"}, {{&columns::hold, 4.0}, {&columns::lead_state, 0.0}});
  World world = small.scenario().world;
  for (double& power : world.states.update(columns::power)) power = 0.1;
  assess_grip(world, 1.0);
  EXPECT_EQ(world.alliances[columns::grip][0], 0.0);
}

}  // namespace
}  // namespace entente
