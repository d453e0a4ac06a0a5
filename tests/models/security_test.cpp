#include "models/security.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <set>

#include "models/features.hpp"
#include "models/maths/contest.hpp"
#include "tests/models/random_world.hpp"

namespace entente {
namespace {

using tests::RandomWorld;

void assess(World& world) {
  Scratch scratch;
  assess_security(world, {}, all_due(world, scratch), scratch);
}

/// The same, of the alliances marked.
void assess(World& world, const std::vector<std::uint8_t>& due) {
  Scratch scratch;
  assess_security(world, {}, {due, due}, scratch);
}

bool is_in(const World& world, std::size_t i, std::size_t a) {
  const auto row = world.memberships.row(StateId(i), AllianceId(a));
  return row && is_member(world.memberships.status()[*row]);
}

/// MODEL's definitions, word by word and slowly.
class Definition {
 public:
  explicit Definition(const World& world) : world_(world), power_(world.states[columns::power]) {}

  double pledge(std::size_t i, std::size_t a) const {
    const auto row = world_.memberships.row(StateId(i), AllianceId(a));
    double weight = 0.0, sum = 0.0;
    for (std::size_t j = 0; j < power_.size(); ++j)
      if (j != i && is_in(world_, j, a)) {
        weight += power_[j];
        sum += power_[j] * world_.states[columns::reputation][j];
      }
    if (!row || weight == 0.0) return 0.0;
    return world_.alliances[columns::defence][a] * world_.alliances[columns::strength][a] *
           world_.memberships[columns::interoperability][*row] * (sum / weight) *
           world_.memberships[columns::trust][*row];
  }

  double reach(std::size_t j, std::size_t i) const {
    const auto pair = world_.dyads.row(StateId(j), StateId(i));
    const double based = pair ? world_.dyads[columns::presence][*pair] : 0.0;
    return power_[j] * std::max(world_.proximity(StateId(i), StateId(j)), based);
  }

  std::set<std::size_t> alliances_of(std::size_t i) const {
    std::set<std::size_t> alliances;
    for (std::size_t a = 0; a < world_.alliances.size(); ++a)
      if (is_in(world_, i, a)) alliances.insert(a);
    return alliances;
  }

  /// Help for i by j through the alliances in `of_i`, if j is in those in `of_j`.
  double help(std::size_t i, std::size_t j, const std::set<std::size_t>& of_i,
              const std::set<std::size_t>& of_j) const {
    double best = 0.0;
    for (const std::size_t a : of_i)
      if (of_j.count(a) > 0) best = std::max(best, pledge(i, a));
    return reach(j, i) * best;
  }

  double prevails(std::size_t i, const std::set<std::size_t>& of_i) const {
    double sum = 0.0;
    for (std::size_t j = 0; j < power_.size(); ++j)
      if (j != i) sum += help(i, j, of_i, alliances_of(j));
    return maths::contest(power_[i] + sum, threat(i), 1.0);
  }

  double value(std::size_t i, std::size_t a) const {
    std::set<std::size_t> with = alliances_of(i), without = with;
    with.insert(a);
    without.erase(a);
    return exposure(i) * (prevails(i, with) - prevails(i, without));
  }

  double denial(std::size_t i, std::size_t a) const {
    std::set<std::size_t> with = alliances_of(i), without = with;
    with.insert(a);
    without.erase(a);
    double sum = 0.0, weight = 0.0;
    for (std::size_t j = 0; j < power_.size(); ++j) {
      if (j == i || !is_in(world_, j, a)) continue;
      double others = power_[j];
      for (std::size_t k = 0; k < power_.size(); ++k)
        if (k != i && k != j) others += help(j, k, alliances_of(j), alliances_of(k));
      const double p_with = maths::contest(others + help(j, i, alliances_of(j), with), threat(j), 1.0);
      const double p_without = maths::contest(others + help(j, i, alliances_of(j), without), threat(j), 1.0);
      sum += power_[j] * exposure(j) * (p_with - p_without);
      weight += power_[j];
    }
    return weight > 0.0 ? sum / weight : 0.0;
  }

 private:
  double threat(std::size_t i) const { return world_.states[columns::threat][i]; }
  double exposure(std::size_t i) const { return threat(i) / (threat(i) + 0.03); }

  const World& world_;
  std::span<const double> power_;
};

RC_GTEST_PROP(Security, IsTheValueThatTheModelDefines, (std::uint64_t seed)) {
  World world = RandomWorld::make(seed, {});
  assess(world);
  const Definition definition(world);
  for (std::size_t row = 0; row < world.memberships.size(); ++row) {
    const std::size_t i = world.memberships.state()[row].index();
    const std::size_t a = world.memberships.alliance()[row].index();
    RC_ASSERT(std::fabs(world.memberships[features::security][row] - definition.value(i, a)) < 1e-12);
  }
}

RC_GTEST_PROP(Denial, IsTheValueThatTheModelDefines, (std::uint64_t seed)) {
  World world = RandomWorld::make(seed, {});
  assess(world);
  const Definition definition(world);
  for (std::size_t row = 0; row < world.memberships.size(); ++row) {
    const std::size_t i = world.memberships.state()[row].index();
    const std::size_t a = world.memberships.alliance()[row].index();
    RC_ASSERT(std::fabs(world.memberships[features::denial][row] - definition.denial(i, a)) < 1e-12);
  }
}

/// With equal reputations, for who joins changes how reliable the others find the alliance.
RC_GTEST_PROP(Security, IsTheSameBeforeAndAfterJoining, (std::uint64_t seed)) {
  World world = RandomWorld::make(seed, {});
  for (double& reputation : world.states.update(columns::reputation)) reputation = 0.8;
  assess(world);
  for (std::size_t row = 0; row < world.memberships.size(); ++row) {
    if (is_member(world.memberships.status()[row])) continue;
    if (world.memberships.members(world.memberships.alliance()[row]).size() < 2) continue;
    World joined = world;
    joined.memberships.set_status(row, Status::member, Date{0});
    assess(joined);
    for (const Column* column : {&features::security, &features::denial})
      RC_ASSERT(std::fabs(world.memberships[*column][row] - joined.memberships[*column][row]) < 1e-12);
  }
}

TEST(Security, WithoutThreatNoAllianceHasAValue) {
  World world = RandomWorld::make(1, {});
  for (double& threat : world.states.update(columns::threat)) threat = 0.0;
  assess(world);
  for (const double p : world.states[columns::security]) EXPECT_EQ(p, 1.0);
  for (const double value : world.memberships[features::security]) EXPECT_EQ(value, 0.0);
  for (const double value : world.memberships[features::denial]) EXPECT_EQ(value, 0.0);
}

TEST(Security, AnAllianceWithoutADefenceObligationIsWorthNothing) {
  World world = RandomWorld::make(1, {});
  for (double& defence : world.alliances.update(columns::defence)) defence = 0.0;
  assess(world);
  for (const double help : world.states[columns::protection]) EXPECT_EQ(help, 0.0);
  for (const double value : world.memberships[features::security]) EXPECT_EQ(value, 0.0);
}

TEST(Security, AnOnlyMemberHasNothingOfItsAlliance) {
  for (const bool own_regions : {false, true}) {
    World world = RandomWorld::make(1, {.alliances = 1, .own_regions = own_regions});
    for (std::size_t row = 0; row < world.memberships.size(); ++row)
      world.memberships.set_status(row, row == 0 ? Status::member : Status::outsider, Date{0});
    assess(world);
    EXPECT_EQ(world.memberships[features::security][0], 0.0);
    EXPECT_EQ(world.memberships[features::denial][0], 0.0);
  }
}

TEST(Security, AlliancesOfTheSamePartnersSubstituteForEachOther) {
  World world = RandomWorld::make(3, {.alliances = 2});
  for (const Column* column : {&columns::trust, &columns::interoperability})
    for (double& value : world.memberships.update(*column)) value = 0.5;
  for (double& strength : world.alliances.update(columns::strength)) strength = 1.0;
  for (std::size_t i = 0; i < world.states.size(); ++i) {
    const auto first = world.memberships.row(StateId(i), AllianceId(0));
    const auto second = world.memberships.row(StateId(i), AllianceId(1));
    for (const auto& row : {first, second})
      if (row) world.memberships.set_status(*row, first && second ? Status::member : Status::outsider, Date{0});
  }
  assess(world);
  for (std::size_t row = 0; row < world.memberships.size(); ++row)
    EXPECT_EQ(is_member(world.memberships.status()[row]) ? world.memberships[features::security][row] : 0.0, 0.0);
}

RC_GTEST_PROP(Security, RegionsOfOneStateGiveTheExactValueWhereAlliancesDoNotOverlap, (std::uint64_t seed)) {
  World regional = RandomWorld::make(seed, {.own_regions = true, .overlap = false});
  World exact = regional;
  std::vector<double> proximity;
  for (std::size_t i = 0; i < exact.states.size(); ++i) {
    const auto row = regional.proximity.row(StateId(i));
    proximity.insert(proximity.end(), row.begin(), row.end());
  }
  exact.proximity = Proximity::exact(exact.states.size(), std::move(proximity));
  assess(regional);
  assess(exact);
  for (std::size_t row = 0; row < exact.memberships.size(); ++row) {
    const auto& rows = exact.memberships.rows_of(exact.memberships.state()[row]);
    bool elsewhere = false;  // regional geometry adds up what overlapping alliances pledge
    for (const std::int32_t other : rows)
      elsewhere |= static_cast<std::size_t>(other) != row && is_member(exact.memberships.status()[other]);
    if (elsewhere) continue;
    RC_ASSERT(std::fabs(exact.memberships[features::security][row] - regional.memberships[features::security][row]) <
              1e-12);
  }
}

/// What i brings is a small part of what others have: to first order regions and pairs agree.
TEST(Denial, OfASmallStateIsTheSameByRegionsAndByPairs) {
  World regional = RandomWorld::make(5, {.alliances = 1, .own_regions = true, .overlap = false});
  regional.states.update(columns::power)[0] = 1e-7;
  World exact = regional;
  std::vector<double> proximity;
  for (std::size_t i = 0; i < exact.states.size(); ++i) {
    const auto row = regional.proximity.row(StateId(i));
    proximity.insert(proximity.end(), row.begin(), row.end());
  }
  exact.proximity = Proximity::exact(exact.states.size(), std::move(proximity));
  for (World* world : {&regional, &exact}) {
    for (std::size_t row = 0; row < world->memberships.size(); ++row)
      world->memberships.set_status(row, Status::member, Date{0});
    assess(*world);
  }
  const auto row = exact.memberships.row(StateId(0), AllianceId(0));
  ASSERT_TRUE(row);
  const double denial = exact.memberships[features::denial][*row];
  EXPECT_GT(denial, 0.0);
  EXPECT_NEAR(regional.memberships[features::denial][*row] / denial, 1.0, 1e-5);
}

RC_GTEST_PROP(Security, ABystanderChangesNoBit, (std::uint64_t seed)) {
  const bool own_regions = seed % 2 == 0;
  World without = RandomWorld::make(seed, {.own_regions = own_regions});
  World with = RandomWorld::make(seed, {.bystander = true, .own_regions = own_regions});
  assess(without);
  assess(with);
  for (const Column* column : {&features::security, &features::denial})
    for (std::size_t row = 0; row < without.memberships.size(); ++row)
      RC_ASSERT(without.memberships[*column][row] == with.memberships[*column][row]);
}

RC_GTEST_PROP(Security, OfAnAllianceThatIsDueIsThatOfAllComputedAnew, (std::uint64_t seed)) {
  World world = RandomWorld::make(seed, {.own_regions = seed % 2 == 0});
  assess(world);
  const std::size_t changed = world.memberships.begin(AllianceId(0)) + seed % 3;
  const Status before = world.memberships.status()[changed];
  world.memberships.set_status(changed, is_member(before) ? Status::outsider : Status::member, world.date);
  World whole = world;
  assess(whole);
  std::vector<std::uint8_t> due(world.alliances.size(), 0);
  due[0] = 1;
  assess(world, due);
  for (const Column* column : {&columns::protection, &columns::security})
    RC_ASSERT(std::ranges::equal(world.states[*column], whole.states[*column]));
  for (const Column* column : {&features::security, &features::denial})
    for (std::size_t row = 0; row < world.memberships.end(AllianceId(0)); ++row)
      RC_ASSERT(world.memberships[*column][row] == whole.memberships[*column][row]);
}

TEST(Security, StaysAsItWasWhereNoAllianceIsDue) {
  for (const bool own_regions : {false, true}) {
    World world = RandomWorld::make(3, {.own_regions = own_regions});
    assess(world);
    const World before = world;
    for (double& power : world.states.update(columns::power)) power *= 2.0;
    std::vector<std::uint8_t> due(world.alliances.size(), 0);
    for (const bool first : {false, true}) {
      due[0] = first ? 1 : 0;
      assess(world, due);
      const std::size_t end = first ? world.memberships.end(AllianceId(0)) : 0;
      for (const Column* column : {&features::security, &features::denial}) {
        const auto now = world.memberships[*column], then = before.memberships[*column];
        EXPECT_TRUE(std::ranges::equal(now.subspan(end), then.subspan(end)));
        EXPECT_EQ(std::ranges::equal(now, then), !first);
      }
    }
  }
}

}  // namespace
}  // namespace entente
