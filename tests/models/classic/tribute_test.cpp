#include "models/classic/tribute.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numeric>

#include "models/classic/estimate.hpp"

namespace entente::classic {
namespace {

Stream stream(std::uint64_t population) {
  return Streams(1995, population).at(1, 0, 0);
}

TributeWorld lived(const TributeParameters& parameters, int years, Stream draws) {
  TributeWorld world = start_tribute(parameters, draws);
  for (int year = 0; year < years; ++year) live_a_year(parameters, world, draws);
  return world;
}

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// The rules with wealth given instead of drawn.
TributeWorld world_of(std::vector<double> wealth) {
  TributeWorld world;
  world.initial = world.wealth = wealth;
  world.commitment.assign(wealth.size() * wealth.size(), 0);
  for (std::size_t i = 0; i < wealth.size(); ++i) world.commitment[i * wealth.size() + i] = 100;
  return world;
}

TEST(Tribute, AmongEqualsNobodyDemands) {
  const TributeParameters parameters{.actors = 5, .least_wealth = 400.0, .most_wealth = 400.0};
  const TributeWorld world = lived(parameters, 10, stream(0));
  EXPECT_EQ(world.idle, 30);
  EXPECT_EQ(world.wealth, (std::vector<double>(5, 600.0)));
  EXPECT_EQ(tribute_outcome(parameters, world).wealth, 1.0);
  EXPECT_EQ(tribute_outcome(parameters, world).gini, 0.0);
}

// Paying would cost 100, fighting .25 x 1000: whoever of the two is drawn, only the rich one demands.
TEST(Tribute, TheWeakPay) {
  const TributeParameters parameters{.actors = 2, .demanders = 20, .demand = 100.0, .harvest = 0.0};
  TributeWorld world = world_of({1000.0, 150.0});
  Stream draws = stream(1);
  live_a_year(parameters, world, draws);
  EXPECT_GE(world.tributes, 2);
  EXPECT_EQ(world.fights, 0);
  EXPECT_EQ(world.wealth, (std::vector<double>{1150.0, 0.0}));
  EXPECT_EQ(world.commitment[1], 20);
}

// Paying would cost 250, fighting .25 x 400: each destroys a quarter of its strength of the other's wealth.
TEST(Tribute, TheStrongFight) {
  const TributeParameters parameters{.actors = 2, .demanders = 1, .harvest = 0.0};
  TributeWorld world = world_of({400.0, 300.0});
  Stream draws = stream(2);
  while (world.fights == 0) live_a_year(parameters, world, draws);
  EXPECT_EQ(world.wealth, (std::vector<double>{325.0, 200.0}));
  EXPECT_EQ(world.destroyed, 175.0);
  EXPECT_EQ(world.commitment[1], 0);
}

// Paying would cost 100, and so would fighting.
TEST(Tribute, WhoWouldLoseAsMuchByFightingPays) {
  const TributeParameters parameters{.actors = 2, .demanders = 1, .demand = 100.0, .harvest = 0.0};
  TributeWorld world = world_of({400.0, 100.0});
  Stream draws = stream(4);
  while (world.fights + world.tributes == 0) live_a_year(parameters, world, draws);
  EXPECT_EQ(world.tributes, 1);
  EXPECT_EQ(world.wealth, (std::vector<double>{500.0, 0.0}));
}

// 0 cannot reach 2 past 1 and 3 unless one of them is more committed to 0 than to 2.
TEST(Tribute, WhoIsNotANeighbourIsReachedThroughFriends) {
  const TributeParameters parameters{.actors = 4, .demanders = 100, .harvest = 0.0};
  TributeWorld world = world_of({1000.0, 0.0, 100.0, 0.0});
  Stream draws = stream(3);
  live_a_year(parameters, world, draws);
  EXPECT_EQ(world.tributes, 0);
  world.commitment[0 * 4 + 1] = world.commitment[1 * 4 + 0] = 10;
  live_a_year(parameters, world, draws);
  EXPECT_EQ(world.tributes, 1);
  EXPECT_EQ(world.wealth[0], 1100.0);
}

/// Means and standard errors over populations.
struct Ensemble {
  Estimate wealth, fights, tributes, idle, top_share, gini, richer, fully_committed;
};

Ensemble ensemble(int years, int populations) {
  const TributeParameters parameters;
  double sums[8]{}, squares[8]{};
  for (int population = 0; population < populations; ++population) {
    const TributeWorld world = lived(parameters, years, stream(static_cast<std::uint64_t>(population)));
    const TributeOutcome outcome = tribute_outcome(parameters, world);
    const double values[8]{outcome.wealth,
                           static_cast<double>(world.fights),
                           static_cast<double>(world.tributes),
                           static_cast<double>(world.idle),
                           outcome.top_share,
                           outcome.gini,
                           outcome.richer,
                           outcome.fully_committed};
    for (int n = 0; n < 8; ++n) {
      sums[n] += values[n];
      squares[n] += values[n] * values[n];
    }
  }
  const auto mean = [&](int n) { return estimate(sums[n], squares[n], populations); };
  return {mean(0), mean(1), mean(2), mean(3), mean(4), mean(5), mean(6), mean(7)};
}

/// Within four standard errors of the difference, and known well enough (`sharp`) for that to mean something.
void expect_agreement(const Estimate& ours, const Estimate& published, double sharp) {
  const double error = std::hypot(ours.standard_error, published.standard_error);
  EXPECT_LT(error, sharp);
  EXPECT_NEAR(ours.mean, published.mean, 4.0 * error);
}

// Axelrod 1995; means and standard errors of 5,000 populations by the rules of his program Tribute 4.0.
TEST(Tribute, AThousandYearsOfTenActorsAreAsPublished) {
  const Ensemble ours = ensemble(1000, 600);
  expect_agreement(ours.wealth, {0.70012, 0.00196}, 0.007);
  expect_agreement(ours.fights, {326.6444, 1.801}, 6.0);
  expect_agreement(ours.tributes, {1839.806, 2.211}, 7.5);
  expect_agreement(ours.idle, {833.5496, 1.983}, 6.5);
  expect_agreement(ours.top_share, {0.54645, 0.00158}, 0.006);
  expect_agreement(ours.gini, {0.77610, 0.00054}, 0.002);
  expect_agreement(ours.richer, {2.2162, 0.00905}, 0.03);
  expect_agreement(ours.fully_committed, {0.35664, 0.00076}, 0.003);
}

TEST(Tribute, AHundredYearsOfTenActorsAreAsPublished) {
  const Ensemble ours = ensemble(100, 3000);
  expect_agreement(ours.wealth, {0.33568, 0.00193}, 0.0035);
  expect_agreement(ours.fights, {98.0882, 0.331}, 0.6);
  expect_agreement(ours.tributes, {138.9928, 0.311}, 0.6);
}

RC_GTEST_PROP(TributeProperty, WealthIsWhatWasThereAndGrewLessWhatWasDestroyed, ()) {
  const TributeParameters parameters{.actors = *rc::gen::inRange<std::size_t>(2, 20),
                                     .demanders = *rc::gen::inRange<std::size_t>(0, 5),
                                     .demand = *rc::gen::inRange(0, 500) * 1.0,
                                     .destructiveness = *rc::gen::inRange(0, 11) * 0.1,
                                     .harvest = *rc::gen::inRange(0, 50) * 1.0};
  const int years = *rc::gen::inRange(0, 100);
  const TributeWorld world = lived(parameters, years, stream(*rc::gen::arbitrary<std::uint64_t>()));
  const double grown = parameters.harvest * static_cast<double>(parameters.actors) * years;
  const double expected = sum(world.initial) + grown - world.destroyed;
  RC_ASSERT(std::abs(sum(world.wealth) - expected) <= 1e-9 * (sum(world.initial) + grown));
  for (const double wealth : world.wealth) RC_ASSERT(wealth >= 0.0);
  RC_ASSERT(world.fights + world.tributes + world.idle == static_cast<std::int64_t>(parameters.demanders) * years);
}

RC_GTEST_PROP(TributeProperty, CommitmentIsMutualAndAShare, ()) {
  const TributeParameters parameters{.actors = *rc::gen::inRange<std::size_t>(2, 12)};
  const TributeWorld world = lived(parameters, 50, stream(*rc::gen::arbitrary<std::uint64_t>()));
  for (std::size_t i = 0; i < parameters.actors; ++i)
    for (std::size_t j = 0; j < parameters.actors; ++j) {
      const int committed = world.commitment[i * parameters.actors + j];
      RC_ASSERT(committed == world.commitment[j * parameters.actors + i]);
      RC_ASSERT(committed >= 0 && committed <= 100 && committed % 10 == 0);
      RC_ASSERT(i != j || committed == 100);
    }
}

RC_GTEST_PROP(TributeProperty, WealthHasNoUnit, ()) {
  const TributeParameters one;
  const TributeParameters other{
      .demand = 4 * one.demand, .harvest = 4 * one.harvest, .least_wealth = 1200.0, .most_wealth = 2000.0};
  const auto population = *rc::gen::arbitrary<std::uint64_t>();
  TributeWorld first = lived(one, 100, stream(population));
  const TributeWorld second = lived(other, 100, stream(population));
  RC_ASSERT(first.fights == second.fights);
  RC_ASSERT(first.commitment == second.commitment);
  for (double& wealth : first.wealth) wealth *= 4.0;
  RC_ASSERT(first.wealth == second.wealth);
}

}  // namespace
}  // namespace entente::classic
