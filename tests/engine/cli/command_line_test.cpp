#include "engine/cli/command_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/cli/shell.hpp"
#include "tests/engine/run/small_model.hpp"

namespace entente {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::StartsWith;

/// The program with the small model, in a folder of its own, without a process.
class CommandLineTest : public testing::Test {
 protected:
  CommandLineTest() {
    folder = fs::path(testing::TempDir()) /
             (std::string("command_line_") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder);
    fs::create_directory(folder);
    std::ofstream(folder / "small.yaml") << small_model::text();
  }
  ~CommandLineTest() override { fs::remove_all(folder); }

  int type(std::vector<std::string> words) {
    out.str("");
    err.str("");
    Shell shell{.catalogue = catalogue, .out = out, .err = err, .style = {}, .words = words};
    return run_command_line(words, shell);
  }
  std::string path(const std::string& name) const { return (folder / name).string(); }

  Catalogue catalogue = small_model::catalogue();
  fs::path folder;
  std::ostringstream out, err;
};

TEST_F(CommandLineTest, ARunIsSummedUpWithDatesAndReasons) {
  EXPECT_EQ(type({"run", path("small.yaml"), "-o", path("a.h5"), "--set", "parameters.toss.chance=.1"}), 0)
      << err.str();
  EXPECT_THAT(out.str(), StartsWith("A small world | 2000-01-01 to 2010-01-01 | 3 states | seed 5 | 1 run\n"));
  EXPECT_THAT(out.str(), HasSubstr("The Pact\n"));
  EXPECT_THAT(out.str(), HasSubstr("  from the start: Alfland, Betania\n"));
  EXPECT_THAT(out.str(), HasSubstr(" - Alfland          left: luck"));
  EXPECT_THAT(out.str(), HasSubstr(" + Gammia           luck, habit"));
  EXPECT_EQ(type({"inspect", path("a.h5"), "--alliance", "PACT"}), 0);
  EXPECT_THAT(out.str(), HasSubstr("left: luck -0.75"));
  EXPECT_THAT(out.str(), HasSubstr("luck +0.75, habit +0.25"));
}

TEST_F(CommandLineTest, ManyRunsAreSummedUpInShares) {
  EXPECT_EQ(type({"run", path("small.yaml"), "-o", path("a.h5"), "--runs", "30"}), 0) << err.str();
  EXPECT_THAT(out.str(), HasSubstr("30 runs"));
  EXPECT_THAT(out.str(), HasSubstr("Medians over the runs"));
  EXPECT_THAT(out.str(), HasSubstr("100 %  2000"));
}

TEST_F(CommandLineTest, InspectSaysTheSameAsTheRun) {
  type({"run", path("small.yaml"), "-o", path("a.h5")});
  const std::string first = out.str().substr(0, out.str().find("\nNext"));
  EXPECT_EQ(type({"inspect", path("a.h5")}), 0);
  EXPECT_THAT(out.str(), StartsWith(first));
}

TEST_F(CommandLineTest, ReplayFindsTheSameBits) {
  type({"run", path("small.yaml"), "-o", path("a.h5"), "--runs", "4"});
  EXPECT_EQ(type({"replay", path("a.h5")}), 0) << out.str() << err.str();
  EXPECT_THAT(out.str(), StartsWith("The same: 4 runs"));
}

TEST_F(CommandLineTest, BadInputIsExitCode2) {
  EXPECT_EQ(type({"run", path("none.yaml")}), 2);
  EXPECT_THAT(err.str(), HasSubstr("none.yaml"));
  EXPECT_EQ(type({"run", path("small.yaml"), "--set", "states.ALF.wealth=-1"}), 2);
  EXPECT_THAT(err.str(), HasSubstr("states.ALF.wealth = -1"));
  EXPECT_EQ(type({"run", path("small.yaml"), "--set", "=1"}), 2);
}

TEST_F(CommandLineTest, AFailingDiskIsExitCode3) {
  EXPECT_EQ(type({"run", path("small.yaml"), "-o", path("nowhere/a.h5")}), 3);
  EXPECT_THAT(err.str(), HasSubstr("nowhere"));
}

TEST_F(CommandLineTest, AMistakeOfOursIsExitCode1AndAsksForAReport) {
  small_model::on_step = [] { throw std::logic_error("the ground gave way"); };
  EXPECT_EQ(type({"run", path("small.yaml"), "-o", path("a.h5")}), 1);
  small_model::on_step = nullptr;
  EXPECT_THAT(err.str(), HasSubstr("the ground gave way\nThis is a bug in entente"));
  EXPECT_FALSE(fs::exists(folder / "a.h5"));
}

TEST_F(CommandLineTest, SlipsAreAnsweredWithWhatWasMeant) {
  EXPECT_EQ(type({"rnu"}), 2);
  EXPECT_THAT(err.str(), HasSubstr("'rnu' is not a command. Did you mean 'run'?"));
  EXPECT_EQ(type({"run", path("small.yaml"), "--outputs=x"}), 2);
  EXPECT_THAT(err.str(), HasSubstr("--outputs is not an option. Did you mean '--output'?"));
  EXPECT_EQ(type({"list", "wealht"}), 2);
  EXPECT_THAT(err.str(), HasSubstr("Did you mean 'wealth'?"));
}

TEST_F(CommandLineTest, HelpAndVersionAreExitCode0) {
  EXPECT_EQ(type({}), 0);
  EXPECT_THAT(out.str(), HasSubstr("Commands\n  run "));
  EXPECT_EQ(type({"run", "--help"}), 0);
  EXPECT_THAT(out.str(), HasSubstr("Usage: entente run [SCENARIO] [options]"));
  EXPECT_EQ(type({"--version"}), 0);
  EXPECT_THAT(out.str(), StartsWith("entente "));
}

TEST_F(CommandLineTest, ListExplainsTheWordsOfTheCatalogueAtHand) {
  EXPECT_EQ(type({"list"}), 0);
  EXPECT_THAT(out.str(), HasSubstr("States toss coins."));
  EXPECT_EQ(type({"list", "toss"}), 0);
  EXPECT_THAT(out.str(), HasSubstr("of changing sides in a step (0 to 1; default 0.02)"));
  EXPECT_EQ(type({"list", "states.wealth"}), 0);
  EXPECT_THAT(out.str(), HasSubstr("required"));
  for (const char* word : {"mechanisms", "columns", "parameters", "events", "features", "states", "toss.chance"}) {
    EXPECT_EQ(type({"list", word}), 0);
    EXPECT_NE(out.str(), "");
  }
}

TEST_F(CommandLineTest, ANewScenarioIsValidForTheCatalogueAtHand) {
  EXPECT_EQ(type({"new", path("mine")}), 0) << err.str();
  EXPECT_EQ(type({"validate", path("mine.yaml")}), 0) << err.str();
  EXPECT_EQ(type({"new", path("mine")}), 2);
}

TEST_F(CommandLineTest, ValidateResolvesToJson) {
  EXPECT_EQ(type({"validate", path("small.yaml"), "--json", "--set", "seed=77"}), 0);
  EXPECT_THAT(out.str(), HasSubstr("77"));
  EXPECT_THAT(out.str(), StartsWith("{"));
}

}  // namespace
}  // namespace entente
