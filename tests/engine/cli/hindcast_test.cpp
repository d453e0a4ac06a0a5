#include "engine/cli/hindcast.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"

namespace entente {
namespace {

using testing::HasSubstr;

constexpr std::string_view csv =
    "state,alliance,joined,left\n# the founders\nA,P,2000-01-01,\nB,P,2002-01-01,\nC,P,2004,2006-01-01\r\n";

RecordLayout layout() {
  RecordLayout layout;
  layout.times = {date_of({2000, 1, 1}), date_of({2010, 1, 1})};
  layout.states = {{"A", "B", "C"}, {"Aland", "Beland", "Celand"}};
  layout.alliances = {{"P"}, {"Pact"}};
  layout.event_kinds = {{.name = "joined", .effect = EventKind::Effect::entry, .about = ""},
                        {.name = "left", .effect = EventKind::Effect::exit, .about = ""}};
  return layout;
}

Spell spell(std::size_t state, int from, int until = 0) {
  Spell spell{.state = StateId(state), .alliance = AllianceId(0), .entry = date_of({from, 1, 1}), .exit = {}};
  spell.entry_kind = 0;
  if (until) {
    spell.exit = date_of({until, 1, 1});
    spell.exit_kind = 1;
  }
  return spell;
}

RunRecord run(std::vector<Spell> spells) {
  RunRecord record;
  record.spells = std::move(spells);
  return record;
}

TEST(History, IsReadWithItsRemarks) {
  const auto history = parse_history(csv, "h.csv");
  ASSERT_EQ(history.size(), 3u);
  EXPECT_EQ(history[2].state, "C");
  EXPECT_EQ(to_string(*history[2].left), "2006-01-01");
  EXPECT_FALSE(history[1].left);
}

TEST(History, AllMistakesAreToldAtOnceWithTheirLines) {
  try {
    parse_history("state,alliance,joined,left\nA,P,soon,\nB,P\n", "h.csv");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("h.csv:2:1: 'soon' is not a date."));
    EXPECT_THAT(error.what(), HasSubstr("h.csv:3:1: is not of the form state,alliance,joined,left."));
  }
  EXPECT_THROW(parse_history("", "h.csv"), InputError);
  EXPECT_THROW(parse_history("a,b\n", "h.csv"), InputError);
}

TEST(Hindcast, TheRightOrderIsOneAndWhoNeverJoinsRanksLast) {
  const RecordLayout all = layout();
  Hindcaster hindcaster(all, parse_history(csv, "h.csv"), "P");
  hindcaster.add(run({spell(0, 2000), spell(1, 2001), spell(2, 2003)}));
  hindcaster.add(run({spell(0, 2000), spell(1, 2001)}));
  hindcaster.add(run({spell(0, 2000, 2005), spell(2, 2001, 2009)}));
  const Hindcast found = hindcaster.result();
  EXPECT_EQ(found.survived, 2u);
  EXPECT_THAT(found.rank_correlations, testing::ElementsAre(1.0, 1.0, -1.0));
  EXPECT_EQ(found.rank_correlation_of_medians, 1.0);
  EXPECT_THAT(found.sizes, testing::ElementsAre(3.0, 2.0, 0.0));
  EXPECT_EQ(found.real_size, 2u);
  EXPECT_DOUBLE_EQ(found.exits.at("left"), 2.0 / 3.0);
}

TEST(Hindcast, IsAMarkdownTable) {
  const RecordLayout all = layout();
  Hindcaster hindcaster(all, parse_history(csv, "h.csv"), "P");
  hindcaster.add(run({spell(0, 2000), spell(1, 2001)}));
  const std::string text = to_markdown(hindcaster.result());
  EXPECT_THAT(text, HasSubstr("### P: 1 run\n"));
  EXPECT_THAT(text, HasSubstr("| Beland | 2002-01-01 | 100 % | 2001 | 2001 to 2001 |"));
  EXPECT_THAT(text, HasSubstr("| Celand | 2004-01-01 | 0 % | never | never to never |"));
}

TEST(Hindcast, TellsWhoStayedOutAndWhoCameInAgainstHistory) {
  const RecordLayout all = layout();
  Hindcaster hindcaster(all, parse_history("state,alliance,joined,left\nA,P,2000-01-01,\nB,P,2002-01-01,\n", "h.csv"),
                        "P");
  hindcaster.add(run({spell(0, 2000), spell(2, 2001)}));
  hindcaster.add(run({spell(0, 2000), spell(0, 2003)}));
  const std::string text = to_markdown(hindcaster.result());
  EXPECT_THAT(text, HasSubstr("\nJoined in fact, but in fewer than half of the runs: Beland (0 %).\n"));
  EXPECT_THAT(text, HasSubstr("\nNever joined in fact, but in at least 5 % of the runs: Celand (50 %).\n"));
}

TEST(Hindcast, AnUnknownAllianceIsToldWithTheOneMeant) {
  const RecordLayout all = layout();
  EXPECT_THROW(Hindcaster(all, parse_history(csv, "h.csv"), "Q"), InputError);
}

}  // namespace
}  // namespace entente
