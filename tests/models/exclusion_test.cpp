#include "models/exclusion.hpp"

#include <gtest/gtest.h>

#include "tests/models/plain_membership.hpp"

namespace entente {
namespace {

using namespace tests;

/// X of A and B; Y of C and `count` states N; A fears C at .8 and C fears A at .5.
SmallWorld blocs(std::size_t count = 1, double commitment = 0.0, Given charter_of_y = {}) {
  SmallWorld small = plain();
  small.state("A", state()).state("B", state()).state("C", state()).states("N", count, state(commitment));
  small.pair("A", "C", {{&columns::fear, 0.8}}).pair("C", "A", {{&columns::fear, 0.5}});
  std::vector<std::string> members{"C"};
  for (std::size_t n = 0; n < count; ++n) members.push_back("N" + std::to_string(n));
  charter_of_y.insert(charter_of_y.end(), {{&columns::exit_rate, 0.0}, {&columns::open_door, 0.0}});
  return small.alliance("X", {"A", "B"}, {{&columns::exit_rate, 0.0}}).alliance("Y", members, std::move(charter_of_y));
}

double rival_hostility(SmallWorld small, const std::string& state, const std::string& alliance) {
  World world = small.scenario().world;
  for (double& power : world.states.update(columns::power)) power = 0.1;
  Scratch scratch;
  assess_rivals(world, scratch);
  return world.memberships[columns::rival_hostility][membership_of(world, state, alliance)];
}

// C, half of Y's power, fears A, half of X's: .5 / 4.
TEST(Exclusion, HostilityIsThatOfTheOwnAllianceToTheOthersMembersByPower) {
  EXPECT_DOUBLE_EQ(rival_hostility(blocs(), "N0", "X"), 0.125);
  EXPECT_DOUBLE_EQ(rival_hostility(blocs(), "B", "Y"), 0.8 / 4);
  EXPECT_EQ(rival_hostility(blocs(), "N0", "Y"), 0.0);
}

TEST(Exclusion, APactThatBindsNobodyToFightExcludesFromNothing) {
  EXPECT_EQ(rival_hostility(blocs(1, 0.0, {{&columns::defence, 0.0}}), "N0", "X"), 0.0);
  EXPECT_DOUBLE_EQ(rival_hostility(blocs(1, 0.0, {{&columns::strength, 0.5}}), "N0", "X"), 0.0625);
}

// 1000 states at .37 a year each, of which exp(-exclusion X) apply; hostility of C's alone is .5 / 2 / 1001, so X is
// made large by exclusion. The others give notice to Y.
TEST(Exclusion, WhoIsBarredGivesNoticeToTheHostileAllianceInstead) {
  SmallWorld small = blocs(1000);
  small.time("2000-01-01", "2001-01-01")
      .parameter("membership", "session_rate", 1e-9)
      .parameter("membership", "lapse_rate", 0.0)
      .parameter("membership", "withdrawal_rate", 0.0);
  const World world = world_after(small.model());
  const double x = world.memberships[columns::rival_hostility][membership_of(world, "N0", "X")];
  ASSERT_GT(x, 0.0);
  small.alliance("X", {"A", "B"}, {{&columns::exit_rate, 0.0}, {&columns::exclusion, std::log(2.0) / x}});
  const double p = within_a_year(0.37 / 2);
  EXPECT_NEAR(count(small, events::applied), 1000 * p, 5 * binomial(1000, p));
  EXPECT_NEAR(count(small, events::notice_to_switch), 1000 * p, 5 * binomial(1000, p));
}

// Hostility stands as in January; who left what barred it applies at once.
TEST(Exclusion, WhoHasLeftAppliesWhateverStoodInJanuary) {
  SmallWorld small = blocs(200, 3.0);
  small.alliance("X", {"A", "B"}, {{&columns::exit_rate, 0.0}, {&columns::exclusion, 1e9}});
  small.pipeline({"schedule", "membership"}).time("2000-02-01", "2000-12-01");
  for (int n = 0; n < 200; ++n) small.at("2000-03-01", Verb::withdraw, "N" + std::to_string(n), "Y");
  const RunRecord record = record_of(small);
  for (const Event& event : events_of(record, small.catalogue(), events::applied))
    EXPECT_GE(event.date, on("2000-03-01"));
  EXPECT_GT(count_events(record, small.catalogue(), events::applied), 100u);
}

TEST(Exclusion, AGripPreventsThat) {
  SmallWorld small = blocs(200, 2.0, {{&columns::hold, 50.0}});
  small.alliance("X", {"A", "B"}, {{&columns::exit_rate, 0.0}, {&columns::exclusion, 1e9}});
  EXPECT_EQ(count(small, events::applied), 0.0);
  EXPECT_EQ(count(small, events::notice_to_switch), 0.0);
}

}  // namespace
}  // namespace entente
