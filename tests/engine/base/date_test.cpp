#include "engine/base/date.hpp"

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(Date, CountsDaysFrom1970) {
  EXPECT_EQ(date_of({1970, 1, 1}).days, 0);
  EXPECT_EQ(date_of({1969, 12, 31}).days, -1);
  EXPECT_EQ(date_of({2000, 3, 1}).days, 11017);
}

TEST(Date, ReadsYearsMonthsAndDays) {
  EXPECT_EQ(parse_date("1949"), date_of({1949, 1, 1}));
  EXPECT_EQ(parse_date("1949-04"), date_of({1949, 4, 1}));
  EXPECT_EQ(parse_date("1949-04-04"), date_of({1949, 4, 4}));
  EXPECT_EQ(parse_date("2000-02-29"), date_of({2000, 2, 29}));
}

TEST(Date, RefusesDaysThatAreNotInTheCalendar) {
  for (const char* text : {"", "0000", "49", "19490", "1900-02-29", "1949-13-01", "1949-4-4", "1949-04-31",
                           "1949-04-04T00", "-1949", "1949-", "1949-04-", "1949/04/04", "1949-04-04 "})
    EXPECT_EQ(parse_date(text), std::nullopt) << text;
}

TEST(Date, WritesWhatItReads) {
  for (const char* text : {"0001-01-01", "1241-04-09", "1949-04-04", "9999-12-31"})
    EXPECT_EQ(to_string(*parse_date(text)), text);
}

TEST(AddMonths, KeepsTheDayOrTakesTheMonthsLast) {
  EXPECT_EQ(to_string(add_months(date_of({2001, 1, 31}), 1)), "2001-02-28");
  EXPECT_EQ(to_string(add_months(date_of({1999, 12, 15}), 14)), "2001-02-15");
  EXPECT_EQ(to_string(add_months(date_of({2000, 1, 1}), -1)), "1999-12-01");
}

TEST(MonthIndex, GrowsByOneAMonth) {
  EXPECT_EQ(month_index(date_of({2000, 1, 31})) - month_index(date_of({1999, 12, 1})), 1);
  EXPECT_EQ(month_index(date_of({0, 1, 1})), 0);
}

TEST(YearsBetween, IsACenturyInACentury) {
  EXPECT_NEAR(years_between(date_of({1900, 1, 1}), date_of({2000, 1, 1})), 100.0, 0.01);
}

}  // namespace
}  // namespace entente
