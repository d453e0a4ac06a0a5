#include "engine/base/declaration.hpp"

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(Range, IsSaidInWords) {
  EXPECT_EQ(to_string(any_number), "any number");
  EXPECT_EQ(to_string(above(0.0)), "> 0");
  EXPECT_EQ(to_string(at_least(0.5)), ">= 0.5");
  EXPECT_EQ(to_string(unit_interval), "0 to 1");
  EXPECT_EQ(to_string(Range{.upper = 3.0}), "<= 3");
  EXPECT_EQ(to_string(Range{.lower = 0.0, .upper = 1.0, .lower_open = true}), "> 0 and <= 1");
  EXPECT_EQ(to_string(Range{.lower = 0.0, .upper = 1.0, .lower_open = false, .upper_open = true}), ">= 0 and < 1");
}

TEST(Range, HoldsItsClosedEndsOnly) {
  EXPECT_TRUE(unit_interval.contains(0.0));
  EXPECT_TRUE(unit_interval.contains(1.0));
  EXPECT_FALSE(above(0.0).contains(0.0));
  EXPECT_FALSE((Range{.upper = 1.0, .upper_open = true}.contains(1.0)));
}

}  // namespace
}  // namespace entente
