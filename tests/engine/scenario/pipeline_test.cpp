#include <gtest/gtest.h>

#include "tests/engine/scenario/toy.hpp"

namespace entente {
namespace {

std::vector<std::string> pipeline_of(const std::string& more) {
  std::vector<std::string> names;
  for (const PipelineEntry& entry : toy::read(toy::smallest + more).pipeline) names.push_back(entry.mechanism);
  return names;
}

TEST(Pipeline, IsTheCatalogueIfNotGiven) {
  EXPECT_EQ(pipeline_of(""), (std::vector<std::string>{"economy", "threat", "security"}));
}

TEST(Pipeline, KeepsTheOrderGiven) {
  EXPECT_EQ(pipeline_of("pipeline: [security, extra, threat]\n"),
            (std::vector<std::string>{"security", "extra", "threat"}));
}

TEST(Pipeline, MayDropWhatNothingReads) {
  EXPECT_EQ(pipeline_of("pipeline: [threat]\n"), std::vector<std::string>{"threat"});
}

TEST(Pipeline, RefusesWhatReadsAColumnThatNothingWrites) {
  EXPECT_EQ(toy::wrong(toy::smallest + std::string("pipeline: [economy, security]\n")),
            "s.yaml:8:21: pipeline: 'security' reads states.threat, which nothing writes. Add 'threat' before it.");
}

TEST(Recording, AsksForWholeSteps) {
  EXPECT_EQ(
      toy::wrong(toy::smallest + std::string("record: {every: half}\n")),
      "s.yaml:8:17: record.every = 'half' is not a whole number of steps. Record every step, or take shorter steps in "
      "time.step.");
}

}  // namespace
}  // namespace entente
