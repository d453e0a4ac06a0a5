#include "engine/base/shell_word.hpp"

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(ShellWord, IsQuotedWhereAShellWouldReadItOtherwise) {
  EXPECT_EQ(shell_word("runs/nato-2.h5"), "runs/nato-2.h5");
  EXPECT_EQ(shell_word("my result.h5"), "'my result.h5'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word("schedule.x={at: 1}"), "'schedule.x={at: 1}'");
  EXPECT_EQ(shell_word(""), "''");
}

}  // namespace
}  // namespace entente
