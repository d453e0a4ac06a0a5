#include "engine/base/version.hpp"

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(Version, NamesTheReleaseTheCommitAndTheCompiler) {
  EXPECT_EQ(version().find('.'), 1u);
  EXPECT_FALSE(commit().empty());
  EXPECT_NE(compiler().find(' '), std::string_view::npos);
  EXPECT_FALSE(build_flags().empty());
}

}  // namespace
}  // namespace entente
