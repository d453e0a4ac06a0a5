#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>

#include "engine/scenario/document.hpp"
#include "tests/engine/scenario/toy.hpp"

// Whatever a file holds, reading it ends in an InputError within a second of processor time and 200 MB.
namespace entente {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(NDEBUG)
constexpr double most_seconds = 20.0;
constexpr long most_kilobytes = 4000000;
#else
constexpr double most_seconds = 1.0;
constexpr long most_kilobytes = 200 * 1024;
#endif

struct Outcome {
  bool refused = false;
  double seconds = 0.0;
  long kilobytes = 0;
};

/// Reads a file in a process of its own, so that its memory is its own.
Outcome outcome_of(const std::string& path) {
  const pid_t child = fork();
  if (child == 0) {
    int code = 1;
    try {
      read_scenario(load_document(path), toy::vocabulary());
    } catch (const InputError&) {
      code = 2;
    } catch (...) {
      code = 3;
    }
    _exit(code);
  }
  int status = 0;
  rusage used{};
  wait4(child, &status, 0, &used);
  Outcome outcome;
  outcome.refused = WIFEXITED(status) && WEXITSTATUS(status) == 2;
  outcome.seconds = static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                    1e-6 * static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
  outcome.kilobytes = used.ru_maxrss;
  return outcome;
}

constexpr std::size_t full = (std::size_t{2} << 20) - 1000;

/// `unit` repeated to the largest size a file may have, in lines of at most 60,000 bytes.
std::string repeated(const std::string& unit, const std::string& line_end = "\n", std::size_t size = full) {
  std::string line;
  while (line.size() + unit.size() <= 60000) line += unit;
  std::string text;
  while (text.size() + line.size() < size) text += line + line_end;
  return text;
}

std::string lines(const std::string& line, std::size_t size = full) {
  std::string text;
  while (text.size() + line.size() < size) text += line;
  return text;
}

std::string numbered(const std::function<std::string(int)>& line, std::size_t size = full) {
  std::string text;
  for (int n = 0; text.size() < size; ++n) text += line(n);
  return text;
}

/// Many brackets just below the length at which one is refused.
std::string many_brackets(const std::string& open, const std::string& unit, const std::string& close) {
  const std::string inside = repeated(unit, "\n ", 55000);
  return numbered([&](int n) { return "k" + std::to_string(n) + ": " + open + "\n " + inside + "\n " + close + "\n"; },
                  full - 130000);
}

using Maker = std::function<std::string()>;

std::map<std::string, Maker> hostile_texts() {
  std::map<std::string, Maker> texts;
  texts["ten_megabytes_of_brackets"] = [] { return std::string(10000000, '['); };
  texts["brackets_in_lines"] = [] { return repeated("["); };
  texts["closed_brackets"] = [] { return repeated("[]"); };
  texts["list_of_lists"] = [] { return "[" + repeated("[],") + "]"; };
  texts["map_of_maps"] = [] { return "{" + repeated("{},") + "}"; };
  texts["long_list"] = [] { return "a: [" + repeated("1,") + "1]"; };
  texts["long_map"] = [] { return "{" + repeated("a,") + "}"; };
  texts["pairs_in_a_list"] = [] { return "[" + repeated("a: b,") + "]"; };
  texts["open_list"] = [] { return "[" + repeated("a,"); };
  texts["open_lists"] = [] { return std::string(900, '[') + repeated("a,"); };
  texts["open_map"] = [] { return "{" + repeated("a: 1,"); };
  texts["flow_keys"] = [] { return "{" + numbered([](int n) { return "a" + std::to_string(n) + ": 1,\n"; }) + "}"; };
  texts["lists_of_words"] = [] { return many_brackets("[", "a: b,", "]"); };
  texts["maps_of_words"] = [] { return many_brackets("{", "a,", "}"); };
  texts["lists_of_lists"] = [] { return many_brackets("[", "[],", "]"); };
  texts["lists_of_quotes"] = [] { return many_brackets("[", "\"a\",", "]"); };
  texts["maps_of_questions"] = [] { return many_brackets("{", "? a,", "}"); };
  texts["many_values"] = [] { return "a:\n" + lines("- 1\n"); };
  texts["many_keys"] = [] { return numbered([](int n) { return "k" + std::to_string(n) + ": 1\n"; }); };
  texts["many_states"] = [] {
    return "entente: 1\ntime: {start: 1950, end: 1960}\nstates:\n" +
           numbered(
               [](int n) { return "  S" + std::to_string(n) + ": {gdp: 1, location: {latitude: 0, longitude: 0}}\n"; },
               900000);
  };
  texts["many_wrong_states"] = [] {
    return "entente: 1\ntime: {start: 1950, end: 1960}\nstates:\n" +
           numbered([](int n) { return "  S" + std::to_string(n) + ": {gpd: 1}\n"; }, 900000);
  };
  texts["many_alliances"] = [] {
    return "entente: 1\ntime: {start: 1950, end: 1960}\nstates:\n" +
           numbered([](int n) { return "  S" + std::to_string(n) + ": {gdp: 1, region: r}\n"; }, 100000) +
           "proximity: {geometry: regions}\nregions: {r: {}}\nrecord: 1\nalliances:\n" +
           numbered([](int n) { return "  A" + std::to_string(n) + ": {}\n"; }, 60000);
  };
  texts["many_regions"] = [] {
    return "entente: 1\ntime: {start: 1950, end: 1960}\nproximity: {geometry: regions}\nstates: {A: {gdp: 1, region: "
           "R0}}\nregions:\n" +
           numbered([](int n) { return "  R" + std::to_string(n) + ": {}\n"; }, 1000000);
  };
  texts["many_unknown_names"] = [] {
    return "entente: 1\ntime: {start: 1950, end: 1960}\nstates:\n" +
           numbered(
               [](int n) { return "  S" + std::to_string(n) + ": {gdp: 1, location: {latitude: 0, longitude: 0}}\n"; },
               200000) +
           "dyads:\n" + numbered([](int n) { return "  X" + std::to_string(n) + ": {}\n"; }, 800000);
  };
  texts["repeated_keys"] = [] { return lines("k: 1\n"); };
  texts["dashes"] = [] { return repeated("- "); };
  texts["questions"] = [] { return repeated("? "); };
  texts["colons"] = [] { return lines(":\n"); };
  texts["long_text"] = [] { return "a: " + repeated("word "); };
  texts["long_block"] = [] { return "a: |\n" + lines("  word\n"); };
  texts["empty_block"] = [] { return "a: |\n" + lines("\n"); };
  texts["only_lines"] = [] { return lines("\n"); };
  texts["only_blanks"] = [] { return repeated(" "); };
  texts["only_comments"] = [] { return lines("# x\n"); };
  texts["commas"] = [] { return "[" + repeated(","); };
  texts["open_quote"] = [] { return "a: \"" + repeated("x"); };
  texts["escapes"] = [] { return "a: \"" + repeated("\\n") + "\""; };
  texts["lines_in_quotes"] = [] { return "a: '" + lines("\n") + "'"; };
  texts["aliases"] = [] { return lines("- &a 1\n"); };
  texts["alias_bomb"] = [] {
    return "a: &a [x, x]\n" + numbered([](int n) { return "b" + std::to_string(n) + ": [*a, *a, *a]\n"; });
  };
  texts["tags"] = [] { return repeated("!!str "); };
  texts["directives"] = [] { return lines("%YAML 1.2\n"); };
  texts["unknown_directives"] = [] { return lines("%a b c\n"); };
  texts["documents"] = [] { return lines("---\n"); };
  texts["document_ends"] = [] { return lines("...\n"); };
  texts["zigzag"] = [] { return lines("a:\n  b:\n"); };
  texts["staircase"] = [] {
    return numbered([](int n) { return std::string(static_cast<std::size_t>(n), ' ') + "k:\n"; });
  };
  texts["long_line"] = [] { return "a: " + std::string(1000000, 'x'); };
  texts["zeros"] = [] { return std::string(1000000, '\0'); };
  texts["bytes"] = [] { return lines("\xFF\xFE\x00"); };
  texts["json"] = [] { return "{" + repeated("\"a\": [[1, 2], 3],") + "}"; };
  texts["open_json"] = [] { return repeated("{\"a\":"); };
  texts["json_list"] = [] { return "{\"a\": [" + repeated("1,") + "1]}"; };
  texts["accents"] = [] { return "a:\n" + repeated("- é\n", ""); };
  texts["one_line_of_accents"] = [] { return "a: [" + repeated("é,") + "1]"; };
  return texts;
}

class HostileFile : public testing::Test {
 protected:
  HostileFile() {
    char name[] = "/tmp/entente-hostile-XXXXXX";
    folder_ = mkdtemp(name);
  }
  ~HostileFile() override { std::filesystem::remove_all(folder_); }

  static void expect_refused(const std::string& path) {
    const Outcome outcome = outcome_of(path);
    EXPECT_TRUE(outcome.refused);
    EXPECT_LT(outcome.seconds, most_seconds);
    EXPECT_LT(outcome.kilobytes, most_kilobytes);
    RecordProperty("milliseconds", static_cast<int>(1000 * outcome.seconds));
    RecordProperty("kilobytes", static_cast<int>(outcome.kilobytes));
  }

  std::filesystem::path folder_;
};

class Hostile : public HostileFile, public testing::WithParamInterface<std::string> {};

TEST_P(Hostile, EndsInAnErrorWithinItsBounds) {
  const std::string path = folder_ / "scenario.yaml";
  std::ofstream(path, std::ios::binary) << hostile_texts().at(GetParam())();
  expect_refused(path);
}

std::vector<std::string> hostile_names() {
  std::vector<std::string> names;
  for (const auto& [name, make] : hostile_texts()) names.push_back(name);
  return names;
}

INSTANTIATE_TEST_SUITE_P(Texts, Hostile, testing::ValuesIn(hostile_names()),
                         [](const testing::TestParamInfo<std::string>& text) { return text.param; });

TEST_F(HostileFile, MayBeADirectoryAPipeADeviceOrMissing) {
  const std::string pipe = folder_ / "pipe.yaml";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  for (const std::string& path :
       {folder_.string(), pipe, std::string("/dev/zero"), std::string("/dev/null"), (folder_ / "missing.yaml").string(),
        (folder_ / "missing/scenario.yaml").string(), std::string(), std::string(100000, 'x')})
    expect_refused(path);
}

TEST_F(HostileFile, MayHaveAnOddName) {
  const std::string path = folder_ / "a\nb\x1b[31m.yaml";
  std::ofstream(path) << "x";
  try {
    load_document(path);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(std::string(error.what()).find_first_of("\n\x1b"), std::string::npos);
  }
}

TEST_F(HostileFile, IsToldFromItsNeighbours) {
  const std::string right = folder_ / "scenario.yaml";
  std::ofstream(right) << "x";
  try {
    load_document(folder_ / "scenaro.yaml");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems()[0].what, "there is no such file.");
    EXPECT_EQ(error.problems()[0].advice, "Did you mean '" + right + "'?");
  }
}

}  // namespace
}  // namespace entente
