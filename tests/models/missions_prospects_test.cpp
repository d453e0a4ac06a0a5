#include <gtest/gtest.h>

#include <map>

#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/events.hpp"
#include "models/missions.hpp"
#include "tests/models/mission_world.hpp"

namespace entente {
namespace {

using namespace tests;

TEST(Missions, EventsOfContributorsKeepReasonsThatAddUp) {
  SmallWorld small = site(20, {{&columns::host, 3.0}, {&columns::mandate, 1.0}}, {{&columns::weariness, 0.2}});
  for (const auto& [name, value] : std::map<std::string, double>{
           {"base", 0.5}, {"spread", 0.7}, {"interest", 1.0}, {"mandate", 0.5}, {"danger", 0.1}})
    small.parameter("missions", "will." + name, value);
  const RunRecord record = record_of(small);
  std::size_t told = 0;
  for (std::size_t n = 0; n < record.events.size(); ++n) {
    const Event& event = record.events.events()[n];
    const auto& kind = small.catalogue().event_kinds()[static_cast<std::size_t>(event.kind)];
    if (kind.name != events::joined_mission.name && kind.name != events::left_mission.name) continue;
    ++told;
    double sum = 0.0;
    for (const double share : record.events.shares(n)) sum += share;
    EXPECT_NEAR(sum, event.utility, 1e-12);
    EXPECT_LT(event.draw, event.probability);
    EXPECT_NE(event.state.row, 3);  // the host
  }
  EXPECT_GT(told, 5U);
}
TEST(Missions, WhatHappensToAPairIsAmongItsProspects) {
  SmallWorld small =
      site(20, {{&columns::robustness, 1.0}, {&columns::force_goal, 40.0}}, {{&columns::weariness, 0.2}});
  small.parameter("missions", "withdrawal_rate", 0.5).parameter("missions", "wear", 0.3);
  const Model model = small.model();
  Simulation simulation(model, 2, 0);
  std::size_t moves = 0;
  while (!simulation.done()) {
    const std::size_t before = simulation.events().size();
    std::map<std::int32_t, Prospect> expected;
    simulation.step([&](std::size_t phase, World& now, const Step& step) {
      const AllianceId mission = alliance_of(now, "P-M");
      if (now.alliances[columns::opened][mission.index()] == columns::distant_past) return;
      for (std::int32_t i = 0; i < 20; ++i)
        for (const Prospect& next :
             model.pipeline()[phase].mechanism->prospects(now, step, StateId(static_cast<std::size_t>(i)), mission))
          expected[i] = next;
    });
    if (expected.empty()) continue;
    for (std::size_t n = before; n < simulation.events().size(); ++n) {
      const Event& event = simulation.events().events()[n];
      const auto& kind = small.catalogue().event_kinds()[static_cast<std::size_t>(event.kind)];
      if (kind.name != events::left_mission.name && kind.name != events::joined_mission.name) continue;
      ++moves;
      const Prospect& prospect = expected.at(event.state.row);
      EXPECT_EQ(prospect.kind, event.kind);
      EXPECT_EQ(prospect.probability, event.probability);
      EXPECT_EQ(prospect.draw, event.draw);
      EXPECT_EQ(prospect.utility, event.utility);
      EXPECT_EQ(prospect.utility_needed > prospect.utility, kind.name == events::left_mission.name);
    }
  }
  EXPECT_GT(moves, 20U);
}

TEST(Missions, APairOfAnAllianceOrOfASiteWithoutMissionHasNoChance) {
  SmallWorld small = site(3, {{&columns::site_intensity, 0.0}});
  const Model model = small.model();
  Simulation simulation(model, 2, 0);
  simulation.step([&](std::size_t phase, World& now, const Step& step) {
    const Mechanism& missions = *model.pipeline()[phase].mechanism;
    EXPECT_TRUE(missions.prospects(now, step, state_of(now, "S0"), alliance_of(now, "P")).empty());
    const auto next = missions.prospects(now, step, state_of(now, "S0"), alliance_of(now, "P-M"));
    ASSERT_EQ(next.size(), 1U);
    EXPECT_EQ(next[0].probability, 0.0);
    EXPECT_EQ(next[0].obstacle, "the mission is not under way");
  });
}

}  // namespace
}  // namespace entente
