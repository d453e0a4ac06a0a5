#include "engine/run/experiment.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "engine/scenario/json.hpp"
#include "tests/engine/run/small_experiment.hpp"
#include "tests/support/bad_files.hpp"

namespace entente {
namespace {

using small_experiment::experiment;
using small_experiment::new_folder;

TEST(Experiment, ReadsBackFromItsJson) {
  const auto folder = new_folder();
  std::ofstream(folder / "rich.yaml") << "states: {ALF: {wealth: 1000}}\n";
  const Experiment of = experiment(folder, R"(title: A test
factors:
  what: {overlays: {base: none, rich: rich.yaml, poor: {states: {ALF: {wealth: 1}}}}}
  mood: {set: states.BET.mood, triangular: {from: 0, mode: 1, to: 4}}
design: {method: random, points: 3}
replicates: 7
random_numbers: independent
record: {series: [states.mood]}
)");
  const Vocabulary vocabulary = small_model::catalogue().vocabulary();
  const Experiment again = stored_experiment(to_json(of.document), to_json(of.base), "x.json", vocabulary);
  EXPECT_EQ(again.title, "A test");
  EXPECT_EQ(again.replicates, 7u);
  EXPECT_FALSE(again.common_random_numbers);
  EXPECT_EQ(again.seed, 5u);
  ASSERT_EQ(again.factors.size(), 2u);
  EXPECT_EQ(again.factors[0].name, "mood");
  EXPECT_EQ(again.factors[0].middle, 1.0);
  for (const double level : {0.0, 1.0, 2.0}) {
    const double values[] = {0.25, level};
    EXPECT_EQ(to_json(document_at(again, values)), to_json(document_at(of, values)));
  }
  const double poor[] = {0.25, 1.0};
  EXPECT_EQ(document_at(of, poor).find("states")->find("ALF")->find("wealth")->text, "1");
  EXPECT_EQ(point_text(of, poor), "mood = 0.25, what = poor");
}

const std::string folder_of_bad = "tests/scenarios/bad_experiments";

class BadExperiments : public testing::TestWithParam<std::string> {};

TEST_P(BadExperiments, AreRefusedWithTheMessageBesideThem) {
  bad_files::expect_refused(folder_of_bad, GetParam(), [](const std::string& path) {
    return load_experiment(path, small_model::catalogue().vocabulary());
  });
}

INSTANTIATE_TEST_SUITE_P(All, BadExperiments, testing::ValuesIn(bad_files::names(folder_of_bad)), bad_files::name_of);

}  // namespace
}  // namespace entente
