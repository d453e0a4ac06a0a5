#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/engine/scenario/toy.hpp"

// Each tests/scenarios/bad/NAME.yaml stands beside NAME.error, which holds exactly what is said about it. They are read
// with the words of toy.hpp.
namespace entente {
namespace {

std::string contents(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

std::vector<std::string> bad_files() {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator("tests/scenarios/bad"))
    if (file.path().extension() == ".yaml") names.push_back(file.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

class BadFiles : public testing::TestWithParam<std::string> {};

TEST_P(BadFiles, AreRefusedWithTheMessageBesideThem) {
  const std::string path = "tests/scenarios/bad/" + GetParam();
  try {
    read_scenario(load_document(path + ".yaml"), toy::vocabulary());
    FAIL() << path << ".yaml was accepted";
  } catch (const InputError& error) {
    EXPECT_EQ(error.what() + std::string("\n"), contents(path + ".error"));
  }
}

INSTANTIATE_TEST_SUITE_P(All, BadFiles, testing::ValuesIn(bad_files()),
                         [](const testing::TestParamInfo<std::string>& file) { return file.param; });

}  // namespace
}  // namespace entente
