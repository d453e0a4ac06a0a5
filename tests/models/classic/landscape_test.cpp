#include "models/classic/landscape.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace entente::classic {
namespace {

Stream stream(std::uint64_t entity) {
  return Streams(20, 0).at(1, 0, entity);
}

// Middle East 2015, after the table of Axelrod & Furnas (2016): sizes and mutual propensities of US, Russia, Syria,
// Turkey, Saudi Arabia, Iran, ISIS, Hezbollah, Iraqi Kurds, Nusra, Iraq.
constexpr std::size_t us = 0, russia = 1, syria = 2, turkey = 3, isis = 6, kurds = 8, nusra = 9, iraq = 10;

Landscape middle_east() {
  Eigen::VectorXd sizes(11);
  sizes << 10, 10, 50, 10, 10, 20, 100, 20, 40, 10, 50;
  Eigen::MatrixXd propensities(11, 11);
  propensities << 0, -1, -1, 2, 1, -1, -2, -2, 1, -1, 1,  //
      -1, 0, 1, -1, 0, 0, -2, 0, -1, -1, 1,               //
      -1, 1, 0, -2, -1, 1, -2, 1, -2, -1, 0,              //
      2, -1, -2, 0, 0, -1, -1, 0, -1, -1, 0,              //
      1, 0, -1, 0, 0, -2, -2, 0, 0, -1, 0,                //
      -1, 0, 1, -1, -2, 0, -1, 2, 0, -1, -1,              //
      -2, -2, -2, -1, -2, -1, 0, -1, -2, -1, -2,          //
      -2, 0, 1, 0, 0, 2, -1, 0, 0, -1, 0,                 //
      1, -1, -2, -1, 0, 0, -2, 0, 0, -1, 0,               //
      -1, -1, -1, -1, -1, -1, -1, -1, -1, 0, -1,          //
      1, 1, 0, 0, 0, -1, -2, 0, 0, -1, 0;
  return {sizes, propensities};
}

Configuration against_the_rest(std::initializer_list<std::size_t> few) {
  Configuration configuration = 0;
  for (const std::size_t actor : few) configuration |= Configuration{1} << actor;
  return configuration;
}

Landscape any_landscape(std::size_t most_actors) {
  const auto actors = *rc::gen::inRange<Eigen::Index>(1, static_cast<Eigen::Index>(most_actors) + 1);
  Eigen::VectorXd sizes(actors);
  Eigen::MatrixXd propensities(actors, actors);
  for (Eigen::Index i = 0; i < actors; ++i) {
    sizes[i] = *rc::gen::inRange(0, 100) * 0.1;
    for (Eigen::Index j = 0; j <= i; ++j) propensities(i, j) = propensities(j, i) = *rc::gen::inRange(-20, 21) * 0.1;
  }
  return {sizes, propensities};
}

TEST(Landscape, OneActorStandsAlone) {
  const Landscape landscape(Eigen::VectorXd::Constant(1, 5.0), Eigen::MatrixXd::Constant(1, 1, 3.0));
  const Configurations all = explore(landscape);
  EXPECT_EQ(all.energies, (std::vector<double>{0.0}));
  EXPECT_EQ(all.minima, (std::vector<Configuration>{0}));
}

TEST(Landscape, FriendsStandTogetherAndEnemiesApart) {
  for (const double propensity : {1.0, -1.0}) {
    const Landscape landscape(Eigen::Vector2d(2.0, 3.0), Eigen::Matrix2d::Constant(propensity));
    const Configurations all = explore(landscape);
    EXPECT_EQ(all.energies, (std::vector<double>{0.0, 12.0 * propensity}));
    EXPECT_EQ(all.minima, (std::vector<Configuration>{propensity > 0.0 ? 0U : 1U}));
  }
}

TEST(Landscape, WhereAllAreIndifferentNobodyMoves) {
  const Landscape landscape(Eigen::VectorXd::Ones(5), Eigen::MatrixXd::Zero(5, 5));
  const Configurations all = explore(landscape);
  EXPECT_EQ(all.minima.size(), 16U);
  const Basins basins = absorb(landscape, all);
  EXPECT_EQ(basins.switches, 0.0);
  EXPECT_EQ(basins.picks, 0.0);
}

// Rows of the published table of all 1,024 configurations.
TEST(Landscape, TheEnergiesOfTheMiddleEastAreAsPublished) {
  const Landscape landscape = middle_east();
  const Configurations all = explore(landscape);
  ASSERT_EQ(all.energies.size(), 1024U);
  const auto energy = [&](std::initializer_list<std::size_t> few) {
    return all.energies[landscape.canonical(against_the_rest(few))];
  };
  EXPECT_DOUBLE_EQ(energy({}), 0.0);
  EXPECT_DOUBLE_EQ(energy({us}), -4200.0);
  EXPECT_DOUBLE_EQ(energy({us, russia}), -7200.0);
  EXPECT_DOUBLE_EQ(energy({us, syria}), -30200.0);
  EXPECT_DOUBLE_EQ(energy({us, isis}), -76200.0);
  EXPECT_DOUBLE_EQ(energy({us, kurds}), -31400.0);
  EXPECT_DOUBLE_EQ(energy({us, nusra}), -10200.0);
  EXPECT_DOUBLE_EQ(energy({us, iraq}), -27200.0);
  EXPECT_DOUBLE_EQ(energy({us, russia, syria}), -35200.0);
  EXPECT_DOUBLE_EQ(energy({us, russia, isis}), -71200.0);
  EXPECT_DOUBLE_EQ(energy({us, russia, kurds}), -32800.0);
}

TEST(Landscape, TheMiddleEastHasOneLocalMinimum) {
  const Landscape landscape = middle_east();
  const Configurations all = explore(landscape);
  ASSERT_EQ(all.minima.size(), 1U);
  EXPECT_EQ(all.minima[0], against_the_rest({turkey, isis, nusra}));
  EXPECT_DOUBLE_EQ(all.energies[all.minima[0]], -83200.0);
  EXPECT_DOUBLE_EQ(*std::min_element(all.energies.begin(), all.energies.end()), -83200.0);
}

TEST(Landscape, MyopicActorsOfTheMiddleEastSettleInAsManyStepsAsPublished) {
  const Landscape landscape = middle_east();
  const Basins basins = absorb(landscape, explore(landscape));
  ASSERT_EQ(basins.share.size(), 1U);
  EXPECT_NEAR(basins.share[0], 1.0, 1e-12);
  EXPECT_NEAR(basins.picks, 29.7760, 5e-5);
  EXPECT_NEAR(basins.switches, 5.9351, 5e-5);
}

// Within four standard errors; about .03 picks of 29.776.
TEST(Landscape, SamplesAgreeWithExactAbsorption) {
  const Landscape landscape = middle_east();
  Stream draws = stream(1);
  const SampledBasins sampled = sample_basins(landscape, 100'000, draws);
  EXPECT_EQ(sampled.minima, explore(landscape).minima);
  EXPECT_LT(sampled.picks.standard_error, 0.1);
  EXPECT_NEAR(sampled.picks.mean, 29.7760, 4.0 * sampled.picks.standard_error);
  EXPECT_LT(sampled.switches.standard_error, 0.02);
  EXPECT_NEAR(sampled.switches.mean, 5.9351, 4.0 * sampled.switches.standard_error);
}

// Two pairs of friends that dislike each other a little, and one who is torn: two minima.
TEST(Landscape, SampledBasinsAreThoseOfAbsorption) {
  Eigen::MatrixXd propensities(5, 5);
  propensities << 0, 4, -1, -1, 2,  //
      4, 0, -1, 3, -1,              //
      -1, -1, 0, 4, 2,              //
      -1, 3, 4, 0, -3,              //
      2, -1, 2, -3, 0;
  const Landscape landscape(Eigen::VectorXd::Ones(5), propensities);
  const Configurations all = explore(landscape);
  const Basins basins = absorb(landscape, all);
  ASSERT_GE(basins.share.size(), 2U);
  Stream draws = stream(2);
  const SampledBasins sampled = sample_basins(landscape, 40'000, draws);
  ASSERT_EQ(sampled.minima, all.minima);
  for (std::size_t n = 0; n < all.minima.size(); ++n) {
    EXPECT_LT(sampled.share[n].standard_error, 0.003);
    EXPECT_NEAR(sampled.share[n].mean, basins.share[n], 4.0 * sampled.share[n].standard_error);
  }
}

// 64 actors, as many as a configuration holds: even against odd.
TEST(Landscape, ManyActorsOfTwoBlocsFindTheirSides) {
  Eigen::MatrixXd propensities(64, 64);
  for (Eigen::Index i = 0; i < 64; ++i)
    for (Eigen::Index j = 0; j < 64; ++j) propensities(i, j) = (i + j) % 2 == 0 ? 1.0 : -1.0;
  const Landscape landscape(Eigen::VectorXd::Ones(64), propensities);
  Stream draws = stream(3);
  const SampledBasins sampled = sample_basins(landscape, 100, draws);
  EXPECT_EQ(sampled.minima, (std::vector<Configuration>{0x5555'5555'5555'5555}));
  EXPECT_EQ(sampled.share[0].mean, 1.0);
  EXPECT_EQ(landscape.energy(sampled.minima[0]), -2.0 * 32 * 32);
}

// Axelrod & Bennett 1993; frustration: sum of size x propensity over those on the other side.
RC_GTEST_PROP(LandscapeProperty, ASwitchChangesEnergyByTwiceTheSizeTimesTheChangeOfFrustration, ()) {
  const auto actors = *rc::gen::inRange<Eigen::Index>(1, 13);
  Eigen::VectorXd sizes(actors);
  Eigen::MatrixXd propensities(actors, actors);
  for (Eigen::Index i = 0; i < actors; ++i) {
    sizes[i] = *rc::gen::inRange(0, 100) * 0.1;
    for (Eigen::Index j = 0; j <= i; ++j) propensities(i, j) = propensities(j, i) = *rc::gen::inRange(-20, 21) * 0.1;
  }
  const Landscape landscape(sizes, propensities);
  const auto frustration = [&](Configuration c, Eigen::Index i) {
    double sum = 0.0;
    for (Eigen::Index j = 0; j < actors; ++j)
      if ((((c >> i) ^ (c >> j)) & 1) != 0) sum += sizes[j] * propensities(i, j);
    return sum;
  };
  const Configuration start = *rc::gen::inRange<Configuration>(0, Configuration{1} << actors);
  const auto k = *rc::gen::inRange<Eigen::Index>(0, actors);
  const Configuration end = start ^ (Configuration{1} << k);
  const double change = 2.0 * sizes[k] * (frustration(end, k) - frustration(start, k));
  RC_ASSERT(std::abs(landscape.energy(end) - landscape.energy(start) - change) <= landscape.negligible());
  double energy = 0.0;
  for (Eigen::Index i = 0; i < actors; ++i) energy += sizes[i] * frustration(start, i);
  RC_ASSERT(std::abs(landscape.energy(start) - energy) <= landscape.negligible());
}

RC_GTEST_PROP(LandscapeProperty, UpdatedEnergiesAreRecomputedOnes, ()) {
  const Landscape landscape = any_landscape(10);
  const Configurations all = explore(landscape);
  for (Configuration c = 0; c < all.energies.size(); ++c)
    RC_ASSERT(std::abs(all.energies[c] - landscape.energy(c)) <= landscape.negligible());
}

RC_GTEST_PROP(LandscapeProperty, AConfigurationAndItsComplementAreOneSplit, ()) {
  const Landscape landscape = any_landscape(12);
  const Configuration everyone = ~Configuration{0} >> (64 - landscape.actors());
  const Configuration one = *rc::gen::arbitrary<Configuration>() & everyone;
  RC_ASSERT(landscape.energy(one) == landscape.energy(one ^ everyone));
  RC_ASSERT(landscape.canonical(one) == landscape.canonical(one ^ everyone));
}

// Axelrod & Bennett 1993: a switch changes energy by twice the size times the change of frustration.
RC_GTEST_PROP(LandscapeProperty, ASwitchChangesEnergyAsItSays, ()) {
  const Landscape landscape = any_landscape(12);
  const Configuration start = *rc::gen::inRange<Configuration>(0, Configuration{1} << landscape.actors());
  const auto actor = *rc::gen::inRange<std::size_t>(0, landscape.actors());
  const double change = landscape.energy(start ^ (Configuration{1} << actor)) - landscape.energy(start);
  RC_ASSERT(std::abs(Walk(landscape, start).change(actor) - change) <= landscape.negligible());
}

RC_GTEST_PROP(LandscapeProperty, ThereIsALocalMinimumAndTheLowestEnergyIsOne, ()) {
  const Landscape landscape = any_landscape(9);
  const Configurations all = explore(landscape);
  RC_ASSERT(!all.minima.empty());
  const double lowest = *std::min_element(all.energies.begin(), all.energies.end());
  RC_ASSERT(all.energies[all.minima.front()] - lowest <= landscape.negligible());
}

RC_GTEST_PROP(LandscapeProperty, EveryStartEndsInSomeMinimum, ()) {
  const Landscape landscape = any_landscape(9);
  const Basins basins = absorb(landscape, explore(landscape));
  double sum = 0.0;
  for (const double share : basins.share) sum += share;
  RC_ASSERT(std::abs(sum - 1.0) <= 1e-12);
  RC_ASSERT(basins.picks >= basins.switches);
}

RC_GTEST_PROP(LandscapeProperty, EveryStepOfADescentLowersEnergyAndTheEndIsAMinimum, ()) {
  const Landscape landscape = any_landscape(12);
  const Configuration start = *rc::gen::inRange<Configuration>(0, Configuration{1} << landscape.actors());
  Stream draws = stream(*rc::gen::arbitrary<std::uint64_t>());
  const Descent descent = descend(landscape, start, draws);
  Configuration here = start;
  for (const std::size_t actor : descent.switches) {
    const Configuration next = here ^ (Configuration{1} << actor);
    RC_ASSERT(landscape.energy(next) < landscape.energy(here));
    here = next;
  }
  RC_ASSERT(here == descent.end);
  RC_ASSERT(Walk(landscape, here).is_local_minimum());
  RC_ASSERT(descent.picks >= static_cast<std::int64_t>(descent.switches.size()));
}

RC_GTEST_PROP(LandscapeProperty, NamesDecideNothing, ()) {
  const auto actors = *rc::gen::inRange<Eigen::Index>(2, 9);
  Eigen::VectorXd sizes(actors);
  Eigen::MatrixXd propensities(actors, actors);
  for (Eigen::Index i = 0; i < actors; ++i) {
    sizes[i] = *rc::gen::inRange(1, 20);
    for (Eigen::Index j = 0; j <= i; ++j) propensities(i, j) = propensities(j, i) = *rc::gen::inRange(-2, 3);
  }
  const Landscape one(sizes, propensities);
  const Landscape other(sizes.reverse(), propensities.reverse());
  const Configurations of_one = explore(one), of_other = explore(other);
  RC_ASSERT(of_one.minima.size() == of_other.minima.size());
  for (Configuration c = 0; c < of_one.energies.size(); ++c) {
    Configuration mirrored = 0;
    for (Eigen::Index k = 0; k < actors; ++k) mirrored |= ((c >> k) & 1) << (actors - 1 - k);
    RC_ASSERT(of_one.energies[c] == of_other.energies[other.canonical(mirrored)]);
  }
  const Basins first = absorb(one, of_one), second = absorb(other, of_other);
  RC_ASSERT(std::abs(first.picks - second.picks) <= 1e-9 * first.picks);
  RC_ASSERT(std::abs(first.switches - second.switches) <= 1e-9 * first.switches);
}

}  // namespace
}  // namespace entente::classic
