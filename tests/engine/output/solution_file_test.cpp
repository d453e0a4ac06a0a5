#include "engine/output/solution_file.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <limits>

#include "engine/base/error.hpp"
#include "engine/output/result_reader.hpp"

namespace entente {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

Solution some_solution() {
  Solution solution{.words = {"Two stand apart.", "Nobody moves."}, .axes = {}, .quantities = {}};
  solution.add_axis("actor", "id of the actor", std::vector<std::string>{"B", "A"});
  solution.add_axis("step", "steps", 3);
  solution.add_axis("nothing", "an axis of no length", 0);
  solution.quantities = {
      {.name = "total", .about = "a single number", .values = {.5}},
      {.name = "size", .about = "of the actor", .unit = "km", .axes = {"actor"}, .values = {2, none}},
      {.name = "moved",
       .about = "whether it moved",
       .axes = {"step", "actor"},
       .values = {0, 1, 1, 0, 0, 0},
       .kind = Kind::flag},
      {.name = "empty", .about = "of nobody", .axes = {"nothing"}}};
  return solution;
}

Provenance some_provenance() {
  Provenance provenance;
  provenance.title = "A case";
  provenance.scenario = R"({"model":"landscape"})";
  provenance.command = {"entente"};
  return provenance;
}

class SolutionFile : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  const std::filesystem::path folder_ = std::filesystem::path(testing::TempDir()) / "entente_solution_file";
  const std::filesystem::path path_ = folder_ / "case.h5";
};

TEST_F(SolutionFile, GivesBackWhatWasWritten) {
  const Solution solution = some_solution();
  write_solution(path_, "landscape", solution, some_provenance());
  const StoredSolution stored = read_solution(path_);
  EXPECT_TRUE(is_solution(path_));
  EXPECT_EQ(stored.model, "landscape");
  EXPECT_EQ(stored.title, "A case");
  EXPECT_EQ(stored.solution.words, solution.words);
  EXPECT_EQ(first_difference(stored.solution, solution), "");
  EXPECT_EQ(stored.solution.quantity("size")->unit, "km");
  EXPECT_EQ(stored.solution.quantity("moved")->kind, Kind::flag);
  EXPECT_EQ(parse_provenance(stored.provenance).scenario, R"({"model":"landscape"})");
}

TEST_F(SolutionFile, IsRefusedWhereRunsAreWanted) {
  write_solution(path_, "landscape", some_solution(), some_provenance());
  EXPECT_THROW(ResultReader{path_}, InputError);
}

TEST(Solution, TellsTheFirstQuantityThatDiffers) {
  Solution a = some_solution(), b = some_solution();
  EXPECT_EQ(first_difference(a, b), "");
  b.quantities[1].values[0] = std::nextafter(2.0, 3.0);
  EXPECT_EQ(first_difference(a, b), "size");
  a.axes[0].labels[0] = "C";
  EXPECT_EQ(first_difference(a, b), "actor");
  b = some_solution();
  a = some_solution();
  a.quantities.pop_back();
  EXPECT_EQ(first_difference(a, b), "empty");
}

}  // namespace
}  // namespace entente
