#include "models/classic/hedonic.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>

namespace entente::classic {
namespace {

using testing::IsEmpty;
using testing::UnorderedElementsAre;

/// As "12|3", players counted from 1.
std::string text(const Partition& partition) {
  std::string text;
  for (const Coalition coalition : partition) {
    if (!text.empty()) text += '|';
    for (std::size_t i = 0; i < 12; ++i)
      if ((coalition >> i) & 1) text += std::to_string(i + 1);
  }
  return text;
}

std::vector<std::string> stable(const HedonicGame& game, StabilityConcept sense) {
  const StablePartitions stable = stable_partitions(game, 100)[static_cast<std::size_t>(sense)];
  EXPECT_EQ(stable.count, static_cast<std::int64_t>(stable.first.size()));
  std::vector<std::string> texts;
  for (const Partition& partition : stable.first) texts.push_back(text(partition));
  return texts;
}

Partition alone(const HedonicGame& game) {
  Partition partition;
  for (std::size_t i = 0; i < game.players(); ++i) partition.push_back(Coalition{1} << i);
  return partition;
}

// Bogomolnaia & Jackson 2002: two who like each other, and one who likes both and is liked by neither.
HedonicGame undesired_guest() {
  return additive_game(Eigen::Matrix3d{{0, 1, -2}, {1, 0, -2}, {1, 1, 0}});
}

constexpr Coalition of_12 = 0b011, of_13 = 0b101, of_23 = 0b110, of_123 = 0b111;

// Gale & Shapley 1962: room mates, each of whom prefers the next.
HedonicGame room_mates() {
  return ranked_game({{of_12, of_13, 0b001, of_123}, {of_23, of_12, 0b010, of_123}, {of_13, of_23, 0b100, of_123}});
}

HedonicGame symmetric() {
  return additive_game(Eigen::Matrix3d{{0, 4, -1}, {4, 0, 3}, {-1, 3, 0}});
}

TEST(Hedonic, OnePlayerIsStableAlone) {
  for (const StablePartitions& found : stable_partitions(HedonicGame(1), 10)) {
    EXPECT_EQ(found.count, 1);
    EXPECT_EQ(found.first, (std::vector<Partition>{{1}}));
  }
}

// The Bell numbers.
TEST(Hedonic, WhereAllAreIndifferentEveryPartitionIsStable) {
  const std::int64_t partitions[]{1, 2, 5, 15, 52, 203, 877};
  for (std::size_t n = 1; n <= 7; ++n)
    for (const StablePartitions& found : stable_partitions(HedonicGame(n), 3)) {
      EXPECT_EQ(found.count, partitions[n - 1]);
      EXPECT_EQ(found.first.size(), std::min<std::size_t>(3, static_cast<std::size_t>(found.count)));
    }
}

TEST(Hedonic, TheUndesiredGuestIsAsPublished) {
  const HedonicGame game = undesired_guest();
  EXPECT_THAT(stable(game, StabilityConcept::nash), IsEmpty());
  EXPECT_THAT(stable(game, StabilityConcept::individual), UnorderedElementsAre("12|3"));
  EXPECT_THAT(stable(game, StabilityConcept::contractual), UnorderedElementsAre("1|23", "12|3", "13|2", "123"));
  EXPECT_THAT(stable(game, StabilityConcept::core), UnorderedElementsAre("12|3"));
  EXPECT_THAT(stable(game, StabilityConcept::strict_core), UnorderedElementsAre("12|3"));
  EXPECT_THAT(stable(game, StabilityConcept::pareto), UnorderedElementsAre("1|23", "12|3", "13|2", "123"));
}

TEST(Hedonic, TheThreeRoomMatesAreAsPublished) {
  const HedonicGame game = room_mates();
  EXPECT_THAT(stable(game, StabilityConcept::nash), IsEmpty());
  EXPECT_THAT(stable(game, StabilityConcept::individual), IsEmpty());
  EXPECT_THAT(stable(game, StabilityConcept::contractual), UnorderedElementsAre("1|23", "12|3", "13|2"));
  EXPECT_THAT(stable(game, StabilityConcept::core), IsEmpty());
  EXPECT_THAT(stable(game, StabilityConcept::strict_core), IsEmpty());
  EXPECT_THAT(stable(game, StabilityConcept::pareto), UnorderedElementsAre("1|23", "12|3", "13|2"));
}

TEST(Hedonic, TheSymmetricGameIsAsPublished) {
  const HedonicGame game = symmetric();
  EXPECT_THAT(stable(game, StabilityConcept::nash), UnorderedElementsAre("123"));
  EXPECT_THAT(stable(game, StabilityConcept::individual), UnorderedElementsAre("12|3", "123"));
  EXPECT_THAT(stable(game, StabilityConcept::contractual), UnorderedElementsAre("1|23", "12|3", "123"));
  EXPECT_THAT(stable(game, StabilityConcept::core), UnorderedElementsAre("12|3", "123"));
  EXPECT_THAT(stable(game, StabilityConcept::strict_core), UnorderedElementsAre("12|3", "123"));
  EXPECT_THAT(stable(game, StabilityConcept::pareto), UnorderedElementsAre("1|23", "12|3", "123"));
}

// The guest follows the two wherever they go.
TEST(Hedonic, TheUndesiredGuestIsFledForEver) {
  const HedonicGame game = undesired_guest();
  EXPECT_EQ(form(game, StabilityConcept::nash, alone(game)).end, Formation::End::cycle);
  Stream draws = Streams(1, 0).at(1, 0, 1);
  const Formation random = form_at_random(game, StabilityConcept::nash, alone(game), 1000, draws);
  EXPECT_EQ(random.end, Formation::End::limit);
  EXPECT_EQ(random.moves, 1000);
}

TEST(Hedonic, WhoMayNotEnterUninvitedSettles) {
  const HedonicGame game = undesired_guest();
  const Formation formation = form(game, StabilityConcept::individual, alone(game));
  EXPECT_EQ(formation.end, Formation::End::stable);
  EXPECT_EQ(text(formation.partition), "12|3");
  EXPECT_EQ(formation.moves, 1);
}

TEST(Hedonic, RoomMatesGoRoundForEverUnlessPartingNeedsConsent) {
  const HedonicGame game = room_mates();
  EXPECT_EQ(form(game, StabilityConcept::individual, alone(game)).end, Formation::End::cycle);
  EXPECT_EQ(form(game, StabilityConcept::contractual, alone(game)).end, Formation::End::stable);
}

/// Values from few numbers, so that there are ties.
HedonicGame any_game(std::size_t most_players) {
  HedonicGame game(*rc::gen::inRange<std::size_t>(1, most_players + 1));
  for (Coalition c = 1; c <= game.everyone(); ++c)
    for (std::size_t i = 0; i < game.players(); ++i) game.value(i, c) = *rc::gen::inRange(0, 5);
  return game;
}

HedonicGame any_symmetric_game() {
  const auto players = *rc::gen::inRange<Eigen::Index>(1, 7);
  Eigen::MatrixXd worth(players, players);
  for (Eigen::Index i = 0; i < players; ++i)
    for (Eigen::Index j = 0; j <= i; ++j) worth(i, j) = worth(j, i) = *rc::gen::inRange(-5, 6);
  return additive_game(worth);
}

std::vector<Partition> all_partitions(const HedonicGame& game) {
  HedonicGame indifferent(game.players());
  return stable_partitions(indifferent, 100'000)[0].first;
}

double worth(const HedonicGame& game, const Partition& partition, std::size_t player) {
  for (const Coalition c : partition)
    if ((c >> player) & 1) return game.value(player, c);
  return 0.0;
}

struct Comparison {
  bool all_better = true, none_worse = true, some_better = false;

  void add(double now, double then) {
    all_better = all_better && then > now;
    none_worse = none_worse && then >= now;
    some_better = some_better || then > now;
  }
};

/// Stability by its definition, word for word.
bool is_stable(const HedonicGame& game, StabilityConcept sense, const Partition& partition,
               const std::vector<Partition>& others) {
  if (sense == StabilityConcept::pareto)
    return std::none_of(others.begin(), others.end(), [&](const Partition& other) {
      Comparison comparison;
      for (std::size_t i = 0; i < game.players(); ++i) comparison.add(worth(game, partition, i), worth(game, other, i));
      return comparison.none_worse && comparison.some_better;
    });
  if (sense == StabilityConcept::core || sense == StabilityConcept::strict_core) {
    for (Coalition c = 1; c <= game.everyone(); ++c) {
      Comparison comparison;
      for (std::size_t i = 0; i < game.players(); ++i)
        if ((c >> i) & 1) comparison.add(worth(game, partition, i), game.value(i, c));
      if (sense == StabilityConcept::core ? comparison.all_better : comparison.none_worse && comparison.some_better)
        return false;
    }
    return true;
  }
  Partition targets = partition;
  targets.push_back(0);
  for (std::size_t i = 0; i < game.players(); ++i)
    for (const Coalition to : targets) {
      const Coalition self = Coalition{1} << i;
      if (to & self || game.value(i, to | self) <= worth(game, partition, i)) continue;
      Comparison joined, left;
      for (std::size_t j = 0; j < game.players(); ++j) {
        if ((to >> j) & 1) joined.add(game.value(j, to), game.value(j, to | self));
        for (const Coalition from : partition)
          if (j != i && (from & self) && ((from >> j) & 1)) left.add(game.value(j, from), game.value(j, from ^ self));
      }
      if (sense == StabilityConcept::nash) return false;
      if (sense == StabilityConcept::individual && joined.none_worse) return false;
      if (sense == StabilityConcept::contractual && joined.none_worse && left.none_worse) return false;
    }
  return true;
}

RC_GTEST_PROP(HedonicProperty, WhatIsFoundIsWhatTheDefinitionsSay, ()) {
  const HedonicGame game = any_game(5);
  const std::vector<Partition> partitions = all_partitions(game);
  const auto found = stable_partitions(game, 1000);
  for (std::size_t sense = 0; sense < found.size(); ++sense) {
    std::vector<Partition> by_definition;
    for (const Partition& partition : partitions)
      if (is_stable(game, static_cast<StabilityConcept>(sense), partition, partitions))
        by_definition.push_back(partition);
    RC_ASSERT(found[sense].first == by_definition);
    RC_ASSERT(found[sense].count == static_cast<std::int64_t>(by_definition.size()));
  }
}

// Bogomolnaia & Jackson 2002: the sum of all values is a potential.
RC_GTEST_PROP(HedonicProperty, ASymmetricAdditiveGameHasANashStablePartitionAndFindsIt, ()) {
  const HedonicGame game = any_symmetric_game();
  RC_ASSERT(stable_partitions(game, 0)[0].count > 0);
  RC_ASSERT(form(game, StabilityConcept::nash, alone(game)).end == Formation::End::stable);
}

RC_GTEST_PROP(HedonicProperty, StrongerStabilityImpliesWeaker, ()) {
  const HedonicGame game = any_game(6);
  const auto found = stable_partitions(game, 1000);
  const auto within = [&](StabilityConcept strong, StabilityConcept weak) {
    const std::vector<Partition>& weaker = found[static_cast<std::size_t>(weak)].first;
    const std::vector<Partition>& stronger = found[static_cast<std::size_t>(strong)].first;
    return std::all_of(stronger.begin(), stronger.end(), [&](const Partition& partition) {
      return std::find(weaker.begin(), weaker.end(), partition) != weaker.end();
    });
  };
  RC_ASSERT(within(StabilityConcept::nash, StabilityConcept::individual));
  RC_ASSERT(within(StabilityConcept::individual, StabilityConcept::contractual));
  RC_ASSERT(within(StabilityConcept::strict_core, StabilityConcept::core));
  RC_ASSERT(within(StabilityConcept::strict_core, StabilityConcept::pareto));
  RC_ASSERT(within(StabilityConcept::strict_core, StabilityConcept::individual));
  RC_ASSERT(within(StabilityConcept::pareto, StabilityConcept::contractual));
  RC_ASSERT(!found[static_cast<std::size_t>(StabilityConcept::pareto)].first.empty());
}

RC_GTEST_PROP(HedonicProperty, WhereDynamicsRestIsStable, ()) {
  const HedonicGame game = any_game(5);
  const auto sense = static_cast<StabilityConcept>(*rc::gen::inRange(0, 3));
  const auto is_stable = [&](const Partition& partition) {
    const std::vector<Partition> all = stable_partitions(game, 1000)[static_cast<std::size_t>(sense)].first;
    return std::find(all.begin(), all.end(), partition) != all.end();
  };
  const Formation formation = form(game, sense, alone(game));
  RC_ASSERT((formation.end == Formation::End::stable) == is_stable(formation.partition));
  Stream draws = Streams(3, 0).at(1, 0, *rc::gen::arbitrary<std::uint64_t>());
  const Formation random = form_at_random(game, sense, alone(game), 200, draws);
  RC_ASSERT((random.end == Formation::End::stable) <= is_stable(random.partition));
}

// Where leaving and joining need consent, every move is an improvement in Pareto's sense.
RC_GTEST_PROP(HedonicProperty, ContractualDynamicsNeverCycle, ()) {
  const HedonicGame game = any_game(6);
  RC_ASSERT(form(game, StabilityConcept::contractual, alone(game)).end == Formation::End::stable);
}

}  // namespace
}  // namespace entente::classic
