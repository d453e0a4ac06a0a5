#include "models/blocking.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "models/exclusion.hpp"
#include "models/membership_parts.hpp"
#include "models/pacts.hpp"
#include "tests/models/plain_membership.hpp"
#include "tests/models/random_world.hpp"

namespace entente {
namespace {

using namespace tests;

/// States to whom a pact is worth their leader's commitment, and nothing else.
Membership::Parameters plain_parameters() {
  Membership::Parameters parameters;
  parameters.join.fill(0.0);
  parameters.join[features::place_of(features::leader)] = 1.0;
  parameters.scales.spread[features::place_of(features::leader)] = 1.0;
  parameters.frailty = 0.0;
  return parameters;
}

std::vector<double> groups_of(const World& world, int size,
                              const Membership::Parameters& membership = plain_parameters()) {
  Scratch scratch;
  const Security::Parameters security;
  std::vector<double> groups(world.states.size());
  count_blocking_groups(world, {.membership = membership, .security = security, .streams = nullptr},
                        Sides(world, scratch), size, scratch, groups);
  return groups;
}

using Groups = std::vector<double>;

/// A, B, C and D, of which A, B and C have to do with one another; D knows nobody. Commitments as told.
SmallWorld four(double a = 0.5, double b = 0.5, double c = 0.5, double d = 0.5) {
  SmallWorld small(models::catalogue());
  small.state("A", state(a)).state("B", state(b)).state("C", state(c)).state("D", state(d));
  for (const auto& [from, to] : {std::pair("A", "B"), std::pair("A", "C"), std::pair("B", "C")})
    small.pair(from, to, {{&columns::tie, 0.1}});
  return small;
}

Groups found(const SmallWorld& small, int size) {
  return groups_of(small.scenario().world, size);
}

TEST(Blocking, AllWhoGainByAPactBlockAndStrangersDoNot) {
  EXPECT_EQ(found(four(), 2), (Groups{2.0, 2.0, 2.0, 0.0}));
  EXPECT_EQ(found(four(), 3), (Groups{3.0, 3.0, 3.0, 0.0}));
  EXPECT_EQ(found(four(), 1), (Groups{0.0, 0.0, 0.0, 0.0}));
}

TEST(Blocking, OneWhoWouldNotGainIsInNoBlockingGroup) {
  EXPECT_EQ(found(four(0.5, 0.5, -0.5), 3), (Groups{1.0, 1.0, 0.0, 0.0}));
  EXPECT_EQ(found(four(0.5, -0.5, -0.5), 3), (Groups{0.0, 0.0, 0.0, 0.0}));
}

TEST(Blocking, ThoseWhoAreTogetherDoNotBlock) {
  EXPECT_EQ(found(four().alliance("X", {"A", "B"}), 2), (Groups{1.0, 1.0, 2.0, 0.0}));
  EXPECT_EQ(found(four().alliance("X", {"A", "B"}), 3), (Groups{2.0, 2.0, 3.0, 0.0}));
  EXPECT_EQ(found(four().alliance("X", {"A", "B", "C"}), 3), (Groups{0.0, 0.0, 0.0, 0.0}));
  EXPECT_EQ(found(four().alliance("X", {"A", "B", "C"}, {{&columns::defence, 0.0}}), 3), (Groups{3.0, 3.0, 3.0, 0.0}));
}

TEST(Blocking, ThoseWhoAreNotThereDoNotBlock) {
  Scenario scenario = four().scenario();
  scenario.world.states.active[2] = 0;
  EXPECT_EQ(groups_of(scenario.world, 3), (Groups{1.0, 1.0, 0.0, 0.0}));
}

// C of Y, half of its power, fears A: X = .2 / 2 for the members of Y, times the default exclusion of 8: .8 > .5.
TEST(Blocking, AnAllianceHostileToTheOthersOfAGroupKeepsItsMembersOut) {
  SmallWorld small = four();
  small.alliance("Y", {"B", "C"});
  World world = small.scenario().world;
  for (double& power : world.states.update(columns::power)) power = 0.1;
  EXPECT_EQ(groups_of(world, 2), (Groups{2.0, 1.0, 1.0, 0.0}));
  world.dyads.update(columns::fear)[*world.dyads.row(StateId(2), StateId(0))] = 0.2;
  EXPECT_EQ(groups_of(world, 2), (Groups{0.0, 0.0, 0.0, 0.0}));
}

/// What a pact is worth to state 0 whose other members are states 1 and, where there is a third, 2.
double pact_value(const World& world, bool third) {
  Scratch scratch;
  const Membership::Parameters membership;
  const Security::Parameters security;
  Pacts pacts;
  pacts.add(StateId(1), third ? StateId(2) : StateId());
  pacts.add_candidate(StateId(0));
  return pacts.values(world, {.membership = membership, .security = security, .streams = nullptr}, scratch).at(0);
}

/// A threatened world of three and an alliance of two; with the pact as an alliance of the scenario where it has
/// members.
SmallWorld threatened(std::vector<std::string> pact) {
  SmallWorld small(models::catalogue());
  small.pipeline({"interests", "threat", "security", "trust", "membership"});
  double power = 0.25;
  for (const char* id : {"A", "B", "C", "D"}) {
    small.state(id, {{&columns::gdp, 1.0},
                     {&columns::capability, power},
                     {&columns::home, 3.0 * power},
                     {&columns::democracy, 2.0 * power},
                     {&columns::commitment, power}});
    power -= 0.05;
  }
  small.pair("A", "D", {{&columns::hostility, 0.6}}).pair("B", "D", {{&columns::hostility, 0.4}});
  small.pair("C", "D", {{&columns::hostility, 0.3}})
      .pair("A", "B", {{&columns::tie, 0.4}, {&columns::contiguous, 1.0}});
  small.pair("B", "C", {{&columns::hostility, 0.1}}).near("A", "B", 0.8).near("A", "D", 0.7);
  small.alliance("X", {"A", "C"});
  if (!pact.empty()) small.alliance("Y", std::move(pact));
  return small;
}

TEST(Blocking, APactIsWorthWhatItsUtilityWouldBeIfItWereThere) {
  const World before = threatened({}).model().initial();
  for (const bool third : {false, true}) {
    const World real =
        threatened(third ? std::vector<std::string>{"B", "C"} : std::vector<std::string>{"B"}).model().initial();
    const double utility = real.memberships[columns::utility][membership_of(real, "A", "Y")];
    ASSERT_GT(std::fabs(utility), 0.01);
    EXPECT_NEAR(pact_value(before, third), utility, 1e-12);
  }
}

TEST(Blocking, FrailtyIsThatOfTheRun) {
  const World world = four().scenario().world;
  Membership::Parameters membership = plain_parameters();
  membership.frailty = 0.4;
  const Security::Parameters security;
  Pacts pacts;
  pacts.add(StateId(1));
  pacts.add_candidate(StateId(0));
  for (const std::uint64_t seed : {1, 2}) {
    Scratch scratch;
    const Streams streams(seed, 0);
    const PactValuation valuation{.membership = membership, .security = security, .streams = &streams};
    EXPECT_DOUBLE_EQ(pacts.values(world, valuation, scratch).at(0),
                     0.5 + 0.4 * standard_frailty(streams, world.states.entities()[0]));
  }
}

RC_GTEST_PROP(Blocking, GroupsOfTwoComeInPairsAndOfThreeInThrees, (std::uint64_t seed)) {
  World world = RandomWorld::make(seed, {});
  for (double& commitment : world.states.update(columns::commitment)) commitment -= 0.3;
  double two = 0.0, three = 0.0;
  const std::vector<double> pairs = groups_of(world, 2), all = groups_of(world, 3);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    two += pairs[i];
    three += all[i] - pairs[i];
    RC_ASSERT(all[i] >= pairs[i]);
  }
  RC_ASSERT(std::fmod(two, 2.0) == 0.0);
  RC_ASSERT(std::fmod(three, 3.0) == 0.0);
}

// But for neighbours: where there are no borders they are the nearest five, whoever these are.
TEST(Blocking, ABystanderChangesNothing) {
  Membership::Parameters membership;
  membership.join[features::place_of(features::neighbours)] = 0.0;
  double found = 0.0;
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    const std::vector<double> alone = groups_of(RandomWorld::make(seed, {}), 3, membership);
    std::vector<double> crowd = groups_of(RandomWorld::make(seed, {.bystander = true}), 3, membership);
    EXPECT_EQ(crowd.front(), 0.0);
    crowd.erase(crowd.begin());
    EXPECT_EQ(alone, crowd);
    for (const double groups : alone) found += groups;
  }
  EXPECT_GT(found, 0.0);
}

TEST(Blocking, IsSearchedInRegionalGeometryToo) {
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    const World exact = RandomWorld::make(seed, {.overlap = false});
    World regional = RandomWorld::make(seed, {.own_regions = true, .overlap = false});
    // Troops abroad are known to exact geometry alone.
    World without = exact;
    for (double& presence : without.dyads.update(columns::presence)) presence = 0.0;
    EXPECT_EQ(groups_of(without, 2), groups_of(regional, 2));
  }
}

}  // namespace
}  // namespace entente
