#include "models/division.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "models/classic/landscape.hpp"
#include "models/columns.hpp"
#include "tests/models/random_world.hpp"
#include "tests/support/small_world.hpp"

namespace entente {
namespace {

using tests::RandomWorld;

struct Found {
  std::vector<double> propensity, frustration, energy;
};

Found measured(const World& world, const PropensityParameters& parameters = {}) {
  Found found{std::vector<double>(world.dyads.size()), std::vector<double>(world.states.size()),
              std::vector<double>(world.alliances.size())};
  Scratch scratch;
  const Sides sides(world, scratch);
  assess_propensities(world, parameters, found.propensity);
  assess_frustration(world, found.propensity, sides, found.frustration);
  assess_landscape_energy(world, found.propensity, scratch, found.energy);
  return found;
}

/// A and B are tied at .8 and .4, A fears C at .5; powers .4, .3 and .2, positions alike. X holds A and B.
SmallWorld three(Given charter = {}) {
  SmallWorld small(models::catalogue());
  const auto state = [](double power) { return Given{{&columns::gdp, 1.0}, {&columns::power, power}}; };
  small.state("A", state(0.4)).state("B", state(0.3)).state("C", state(0.2));
  small.pair("A", "B", {{&columns::tie, 0.8}}).pair("B", "A", {{&columns::tie, 0.4}});
  small.pair("A", "C", {{&columns::fear, 0.5}});
  return small.alliance("X", {"A", "B"}, std::move(charter));
}

constexpr PropensityParameters without_interests{.tie = 1.0, .hostility = 1.0, .alignment = 0.0};

// p_AB = (.8 + .4) / 2 = .6, p_AC = -.5 / 2 = -.25. C stands apart from A alone: F_A = .2 x -.25 = -.05, F_C = .4 x
// -.25 = -.1; E_X = 2 x .4 x .2 x -.25 = -.04 = .4 F_A + .2 F_C.
TEST(Division, OfThreeStatesGivesTheNumbersWorkedOutByHand) {
  const Found found = measured(three().scenario().world, without_interests);
  EXPECT_NEAR(found.frustration[0], -0.05, 1e-15);
  EXPECT_EQ(found.frustration[1], 0.0);
  EXPECT_NEAR(found.frustration[2], -0.1, 1e-15);
  EXPECT_NEAR(found.energy[0], -0.04, 1e-15);
}

// Nobody shares a side: F_A = .3 x .6 - .05 = .13, F_B = .4 x .6 = .24.
TEST(Division, APactThatBindsNobodyToFightMakesNoSide) {
  const Found found = measured(three({{&columns::defence, 0.0}}).scenario().world, without_interests);
  EXPECT_NEAR(found.frustration[0], 0.13, 1e-15);
  EXPECT_NEAR(found.frustration[1], 0.24, 1e-15);
  EXPECT_NEAR(found.energy[0], -0.04, 1e-15);
}

TEST(Division, WhereAllAreTogetherNobodyIsFrustrated) {
  const Found found = measured(three().alliance("X", {"A", "B", "C"}).scenario().world);
  for (const double frustration : found.frustration) EXPECT_EQ(frustration, 0.0);
  EXPECT_EQ(found.energy[0], 0.0);
}

// Positions 0 and 2: dist2 = 4, 2 exp(-2) - 1.
TEST(Division, InterestsAttractWhereTheyAreCloseAndPartWhereTheyAreFar) {
  Scenario scenario = three().scenario();
  scenario.world.states.update(columns::position)[1] = 2.0;
  const Found found = measured(scenario.world, {.tie = 0.0, .hostility = 0.0, .alignment = 1.0});
  const std::size_t to_b = *scenario.world.dyads.row(StateId(0), StateId(1));
  const std::size_t to_c = *scenario.world.dyads.row(StateId(0), StateId(2));
  EXPECT_NEAR(found.propensity[to_b], 2.0 * std::exp(-2.0) - 1.0, 1e-15);
  EXPECT_DOUBLE_EQ(found.propensity[to_c], 1.0);
}

TEST(Division, ThoseWhoAreNotThereHaveNoPropensities) {
  Scenario scenario = three().scenario();
  scenario.world.states.active[2] = 0;
  const Found found = measured(scenario.world);
  EXPECT_EQ(found.energy[0], 0.0);
  EXPECT_EQ(found.frustration[2], 0.0);
}

/// The same propensities and powers as a landscape of the classic model.
classic::Landscape landscape_of(const World& world, const Found& found) {
  const auto n = static_cast<Eigen::Index>(world.states.size());
  Eigen::VectorXd sizes(n);
  Eigen::MatrixXd propensities = Eigen::MatrixXd::Zero(n, n);
  for (Eigen::Index i = 0; i < n; ++i) sizes[i] = world.states[columns::power][static_cast<std::size_t>(i)];
  for (std::size_t d = 0; d < world.dyads.size(); ++d)
    propensities(world.dyads.from()[d].row, world.dyads.to()[d].row) = found.propensity[d];
  return {sizes, propensities};
}

RC_GTEST_PROP(Division, TheEnergyOfAnAlliancesSplitIsThatOfTheClassicLandscape, (std::uint64_t seed)) {
  const World world = RandomWorld::make(seed, {});
  const Found found = measured(world);
  const classic::Landscape landscape = landscape_of(world, found);
  for (std::size_t a = 0; a < world.alliances.size(); ++a) {
    classic::Configuration inside = 0;
    for (const std::int32_t row : world.memberships.members(AllianceId(a)))
      inside |= classic::Configuration{1} << world.memberships.state()[static_cast<std::size_t>(row)].row;
    RC_ASSERT(std::fabs(found.energy[a] - landscape.energy(inside)) < 1e-12);
  }
}

RC_GTEST_PROP(Division, PowersTimesFrustrationsAddUpToTheEnergyOfTwoSides, (std::uint64_t seed)) {
  World world = RandomWorld::make(seed, {.alliances = 2, .overlap = false});
  classic::Configuration first = 0;
  for (std::size_t row = 0; row < world.memberships.size(); ++row) {
    const StateId i = world.memberships.state()[row];
    if (world.memberships.alliance()[row].row == 0 && is_member(world.memberships.status()[row]))
      first |= classic::Configuration{1} << i.row;
  }
  for (std::size_t i = 0; i < world.states.size(); ++i) {  // all others on the second side, or not there
    const auto row = world.memberships.row(StateId(i), AllianceId(1));
    if ((first >> i) & 1U) continue;
    if (row)
      world.memberships.set_status(*row, Status::member, Date{0});
    else
      world.states.active[i] = 0;
  }
  const Found found = measured(world);
  double energy = 0.0;
  for (std::size_t i = 0; i < world.states.size(); ++i)
    energy += world.states[columns::power][i] * found.frustration[i];
  RC_ASSERT(std::fabs(energy - landscape_of(world, found).energy(first)) < 1e-12);
}

}  // namespace
}  // namespace entente
