#include "engine/run/shards.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/output/new_file.hpp"
#include "tests/engine/run/small_experiment.hpp"

namespace entente {
namespace {

using testing::ElementsAre;

TEST(ArrayText, JoinsNeighboursToRanges) {
  EXPECT_EQ(array_text({}), "");
  EXPECT_EQ(array_text({4}), "4");
  EXPECT_EQ(array_text({1, 2}), "1-2");
  EXPECT_EQ(array_text({4, 9, 10, 11, 12, 20}), "4,9-12,20");
}

TEST(MissingShards, AreThoseOfWhichASegmentIsNotThere) {
  const auto folder = small_experiment::new_folder();
  const Catalogue catalogue = small_model::catalogue();
  Experiment experiment = small_experiment::experiment(
      folder, small_experiment::two_factors + "design: {method: grid, levels: 2}\nreplicates: 5\nsegment: 4\n");
  Points points = make_points(experiment);
  const Sweep sweep(std::move(experiment), std::move(points), catalogue);
  const SweepFolder into(folder / "sweep");
  const std::uint64_t segments = sweep.plan().segments();
  ASSERT_GE(segments, 7u);
  EXPECT_THAT(missing_shards(sweep, into, 3), ElementsAre(1, 2, 3));
  EXPECT_EQ(missing_shards(sweep, into, 1000).size(), segments);
  into.begin(sweep);
  for (std::uint64_t segment = 0; segment < segments; ++segment)
    if (segment != 5) write_text(into.segment(segment), "");
  EXPECT_THAT(missing_shards(sweep, into, 3), ElementsAre(3));
  EXPECT_THAT(missing_shards(sweep, into, 1), ElementsAre(1));
  write_text(into.segment(5), "");
  EXPECT_THAT(missing_shards(sweep, into, 3), ElementsAre());
}

}  // namespace
}  // namespace entente
