#include "models/integration.hpp"

#include <gtest/gtest.h>

#include "tests/models/plain_membership.hpp"

namespace entente {
namespace {

using namespace tests;

SmallWorld command(double sovereignty, double utility) {
  SmallWorld small = club(2000, {{&columns::exit_rate, 0.0}, {&columns::integration, 0.8}}, utility);
  small.states("M", 2000,
               {{&columns::gdp, 1.0}, {&columns::commitment, utility}, {&columns::sovereignty, sovereignty}});
  small.parameter("membership", "integration.leave_rate", 0.1).parameter("membership", "integration.return_rate", 0.0);
  return small.time("2000-01-01", "2001-01-01");
}

TEST(Integration, WhoMindsForeignCommandAndIsLessAttachedOptsOutSooner) {
  for (const auto& [sovereignty, utility] : {std::pair(0.0, 0.0), std::pair(1.0, 0.0), std::pair(0.5, 1.0)}) {
    const double p = within_a_year(0.1 * std::exp(0.8 * sovereignty - utility));
    EXPECT_NEAR(count(command(sovereignty, utility), events::opted_out), 2000 * p, 4 * binomial(2000, p));
  }
}

TEST(Integration, OptingOutIsNotLeaving) {
  const SmallWorld small = command(1.0, 0.0);
  const World world = world_after(small.model());
  double outside = 0.0;
  for (std::size_t row = 0; row < 2000; ++row) {
    EXPECT_EQ(world.memberships.status()[row], Status::member);
    outside += world.memberships[columns::opted_out][row];
  }
  EXPECT_GT(outside, 0.0);
}

TEST(Integration, TheyComeBackAtTheirRate) {
  SmallWorld small = command(0.5, 1.0);
  small.parameter("membership", "integration.return_rate", 0.1);
  for (int n = 0; n < 2000; ++n) small.membership("X", "M" + std::to_string(n), {{&columns::opted_out, 1.0}});
  small.parameter("membership", "integration.leave_rate", 0.0);
  const double p = within_a_year(0.1 * std::exp(1.0 - 0.4));
  EXPECT_NEAR(count(small, events::opted_in), 2000 * p, 4 * binomial(2000, p));
}

TEST(Integration, WithoutACommandThereIsNothingToLeave) {
  SmallWorld small = command(1.0, -3.0);
  std::vector<std::string> ids;
  for (int n = 0; n < 2000; ++n) ids.push_back("M" + std::to_string(n));
  small.alliance("X", ids, {{&columns::exit_rate, 0.0}});
  EXPECT_EQ(count(small, events::opted_out), 0.0);
}

TEST(Integration, WhoHasOptedOutMindsNothing) {
  SmallWorld small = command(1.0, 0.0);
  small.membership("X", "M0", {{&columns::opted_out, 1.0}});
  const Model model = small.model();
  const World& world = model.initial();
  EXPECT_EQ(world.memberships[features::sovereignty][membership_of(world, "M0", "X")], 0.0);
  EXPECT_EQ(world.memberships[features::sovereignty][membership_of(world, "M1", "X")], 0.8);
}

}  // namespace
}  // namespace entente
