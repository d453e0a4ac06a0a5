#include "models/common_fund.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "tests/models/random_world.hpp"
#include "tests/support/small_world.hpp"

namespace entente {
namespace {

/// A large member of power .2 and a small one of power .02.
World founders(FundingKey key, double fund = 0.001) {
  SmallWorld small(models::catalogue());
  small.pipeline({"schedule", "threat", "security", "budget", "trust"});
  small.state("L", {{&columns::gdp, 1000.0}, {&columns::capability, 0.2}});
  small.state("S", {{&columns::gdp, 200.0}, {&columns::capability, 0.02}});
  small.alliance("X", {"L", "S"}, {{&columns::common_fund, fund}, {&columns::funding_key, static_cast<double>(key)}});
  return small.model().initial();
}

TEST(CommonFund, IsSharedByItsKey) {
  const auto paid = [](FundingKey key) {
    const World world = founders(key);
    const CommonFund fund(world, AllianceId(0));
    return std::pair(1000.0 * fund.paid_by(0), 200.0 * fund.paid_by(1));
  };
  EXPECT_NEAR(paid(FundingKey::gdp).first, 1.0, 1e-12);
  EXPECT_NEAR(paid(FundingKey::gdp).second, 0.2, 1e-12);
  EXPECT_NEAR(paid(FundingKey::power).first, 1.2 * 0.2 / 0.22, 1e-12);
  EXPECT_NEAR(paid(FundingKey::power).second, 1.2 * 0.02 / 0.22, 1e-12);
  EXPECT_NEAR(paid(FundingKey::heads).first, 0.6, 1e-12);
  EXPECT_NEAR(paid(FundingKey::heads).second, 0.6, 1e-12);
}

TEST(CommonFund, OfMembersWithoutPowerIsSharedByGdp) {
  World world = founders(FundingKey::power);
  for (double& power : world.states.update(columns::power)) power = 0.0;
  EXPECT_EQ(CommonFund(world, AllianceId(0)).paid_by(1), 0.001);
}

RC_GTEST_PROP(CommonFund, WhatMembersPayAddsUpToIt, (std::uint64_t seed)) {
  World world = tests::RandomWorld::make(seed, {});
  const auto gdp = world.states.update(columns::gdp);
  for (std::size_t i = 0; i < gdp.size(); ++i) gdp[i] = static_cast<double>(1 + (seed + 7 * i) % 100);
  for (double& fund : world.alliances.update(columns::common_fund)) fund = 0.002;
  for (double& key : world.alliances.update(columns::funding_key)) key = static_cast<double>(seed % 3);
  for (std::size_t a = 0; a < world.alliances.size(); ++a) {
    const CommonFund fund(world, AllianceId(a));
    double paid = 0.0, income = 0.0;
    for (const std::int32_t row : world.memberships.members(AllianceId(a))) {
      const std::size_t i = world.memberships.state()[static_cast<std::size_t>(row)].index();
      paid += gdp[i] * fund.paid_by(i);
      income += gdp[i];
    }
    RC_ASSERT(std::fabs(paid - 0.002 * income) < 1e-12 * (1.0 + income));
  }
}

}  // namespace
}  // namespace entente
