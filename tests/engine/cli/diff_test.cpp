#include "engine/cli/diff.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace entente {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

constexpr Column gdp{.table = TableKind::state, .name = "gdp", .about = ""};
constexpr Column members{.table = TableKind::alliance, .name = "members", .about = ""};
constexpr Column lead{.table = TableKind::alliance, .name = "lead_state", .kind = Kind::state, .about = ""};

RecordLayout layout(std::vector<std::string> states, int first_year) {
  RecordLayout layout;
  for (int year = first_year; year < first_year + 3; ++year) layout.times.push_back(date_of({year, 1, 1}));
  layout.states = {states, states};
  layout.alliances = {{"P"}, {"Pact"}};
  layout.series = {{&gdp, states.size(), 1}, {&members, 1, 1}};
  layout.event_kinds = {{.name = "joined", .effect = EventKind::Effect::entry, .about = ""}};
  return layout;
}

RunRecord record(std::vector<double> gdps, std::vector<double> sizes) {
  RunRecord record;
  record.times = sizes.size();
  record.series = {std::move(gdps), std::move(sizes)};
  return record;
}

TEST(Alignment, PairsWhatHasTheSameNameAndDate) {
  const RecordLayout a = layout({"A", "B", "C"}, 2000), b = layout({"B", "C", "D"}, 2001);
  const Alignment alignment(a, b);
  EXPECT_THAT(alignment.times, ElementsAre(Pair(1, 0), Pair(2, 1)));
  ASSERT_EQ(alignment.series.size(), 2u);
  EXPECT_THAT(alignment.series[0].cells, ElementsAre(Pair(1, 0), Pair(2, 1)));
  EXPECT_THAT(alignment.only_in_a, ElementsAre("dates 2000-01-01", "states A"));
  EXPECT_THAT(alignment.only_in_b, ElementsAre("dates 2003-01-01", "states D"));
}

TEST(Differ, EqualsAreEqualAndNothingEqualsNothing) {
  const RecordLayout a = layout({"A"}, 2000);
  const double none = std::numeric_limits<double>::quiet_NaN();
  Differ differ(a, a);
  differ.add(0, record({1, none, 3}, {1, 2, 3}), record({1, none, 3}, {1, 2, 3}));
  EXPECT_EQ(differ.runs_that_differ, 0u);
  EXPECT_FALSE(differ.state);
  EXPECT_THAT(differ.series(), IsEmpty());
}

// gdp: differences 0, 0, 2 in three pairs of values 1, 2, 3 and 1, 2, 5: root mean square sqrt(4/3), values of mean 7/3
// and variance 44/6 - 49/9 = 17/9.
TEST(Differ, TellsTheFirstAndTheLargestDifferenceInSpreads) {
  const RecordLayout a = layout({"A"}, 2000);
  Differ differ(a, a);
  differ.add(0, record({1, 2, 3}, {1, 1, 1}), record({1, 2, 5}, {1, 1, 1}));
  ASSERT_TRUE(differ.state);
  EXPECT_EQ(to_string(differ.state->date), "2002-01-01");
  EXPECT_EQ(differ.state->what, "state.gdp of A is 3 and 5");
  const auto found = differ.series();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_DOUBLE_EQ(found[0].apart, std::sqrt(4.0 / 3.0) / std::sqrt(17.0 / 9.0));
  EXPECT_EQ(found[0].where, "run 0, A at 2002-01-01");
  EXPECT_EQ(found[0].differ, 1u);
}

TEST(Differ, StatesThatAColumnNamesAreKnownByTheirIdsAndNoDistanceApart) {
  RecordLayout a = layout({"A", "B"}, 2000), b = layout({"B", "C"}, 2000);
  a.series[1] = b.series[1] = {&lead, 1, 1};
  Differ differ(a, b);
  differ.add(0, record(std::vector<double>(6), {1, 1, -1}), record(std::vector<double>(6), {0, 1, 0}));
  ASSERT_TRUE(differ.state);
  EXPECT_EQ(differ.state->what, "alliance.lead_state of P is B and a state that A has not");
  const auto found = differ.series();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].differ, 2u);
  EXPECT_EQ(found[0].apart, 0.0);
  EXPECT_LT(found[0].largest, 0.0);
}

TEST(Differ, ADecisionIsKnownByDateKindAndWho) {
  const RecordLayout a = layout({"A", "B"}, 2000), b = layout({"B"}, 2000);
  RunRecord in_a = record(std::vector<double>(6), {1, 1, 1}), in_b = record(std::vector<double>(3), {1, 1, 1});
  in_a.events.add(
      {.date = date_of({2000, 5, 1}), .kind = 0, .state = StateId(1), .alliance = AllianceId(0), .draw = .1});
  in_b.events.add(
      {.date = date_of({2000, 5, 1}), .kind = 0, .state = StateId(0), .alliance = AllianceId(0), .draw = .2});
  in_b.events.add({.date = date_of({2001, 5, 1}), .kind = 0, .state = StateId(0), .alliance = AllianceId(0)});
  Differ differ(a, b);
  differ.add(7, in_a, in_b);
  EXPECT_EQ(differ.events_in_both, 1u);
  EXPECT_EQ(differ.events_in_a, 0u);
  EXPECT_EQ(differ.events_in_b, 1u);
  ASSERT_TRUE(differ.decision);
  EXPECT_EQ(differ.decision->run, 7u);
  EXPECT_EQ(differ.decision->what, "joined B P, only in B");
}

TEST(BothText, HasAsManyDigitsAsItTakes) {
  EXPECT_EQ(both_text(1.0, 2.0), "1 and 2");
  EXPECT_EQ(both_text(1.0001, 1.0002, ", "), "1.0001, 1.0002");
  EXPECT_NE(both_text(0.1, 0.1 + 1e-16), "0.1 and 0.1");
}

}  // namespace
}  // namespace entente
