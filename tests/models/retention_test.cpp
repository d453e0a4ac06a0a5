#include "models/retention.hpp"

#include <gtest/gtest.h>

#include "tests/models/plain_membership.hpp"

namespace entente {
namespace {

using namespace tests;

/// A club of three; the first member's margin and denial are as told, the others have skill `skill`.
World trio(double margin, double denial, double skill = 0.5) {
  SmallWorld small = plain();
  small.state("A", state()).states("M", 2, {{&columns::gdp, 1.0}, {&columns::skill, skill}});
  small.alliance("X", {"A", "M0", "M1"});
  World world = small.scenario().world;
  for (double& power : world.states.update(columns::power)) power = 0.1;
  world.memberships.update(columns::margin)[0] = margin;
  world.memberships.update(features::denial)[0] = denial;
  return world;
}

constexpr Stakes security{.security = 5.0, .trust = 0.0};

TEST(Retention, TheOthersBargainWhereTheyWouldLoseMoreThanItTakes) {
  const RetentionParameters p;
  EXPECT_EQ(bargain(trio(-0.9, 0.1), p, security, 0, 0.0).probability, p.deal);  // 2 x 5 x .1 = 1 > .9
  EXPECT_EQ(bargain(trio(-1.1, 0.1), p, security, 0, 0.0).probability, 0.0);
  EXPECT_DOUBLE_EQ(bargain(trio(-0.9, 0.1), p, security, 0, 0.0).need, 0.9);
  EXPECT_EQ(bargain(trio(0.5, 0.1), p, security, 0, 0.0).need, 0.0);
  EXPECT_EQ(bargain(trio(0.5, 0.1), p, security, 0, 0.75).need, 0.75);
}

// A third of the power leaves, which takes a third of the .58 with which two others trust: .58 x 2 / 3 = .387 at
// weight 1.
TEST(Retention, TheOthersFearForTheirTrustToo) {
  const RetentionParameters p;
  const Stakes trust{.security = 0.0, .trust = 1.0};
  EXPECT_NEAR(bargain(trio(0.0, 0.0), p, trust, 0, 0.0).loss, 0.58 * 2 / 3, 1e-12);
  EXPECT_EQ(bargain(trio(-0.38, 0.0), p, trust, 0, 0.0).probability, p.deal);
  EXPECT_EQ(bargain(trio(-0.39, 0.0), p, trust, 0, 0.0).probability, 0.0);
}

TEST(Retention, SkilledNegotiatorsFindADealMoreOften) {
  const RetentionParameters p;
  EXPECT_DOUBLE_EQ(bargain(trio(-0.9, 0.1, 1.0), p, security, 0, 0.0).probability, 0.9);
  EXPECT_DOUBLE_EQ(bargain(trio(-0.9, 0.1, 0.0), p, security, 0, 0.0).probability, 0.0);
}

TEST(Retention, ADealIsPaidForByTheOthers) {
  World world = trio(-0.9, 0.1);
  concede(world, 0, 0.9);
  const auto concession = world.memberships[columns::concession];
  EXPECT_DOUBLE_EQ(concession[0], 0.9);
  EXPECT_DOUBLE_EQ(concession[1], -0.45);
  EXPECT_NEAR(concession[0] + concession[1] + concession[2], 0.0, 1e-15);
}

// 2000 members of margin -1 give notice at e x .1 a year; the whole club's denial is made worth more than 1.
TEST(Retention, ANoticeThatIsBargainedOverIsTakenBackWithTheDealsProbability) {
  SmallWorld small = club(2000, {{&columns::exit_rate, 0.1}}, -1.0);
  small.time("2000-01-01", "2000-02-01").parameter("membership", "withdrawal_rate", 0.0);
  small.parameter("membership", "stay.security", 0.07).parameter("membership", "centre.security", 0.0);
  Scenario scenario = small.scenario();
  for (double& denial : scenario.world.memberships.update(features::denial)) denial = 1.0;
  const Model model(std::move(scenario), small.catalogue());
  Simulation simulation(model, 5, 0);
  simulation.run();
  const RunRecord record = simulation.record();
  const auto notices = static_cast<double>(count_events(record, small.catalogue(), events::notice_given));
  const auto retained = static_cast<double>(count_events(record, small.catalogue(), events::retained));
  ASSERT_GT(notices, 20.0);
  EXPECT_NEAR(retained, 0.45 * notices, 4 * binomial(notices, 0.45));
  const auto& memberships = simulation.world().memberships;
  double sum = 0.0, largest = 0.0;
  for (const double concession : memberships[columns::concession]) {
    sum += concession;
    largest = std::max(largest, concession);
  }
  EXPECT_NEAR(sum, 0.0, 1e-9);
  EXPECT_GT(largest, 0.95);  // what a margin of -1 asks, and anger
}

}  // namespace
}  // namespace entente
