#include "engine/output/new_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <string>

namespace entente {
namespace {

namespace fs = std::filesystem;

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
  return names;
}

fs::path new_folder() {
  const fs::path folder = fs::path(testing::TempDir()) / "entente_new_file";
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

TEST(RemoveAbandoned, TakesHiddenFilesToWhichNobodyHasWrittenForAnHour) {
  const fs::path folder = new_folder();
  const NewFile left(folder / "segment.h5"), in_work(folder / "segment.h5");
  write_text(folder / "kept.h5", "old");
  for (const fs::path& path : {left.path(), in_work.path(), folder / ".mine.tmp"}) write_text(path, "some");
  const auto two_hours_ago = fs::file_time_type::clock::now() - std::chrono::hours(2);
  for (const fs::path& path : {left.path(), folder / "kept.h5", folder / ".mine.tmp"})
    fs::last_write_time(path, two_hours_ago);
  remove_abandoned(folder);
  EXPECT_THAT(names_in(folder),
              testing::UnorderedElementsAre(in_work.path().filename().string(), ".mine.tmp", "kept.h5"));
}

TEST(RemoveAbandoned, OfAFolderThatIsNotThereIsNothing) {
  remove_abandoned(new_folder() / "none");
}

}  // namespace
}  // namespace entente
