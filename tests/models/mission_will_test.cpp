#include "models/mission_will.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "models/columns.hpp"
#include "tests/models/mission_world.hpp"

namespace entente {
namespace {

using namespace tests;

/// Willingness of S0 at a site that stays without mission, where nothing but one parameter counts.
double will_of(SmallWorld small, const std::string& parameter, double value) {
  small.parameter("missions", "session_rate", 0.0).parameter("missions", parameter, value);
  const World world = world_after(small.time("2000-01-01", "2000-02-01").model());
  return world.memberships[columns::utility][membership_of(world, "S0", "P-M")];
}

TEST(MissionWill, IsItsBaseWhereNothingElseCounts) {
  EXPECT_EQ(will_of(site(2), "will.base", 0.4), 0.4);
}

TEST(MissionWill, GrowsWithProximityToTheHost) {
  EXPECT_NEAR(will_of(site(2, {{&columns::host, 1.0}}).near("S0", "S1", 0.3), "will.interest", 2.0), 0.6, 1e-15);
  EXPECT_EQ(will_of(site(2), "will.interest", 2.0), 0.0);
}

TEST(MissionWill, GrowsWithTheWorthOfTheParent) {
  SmallWorld small = site(2);
  small.membership("P", "S0", {{&columns::utility, 2.0}});
  EXPECT_NEAR(will_of(small, "will.bond", 0.3), 0.6, 1e-15);
  small.membership("P", "S0", {{&columns::utility, -7.0}});
  EXPECT_NEAR(will_of(small, "will.bond", 0.3), -1.2, 1e-15);  // cut
}

// exp(-1.5^2 / 2) = .32465: 4 (2 x .32465 - 1) = -1.4028.
TEST(MissionWill, OfAPartnerGrowsWithClosenessToTheLeadState) {
  SmallWorld small = site(2, {{&columns::lead_state, 1.0}});
  small.alliance("P", {"S1"}).state("S0", {{&columns::position, 1.5}});
  EXPECT_NEAR(will_of(small, "will.bond", 1.0), -1.4028, 1e-4);
}

TEST(MissionWill, GrowsWithAMandateAndTheStandingOfTheParentsMissions) {
  EXPECT_EQ(will_of(site(2, {{&columns::mandate, 1.0}}), "will.mandate", 0.5), 0.5);
  EXPECT_NEAR(will_of(site(2, {}, {}, {{&columns::legitimacy, 0.8}}), "will.legitimacy", 2.0), 0.4, 1e-15);
}

TEST(MissionWill, ShrinksWithDangerAndWeariness) {  // 3 deaths per thousand and year x .5 x .4
  const Given charter{{&columns::robustness, 0.5}, {&columns::site_intensity, 0.4}};
  EXPECT_NEAR(will_of(site(2, charter), "will.danger", 0.1), -0.06, 1e-15);
  EXPECT_NEAR(will_of(site(2, {}, {{&columns::weariness, 0.3}}), "will.weariness", 2.0), -0.6, 1e-12);
}

TEST(MissionWill, OfOthersIsTheirOwnLastingReasons) {
  SmallWorld small = site(2000);
  small.parameter("missions", "session_rate", 0.0).parameter("missions", "will.spread", 0.7);
  const auto wills = [&](std::string_view end) {
    const World world = world_after(small.time("2000-01-01", end).model());
    const AllianceId mission = alliance_of(world, "P-M");
    const auto all = world.memberships[columns::utility].subspan(world.memberships.begin(mission), 2000);
    return std::vector<double>(all.begin(), all.end());
  };
  const std::vector<double> first = wills("2000-02-01");
  double sum = 0.0, squares = 0.0;
  for (const double will : first) {
    sum += will / 2000;
    squares += will * will / 2000;
  }
  EXPECT_NEAR(sum, 0.0, 4 * 0.7 / std::sqrt(2000.0));
  EXPECT_NEAR(squares, 0.49, 4 * 0.49 * std::sqrt(2.0 / 2000));
  EXPECT_EQ(first, wills("2005-01-01"));
}

TEST(MissionWill, SharesAreMembershipsWhateverOtherMechanismsAddAndNoneWhereThatHasNone) {
  Will will;
  will.terms[Will::bond] = 1.0;
  EXPECT_TRUE(will.shares(3).empty());
  for (const std::size_t features : {features::reasons, models::catalogue().features().size()}) {
    const std::vector<double> shares = will.shares(features);
    EXPECT_LE(shares.size(), features);
    EXPECT_EQ(std::accumulate(shares.begin(), shares.end(), 0.0), 1.0);
  }
}

TEST(MissionCharter, AMissionsIdNamesItsParent) {
  SmallWorld small = site(2);
  for (const char* id : {"P-Q-R", "PX", "Q"})
    small.alliance(id, {}, charter_of(MissionKind::relief, {{&columns::lead_state, 0.0}}));
  small.alliance("P-Q", {"S0"});
  const World world = small.model().initial();
  const std::vector<std::int32_t> parents = parents_of_missions(world);
  const auto parent = [&](std::string_view id) { return parents[alliance_of(world, id).index()]; };
  EXPECT_EQ(parent("P-M"), alliance_of(world, "P").row);
  EXPECT_EQ(parent("P-Q-R"), alliance_of(world, "P-Q").row);
  EXPECT_EQ(parent("P-Q"), -1);
  EXPECT_EQ(parent("PX"), -1);
  EXPECT_EQ(parent("Q"), -1);
}

}  // namespace
}  // namespace entente
