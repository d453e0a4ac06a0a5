#include "models/stability_concepts.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "tests/models/plain_membership.hpp"
#include "tests/support/synthetic_world.hpp"

namespace entente {
namespace {

using namespace tests;

// The leader's commitment is the utility: A and B want out by .5 and .25, N0 wants in by .2 and N1 by -.1.
TEST(StabilityConcepts, MeasuresWhatMembershipDecidesBy) {
  SmallWorld small = plain();
  small.pipeline({"membership", "stability_concepts"}).time("2000-01-01", "2000-02-01");
  small.state("A", state(-0.5)).state("B", state(-0.25)).state("N0", state(0.2)).state("N1", state(-0.1));
  const World world = small.alliance("X", {"A", "B"}).model().initial();
  EXPECT_EQ(value_of(world, columns::would_leave, "X"), 2.0);
  EXPECT_EQ(value_of(world, columns::would_join, "X"), 1.0);
  EXPECT_EQ(value_of(world, columns::would_enter, "X"), 1.0);
  EXPECT_DOUBLE_EQ(value_of(world, columns::cost_of_stability, "X"), 0.75);
  for (const Column* column : {&columns::internally_stable, &columns::externally_stable, &columns::nash_stable,
                               &columns::individually_stable, &columns::contractually_stable})
    EXPECT_EQ(value_of(world, *column, "X"), 0.0) << column->name;
}

TEST(StabilityConcepts, ReadTheVotesParametersFromMembership) {
  SmallWorld small = plain();
  small.pipeline({"membership", "stability_concepts"}).parameter("membership", "vote.base", -1.0);
  small.parameter("membership", "vote.alignment", 0.0).parameter("membership", "vote.regime", 0.0);
  small.parameter("membership", "vote.power", 0.0).state("A", state()).state("B", state()).state("N", state(0.2));
  const World world = small.alliance("X", {"A", "B"}).model().initial();
  EXPECT_EQ(value_of(world, columns::would_join, "X"), 1.0);
  EXPECT_EQ(value_of(world, columns::would_enter, "X"), 0.0);
  EXPECT_EQ(value_of(world, columns::individually_stable, "X"), 1.0);
  EXPECT_EQ(value_of(world, columns::nash_stable, "X"), 0.0);
}

TEST(StabilityConcepts, AnAllianceWithoutMembersIsStableInNoSense) {
  SmallWorld small = plain();
  small.pipeline({"membership", "stability_concepts"}).state("A", state(0.5));
  const World world = small.alliance("X", {}).model().initial();
  EXPECT_EQ(value_of(world, columns::internally_stable, "X"), 0.0);
  EXPECT_EQ(value_of(world, columns::nash_stable, "X"), 0.0);
  EXPECT_EQ(value_of(world, columns::would_join, "X"), 0.0);
  EXPECT_TRUE(std::isnan(value_of(world, columns::cost_of_stability, "X")));
}

TEST(StabilityConcepts, VotingPowerIsThatOfMembersUnderTheRuleOfAdmission) {
  SmallWorld small = plain();
  small.pipeline({"threat", "membership", "stability_concepts"});
  for (const auto& [id, power] : {std::pair("A", 0.5), std::pair("B", 0.3), std::pair("C", 0.2), std::pair("D", 0.9)})
    small.state(id, {{&columns::gdp, 1.0}, {&columns::capability, power}});
  const auto rule = static_cast<double>(VotingRule::weighted);
  small.alliance("X", {"A", "B", "C"}, {{&columns::admission_rule, rule}, {&columns::admission_share, 0.6}});
  const World world = small.model().initial();
  const auto of = [&](const Column& column, std::string_view state) {
    return world.memberships[column][membership_of(world, state, "X")];
  };
  EXPECT_NEAR(of(columns::shapley_shubik, "A"), 2.0 / 3.0, 1e-12);  // wins with B or C, no one wins without it
  EXPECT_NEAR(of(columns::shapley_shubik, "B"), 1.0 / 6.0, 1e-12);
  EXPECT_NEAR(of(columns::banzhaf, "A"), 0.75, 1e-12);
  EXPECT_NEAR(of(columns::banzhaf, "C"), 0.25, 1e-12);
  EXPECT_TRUE(std::isnan(of(columns::shapley_shubik, "D")));
  EXPECT_TRUE(std::isnan(of(columns::banzhaf, "D")));
}

/// Landscape energy at the end of a run from February 2000 in which A's power rises from .1 to .2 in March.
double energy_at(std::string_view end, int every, int months = 1) {
  SmallWorld small(models::catalogue());
  small.time("2000-02-01", end, months).pipeline({"schedule", "interests", "threat", "stability_concepts"});
  small.states("S", 2, {{&columns::gdp, 1.0}, {&columns::capability, 0.1}}).alliance("X", {"S0"});
  small.pair("S0", "S1", {{&columns::hostility, 1.0}}).change("2000-03-01", Verb::set, columns::capability, "S0", 0.2);
  small.parameter("stability_concepts", "every", every).parameter("stability_concepts", "propensity.alignment", 0.0);
  return value_of(world_after(small.model()), columns::landscape_energy, "X");
}

TEST(StabilityConcepts, AreMeasuredInTheJanuariesOfYearsThatTheIntervalDivides) {
  const double before = 2.0 * 0.1 * 0.1 * -0.5, after = 2.0 * 0.2 * 0.1 * -0.5;
  EXPECT_NEAR(energy_at("2001-01-01", 1), before, 1e-12);
  EXPECT_NEAR(energy_at("2001-02-01", 1), after, 1e-12);
  EXPECT_NEAR(energy_at("2001-02-01", 2), before, 1e-12);
  EXPECT_NEAR(energy_at("2002-02-01", 2), after, 1e-12);
  EXPECT_NEAR(energy_at("2002-02-01", 5), before, 1e-12);
  EXPECT_NEAR(energy_at("2005-02-01", 5), after, 1e-12);
}

TEST(StabilityConcepts, AreMeasuredAtTheSameTimesWhateverTheStep) {
  for (const int months : {1, 3, 6, 12})
    EXPECT_NEAR(energy_at("2001-02-01", 1, months), energy_at("2001-02-01", 1), 1e-12);
}

/// A run of five years of a world in which everything happens, with the measurements or without.
Simulation run(const Model& model) {
  Simulation simulation(model, 5, 1);
  simulation.run();
  return simulation;
}

Model busy(bool measured) {
  synthetic::Shape shape;
  shape.states = 40;
  shape.alliances = 8;
  shape.years = 5;
  const Catalogue catalogue = models::catalogue();
  Scenario scenario = synthetic::scenario(shape, catalogue.vocabulary());
  if (measured) scenario.pipeline.push_back({"stability_concepts"});
  return Model(std::move(scenario), catalogue);
}

TEST(StabilityConcepts, AreFeltByNobody) {
  const Model with = busy(true), without = busy(false);
  const Simulation measured = run(with), plain = run(without);
  const MechanismDeclaration declaration = StabilityConcepts::declaration();
  std::size_t compared = 0;
  for (const TableKind table : {TableKind::state, TableKind::alliance, TableKind::membership, TableKind::dyad})
    for (const Table::Slot& slot : plain.world().table(table).slots()) {
      const bool own = std::any_of(declaration.writes.begin(), declaration.writes.end(),
                                   [&](const Column* column) { return same_column(*column, *slot.column); });
      if (own) continue;
      const auto other = measured.world().table(table)[*slot.column];
      EXPECT_EQ(std::memcmp(slot.values.data(), other.data(), other.size() * sizeof(double)), 0) << slot.column->name;
      ++compared;
    }
  EXPECT_GT(compared, 100u);
  ASSERT_EQ(measured.record().events.size(), plain.record().events.size());
  EXPECT_GT(plain.record().events.size(), 0u);
}

TEST(StabilityConcepts, AreNestedInARunInWhichEverythingHappens) {
  const Model model = busy(true);
  const Simulation simulation = run(model);
  const World& world = simulation.world();
  double leaving = 0.0;
  for (std::size_t a = 0; a < world.alliances.size(); ++a) {
    const auto flag = [&](const Column& column) { return world.alliances[column][a] > 0.0; };
    EXPECT_TRUE(!flag(columns::nash_stable) || flag(columns::individually_stable));
    EXPECT_TRUE(!flag(columns::individually_stable) || flag(columns::contractually_stable));
    EXPECT_EQ(flag(columns::internally_stable), world.alliances[columns::cost_of_stability][a] == 0.0);
    leaving += world.alliances[columns::would_leave][a];
  }
  EXPECT_GT(leaving, 0.0);
}

}  // namespace
}  // namespace entente
