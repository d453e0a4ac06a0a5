#include "engine/output/compare.hpp"

#include <gmock/gmock.h>

#include "engine/base/error.hpp"
#include "engine/output/digest.hpp"
#include "engine/output/result_reader.hpp"
#include "engine/output/result_writer.hpp"
#include "tests/engine/output/sample.hpp"

namespace entente {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::filesystem::path write(const std::filesystem::path& path, const RecordLayout& layout,
                            const std::vector<RunRecord>& runs, const std::string& title = "A sample") {
  Provenance provenance = sample::provenance();
  provenance.title = title;
  ResultWriter writer(path, layout, std::max<std::size_t>(1, runs.size()), provenance);
  for (const RunRecord& run : runs) writer.append(run);
  writer.finish();
  return path;
}

// Each difference as `dataset: what`.
std::vector<std::string> told(const std::vector<Difference>& differences) {
  std::vector<std::string> lines;
  for (const Difference& difference : differences) lines.push_back(difference.dataset + ": " + difference.what);
  return lines;
}

class Compare : public testing::Test {
 protected:
  std::vector<RunRecord> runs() const {
    return {sample::run(layout_, 0), sample::run(layout_, 1), sample::run(layout_, 2)};
  }
  std::size_t series(const Column& column) const {
    for (std::size_t n = 0; n < layout_.series.size(); ++n)
      if (layout_.series[n].column == &column) return n;
    return 0;
  }
  std::vector<std::string> differences(const std::vector<RunRecord>& changed) {
    write(folder_ / "a.h5", layout_, runs());
    write(folder_ / "b.h5", layout_, changed);
    const auto found = compare(folder_ / "a.h5", folder_ / "b.h5");
    EXPECT_EQ(found.empty(), content_digest(folder_ / "a.h5") == content_digest(folder_ / "b.h5"));
    return told(found);
  }

  sample::Folder folder_;
  RecordLayout layout_ = sample::layout();
};

TEST_F(Compare, EqualContentHasNoDifferences) {
  EXPECT_THAT(differences(runs()), IsEmpty());
}

TEST_F(Compare, ANumberIsFoundByRunDateAndState) {
  auto changed = runs();
  changed[1].series[series(sample::gdp)][2 * 4 + 3] = 0.5;
  changed[1].series[series(sample::gdp)][3 * 4 + 1] = 0.5;
  const auto lines = differences(changed);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_THAT(lines[0],
              testing::MatchesRegex("state_gdp: run 1, 1951-04-04, S103: 0\\.[0-9]+ and 0\\.5; 2 of 60 values differ"));
}

TEST_F(Compare, APairAndAnAxisAreNamed) {
  auto changed = runs();
  changed[0].series[series(sample::trust)][5] = 0.5;
  changed[2].series[series(sample::home)][3] = 0.5;
  const auto lines = differences(changed);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_THAT(lines[0], testing::HasSubstr("membership_trust: run 0, 1949-04-04, S101-A101: "));
  EXPECT_THAT(lines[1], testing::HasSubstr("state_home: run 2, 1949-04-04, S101, issue101: "));
}

TEST_F(Compare, TheSignOfZeroIsADifferenceAndNanIsNone) {
  auto changed = runs();
  changed[0].series[series(sample::power)][0] = -0.0;
  std::vector<RunRecord> base = runs();
  base[0].series[series(sample::power)][0] = 0.0;
  for (auto* set : {&base, &changed})
    (*set)[0].series[series(sample::power)][1] = std::numeric_limits<double>::quiet_NaN();
  write(folder_ / "a.h5", layout_, base);
  write(folder_ / "b.h5", layout_, changed);
  EXPECT_THAT(told(compare(folder_ / "a.h5", folder_ / "b.h5")),
              ElementsAre("alliance_power: run 0, 1949-04-04, A100: 0 and -0"));
}

TEST_F(Compare, SeedsAreCompared) {
  auto changed = runs();
  changed[1].seed = 5;
  EXPECT_THAT(differences(changed), ElementsAre("run_seed: run 1: '18000000000000000001' and '5'"));
}

TEST_F(Compare, AnotherNumberOfRunsIsTold) {
  auto changed = runs();
  changed.pop_back();
  EXPECT_THAT(differences(changed), testing::Contains("state_gdp: shape 3 x 5 x 4 and 2 x 5 x 4"));
}

TEST_F(Compare, AnotherRecordingLeavesTheSharedDatasetsEqual) {
  RecordLayout fewer = layout_;
  fewer.series.erase(fewer.series.begin() + static_cast<std::ptrdiff_t>(series(sample::gdp)));
  auto changed = runs();
  for (RunRecord& run : changed)
    run.series.erase(run.series.begin() + static_cast<std::ptrdiff_t>(series(sample::gdp)));
  write(folder_ / "a.h5", layout_, runs());
  write(folder_ / "b.h5", fewer, changed);
  EXPECT_THAT(told(compare(folder_ / "a.h5", folder_ / "b.h5")),
              ElementsAre("state_gdp: is only in " + (folder_ / "a.h5").string()));
  auto all = dataset_digests(folder_ / "a.h5");
  all.erase("state_gdp");
  EXPECT_EQ(all, dataset_digests(folder_ / "b.h5"));
}

TEST_F(Compare, AttributesAreCompared) {
  write(folder_ / "a.h5", layout_, runs());
  write(folder_ / "b.h5", layout_, runs(), "Another title");
  EXPECT_THAT(told(compare(folder_ / "a.h5", folder_ / "b.h5")), ElementsAre(": the attribute 'title' differs"));
  EXPECT_NE(content_digest(folder_ / "a.h5"), content_digest(folder_ / "b.h5"));
}

TEST_F(Compare, LargeDatasetsAreReadInSlabs) {
  const RecordLayout layout = sample::layout({.times = 3, .states = 2, .alliances = 1, .dyads = 300'000});
  const RunRecord run = sample::run(layout, 0);
  RunRecord changed = run;
  changed.series[series(sample::hostility)][2 * 300'000 + 299'999] = 0.5;
  write(folder_ / "a.h5", layout, {run, run});
  write(folder_ / "b.h5", layout, {run, changed});
  const auto lines = told(compare(folder_ / "a.h5", folder_ / "b.h5"));
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_THAT(lines[0], testing::HasSubstr("dyad_hostility: run 1, 1951-04-04, S101-S100: "));
}

TEST_F(Compare, LayoutsThatDifferAreToldApart) {
  const auto differs = [&](auto change) {
    RecordLayout other = layout_;
    change(other);
    return !layout_difference(layout_, other).empty();
  };
  EXPECT_FALSE(differs([](RecordLayout&) {}));
  EXPECT_TRUE(differs([](RecordLayout& other) { other.times.pop_back(); }));
  EXPECT_TRUE(differs([](RecordLayout& other) { other.series.pop_back(); }));
  EXPECT_TRUE(differs([](RecordLayout& other) { other.states.ids[0] = "S0"; }));
  EXPECT_TRUE(differs([](RecordLayout& other) { other.features[0].name = "trade"; }));
  EXPECT_TRUE(differs([](RecordLayout& other) { other.event_kinds.pop_back(); }));
  EXPECT_TRUE(differs([](RecordLayout& other) { other.dyad_to[0] = 2; }));
  EXPECT_TRUE(differs([](RecordLayout& other) { other.membership_state[0] = 2; }));
}

TEST_F(Compare, ARunThatIsNotInTheFileIsRefused) {
  write(folder_ / "a.h5", layout_, runs());
  EXPECT_THROW(ResultReader(folder_ / "a.h5").read_run(3), InputError);
}

}  // namespace
}  // namespace entente
