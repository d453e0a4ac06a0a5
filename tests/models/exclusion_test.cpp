#include "models/exclusion.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

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

/// X_ba, from its definition.
double hostility_between(const World& world, AllianceId b, AllianceId a) {
  const auto power = world.states[columns::power];
  const auto state_of = [&](std::int32_t row) { return world.memberships.state()[static_cast<std::size_t>(row)]; };
  double feared = 0.0, all_of_b = 0.0, all_of_a = 0.0;
  for (const std::int32_t row : world.memberships.members(a)) all_of_a += power[state_of(row).index()];
  for (const std::int32_t row : world.memberships.members(b)) {
    all_of_b += power[state_of(row).index()];
    for (const std::int32_t other : world.memberships.members(a))
      if (const auto pair = world.dyads.row(state_of(row), state_of(other)))
        feared += power[state_of(row).index()] * world.dyads[columns::fear][*pair] * power[state_of(other).index()];
  }
  return a == b || feared == 0.0 ? 0.0
                                 : duty_to_fight(world, a) * duty_to_fight(world, b) * feared / (all_of_a * all_of_b);
}

RC_GTEST_PROP(Exclusion, FromAnAllianceIsByTheMostHostileOfTheStatesOwn, (std::uint64_t seed)) {
  SmallWorld small = plain();
  Stream draws = Streams(seed, 0).at(1, 0, 0);
  const auto id = [](int n) { return "S" + std::to_string(n); };
  for (int n = 0; n < 6; ++n) small.state(id(n), state());
  for (int n = 0; n < 6; ++n)
    for (int m = 0; m < 6; ++m)
      if (n != m && draws.uniform() < 0.4) small.pair(id(n), id(m), {{&columns::fear, draws.uniform()}});
  for (const char* alliance : {"W", "X", "Y", "Z"}) {
    std::vector<std::string> members;
    for (int n = 0; n < 6; ++n)
      if (draws.uniform() < 0.4) members.push_back(id(n));
    small.alliance(alliance, members, {{&columns::defence, draws.uniform() < 0.8 ? 1.0 : 0.0}});
  }
  World world = small.scenario().world;
  for (double& power : world.states.update(columns::power)) power = draws.uniform() < 0.2 ? 0.0 : draws.uniform();
  Scratch scratch;
  assess_rivals(world, scratch);
  const MembershipTable& memberships = world.memberships;
  for (std::size_t row = 0; row < memberships.size(); ++row) {
    double most = 0.0;
    if (!is_member(memberships.status()[row]))
      for (const std::int32_t own : memberships.rows_of(memberships.state()[row])) {
        const auto other = static_cast<std::size_t>(own);
        if (!is_member(memberships.status()[other])) continue;
        most = std::max(most, hostility_between(world, memberships.alliance()[other], memberships.alliance()[row]));
      }
    RC_ASSERT(std::fabs(memberships[columns::rival_hostility][row] - most) < 1e-12);
  }
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
