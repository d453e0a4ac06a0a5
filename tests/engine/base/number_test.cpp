#include "engine/base/number.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace entente {
namespace {

TEST(Number, ReadsDecimalNumbers) {
  EXPECT_EQ(parse_number("0"), 0.0);
  EXPECT_EQ(parse_number("-4"), -4.0);
  EXPECT_EQ(parse_number("+4"), 4.0);
  EXPECT_EQ(parse_number(".05"), 0.05);
  EXPECT_EQ(parse_number("5."), 5.0);
  EXPECT_EQ(parse_number("0.1"), 0.1);
  EXPECT_EQ(parse_number("1e3"), 1000.0);
  EXPECT_EQ(parse_number("1.7976931348623157e308"), std::numeric_limits<double>::max());
}

TEST(Number, RefusesWhatIsNoFiniteDecimalNumber) {
  for (const char* text : {"",         "-",    "+",     ".",      "nan",  "NaN", ".nan", "inf",  "-inf",
                           "Infinity", ".inf", "1e999", "-1e999", "0x10", "010", "-010", "0o10", "1_000",
                           "1,000",    "1 ",   " 1",    "1e",     "--1",  "+-1", "5%",   "1/2",  "e5"})
    EXPECT_EQ(parse_number(text), std::nullopt) << text;
  EXPECT_EQ(parse_number(std::string_view("1\0", 2)), std::nullopt);
}

TEST(Number, SaysWhyATextIsNoNumber) {
  EXPECT_EQ(why_no_number("1e999"), "is too large for a number");
  EXPECT_EQ(why_no_number("0x10"), "is hexadecimal; write it as a decimal number");
  EXPECT_EQ(why_no_number("-010"), "begins with 0, which some readers take for octal; leave out the zeros");
  EXPECT_EQ(why_no_number("1_000"), "is not a number; leave out the underscores");
  EXPECT_EQ(why_no_number("1,000"), "is not a number; write a decimal point and no other marks");
  EXPECT_EQ(why_no_number("5%"), "is not a number; write a share, as in .05 for 5 %");
  EXPECT_EQ(why_no_number("nan"), "is not a number");
}

TEST(Integer, TakesPlainDigitsThatADoubleHolds) {
  EXPECT_EQ(parse_integer("-12"), -12);
  EXPECT_EQ(parse_integer("9007199254740992"), 9007199254740992);
  for (const char* text : {"", "-", "9007199254740993", "1.0", "1e3", "007", "99999999999999999999999"})
    EXPECT_EQ(parse_integer(text), std::nullopt) << text;
}

TEST(Unsigned, ReachesTheLargestSeed) {
  EXPECT_EQ(parse_unsigned("18446744073709551615"), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(parse_unsigned("18446744073709551616"), std::nullopt);
  EXPECT_EQ(parse_unsigned("-1"), std::nullopt);
}

TEST(NumberText, ReadsBackAsTheSameDouble) {
  for (const double value : {0.0, 0.1, 1.0 / 3.0, -2.5, 1e300, 5e-324, 123456789.123456789, 1e21})
    EXPECT_EQ(parse_number(to_text(value)), value) << to_text(value);
  EXPECT_EQ(to_text(5.0), "5");
  EXPECT_EQ(to_text(0.1), "0.1");
}

TEST(JsonNumber, FollowsTheGrammarOfJson) {
  for (const char* text : {"0", "-1", "1.5", "1e5", "1E-5", "0.05"}) EXPECT_TRUE(is_json_number(text)) << text;
  for (const char* text : {"", "-", ".5", "1.", "01", "+1", "1e", "NaN", "0x1", "1 "})
    EXPECT_FALSE(is_json_number(text)) << text;
}

}  // namespace
}  // namespace entente
