#include "engine/output/result_writer.hpp"

#include <gmock/gmock.h>

#include <cstring>

#include "engine/base/error.hpp"
#include "engine/output/compare.hpp"
#include "engine/output/digest.hpp"
#include "engine/output/result_reader.hpp"
#include "tests/engine/output/sample.hpp"

namespace entente {
namespace {

using testing::HasSubstr;

void write(const std::filesystem::path& path, const RecordLayout& layout, std::uint64_t runs, std::uint64_t total = 0) {
  ResultWriter writer(path, layout, total > 0 ? total : runs, sample::provenance());
  for (std::uint64_t n = 0; n < runs; ++n) writer.append(sample::run(layout, n));
  writer.finish();
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0);
}

bool same_number(double a, double b) {
  return std::memcmp(&a, &b, sizeof a) == 0;
}

void expect_same(const RunRecord& a, const RunRecord& b) {
  EXPECT_EQ(a.seed, b.seed);
  EXPECT_EQ(a.replicate, b.replicate);
  EXPECT_EQ(a.times, b.times);
  ASSERT_EQ(a.series.size(), b.series.size());
  for (std::size_t n = 0; n < a.series.size(); ++n) EXPECT_TRUE(same_bits(a.series[n], b.series[n])) << n;
  ASSERT_EQ(a.events.size(), b.events.size());
  for (std::size_t n = 0; n < a.events.size(); ++n) {
    const Event &x = a.events.events()[n], &y = b.events.events()[n];
    EXPECT_EQ(x.date, y.date);
    EXPECT_EQ(x.kind, y.kind);
    EXPECT_EQ(x.state, y.state);
    EXPECT_EQ(x.alliance, y.alliance);
    EXPECT_EQ(x.partner, y.partner);
    EXPECT_TRUE(same_number(x.utility, y.utility));
    EXPECT_TRUE(same_number(x.probability, y.probability));
    EXPECT_TRUE(same_number(x.draw, y.draw));
    const auto u = a.events.shares(n), v = b.events.shares(n);
    EXPECT_TRUE(same_bits({u.begin(), u.end()}, {v.begin(), v.end()}));
  }
  ASSERT_EQ(a.spells.size(), b.spells.size());
  for (std::size_t n = 0; n < a.spells.size(); ++n) {
    EXPECT_EQ(a.spells[n].state, b.spells[n].state);
    EXPECT_EQ(a.spells[n].alliance, b.spells[n].alliance);
    EXPECT_EQ(a.spells[n].entry, b.spells[n].entry);
    EXPECT_EQ(a.spells[n].exit, b.spells[n].exit);
    EXPECT_EQ(a.spells[n].entry_kind, b.spells[n].entry_kind);
    EXPECT_EQ(a.spells[n].exit_kind, b.spells[n].exit_kind);
  }
}

TEST(ResultWriter, WhatIsWrittenIsReadBackBitByBit) {
  const sample::Folder folder;
  const RecordLayout layout = sample::layout();
  write(folder / "a.h5", layout, 7);
  const ResultReader reader(folder / "a.h5");
  EXPECT_EQ(reader.runs(), 7U);
  EXPECT_EQ(layout_difference(reader.layout(), layout), "");
  for (std::uint64_t n = 0; n < 7; ++n) expect_same(reader.read_run(n), sample::run(layout, n));
  EXPECT_EQ(folder.files(), 1U);
}

TEST(ResultWriter, RunsLongerThanAChunkAreReadBackBitByBit) {
  const sample::Folder folder;
  const RecordLayout layout = sample::layout({.times = 9, .states = 10'000, .alliances = 2, .dyads = 130'000});
  write(folder / "a.h5", layout, 2);
  const ResultReader reader(folder / "a.h5");
  for (std::uint64_t n = 0; n < 2; ++n) expect_same(reader.read_run(n), sample::run(layout, n));
}

TEST(ResultWriter, ManyRunsFillManyChunks) {
  const sample::Folder folder;
  const RecordLayout layout = sample::layout({.times = 60, .states = 40, .alliances = 3, .dyads = 10});
  write(folder / "a.h5", layout, 300);
  const ResultReader reader(folder / "a.h5");
  EXPECT_EQ(reader.runs(), 300U);
  for (const std::uint64_t n : {0U, 17U, 255U, 299U}) expect_same(reader.read_run(n), sample::run(layout, n));
}

TEST(ResultWriter, RunsThatStoppedEarlyKeepWhatTheyReached) {
  const sample::Folder folder;
  const RecordLayout layout = sample::layout();
  ResultWriter writer(folder / "a.h5", layout, 2, sample::provenance());
  writer.append(sample::run(layout, 0, 3));
  writer.append(sample::run(layout, 1));
  writer.finish_as(folder / "a.h5.partial", ExitState::interrupted);
  EXPECT_FALSE(std::filesystem::exists(folder / "a.h5"));
  const ResultReader reader(folder / "a.h5.partial");
  expect_same(reader.read_run(0), sample::run(layout, 0, 3));
  expect_same(reader.read_run(1), sample::run(layout, 1));
  EXPECT_EQ(reader.provenance().exit_state, ExitState::interrupted);
}

TEST(ResultWriter, AFileWithoutRunsIsAResultToo) {
  const sample::Folder folder;
  write(folder / "a.h5", sample::layout(), 0, 5);
  EXPECT_EQ(ResultReader(folder / "a.h5").runs(), 0U);
}

TEST(ResultWriter, AWorldWithoutDyadsOrAlliancesLeavesThemOut) {
  const sample::Folder folder;
  RecordLayout layout = sample::layout({.alliances = 0, .dyads = 0});
  layout.features.clear();
  RunRecord run = sample::run(layout, 0);
  run.spells.clear();
  ResultWriter writer(folder / "a.h5", layout, 1, sample::provenance());
  writer.append(run);
  writer.finish();
  const ResultReader reader(folder / "a.h5");
  EXPECT_EQ(layout_difference(reader.layout(), layout), "");
  expect_same(reader.read_run(0, layout), run);
}

TEST(ResultWriter, TheSameRunsGiveTheSameBytesButForTheProvenance) {
  const sample::Folder folder;
  write(folder / "a.h5", sample::layout(), 5);
  write(folder / "b.h5", sample::layout(), 5, 1000);
  EXPECT_EQ(content_digest(folder / "a.h5"), content_digest(folder / "b.h5"));
  EXPECT_TRUE(compare(folder / "a.h5", folder / "b.h5").empty());
}

TEST(ResultWriter, WithoutFinishTheOlderFileStaysAndNothingIsLeft) {
  const sample::Folder folder;
  write(folder / "a.h5", sample::layout(), 1);
  const std::string before = sample::content(folder / "a.h5");
  {
    ResultWriter writer(folder / "a.h5", sample::layout(), 1, sample::provenance());
    writer.append(sample::run(sample::layout(), 3));
    EXPECT_EQ(folder.files(), 2U);
  }
  EXPECT_EQ(folder.files(), 1U);
  EXPECT_EQ(sample::content(folder / "a.h5"), before);
}

TEST(ResultWriter, FinishingReplacesTheOlderFile) {
  const sample::Folder folder;
  write(folder / "a.h5", sample::layout(), 1);
  write(folder / "a.h5", sample::layout(), 3);
  EXPECT_EQ(ResultReader(folder / "a.h5").runs(), 3U);
  EXPECT_EQ(folder.files(), 1U);
}

TEST(ResultWriter, ALinkStaysALink) {
  const sample::Folder folder;
  write(folder / "real.h5", sample::layout(), 1);
  std::filesystem::create_symlink("real.h5", folder / "link.h5");
  write(folder / "link.h5", sample::layout(), 2);
  EXPECT_TRUE(std::filesystem::is_symlink(folder / "link.h5"));
  EXPECT_EQ(ResultReader(folder / "real.h5").runs(), 2U);
}

std::string refusal(const std::filesystem::path& path) {
  try {
    ResultWriter writer(path, sample::layout(), 1, sample::provenance());
  } catch (const DiskError& error) {
    return error.what();
  }
  return "";
}

TEST(ResultWriter, AMissingFolderIsToldBeforeAnythingIsComputed) {
  const sample::Folder folder;
  EXPECT_THAT(refusal(folder / "no/a.h5"), HasSubstr("no/a.h5: cannot write: there is no folder "));
}

TEST(ResultWriter, WhatIsNoRegularFileIsNeverReplaced) {
  const sample::Folder folder;
  std::filesystem::create_directory(folder / "a.h5");
  EXPECT_THAT(refusal(folder / "a.h5"), HasSubstr("a.h5: cannot write: is a folder."));
  EXPECT_THAT(refusal("/dev/null"), HasSubstr("/dev/null: cannot write: is not a regular file."));
}

TEST(ResultWriter, MoreRunsThanAnnouncedAreAMistakeOfTheProgram) {
  const sample::Folder folder;
  ResultWriter writer(folder / "a.h5", sample::layout(), 1, sample::provenance());
  writer.append(sample::run(sample::layout(), 0));
  EXPECT_THROW(writer.append(sample::run(sample::layout(), 1)), std::logic_error);
}

TEST(ResultWriter, ARunOfAnotherLayoutIsAMistakeOfTheProgram) {
  const sample::Folder folder;
  ResultWriter writer(folder / "a.h5", sample::layout(), 1, sample::provenance());
  EXPECT_THROW(writer.append(sample::run(sample::layout({.times = 9}), 0)), std::logic_error);
}

}  // namespace
}  // namespace entente
