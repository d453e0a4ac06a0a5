#include "engine/cli/chart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "engine/cli/text.hpp"

namespace entente {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
const Style plain{.width = 80, .unicode = false, .colour = false};
const Style fancy{.width = 80, .unicode = true, .colour = false};

TimeAxis axis(int first, int last, std::size_t width) {
  return {date_of({first, 1, 1}), date_of({last, 1, 1}), width};
}

TEST(Sparkline, RisesFromLowestToHighest) {
  EXPECT_EQ(sparkline({0, 1, 2, 3, 4, 5, 6, 7}, fancy), "▁▂▃▄▅▆▇█");
  EXPECT_EQ(sparkline({0, 7}, plain), "_#");
}

TEST(Sparkline, WhatIsNotThereIsBlankAndWhatIsConstantLiesInTheMiddle) {
  EXPECT_EQ(sparkline({nothing, 3, 3}, fancy), " ▅▅");
  EXPECT_EQ(sparkline({}, fancy), "");
}

TEST(TimeAxis, LabelsRoundYearsWhereTheyBegin) {
  const std::string labels = axis(1949, 2025, 40).labels();
  EXPECT_EQ(labels.size(), 40u);
  EXPECT_EQ(labels.substr(0, 5), "1949 ");
  EXPECT_NE(labels.find("2000"), std::string::npos);
  EXPECT_NEAR(static_cast<double>(labels.find("2000")), 40.0 * 51 / 76, 1.0);
}

TEST(TimeAxis, AShortRunAndAVeryLongOneHaveLabelsToo) {
  EXPECT_EQ(axis(2000, 2001, 30).labels().substr(0, 4), "2000");
  EXPECT_EQ(axis(10, 9000, 30).labels().size(), 30u);
}

TEST(Resample, TakesTheMeanOfACellAndHoldsTheLastValue) {
  const std::vector<Date> dates{date_of({2000, 1, 1}), date_of({2000, 7, 1}), date_of({2002, 1, 1})};
  const auto values = resample(dates, {1, 3, 10}, axis(2000, 2004, 4));
  EXPECT_THAT(values, testing::ElementsAre(2.0, 3.0, 10.0, 10.0));
}

TEST(Resample, ARunThatWasStoppedEndsWhereItStopped) {
  const std::vector<Date> dates{date_of({2000, 1, 1}), date_of({2001, 6, 1}), date_of({2003, 1, 1})};
  const auto values = resample(dates, {1, 2}, axis(2000, 2004, 4));
  EXPECT_EQ(values[1], 2.0);
  EXPECT_TRUE(std::isnan(values[3]));
}

TEST(ShareBar, ShowsNothingPartAndAll) {
  const auto share = [](Date date) {
    return calendar_day(date).year < 2001 ? 0.0 : calendar_day(date).year < 2002 ? 0.3 : 1.0;
  };
  EXPECT_EQ(share_bar(axis(2000, 2003, 3), share, fancy), "·▃█");
  EXPECT_EQ(share_bar(axis(2000, 2003, 3), share, plain), " :#");
}

}  // namespace
}  // namespace entente
