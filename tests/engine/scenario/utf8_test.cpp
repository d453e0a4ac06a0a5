#include "engine/scenario/utf8.hpp"

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(Utf8, DecodesOneToFourBytes) {
  EXPECT_EQ(decode("a", 0).code, 0x61U);
  EXPECT_EQ(decode("é", 0).code, 0xE9U);
  EXPECT_EQ(decode("€", 0).code, 0x20ACU);
  EXPECT_EQ(decode("🙂", 0).code, 0x1F642U);
  EXPECT_EQ(decode("🙂", 0).size, 4U);
}

TEST(Utf8, RefusesWhatIsNotStrict) {
  for (const char* bytes :
       {"\x80", "\xC0\xAF", "\xC3", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF", "\xE2\x28\xA1"})
    EXPECT_FALSE(decode(bytes, 0).valid) << bytes;
}

TEST(Utf8, NamesForbiddenCharacters) {
  EXPECT_EQ(why_forbidden({0x07, 1, true}), "the control character U+0007 stands here.");
  EXPECT_EQ(why_forbidden({0x85, 2, true}), "the control character U+0085 stands here.");
  EXPECT_EQ(why_forbidden({0x2066, 3, true}), "the bidirectional character U+2066 stands here.");
  EXPECT_EQ(why_forbidden({0xFEFF, 3, true}), "the invisible character U+FEFF stands here.");
  EXPECT_EQ(why_forbidden({0xFF, 1, false}), "the byte 0xFF is not UTF-8.");
  EXPECT_EQ(why_forbidden({0xE9, 2, true}), "");
  EXPECT_EQ(why_forbidden({'\t', 1, true}), "");
}

TEST(Utf8, CountsAndShortensByCharacters) {
  EXPECT_EQ(count_characters("aé€"), 3U);
  EXPECT_EQ(shorten("aé€", 3), "aé€");
  EXPECT_EQ(shorten("aé€x", 2), "aé…");
}

}  // namespace
}  // namespace entente
