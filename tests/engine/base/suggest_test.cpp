#include "engine/base/suggest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace entente {
namespace {

using testing::Eq;
using testing::Optional;

TEST(EditDistance, CountsInsertionsDeletionsReplacementsAndSwaps) {
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("threat", "threat"), 0U);
  EXPECT_EQ(edit_distance("treat", "threat"), 1U);
  EXPECT_EQ(edit_distance("thraet", "threat"), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

TEST(EditDistance, IsSymmetricAndIgnoresCase) {
  EXPECT_EQ(edit_distance("security", "secruty"), edit_distance("secruty", "security"));
  EXPECT_EQ(edit_distance("GDP", "gdp"), 0U);
}

TEST(Suggest, FindsTheNearestCandidate) {
  EXPECT_THAT(suggest("threat_percption", {"threat", "threat_perception"}), Optional(Eq("threat_perception")));
  EXPECT_THAT(suggest("gpd", {"growth", "gdp"}), Optional(Eq("gdp")));
  EXPECT_THAT(suggest("Fra", {"FRA", "FIN"}), Optional(Eq("FRA")));
}

TEST(Suggest, IsSilentWhenNothingIsNear) {
  EXPECT_EQ(suggest("xyzzy", {"threat", "economy"}), std::nullopt);
  EXPECT_EQ(suggest("a", {"b"}), std::nullopt);
  EXPECT_EQ(suggest("", {"b"}), std::nullopt);
  EXPECT_EQ(suggest(std::string(100000, 'a'), {std::string(100000, 'a')}), std::nullopt);
}

TEST(Suggest, TakesTheFirstOfEquals) {
  EXPECT_THAT(suggest("bat", {"cat", "hat"}), Optional(Eq("cat")));
}

TEST(DidYouMean, IsAQuestionOrNothing) {
  EXPECT_EQ(did_you_mean("treat", {"threat"}), "Did you mean 'threat'?");
  EXPECT_EQ(did_you_mean("xyzzy", {"threat"}), "");
}

}  // namespace
}  // namespace entente
