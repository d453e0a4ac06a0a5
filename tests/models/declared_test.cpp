#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <set>

#include "engine/base/hash.hpp"
#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/common_fund.hpp"
#include "models/crises.hpp"
#include "models/features.hpp"
#include "models/intelligence.hpp"
#include "models/mission_charter.hpp"
#include "tests/support/small_world.hpp"

namespace entente {
namespace {

using Names = std::set<std::pair<TableKind, std::string_view>>;

/// A world in which every mechanism has something to do, some steps into its run.
SmallWorld busy() {
  SmallWorld small(models::catalogue());
  std::vector<std::string> pipeline;
  for (const MechanismDeclaration& mechanism : small.catalogue().vocabulary().mechanisms)
    pipeline.push_back(mechanism.name);
  small.pipeline(pipeline).threat("terror", 0.01).power_reference(0.0);
  for (int n = 0; n < 8; ++n) {
    const std::string id = "S" + std::to_string(n);
    small.state(id, {{&columns::gdp, 10.0 + n},
                     {&columns::capability, 0.02 + 0.01 * n},
                     {&columns::democracy, 0.1 * n},
                     {&columns::home, 0.3 * n},
                     {&columns::exposure, 0.2},
                     {&columns::sovereignty, 0.1 * n},
                     {&columns::neutrality, n == 3 ? 1.0 : 0.0}});
    small.pair(id, "S" + std::to_string((n + 3) % 8),
               {{&columns::hostility, 0.1 * n}, {&columns::tie, 0.3}, {&columns::contiguous, n % 2 == 0 ? 0.0 : 1.0}});
  }
  small.alliance("X", {"S0", "S1", "S2"}, {{&columns::integration, 0.5}}).alliance("Y", {"S5", "S6"});
  small.alliance("Z", {"S1", "S4", "S6"},
                 {{&columns::against, 1.0},
                  {&columns::intelligence, 0.5},
                  {&columns::exercises, 0.001},
                  {&columns::common_fund, 0.001},
                  {&columns::funding_key, static_cast<double>(FundingKey::power)}});
  small.alliance("X-M", {"S0", "S1"},
                 {{&columns::mission_kind, 1.0}, {&columns::strength, 0.0}, {&columns::host, 4.0}});
  small.alliance("X-N", {}, {{&columns::mission_kind, 3.0}, {&columns::strength, 0.0}, {&columns::mandate, 1.0}});
  small.lives("S7", "2000-03-01", "");
  return small;
}

Names names_of(const std::vector<const Column*>& columns) {
  Names names;
  for (const Column* column : columns) names.emplace(column->table, column->name);
  return names;
}

/// One phase of the pipeline on a world: what `start` and then a step of it make of it.
World after(const Model& model, std::size_t phase, World world) {
  Scratch scratch;
  model.pipeline()[phase].mechanism->start(world, scratch);
  scratch.clear();
  const Streams streams(3, 0);
  TickUniforms uniforms(streams);
  EventLog events(model.layout().features.size());
  const Date begin = add_months(model.scenario().time.start, 6);
  const Step step{.begin = begin,
                  .end = add_months(begin, 3),
                  .dt = 0.25,
                  .months = 3,
                  .tick = month_index(begin),
                  .streams = streams,
                  .uniforms = uniforms,
                  .events = events,
                  .scratch = scratch};
  model.pipeline()[phase].mechanism->step(world, step);
  return world;
}

World later(const Model& model) {
  Simulation simulation(model, 3, 0);
  for (int n = 0; n < 6; ++n) simulation.step();
  return simulation.world();
}

bool same(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

constexpr TableKind tables[] = {TableKind::state, TableKind::alliance, TableKind::membership, TableKind::dyad,
                                TableKind::threat};

TEST(Declared, AMechanismChangesOnlyWhatItDeclaresToWrite) {
  const SmallWorld small = busy();
  const Model model = small.model();
  const World before = later(model);
  for (std::size_t phase = 0; phase < model.pipeline().size(); ++phase) {
    const MechanismDeclaration& declared = small.catalogue().vocabulary().mechanisms[phase];
    const Names writes = names_of(declared.writes);
    const World changed = after(model, phase, before);
    for (const TableKind table : tables)
      for (std::size_t n = 0; n < before.table(table).slots().size(); ++n) {
        const Table::Slot& was = before.table(table).slots()[n];
        const Table::Slot& is = changed.table(table).slots()[n];
        EXPECT_TRUE(writes.count({table, was.column->name}) > 0 || same(was.values, is.values))
            << declared.name << " writes " << to_string(table) << "." << was.column->name;
      }
  }
}

TEST(Declared, AMechanismDependsOnlyOnWhatItDeclaresToReadAndOnWhatItWrites) {
  const SmallWorld small = busy();
  const Model model = small.model();
  const World before = later(model);
  for (std::size_t phase = 0; phase < model.pipeline().size(); ++phase) {
    const MechanismDeclaration& declared = small.catalogue().vocabulary().mechanisms[phase];
    Names known = names_of(declared.reads);
    const Names writes = names_of(declared.writes);
    known.insert(writes.begin(), writes.end());
    const World expected = after(model, phase, before);
    for (const TableKind table : tables)
      for (const Table::Slot& slot : before.table(table).slots()) {
        if (known.count({table, slot.column->name}) > 0) continue;
        World disturbed = before;
        double shift = 0.1;
        for (double& value : disturbed.table(table).update(*slot.column)) value += shift *= 1.1;
        const World result = after(model, phase, std::move(disturbed));
        for (const TableKind other : tables)
          for (std::size_t n = 0; n < expected.table(other).slots().size(); ++n) {
            const Table::Slot& was = expected.table(other).slots()[n];
            EXPECT_TRUE(writes.count({other, was.column->name}) == 0 ||
                        same(was.values, result.table(other).slots()[n].values))
                << declared.name << " reads " << to_string(table) << "." << slot.column->name << ", seen in "
                << was.column->name;
          }
      }
  }
}

TEST(Declared, EveryColumnOfADefaultPipelineIsWrittenOrGivenBeforeItIsRead) {
  const Catalogue catalogue = models::catalogue();
  for (const MechanismDeclaration& mechanism : catalogue.vocabulary().mechanisms)
    for (const Column* column : mechanism.reads) {
      bool written = column->input != Input::derived;
      for (const MechanismDeclaration& other : catalogue.vocabulary().mechanisms)
        written = written || names_of(other.writes).count({column->table, column->name}) > 0;
      EXPECT_TRUE(written) << mechanism.name << " reads " << column->name << ", which nobody writes";
    }
}

TEST(Catalogue, EveryMechanismSaysWhatItClaimsAndWhereThatComesFrom) {
  const Catalogue catalogue = models::catalogue();
  ASSERT_FALSE(catalogue.vocabulary().mechanisms.empty());
  for (const MechanismDeclaration& mechanism : catalogue.vocabulary().mechanisms) {
    EXPECT_FALSE(mechanism.claim.empty()) << mechanism.name;
    EXPECT_FALSE(mechanism.equation.empty()) << mechanism.name;
    EXPECT_FALSE(mechanism.source.empty()) << mechanism.name;
    for (const Declaration& parameter : mechanism.parameters) {
      EXPECT_TRUE(parameter.range.contains(parameter.initial)) << mechanism.name << "." << parameter.name;
      EXPECT_FALSE(parameter.about.empty()) << mechanism.name << "." << parameter.name;
    }
  }
}

TEST(Catalogue, ColumnsAreSortedDistinctAndTheirDefaultsLieInTheirRanges) {
  const Catalogue catalogue = models::catalogue();
  const Column* last = nullptr;
  for (const Column* column : catalogue.vocabulary().columns) {
    EXPECT_TRUE(last == nullptr || std::pair(last->table, last->name) < std::pair(column->table, column->name));
    EXPECT_FALSE(column->about.empty()) << column->name;
    EXPECT_TRUE(column->input != Input::optional || column->range.contains(column->initial)) << column->name;
    last = column;
  }
}

TEST(Catalogue, TheSharesOfEventsAreTheFeaturesTheFrailtyTheConcessionAndWhatWeighsInCrisesAndFoundings) {
  const Catalogue catalogue = models::catalogue();
  ASSERT_EQ(catalogue.features().size(), features::reasons + weights + 1);
  EXPECT_EQ(catalogue.features()[features::count].name, "frailty");
  EXPECT_EQ(catalogue.features()[features::count + 1].name, "concession");
  EXPECT_EQ(catalogue.features()[features::reasons].name, "crises.hostility");
  EXPECT_EQ(catalogue.features().back().name, "founding.shared_allies");  // which is where founding puts it
}

}  // namespace
}  // namespace entente
