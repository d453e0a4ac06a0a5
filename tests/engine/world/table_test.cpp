#include "engine/world/table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/hash.hpp"
#include "engine/world/world.hpp"

namespace entente {
namespace {

using testing::ElementsAre;

constexpr Column wealth{.table = TableKind::state, .name = "wealth", .initial = 3.0, .about = "wealth"};
constexpr Column age{.table = TableKind::state, .name = "age", .about = "age"};
constexpr Column wealth_elsewhere{.table = TableKind::state, .name = "wealth", .about = "the same name"};
constexpr Column stance{.table = TableKind::state, .name = "stance", .axis = Axis::issue, .about = "stance"};

TEST(Table, AnEmptyTableHasNoRowsAndNoColumns) {
  const Table table;
  EXPECT_EQ(table.size(), 0u);
  EXPECT_FALSE(table.has(wealth));
  EXPECT_TRUE(table.slots().empty());
}

TEST(Table, AColumnStartsAtItsInitialValueInEveryRow) {
  Table table(3);
  table.add(wealth);
  EXPECT_THAT(table[wealth], ElementsAre(3.0, 3.0, 3.0));
}

TEST(Table, AddingAColumnTwiceKeepsItsValues) {
  Table table(2);
  table.add(wealth);
  table.update(wealth)[1] = 7.0;
  table.add(wealth);
  EXPECT_THAT(table[wealth], ElementsAre(3.0, 7.0));
}

TEST(Table, ColumnsAreToldApartByNameNotByAddress) {
  Table table(1);
  table.add(wealth);
  EXPECT_TRUE(table.has(wealth_elsewhere));
  table.update(wealth_elsewhere)[0] = 5.0;
  EXPECT_THAT(table[wealth], ElementsAre(5.0));
}

TEST(Table, ColumnsStandInTheOrderOfTheirNamesWhateverTheOrderOfAdding) {
  Table table(1);
  table.add(wealth);
  table.add(stance, 2);
  table.add(age);
  ASSERT_EQ(table.slots().size(), 3u);
  EXPECT_EQ(table.slots()[0].column->name, "age");
  EXPECT_EQ(table.slots()[1].column->name, "stance");
  EXPECT_EQ(table.slots()[2].column->name, "wealth");
}

TEST(Table, AColumnWithAnAxisHoldsItsWidthRowAfterRow) {
  Table table(2);
  table.add(stance, 3);
  EXPECT_EQ(table.width(stance), 3u);
  table.update(stance)[1 * 3 + 2] = 9.0;
  EXPECT_THAT(table[stance], ElementsAre(0, 0, 0, 0, 0, 9));
}

TEST(Table, AMissingColumnIsNamed) {
  const Table table(1);
  try {
    (void)table[wealth];
    FAIL();
  } catch (const std::logic_error& error) {
    EXPECT_STREQ(error.what(), "the world has no column state.wealth: no mechanism of the catalogue declares it");
  }
}

TEST(NamedTable, RowsAreFoundByNameAndOnlyByWholeNames) {
  const NamedTable table({"A", "AB", "B"});
  EXPECT_EQ(table.row("AB"), 1u);
  EXPECT_EQ(table.row("B"), 2u);
  EXPECT_FALSE(table.row("").has_value());
  EXPECT_FALSE(table.row("AC").has_value());
  EXPECT_FALSE(table.row("C").has_value());
}

TEST(NamedTable, TheAddressOfARowIsTheHashOfItsNameSoBystandersDoNotMoveIt) {
  const NamedTable alone({"B"});
  const NamedTable crowd({"A", "B", "C"});
  EXPECT_EQ(alone.entities()[0], name_hash("B"));
  EXPECT_EQ(crowd.entities()[1], alone.entities()[0]);
}

TEST(StateTable, StatesExistAndLieInNoRegionUntilTold) {
  const StateTable states({"A", "B"});
  EXPECT_THAT(states.active, ElementsAre(1, 1));
  EXPECT_THAT(states.region, ElementsAre(-1, -1));
  EXPECT_THAT(states.labels, ElementsAre("A", "B"));
}

TEST(World, AColumnGoesToItsTableAtTheWidthOfItsAxis) {
  World world;
  world.issues = {{"x", "y"}, {"x", "y"}};
  world.states = StateTable({"A", "B"});
  world.add(stance);
  world.add(wealth);
  EXPECT_EQ(world.states.width(stance), 2u);
  EXPECT_EQ(world.table(TableKind::state)[stance].size(), 4u);
  EXPECT_EQ(world.extent(Axis::none), 1u);
  EXPECT_EQ(world.extent(Axis::threat), 0u);
  EXPECT_EQ(world.extent(Axis::domain), 0u);
}

TEST(World, ACopyIsAWhatIfBranchOfItsOwn) {
  World world;
  world.states = StateTable({"A"});
  world.add(wealth);
  World branch = world;
  branch.states.update(wealth)[0] = 100.0;
  branch.states.active[0] = 0;
  EXPECT_EQ(world.states[wealth][0], 3.0);
  EXPECT_EQ(world.states.active[0], 1);
}

}  // namespace
}  // namespace entente
