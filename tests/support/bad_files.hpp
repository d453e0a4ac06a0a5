#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "engine/base/error.hpp"

/// Inputs that must be refused: each NAME.yaml of a folder stands beside NAME.error, which holds exactly what is said.
namespace entente::bad_files {

inline std::vector<std::string> names(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(folder))
    if (file.path().extension() == ".yaml") names.push_back(file.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

/// `read` takes the path of NAME.yaml.
template <class Read>
void expect_refused(const std::string& folder, const std::string& name, Read read) {
  const std::string path = folder + "/" + name;
  std::ostringstream expected;
  expected << std::ifstream(path + ".error", std::ios::binary).rdbuf();
  try {
    read(path + ".yaml");
    FAIL() << path << ".yaml was accepted";
  } catch (const InputError& error) {
    EXPECT_EQ(error.what() + std::string("\n"), expected.str());
  }
}

inline std::string name_of(const testing::TestParamInfo<std::string>& file) {
  return file.param;
}

}  // namespace entente::bad_files
