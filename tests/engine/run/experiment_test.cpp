#include "engine/run/experiment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/base/error.hpp"
#include "engine/scenario/json.hpp"
#include "tests/engine/run/small_experiment.hpp"

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

std::string contents(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

std::vector<std::string> bad_files() {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator("tests/scenarios/bad_experiments"))
    if (file.path().extension() == ".yaml") names.push_back(file.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

// Each tests/scenarios/bad_experiments/NAME.yaml stands beside NAME.error, which holds exactly what is said about it.
class BadExperiments : public testing::TestWithParam<std::string> {};

TEST_P(BadExperiments, AreRefusedWithTheMessageBesideThem) {
  const std::string path = "tests/scenarios/bad_experiments/" + GetParam();
  try {
    load_experiment(path + ".yaml", small_model::catalogue().vocabulary());
    FAIL() << path << ".yaml was accepted";
  } catch (const InputError& error) {
    EXPECT_EQ(error.what() + std::string("\n"), contents(path + ".error"));
  }
}

INSTANTIATE_TEST_SUITE_P(All, BadExperiments, testing::ValuesIn(bad_files()),
                         [](const testing::TestParamInfo<std::string>& file) { return file.param; });

}  // namespace
}  // namespace entente
