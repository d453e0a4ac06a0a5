#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/cli/command_line.hpp"
#include "engine/cli/shell.hpp"
#include "tests/engine/run/resolve_model.hpp"
#include "tests/engine/run/small_model.hpp"

namespace entente {
namespace {

namespace fs = std::filesystem;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class WhyTest : public testing::Test {
 protected:
  WhyTest() {
    folder = fs::path(testing::TempDir()) /
             (std::string("why_") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder);
    fs::create_directory(folder);
    std::ofstream(folder / "resolve.yaml") << resolve_model::text();
  }
  ~WhyTest() override { fs::remove_all(folder); }

  int type(std::vector<std::string> words) { return type(catalogue, std::move(words)); }
  int type(const Catalogue& mechanisms, std::vector<std::string> words) {
    out.str("");
    err.str("");
    Shell shell{.catalogue = mechanisms, .out = out, .err = err, .style = style, .words = words};
    return run_command_line(words, shell);
  }
  /// Computes the resolute world and asks why.
  int why(std::vector<std::string> words, const std::string& setting = "record.every=year") {
    EXPECT_EQ(type({"run", path("resolve.yaml"), "--quiet", "-o", path("a.h5"), "--set", setting}), 0) << err.str();
    words.insert(words.begin(), {"why", path("a.h5")});
    return type(std::move(words));
  }
  void expect_lines_within(std::size_t width) const {
    std::istringstream lines(out.str());
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), width) << line;
  }
  std::string path(const std::string& name) const { return (folder / name).string(); }
  /// Number of the first event of a kind.
  std::string event_of(const std::string& kind) {
    type({"inspect", path("a.h5"), "--events"});
    std::istringstream lines(out.str());
    for (std::string line; std::getline(lines, line);)
      if (line.find(" " + kind + " ") != std::string::npos) {
        std::istringstream words(line);
        std::string run, number;
        words >> run >> number;
        return number;
      }
    return {};
  }

  Catalogue catalogue = resolve_model::catalogue();
  Style style;
  fs::path folder;
  std::ostringstream out, err;
};

TEST_F(WhyTest, AnEventIsToldWithItsNumbersSharesAndWhatWouldHaveChangedIt) {
  why({"--event", "0"});
  const std::string number = event_of("walked_out");
  ASSERT_NE(number, "");
  ASSERT_EQ(type({"why", path("a.h5"), "--event", number}), 0) << err.str();
  EXPECT_THAT(out.str(), ContainsRegex("^[A-Z][a-z]+ and PACT, 20[0-9-]+: walked out\n  went out \\(event "));
  EXPECT_THAT(out.str(), ContainsRegex("chance +[0-9.]+ % in its month, a rate of [0-9.]+ a year"));
  EXPECT_THAT(out.str(), HasSubstr(", so it happened"));
  EXPECT_THAT(out.str(), ContainsRegex("\n  utility  .*[+-][0-9.]+; with this draw it happened up to"));
  EXPECT_THAT(out.str(), ContainsRegex("\n  loyalty  .*[+-][0-9.]+"));
  EXPECT_THAT(out.str(), ContainsRegex("states\\.[A-Z]+\\.loyalty .* -> .* % of its range"));
}

TEST_F(WhyTest, AVoteIsToldByMembersAndTerms) {
  why({"--event", "0"});
  const std::string number = event_of("joined");
  ASSERT_NE(number, "");
  ASSERT_EQ(type({"why", path("a.h5"), "--event", number}), 0) << err.str();
  EXPECT_THAT(out.str(), ContainsRegex("How the members voted: [0-9] in favour, [0-9] against"));
  EXPECT_THAT(out.str(), ContainsRegex("member .* vote +sum +trust\n"));
  EXPECT_THAT(out.str(), HasSubstr("In every vote alike: good will +0.25.\n"));
  style.width = 60;
  EXPECT_EQ(type({"why", path("a.h5"), "--event", number}), 0);
  expect_lines_within(60);
}

TEST_F(WhyTest, WhoDidNothingIsToldWhatHeldItAndWhatWouldHaveMovedIt) {
  ASSERT_EQ(why({"--state", "GAM", "--alliance", "PACT", "--date", "2003"}, "parameters.resolve.rate=.00001"), 0)
      << err.str();
  EXPECT_THAT(out.str(), StartsWith("Gammia and PACT in 2003: nothing happened\n  It remained a member.\n"));
  EXPECT_THAT(out.str(), ContainsRegex("possible +nearest +chance +draw +utility +needed\n"));
  EXPECT_THAT(out.str(), ContainsRegex("walked out +2003-[0-9]+-04 +[0-9.e-]+ % +[0-9.]+ % +[+]0.8[0-9] +-[0-9.]+\n"));
  EXPECT_THAT(out.str(), ContainsRegex("grumbled +2003-[0-9]+-04 +[0-9.e-]+ % +[0-9.]+ % +[+]0.8[0-9]\n"));
  EXPECT_THAT(out.str(), HasSubstr("The nearest of 12 months"));
  EXPECT_THAT(out.str(), HasSubstr("What held it: walked out, month from 2003-"));
  EXPECT_THAT(out.str(), ContainsRegex("utility +[+]0.8[0-9]; this draw asks for -[0-9.]+, [0-9.]+ lower"));
  EXPECT_THAT(out.str(), ContainsRegex("share of utility +GAM +BET +apart +mean\n"));
  EXPECT_THAT(out.str(), HasSubstr("BET: Betania, whose shares are nearest of 2 other members"));
  EXPECT_THAT(out.str(), HasSubstr("What would have made it happen: walked out, month from 2003-"));
  EXPECT_THAT(out.str(), ContainsRegex("within that step; one goes [0-9]+ % of the way:\n  states.GAM.loyalty"));
  style.width = 60;
  EXPECT_EQ(type({"why", path("a.h5"), "--state", "GAM", "--alliance", "PACT", "--date", "2003"}), 0);
  expect_lines_within(60);
}

TEST_F(WhyTest, WhatForbidsAMoveIsSaid) {
  ASSERT_EQ(why({"--state", "GAM", "--alliance", "CLUB", "--date", "2003-05"}), 0) << err.str();
  EXPECT_THAT(out.str(), HasSubstr("It stayed outside."));
  EXPECT_THAT(out.str(), HasSubstr("forbidden: the alliance is sealed\n"));
  EXPECT_THAT(out.str(), HasSubstr(", had it been allowed\n"));
}

TEST_F(WhyTest, AbsenceIsAnAnswer) {
  EXPECT_EQ(why({"--state", "ALF", "--alliance", "LATE", "--date", "2003-05-06"}), 0);
  EXPECT_THAT(out.str(), HasSubstr("LATE does not exist on 2003-05-06: it is founded on 2015-06-01.\n"));
  EXPECT_EQ(type({"why", path("a.h5"), "--state", "EPS", "--alliance", "PACT", "--date", "2003"}), 0);
  EXPECT_THAT(out.str(), HasSubstr("Epsilon does not exist in 2003: it comes into being on 2010-02-01.\n"));
}

TEST_F(WhyTest, AStoryHasEveryEventInOrderAndSaysWhatToAskNext) {
  ASSERT_EQ(why({"--state", "GAM"}), 0) << err.str();
  EXPECT_THAT(out.str(), StartsWith("Gammia (GAM), 2000-01-04 to 2020-01-04, run 0\n"));
  EXPECT_THAT(out.str(), HasSubstr("\nPACT: The Pact\n"));
  EXPECT_THAT(out.str(), ContainsRegex("event +date +what +chance +heaviest shares\n"));
  EXPECT_THAT(out.str(), ContainsRegex("20[0-9]+-[0-9]+-04 +walked out +[0-9.]+ %"));
  EXPECT_THAT(out.str(), ContainsRegex("Next\n  entente why .*a.h5 --event [0-9]+\n"));
  ASSERT_EQ(type({"why", path("a.h5"), "--state", "ALF", "--alliance", "CLUB"}), 0);
  EXPECT_THAT(out.str(), HasSubstr("Nothing happened between the two.\n  A member from the start to the end.\n"));
}

TEST_F(WhyTest, SlipsAreAnsweredWithWhatWasMeant) {
  EXPECT_EQ(why({"--state", "GAN"}), 2);
  EXPECT_THAT(err.str(), HasSubstr("'GAN' is no state of this result. Did you mean 'GAM'?"));
  const auto answer = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"why", path("a.h5")});
    EXPECT_EQ(type(std::move(words)), 2);
    return err.str();
  };
  EXPECT_THAT(answer({"--state", "gammia"}), HasSubstr("Did you mean 'GAM'?"));
  EXPECT_THAT(answer({"--state", "GAM", "--alliance", "PAT"}), HasSubstr("Did you mean 'PACT'?"));
  EXPECT_THAT(answer({"--state", "DEL", "--alliance", "CLUB"}),
              HasSubstr("The charter of CLUB does not admit DEL. Those that do: PACT."));
  EXPECT_THAT(answer({"--state", "GAM", "--date", "summer"}),
              HasSubstr("--date: 'summer' is no date (must be 1966, 1966-03 or 1966-03-12)."));
  EXPECT_THAT(answer({"--state", "GAM", "--date", "1999"}),
              HasSubstr("1999 lies outside the run (must be from 2000-01-04 to 2020-01-04)."));
  EXPECT_THAT(answer({"--event", "100000"}), ContainsRegex("has events 0 to [0-9]+. entente inspect .* lists them"));
  EXPECT_THAT(answer({"--event", "1", "--state", "GAM"}), HasSubstr("Leave out --state"));
  EXPECT_THAT(answer({}), HasSubstr("--state STATE or --event N is required"));
  EXPECT_THAT(answer({"--event", "1", "--run", "3"}), HasSubstr("holds runs 0 to 0. Name one of them."));
}

TEST_F(WhyTest, AResultThatComesOutOtherwiseIsNotExplained) {
  why({"--event", "0"});
  class Slower : public resolve_model::Resolve {
   public:
    using Resolve::Resolve;
    void step(World&, const Step&) const override {}
  };
  Catalogue other;
  other.add<resolve_model::Fading>();
  other.add<Slower>();
  other.set_features({{"loyalty", "twice its loyalty"}, {"grip", "the alliance's"}});
  EXPECT_EQ(type(other, {"why", path("a.h5"), "--event", "3"}), 1);
  EXPECT_THAT(out.str(), StartsWith("Different: run 0: event 0: "));
  EXPECT_THAT(err.str(), HasSubstr("--provenance` says what computed the file."));
  other.set_features({{"loyalty", "twice its loyalty"}, {"luck", "another"}});
  EXPECT_EQ(type(other, {"why", path("a.h5"), "--event", "3"}), 1);
  EXPECT_THAT(out.str(), HasSubstr("other events or features"));
}

TEST_F(WhyTest, AModelThatAnswersNothingIsToldByWhatItStored) {
  const Catalogue tosses = small_model::catalogue();
  std::ofstream(folder / "small.yaml") << small_model::text();
  ASSERT_EQ(type(tosses, {"run", path("small.yaml"), "--quiet", "-o", path("b.h5")}), 0) << err.str();
  EXPECT_EQ(type(tosses, {"why", path("b.h5"), "--event", "0"}), 0) << err.str();
  EXPECT_THAT(out.str(), ContainsRegex("luck +[+-]0.75"));
  EXPECT_EQ(type(tosses, {"why", path("b.h5"), "--state", "GAM", "--date", "2000-01"}), 0);
  EXPECT_THAT(out.str(), Not(HasSubstr("possible")));
}

}  // namespace
}  // namespace entente
