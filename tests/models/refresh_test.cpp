#include "models/refresh.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "models/charter.hpp"
#include "tests/models/random_world.hpp"

namespace entente {
namespace {

using tests::RandomWorld;

TEST(Refresh, OfTheYearIsDueInJanuaryAndAfterAChangeOfMembers) {
  World world = RandomWorld::make(1, {.alliances = 2});
  EventLog events;
  Scratch scratch;
  const Streams streams(1, 0);
  TickUniforms uniforms(streams);
  using List = std::vector<int>;
  const auto due_in = [&](const char* month, int months, bool anew = false) {
    const Date begin = *parse_date(month);
    const Due due = due_for_refresh(world, {begin, add_months(begin, months), months / 12.0, months, month_index(begin),
                                            streams, uniforms, events, scratch, anew});
    return List(due.yearly.begin(), due.yearly.end());
  };
  EXPECT_EQ(due_in("2000-01-01", 1), (List{1, 1}));
  EXPECT_EQ(due_in("2000-02-01", 1), (List{0, 0}));
  EXPECT_EQ(due_in("2000-10-01", 3), (List{0, 0}));
  EXPECT_EQ(due_in("2000-11-01", 3), (List{1, 1}));
  EXPECT_EQ(due_in("2000-04-01", 12), (List{1, 1}));
  EXPECT_EQ(due_in("2000-02-01", 1, true), (List{1, 1}));
  world.alliances.update(columns::changed)[1] = parse_date("2000-02-10")->days;
  EXPECT_EQ(due_in("2000-03-01", 1), (List{0, 1}));
  EXPECT_EQ(due_in("2000-04-01", 1), (List{0, 0}));
}

TEST(Refresh, OfTheQuarterIsDueInEveryThirdMonth) {
  const World world = RandomWorld::make(1, {.alliances = 1});
  EventLog events;
  Scratch scratch;
  const Streams streams(1, 0);
  TickUniforms uniforms(streams);
  for (int month = 0; month < 24; ++month) {
    const Date begin = add_months(*parse_date("2000-01-01"), month);
    const Due due = due_for_refresh(
        world, {begin, add_months(begin, 1), 1 / 12.0, 1, month_index(begin), streams, uniforms, events, scratch});
    EXPECT_EQ(due.quarterly[0] != 0, month % 3 == 0) << month;
  }
}

TEST(Refresh, AYearEndsInTheStepThatHoldsItsEnd) {
  EventLog events;
  Scratch scratch;
  const Streams streams(1, 0);
  TickUniforms uniforms(streams);
  const auto ends_in = [&](const char* month, int months) {
    const Date begin = *parse_date(month);
    return ends_period({begin, add_months(begin, months), months / 12.0, months, month_index(begin), streams, uniforms,
                        events, scratch},
                       yearly);
  };
  EXPECT_TRUE(ends_in("2000-12-01", 1));
  EXPECT_FALSE(ends_in("2000-11-01", 1));
  EXPECT_FALSE(ends_in("2001-01-01", 1));
  EXPECT_TRUE(ends_in("2000-10-01", 3));
  EXPECT_TRUE(ends_in("2000-11-01", 3));
  EXPECT_TRUE(ends_in("2000-04-01", 12));
}

}  // namespace
}  // namespace entente
