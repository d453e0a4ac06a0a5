#include "engine/cli/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace entente {
namespace {

const Style plain{.width = 80, .unicode = false, .colour = false};
const Style fancy{.width = 80, .unicode = true, .colour = true};

TEST(Text, CellsAreCharactersAndColoursTakeNone) {
  EXPECT_EQ(cells("Türkiye"), 7u);
  EXPECT_EQ(cells(fancy.bold("abc")), 3u);
  EXPECT_EQ(cells(""), 0u);
}

TEST(Text, FitsExactly) {
  EXPECT_EQ(fit("ab", 4, plain), "ab  ");
  EXPECT_EQ(fit("abcdef", 5, plain), "ab...");
  EXPECT_EQ(fit("Türkiye", 5, fancy), "Türk…");
}

TEST(Text, WrapsAtBlanksAndLeavesLongWordsWhole) {
  EXPECT_THAT(wrap("one two three", 7), testing::ElementsAre("one two", "three"));
  EXPECT_THAT(wrap("immeasurable a", 4), testing::ElementsAre("immeasurable", "a"));
  EXPECT_THAT(wrap("", 4), testing::ElementsAre(""));
}

TEST(Text, NumbersAreForPeople) {
  EXPECT_EQ(number_text(0.0345, "share of GDP"), "3.5 %");
  EXPECT_EQ(number_text(31, "states", Kind::integer), "31");
  EXPECT_EQ(number_text(0.8312), "0.83");
  EXPECT_EQ(number_text(0.0123), "0.012");
  EXPECT_EQ(number_text(12345.6), "12346");
  EXPECT_EQ(number_text(0), "0.00");
  EXPECT_EQ(number_text(std::numeric_limits<double>::quiet_NaN()), "none");
  EXPECT_EQ(number_text(0, "date", Kind::date), "1970-01-01");
}

TEST(Text, SignsAreAlwaysShown) {
  EXPECT_EQ(signed_text(1.214, plain), "+1.21");
  EXPECT_EQ(signed_text(-0.5, plain), "-0.50");
  EXPECT_EQ(signed_text(-0.5, fancy), "−0.50");
}

TEST(Text, CountsAndTimes) {
  EXPECT_EQ(count_text(1234567), "1,234,567");
  EXPECT_EQ(count_of(1, "run"), "1 run");
  EXPECT_EQ(count_of(1000, "run"), "1,000 runs");
  EXPECT_EQ(duration_text(0.123), "0.12 s");
  EXPECT_EQ(duration_text(200), "3 min 20 s");
  EXPECT_EQ(duration_text(7500), "2 h 5 min");
}

TEST(Text, ASmallShareIsNotNothingAndAlmostAllIsNotAll) {
  EXPECT_EQ(share_text(0.0), "0 %");
  EXPECT_EQ(share_text(0.004), "<1 %");
  EXPECT_EQ(share_text(0.5), "50 %");
  EXPECT_EQ(share_text(0.996), ">99 %");
  EXPECT_EQ(share_text(1.0), "100 %");
}

TEST(Style, WithoutColourNothingIsPainted) {
  EXPECT_EQ(plain.bold("a") + plain.bad("b"), "ab");
}

}  // namespace
}  // namespace entente
