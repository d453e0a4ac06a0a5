#include "engine/world/dyads.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "engine/base/hash.hpp"

namespace entente {
namespace {

DyadTable table_of(std::size_t states, const std::vector<std::pair<std::size_t, std::size_t>>& pairs) {
  std::vector<std::pair<StateId, StateId>> ids;
  std::vector<std::uint64_t> entities;
  for (std::size_t i = 0; i < states; ++i) entities.push_back(name_hash("S" + std::to_string(i)));
  for (const auto& [from, to] : pairs) ids.emplace_back(StateId(from), StateId(to));
  return DyadTable(states, ids, entities);
}

TEST(DyadTable, WithoutPairsNobodyHasRows) {
  const DyadTable dyads = table_of(2, {});
  EXPECT_EQ(dyads.size(), 0u);
  EXPECT_EQ(dyads.begin(StateId(1)), dyads.end(StateId(1)));
  EXPECT_FALSE(dyads.row(StateId(0), StateId(1)).has_value());
}

TEST(DyadTable, APairGivenOnceHasBothDirectionsAndGivenTwiceNoMore) {
  EXPECT_EQ(table_of(3, {{2, 0}}).size(), 2u);
  EXPECT_EQ(table_of(3, {{2, 0}, {0, 2}, {2, 0}}).size(), 2u);
}

TEST(DyadTable, TheAddressOfAPairIsDirected) {
  const DyadTable dyads = table_of(2, {{0, 1}});
  EXPECT_NE(dyads.entities()[0], dyads.entities()[1]);
  EXPECT_EQ(dyads.entities()[0], pair_hash(name_hash("S0"), name_hash("S1")));
}

RC_GTEST_PROP(DyadTable, RowsAreSortedAndEachHasItsReverse, ()) {
  const std::size_t states = *rc::gen::inRange(1, 10);
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  std::set<std::pair<std::size_t, std::size_t>> both;
  const std::size_t count = *rc::gen::inRange(0, 30);
  for (std::size_t n = 0; n < count; ++n) {
    pairs.emplace_back(*rc::gen::inRange<std::size_t>(0, states), *rc::gen::inRange<std::size_t>(0, states));
    both.emplace(pairs.back());
    both.emplace(pairs.back().second, pairs.back().first);
  }
  const DyadTable dyads = table_of(states, pairs);
  RC_ASSERT(dyads.size() == both.size());
  std::size_t row = 0;
  for (const auto& [from, to] : both) {
    RC_ASSERT(dyads.from()[row] == StateId(from));
    RC_ASSERT(dyads.to()[row] == StateId(to));
    RC_ASSERT(dyads.row(StateId(from), StateId(to)) == row);
    RC_ASSERT(dyads.begin(StateId(from)) <= row);
    RC_ASSERT(row < dyads.end(StateId(from)));
    const auto reverse = static_cast<std::size_t>(dyads.reverse()[row]);
    RC_ASSERT(dyads.from()[reverse] == StateId(to));
    RC_ASSERT(dyads.to()[reverse] == StateId(from));
    ++row;
  }
}

}  // namespace
}  // namespace entente
