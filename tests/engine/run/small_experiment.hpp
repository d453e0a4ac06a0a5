#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "engine/run/experiment.hpp"
#include "tests/engine/run/small_model.hpp"

/// Experiments on the small model, in a folder of the test's own.
namespace entente::small_experiment {

inline std::filesystem::path new_folder() {
  const auto* test = testing::UnitTest::GetInstance()->current_test_info();
  const auto folder = std::filesystem::path(testing::TempDir()) /
                      (std::string("entente_") + test->test_suite_name() + "_" + test->name());
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  return folder;
}

/// The experiment that `text` completes: its factors, design and what else is to be said.
inline Experiment experiment(const std::filesystem::path& folder, const std::string& text) {
  std::ofstream(folder / "small.yaml") << small_model::text();
  std::ofstream(folder / "experiment.yaml") << "entente_experiment: 1\nscenario: small.yaml\n" << text;
  return load_experiment((folder / "experiment.yaml").string(), small_model::catalogue().vocabulary());
}

inline const std::string two_factors = R"(factors:
  chance: {set: parameters.toss.chance, uniform: {from: 0, to: .5}}
  wealth: {set: states.ALF.wealth, values: [1, 10, 100]}
)";

}  // namespace entente::small_experiment
