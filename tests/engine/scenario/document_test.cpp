#include "engine/scenario/document.hpp"

#include <gtest/gtest.h>

namespace entente {
namespace {

std::string what_is_wrong(const std::string& text) {
  try {
    parse_document(text, "f.yaml");
    return {};
  } catch (const InputError& error) {
    return error.what();
  }
}

TEST(Document, KeepsEveryValueAsItWasTyped) {
  const Node node = parse_document("a: 010\nb: NO\nc: '5'\nd: ~\ne: [1, {f: x}]\n", "f.yaml");
  ASSERT_TRUE(node.is_mapping());
  EXPECT_EQ(node.find("a")->text, "010");
  EXPECT_EQ(node.find("b")->text, "NO");
  EXPECT_FALSE(node.find("b")->quoted);
  EXPECT_EQ(node.find("c")->text, "5");
  EXPECT_TRUE(node.find("c")->quoted);
  EXPECT_TRUE(node.find("d")->is_null());
  EXPECT_EQ(node.find("e")->items[1].find("f")->text, "x");
  EXPECT_EQ(node.find("g"), nullptr);
}

TEST(Document, KeepsTheOrderOfTheFile) {
  const Node node = parse_document("z: 1\na: 2\nm: 3\n", "f.yaml");
  EXPECT_EQ(node.entries[0].key, "z");
  EXPECT_EQ(node.entries[2].key, "m");
}

TEST(Document, TellsPlacesInLinesAndCharactersFromOne) {
  const Node node = parse_document("a: 1\nb:\n  é: {ö: [ü, x]}\n", "f.yaml");
  EXPECT_EQ(to_string(node.entry("b")->place.location()), "f.yaml:2:1");
  const Node& inner = *node.find("b")->find("é");
  EXPECT_EQ(to_string(inner.entry("ö")->place.location()), "f.yaml:3:7");
  EXPECT_EQ(to_string(inner.find("ö")->items[1].place.location()), "f.yaml:3:14");
}

TEST(Document, PlacesAMissingValueAtItsKey) {
  const Node node = parse_document("a:\n\n\nb: 1\n", "f.yaml");
  EXPECT_EQ(to_string(node.find("a")->place.location()), "f.yaml:1:1");
}

TEST(Document, TakesTextInBlocksAsText) {
  const Node node = parse_document("a: >-\n  12\n  13\nb: |\n  x\n", "f.yaml");
  EXPECT_EQ(node.find("a")->text, "12 13");
  EXPECT_TRUE(node.find("a")->quoted);
  EXPECT_EQ(node.find("b")->text, "x\n");
}

TEST(Document, ReadsWindowsLineEnds) {
  const Node node = parse_document("a: 1\r\nb: 2\r\n", "f.yaml");
  EXPECT_EQ(node.find("b")->text, "2");
}

TEST(Document, TellsAllRepeatedKeys) {
  EXPECT_EQ(what_is_wrong("a: 1\nb: {c: 1, c: 2}\na: 2\n"),
            "f.yaml:2:11: the key 'c' was given before, in line 2. Keep one of them.\n"
            "f.yaml:3:1: the key 'a' was given before, in line 1. Keep one of them.");
}

TEST(Document, TakesAFewMarksWithoutMeaningInPlainText) {
  EXPECT_EQ(what_is_wrong("a: it's [1, 2) and so on # [ { note\n"), "");
}

}  // namespace
}  // namespace entente
