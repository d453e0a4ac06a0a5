#include "engine/scenario/json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "engine/scenario/document.hpp"

namespace entente {
namespace {

TEST(Json, SortsKeysAndKeepsNumbersAsTyped) {
  EXPECT_EQ(to_json(parse_document("b: 1.50\na: [1e3, true, 'true', \"5\", ~]\nc: {}\n", "f")),
            "{\n \"a\": [1e3, true, \"true\", \"5\", null],\n \"b\": 1.50,\n \"c\": {}}\n");
}

TEST(Json, WritesNumbersThatJsonLacksInItsOwnWay) {
  EXPECT_EQ(to_json(parse_document("[.05, +3, 5., 010, .nan, 1949-04-04]", "f")),
            "[0.05, 3, 5, \"010\", \".nan\", \"1949-04-04\"]\n");
}

TEST(Json, IsWhatOtherReadersCallJson) {
  const Node node = parse_document("a: \"q\\\"b\\\\n\\n\\tx\"\nü: >\n  long\n  text\n", "f");
  const auto json = nlohmann::json::parse(to_json(node));
  EXPECT_EQ(json["a"], "q\"b\\n\n\tx");
  EXPECT_EQ(json["ü"], "long text\n");
}

TEST(Json, ReadsBackAsTheSameDocument) {
  const std::string json =
      to_json(parse_document("a: \"q\\\"b\\\\ \\n\\tx\"\nb: {c: [1, -2.5e-3, false, {d: ~}]}\n", "f"));
  EXPECT_EQ(to_json(parse_document(json, "g")), json);
  ASSERT_TRUE(parse_json(json, "g").has_value());
}

TEST(Json, DoesNotDependOnTheOrderOfTheFile) {
  EXPECT_EQ(to_json(parse_document("a: {x: 1, y: 2}\nb: 3\n", "f")),
            to_json(parse_document("b: 3\na: {y: 2, x: 1}\n", "f")));
}

TEST(Json, KeepsPlacesOfWhatItReads) {
  const Node node = *parse_json("{\n \"é\": [1,\n  22]}", "g");
  EXPECT_EQ(to_string(node.find("é")->items[1].place.location()), "g:3:3");
  EXPECT_EQ(to_string(node.entry("é")->place.location()), "g:2:2");
}

TEST(Json, LeavesWhatIsNotStrictJsonToTheOtherParser) {
  for (const char* text :
       {"{a: 1}", "{\"a\": 1,}", "{\"a\": 01}", "{\"a\": 1} x", "{\"a\": 1, \"a\": 2}", "{\"a\": \"\\u0041\"}",
        "{\"a\": .5}", "{\"a\": tru}", "{\"a\": \"x}", "{\"a\"", "{", "{\"a\": \"\xE2\x80\xAE\"}"})
    EXPECT_FALSE(parse_json(text, "g").has_value()) << text;
  EXPECT_FALSE(parse_json("{\"a\": " + std::string(100, '[') + std::string(100, ']') + "}", "g").has_value());
  EXPECT_EQ(parse_document("{a: 1}", "g").find("a")->text, "1");
}

TEST(Json, MayBeLongerThanAFile) {
  std::string text = "{\"a\": \"" + std::string(100000, 'x') + "\", \"b\": [0";
  for (int n = 0; n < 300000; ++n) text += ", 123456";
  EXPECT_EQ(parse_document(text + "]}", "g").find("b")->items.size(), 300001U);
}

}  // namespace
}  // namespace entente
