#include "engine/base/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace entente {
namespace {

using testing::ElementsAre;

std::vector<std::string> texts(const CsvRow& row) {
  std::vector<std::string> texts;
  for (const CsvCell& cell : row.cells) texts.push_back(cell.text);
  return texts;
}

TEST(Csv, OfNothingHasNoRows) {
  EXPECT_TRUE(read_csv("").empty());
  EXPECT_TRUE(read_csv(" \n\r\n").empty());
}

TEST(Csv, CellsAreWithoutBlanksAndKnowTheirPlaces) {
  const auto rows = read_csv("a, b ,c\r\n\n1,,\n");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_THAT(texts(rows[0]), ElementsAre("a", "b", "c"));
  EXPECT_EQ(rows[0].cells[1].column, 4);
  EXPECT_EQ(rows[1].line, 3);
  EXPECT_THAT(texts(rows[1]), ElementsAre("1", "", ""));
}

TEST(Csv, AByteOrderMarkIsPassedOver) {
  EXPECT_THAT(texts(read_csv("\xef\xbb\xbfpoint,hold\n")[0]), ElementsAre("point", "hold"));
}

TEST(Csv, QuotesHoldCommasAndQuotes) {
  EXPECT_THAT(texts(read_csv(R"("a, b", "say ""no""" ,c)")[0]), ElementsAre("a, b", R"(say "no")", "c"));
  EXPECT_THAT(texts(read_csv("a,\"never closed, b\nc\n")[0]), ElementsAre("a", "never closed, b"));
}

TEST(Csv, ABrokenQuoteIsMarked) {
  EXPECT_TRUE(read_csv("\"A\"x,1\n")[0].cells[0].is_broken);
  EXPECT_TRUE(read_csv("\"A, 1\n")[0].cells[0].is_broken);
  EXPECT_FALSE(read_csv("\"A\" ,1\n")[0].cells[0].is_broken);
}

}  // namespace
}  // namespace entente
