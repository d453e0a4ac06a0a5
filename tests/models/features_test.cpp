#include "models/features.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "models/features_parts.hpp"
#include "models/membership.hpp"
#include "tests/models/random_world.hpp"

namespace entente {
namespace {

using tests::RandomWorld;

/// Features are ratios of differences: more than the last bits may differ.
constexpr double rounding = 1e-9;

const features::Scales scales = Membership::Parameters{}.scales;

void assess(World& world) {
  Scratch scratch;
  features::start(world, scales, scratch);
}

void assess_after(World& world, double years) {
  Scratch scratch;
  Due due = all_due(world, scratch);
  due.years = years;
  features::assess(world, scales, due, scratch);
}

/// The definitions of MODEL 2.11, word by word and slowly, for the pair of one row.
class Definition {
 public:
  Definition(const World& world, std::size_t row)
      : world_(world), i_(world.memberships.state()[row].index()), a_(world.memberships.alliance()[row]) {
    for (const std::int32_t member : world.memberships.members(a_)) {
      const std::size_t j = world.memberships.state()[static_cast<std::size_t>(member)].index();
      inside_.push_back(j);
      if (j != i_) others_.push_back(j);
    }
    for (const std::size_t j : others_) power_ += state(columns::power, j);
  }

  std::size_t others() const { return others_.size(); }

  double common_threat() const {
    double sum = 0.0;
    for_enemies([&](std::size_t e) { sum += pair(columns::pair_threat, i_, e) * hatred(e); });
    return sum / (state(columns::threat, i_) + scales.threat_floor);
  }
  double memory() const {
    double sum = 0.0;
    for_enemies([&](std::size_t e) { sum += pair(columns::pair_memory, i_, e) * hatred(e); });
    return sum / (sum + scales.memory_half);
  }
  double entrapment() const {
    double more = 0.0, all = 0.0;
    for_enemies([&](std::size_t e) {
      more += state(columns::power, e) * std::max(0.0, hatred(e) - pair(columns::fear, i_, e));
      all += state(columns::power, e) * hatred(e);
    });
    return all > 0.0 ? world_.alliances[columns::strength][a_.index()] * more / all : 0.0;
  }
  double provocation() const {
    double near = 0.0;
    for_enemies([&](std::size_t e) {
      near += hatred(e) * state(columns::power, e) * world_.proximity(StateId(i_), StateId(e));
    });
    return near > 0.0 ? near / (near + state(columns::power, i_) + state(columns::protection, i_)) : 0.0;
  }
  double rivalry() const {
    double sum = 0.0;
    for (const std::size_t j : others_) sum += state(columns::power, j) * pair(columns::fear, i_, j);
    return sum / power_;
  }
  double alignment() const {
    double sum = 0.0, weights = 0.0;
    for (std::size_t d = 0; d < 2; ++d) {
      double mean = 0.0;
      for (const std::size_t j : others_) mean += world_.states[columns::position][2 * j + d] / number();
      const double weight =
          world_.states[columns::salience][2 * i_ + d] * world_.alliances[columns::focus][2 * a_.index() + d];
      const double difference = world_.states[columns::position][2 * i_ + d] - mean;
      sum += weight * difference * difference;
      weights += weight;
    }
    return std::exp(-0.5 * sum / weights);
  }
  double regime() const { return 1.0 - std::fabs(state(columns::democracy, i_) - mean(columns::democracy)); }
  double burden() const {
    return std::tanh((state(columns::burden, i_) - mean(columns::burden)) / scales.burden_scale);
  }
  double ties() const {
    double all = 0.0, shared = 0.0;
    for (std::size_t j = 0; j < world_.states.size(); ++j) {
      all += pair(columns::tie, i_, j);
      if (is_inside(j)) shared += pair(columns::tie, i_, j);
    }
    return all > 0.0 ? shared / all : features::centre_of(features::ties, scales);
  }
  double neighbours() const {
    std::vector<std::size_t> near;
    for (std::size_t j = 0; j < world_.states.size(); ++j)
      if (pair(columns::contiguous, i_, j) > 0.0) near.push_back(j);
    if (near.empty()) {
      for (std::size_t j = 0; j < world_.states.size(); ++j)
        if (j != i_) near.push_back(j);
      const auto row = world_.proximity.row(StateId(i_));
      std::sort(near.begin(), near.end(), [&](std::size_t j, std::size_t k) { return row[j] > row[k]; });
      near.resize(std::min<std::size_t>(near.size(), 5));
    }
    double members = 0.0;
    for (const std::size_t j : near) members += is_inside(j) ? 1.0 : 0.0;
    return members / static_cast<double>(near.size());
  }

 private:
  double number() const { return static_cast<double>(others_.size()); }
  double state(const Column& column, std::size_t j) const { return world_.states[column][j]; }
  double pair(const Column& column, std::size_t from, std::size_t to) const {
    const auto row = world_.dyads.row(StateId(from), StateId(to));
    return row ? world_.dyads[column][*row] : 0.0;
  }
  double mean(const Column& column) const {
    double sum = 0.0;
    for (const std::size_t j : others_) sum += state(column, j);
    return sum / number();
  }
  bool is_inside(std::size_t j) const { return std::find(inside_.begin(), inside_.end(), j) != inside_.end(); }
  /// E_ea: hostility of the others to e, weighted by their power.
  double hatred(std::size_t e) const {
    double sum = 0.0;
    for (const std::size_t j : others_) sum += state(columns::power, j) * pair(columns::fear, j, e);
    return sum / power_;
  }
  /// Enemies of an alliance are those outside it.
  template <class Visit>
  void for_enemies(Visit visit) const {
    for (std::size_t e = 0; e < world_.states.size(); ++e)
      if (e != i_ && !is_inside(e)) visit(e);
  }

  const World& world_;
  std::size_t i_;
  AllianceId a_;
  std::vector<std::size_t> inside_, others_;
  double power_ = 0.0;
};

void expect_definitions(const World& world,
                        const std::vector<std::pair<const Column*, double (Definition::*)() const>>& list) {
  for (std::size_t row = 0; row < world.memberships.size(); ++row) {
    const Definition definition(world, row);
    if (definition.others() == 0) continue;
    for (const auto& [column, value] : list)
      RC_ASSERT(std::fabs(world.memberships[*column][row] - (definition.*value)()) < rounding);
  }
}

RC_GTEST_PROP(Features, AboutEnemiesAreWhatTheModelDefines, (std::uint64_t seed)) {
  World world = RandomWorld::make(seed, {.own_regions = seed % 2 == 0});
  assess(world);
  expect_definitions(world, {{&features::common_threat, &Definition::common_threat},
                             {&features::memory, &Definition::memory},
                             {&features::entrapment, &Definition::entrapment},
                             {&features::provocation, &Definition::provocation},
                             {&features::rivalry, &Definition::rivalry}});
}

RC_GTEST_PROP(Features, AboutMembersAreWhatTheModelDefines, (std::uint64_t seed)) {
  World world = RandomWorld::make(seed, {});
  assess(world);
  expect_definitions(world, {{&features::alignment, &Definition::alignment},
                             {&features::regime, &Definition::regime},
                             {&features::burden, &Definition::burden},
                             {&features::ties, &Definition::ties},
                             {&features::neighbours, &Definition::neighbours}});
}

RC_GTEST_PROP(Features, AreTheSameBeforeAndAfterJoining, (std::uint64_t seed)) {
  World world = RandomWorld::make(seed, {});
  assess(world);
  for (std::size_t row = 0; row < world.memberships.size(); ++row) {
    if (is_member(world.memberships.status()[row])) continue;
    World joined = world;
    joined.memberships.set_status(row, Status::member, Date{0});
    assess(joined);
    for (const features::Declared& feature : features::all)
      RC_ASSERT(std::fabs(world.memberships[*feature.column][row] - joined.memberships[*feature.column][row]) <
                rounding);
  }
}

RC_GTEST_PROP(Features, ABystanderChangesNoBit, (std::uint64_t seed)) {
  World without = RandomWorld::make(seed, {});
  World with = RandomWorld::make(seed, {.bystander = true});
  assess(without);
  assess(with);
  for (const features::Declared& feature : features::all) {
    if (feature.column == &features::neighbours) continue;  // the nearest five may be anyone
    for (std::size_t row = 0; row < without.memberships.size(); ++row)
      RC_ASSERT(without.memberships[*feature.column][row] == with.memberships[*feature.column][row]);
  }
}

TEST(Features, ThatAreUndefinedTakeTheirCentre) {
  World world = RandomWorld::make(1, {.alliances = 1, .own_regions = true});
  for (std::size_t row = 0; row < world.memberships.size(); ++row)
    world.memberships.set_status(row, row == 0 ? Status::member : Status::outsider, Date{0});
  for (double& tie : world.dyads.update(columns::tie)) tie = 0.0;
  for (double& border : world.dyads.update(columns::contiguous)) border = 0.0;
  assess(world);
  for (const Column* column :
       {&features::common_threat, &features::memory, &features::entrapment, &features::provocation, &features::rivalry,
        &features::alignment, &features::regime, &features::burden})
    EXPECT_EQ(world.memberships[*column][0], features::centre_of(*column, scales)) << column->name;
  for (const Column* column : {&features::ties, &features::neighbours})
    for (std::size_t row = 0; row < world.memberships.size(); ++row)
      EXPECT_EQ(world.memberships[*column][row], features::centre_of(*column, scales)) << column->name;
}

TEST(Features, OfTheStateItselfAreItsColumns) {
  World world = RandomWorld::make(2, {});
  assess(world);
  for (std::size_t row = 0; row < world.memberships.size(); ++row) {
    const std::size_t i = world.memberships.state()[row].index();
    const std::size_t a = world.memberships.alliance()[row].index();
    EXPECT_EQ(world.memberships[features::leader][row], world.states[columns::commitment][i]);
    EXPECT_EQ(world.memberships[features::sovereignty][row],
              world.alliances[columns::integration][a] * world.states[columns::sovereignty][i]);
    EXPECT_EQ(world.memberships[features::democratisation][row], 0.0);
    EXPECT_EQ(world.memberships[features::alignment_drift][row], 0.0);
  }
}

TEST(Features, MissionsWearyAndADutyToFightOffendsNeutrality) {
  World world = RandomWorld::make(3, {});
  for (double& weariness : world.states.update(columns::weariness)) weariness = 0.5;
  for (double& neutrality : world.states.update(columns::neutrality)) neutrality = 0.75;
  for (std::size_t a = 0; a < world.alliances.size(); ++a) {
    world.alliances.update(columns::mission_load)[a] = 2.0 * static_cast<double>(a);
    world.alliances.update(columns::strength)[a] = 0.4;
    world.alliances.update(columns::defence)[a] = world.alliances.update(columns::offence)[a] = a % 2 == 0 ? 1.0 : 0.0;
  }
  assess(world);
  for (std::size_t row = 0; row < world.memberships.size(); ++row) {
    const std::size_t a = world.memberships.alliance()[row].index();
    EXPECT_EQ(world.memberships[features::weariness][row], static_cast<double>(a));
    EXPECT_DOUBLE_EQ(world.memberships[features::neutrality][row], a % 2 == 0 ? 0.3 : 0.0);
  }
}

TEST(Democratisation, IsTheRiseOverTheAverageAndUpheavalItsSize) {
  World world = RandomWorld::make(2, {});
  for (double& rho : world.states.update(columns::democracy)) rho = 0.5;
  assess(world);
  for (std::size_t i = 0; i < world.states.size(); ++i)
    world.states.update(columns::democracy)[i] = i % 2 == 0 ? 0.9 : 0.1;
  assess_after(world, 1.0);
  const double change = 0.4 * std::exp(-1.0 / scales.democracy_time);
  for (std::size_t row = 0; row < world.memberships.size(); ++row) {
    const bool rises = world.memberships.state()[row].index() % 2 == 0;
    EXPECT_NEAR(world.memberships[features::democratisation][row], rises ? change : 0.0, 1e-15);
    EXPECT_NEAR(world.memberships[features::upheaval][row], change, 1e-15);
  }
}

TEST(AlignmentDrift, IsTheChangeThatTheAverageHasNotTakenUp) {
  World world = RandomWorld::make(4, {});
  assess(world);
  const auto before = world.memberships[features::alignment];
  const std::vector<double> old(before.begin(), before.end());
  for (double& x : world.states.update(columns::position)) x *= 1.5;
  assess_after(world, 0.5);
  for (std::size_t row = 0; row < old.size(); ++row)
    EXPECT_NEAR(world.memberships[features::alignment_drift][row],
                (world.memberships[features::alignment][row] - old[row]) * std::exp(-0.5 / scales.drift_time), 1e-14);
}

TEST(Ties, OfAnAllianceThatIsNotDueStayAsTheyWere) {
  World world = RandomWorld::make(2, {.alliances = 2});
  assess(world);
  const auto ties = world.memberships[features::ties];
  const std::vector<double> old(ties.begin(), ties.end());
  for (double& tie : world.dyads.update(columns::tie)) tie = 0.0;
  Scratch scratch;
  const std::vector<std::uint8_t> due{0, 1};
  features::assess(world, scales, {due, due}, scratch);
  for (std::size_t row = 0; row < old.size(); ++row)
    EXPECT_EQ(world.memberships[features::ties][row],
              world.memberships.alliance()[row].index() == 0 ? old[row] : features::centre_of(features::ties, scales));
}

TEST(Enemies, OfAnAllianceThatIsNotDueStayAsTheyWere) {
  World world = RandomWorld::make(2, {.alliances = 2});
  assess(world);
  const auto rivalry = world.memberships[features::rivalry];
  const std::vector<double> old(rivalry.begin(), rivalry.end());
  for (double& fear : world.dyads.update(columns::fear)) fear *= 0.5;
  Scratch scratch;
  const std::vector<std::uint8_t> due{0, 1};
  features::assess(world, scales, {due, due}, scratch);
  for (std::size_t row = 0; row < old.size(); ++row)
    EXPECT_NEAR(world.memberships[features::rivalry][row],
                world.memberships.alliance()[row].index() == 0 ? old[row] : 0.5 * old[row], rounding);
}

RC_GTEST_PROP(Influence, OfMembersByHeadsAgainstPowerLiesInTheUnitInterval, (std::uint64_t seed)) {
  World world = RandomWorld::make(seed, {});
  for (std::size_t a = 0; a < world.alliances.size(); ++a)
    world.alliances.update(columns::admission_rule)[a] = static_cast<double>((seed + a) % 4);
  assess(world);
  for (const double influence : world.memberships[features::influence]) RC_ASSERT(influence >= 0.0 && influence <= 1.0);
}

}  // namespace
}  // namespace entente
