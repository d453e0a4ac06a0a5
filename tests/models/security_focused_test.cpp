#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/features.hpp"
#include "models/maths/contest.hpp"
#include "models/security.hpp"
#include "tests/support/small_world.hpp"

namespace entente {
namespace {

/// Three states that two non-state threats and a hostile state threaten; X is an alliance of A and B.
SmallWorld networked(double hostility = 0.0) {
  SmallWorld small(models::catalogue());
  small.threat("cyber", 0.04).threat("terror", 0.02).all_near(1.0).pipeline({"schedule", "threat", "security"});
  small.state("A", {{&columns::gdp, 1.0}, {&columns::capability, 0.1}, {&columns::exposure, 1.0}});
  small.state("B", {{&columns::gdp, 1.0}, {&columns::capability, 0.3}, {&columns::exposure, 0.5}});
  small.state("C", {{&columns::gdp, 1.0}, {&columns::capability, 0.2}, {&columns::exposure, 0.2}});
  return small.pair("A", "C", {{&columns::hostility, hostility}}).alliance("X", {"A", "B"});
}

struct Worth {
  double security, denial;
};

/// What X is worth to a state if it is against the threats `against` alone, in the order of their names; none: all.
std::map<std::string, Worth> worths(const SmallWorld& small, std::vector<double> against = {0.0, 0.0}) {
  Scenario scenario = small.scenario();
  std::copy(against.begin(), against.end(), scenario.world.alliances.update(columns::against).begin());
  const World world = world_after(Model(std::move(scenario), small.catalogue()));
  std::map<std::string, Worth> found;
  for (const char* state : {"A", "B", "C"}) {
    const std::size_t row = membership_of(world, state, "X");
    found[state] = {world.memberships[features::security][row], world.memberships[features::denial][row]};
  }
  return found;
}

// Threat to A: .04 of cyber crime; pledge strength 1 x interoperability .5 x reputation .745 x trust .58 of B's .3.
TEST(FocusedSecurity, IsTheDifferenceThatMembersMakeToTheChanceAgainstTheNamedThreats) {
  const double help = 0.5 * 0.745 * 0.58 * 0.3;
  const double value = 0.04 / 0.07 * (maths::contest(0.1 + help, 0.04, 1.0) - maths::contest(0.1, 0.04, 1.0));
  EXPECT_NEAR(worths(networked(), {1.0, 0.0}).at("A").security, value, 1e-12);
  EXPECT_NEAR(worths(networked(1.0), {1.0, 0.0}).at("A").security, value, 1e-12);  // states are no matter
}

// Where all threats are non-state, nothing is far and there is one alliance, a focus on all threats changes nothing.
TEST(FocusedSecurity, OnAllThreatsThereAreIsThatOfAnAllianceWithoutFocus) {
  for (const bool regional : {false, true}) {
    SmallWorld small = networked();
    if (regional) small.regions({1.0}, {{"A", 0}, {"B", 0}, {"C", 0}});
    const auto usual = worths(small), focused = worths(small, {1.0, 1.0});
    for (const char* state : {"A", "B", "C"}) {
      EXPECT_GT(usual.at(state).security, 0.0) << state;
      EXPECT_NEAR(focused.at(state).security, usual.at(state).security, 1e-12) << state;
      if (regional) continue;  // there the usual denial is of first order only
      EXPECT_NEAR(focused.at(state).denial, usual.at(state).denial, 1e-12) << state;
    }
  }
}

TEST(FocusedSecurity, GrowsWithTheNamedThreatsAndIsNoneWithoutThem) {
  SmallWorld calm = networked(), tense = networked();
  calm.threat("cyber", 0.0);
  tense.threat("cyber", 0.08);
  const std::vector<double> cyber{1.0, 0.0};
  EXPECT_EQ(worths(calm, cyber).at("A").security, 0.0);
  EXPECT_GT(worths(tense, cyber).at("A").security, worths(networked(), cyber).at("A").security);
  EXPECT_EQ(worths(networked().alliance("X", {"A", "B"}, {{&columns::defence, 0.0}}), cyber).at("A").security, 0.0);
}

TEST(FocusedSecurity, ProtectsAgainstNoState) {
  SmallWorld small = networked(1.0);
  Scenario scenario = small.scenario();
  scenario.world.alliances.update(columns::against)[0] = 1.0;
  const World world = world_after(Model(std::move(scenario), small.catalogue()));
  EXPECT_EQ(value_of(world, columns::protection, "A"), 0.0);
  EXPECT_GT(value_of(world_after(small.model()), columns::protection, "A"), 0.0);
  EXPECT_EQ(duty_to_fight(world, AllianceId(0)), 0.0);
  EXPECT_EQ(duty_to_defend(world, AllianceId(0)), 0.0);
}

// With an ally that protects against everything, what a second alliance adds against some threats is less.
TEST(FocusedSecurity, IsWorthLessToWhomAGeneralAllianceProtects) {
  SmallWorld small = networked();
  const double alone = worths(small, {1.0, 0.0}).at("A").security;
  small.alliance("Y", {"A", "C"});
  const double protected_too = worths(small, {1.0, 0.0, 0.0, 0.0}).at("A").security;
  EXPECT_LT(protected_too, alone);
  EXPECT_GT(protected_too, 0.0);
}

}  // namespace
}  // namespace entente
