#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "engine/scenario/document.hpp"
#include "engine/scenario/json.hpp"

namespace entente {
namespace {

class Overlay : public testing::Test {
 protected:
  Overlay() {
    char name[] = "/tmp/entente-overlay-XXXXXX";
    folder_ = mkdtemp(name);
  }
  ~Overlay() override { std::filesystem::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) {
    const auto path = folder_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
    return path.string();
  }

  static std::string what_is_wrong(const std::string& path) {
    try {
      load_document(path);
      return {};
    } catch (const InputError& error) {
      return error.what();
    }
  }

  std::filesystem::path folder_;
};

Node parsed(const std::string& text) {
  return parse_document(text, "f.yaml");
}

std::string set_error(const std::string& assignment) {
  Node node = parsed("states: {FRA: {gdp: 1}}\ntitle: x\n");
  try {
    apply_set(node, assignment);
    return {};
  } catch (const InputError& error) {
    return error.what();
  }
}

TEST(Merge, GoesByKeyAndReplacesScalarsAndLists) {
  Node base = parsed("a: {x: 1, y: [1, 2]}\nb: 2\n");
  merge(base, parsed("a: {y: [3], z: 4}\nb: {c: 5}\n"));
  EXPECT_EQ(to_json(base), to_json(parsed("a: {x: 1, y: [3], z: 4}\nb: {c: 5}\n")));
}

TEST(Merge, RemovesWhereNullIsLaidOverAValue) {
  Node base = parsed("a: {x: 1, y: 2}\nb:\nc: 1\n");
  merge(base, parsed("a: {x: null}\nc: ~\n"));
  EXPECT_EQ(to_json(base), to_json(parsed("a: {y: 2}\nb:\n")));
}

TEST(Merge, KeepsANullThatRemovesNothingForTheCheckToFind) {
  Node base = parsed("a: 1\n");
  merge(base, parsed("b: null\n"));
  ASSERT_NE(base.find("b"), nullptr);
  EXPECT_TRUE(base.find("b")->is_null());
}

TEST_F(Overlay, LaysAFileOverWhatItIncludes) {
  write("parts/base.yaml", "a: 1\nb: {c: 2, d: 3}\n");
  write("parts/more.yaml", "b: {d: 4}\ne: 5\n");
  const std::string path = write("main.yaml", "include: [parts/base.yaml, parts/more.yaml]\na: 6\n");
  EXPECT_EQ(to_json(load_document(path)), to_json(parsed("a: 6\nb: {c: 2, d: 4}\ne: 5\n")));
}

TEST_F(Overlay, KeepsTheFileInWhichAValueWasTyped) {
  write("base.yaml", "a: 1\nb: 2\n");
  const std::string path = write("main.yaml", "include: base.yaml\nb: 3\n");
  const Node node = load_document(path);
  EXPECT_EQ(to_string(node.find("a")->place.location()), (folder_ / "base.yaml").string() + ":1:4");
  EXPECT_EQ(to_string(node.find("b")->place.location()), path + ":2:4");
}

TEST_F(Overlay, LaysFurtherFilesOverTheFirst) {
  const std::string base = write("base.yaml", "a: 1\nb: 2\n");
  const std::string first = write("first.yaml", "a: 3\nc: 4\n");
  const std::string second = write("second.yaml", "a: 5\nb: null\n");
  EXPECT_EQ(to_json(load_document(base, {first, second})), to_json(parsed("a: 5\nc: 4\n")));
}

TEST_F(Overlay, NamesTheChainOfALoop) {
  const std::string a = write("a.yaml", "include: b.yaml\n");
  const std::string b = write("b.yaml", "include: a.yaml\n");
  EXPECT_EQ(what_is_wrong(a),
            b + ":1:10: include runs in a circle: " + a + " → " + b + " → " + a + ". Remove one of these includes.");
}

TEST_F(Overlay, FindsALoopThroughALink) {
  const std::string a = write("a.yaml", "include: link.yaml\n");
  std::filesystem::create_symlink("a.yaml", folder_ / "link.yaml");
  EXPECT_NE(what_is_wrong(a).find("include runs in a circle"), std::string::npos);
}

TEST_F(Overlay, MayIncludeAFileTwiceButNotWithoutEnd) {
  write("leaf.yaml", "a: 1\n");
  EXPECT_EQ(what_is_wrong(write("twice.yaml", "include: [leaf.yaml, leaf.yaml]\n")), "");
  for (int n = 0; n < 20; ++n)
    write("deep" + std::to_string(n) + ".yaml", "include: deep" + std::to_string(n + 1) + ".yaml\n");
  EXPECT_NE(what_is_wrong((folder_ / "deep0.yaml").string()).find("more than 16 files deep"), std::string::npos);
  write("wide10.yaml", "a: 1\n");
  for (int n = 0; n < 10; ++n) {
    const std::string next = "wide" + std::to_string(n + 1) + ".yaml";
    write("wide" + std::to_string(n) + ".yaml", "include: [" + next + ", " + next + "]\n");
  }
  EXPECT_NE(what_is_wrong((folder_ / "wide0.yaml").string()).find("more than 64 files are included"),
            std::string::npos);
}

TEST(Set, ReplacesAddsAndRemoves) {
  Node node = parsed("states: {FRA: {gdp: 1, growth: {1950: 1}}}\n");
  apply_set(node, "states.FRA.gdp=5");
  apply_set(node, "states.FRA.growth=.02");
  apply_set(node, "pipeline=[economy, threat]");
  apply_set(node, "parameters.economy.shock=2");
  EXPECT_EQ(to_json(node), to_json(parsed("states: {FRA: {gdp: 5, growth: .02}}\npipeline: [economy, threat]\n"
                                          "parameters: {economy: {shock: 2}}\n")));
  apply_set(node, "pipeline=");
  apply_set(node, "parameters.economy=null");
  EXPECT_EQ(to_json(node), to_json(parsed("states: {FRA: {gdp: 5, growth: .02}}\nparameters: {}\n")));
}

TEST(Set, LocatesItsValuesOnTheCommandLine) {
  Node node = parsed("a: 1\n");
  set_value(node, "b.c", "{d: 2}");
  EXPECT_EQ(to_string(node.find("b")->find("c")->find("d")->place.location()), "--set");
}

TEST(Set, SaysWhatIsWrongWithAnAssignment) {
  EXPECT_EQ(set_error("gdp"), "--set: 'gdp' is not an assignment. Write path=value, as in states.FRA.gdp=250.");
  EXPECT_EQ(set_error("=5"),
            "--set: '' is not a path. Write the keys with dots between them, as in states.FRA.gdp=250.");
  EXPECT_EQ(set_error("a..b=5"),
            "--set: 'a..b' is not a path. Write the keys with dots between them, as in states.FRA.gdp=250.");
  EXPECT_EQ(set_error("title.x=5"),
            "--set: title.x cannot be set: title is not a map of keys. Set the whole of it instead.");
  EXPECT_EQ(set_error("states.FRB="), "--set: there is no states.FRB to remove. Did you mean 'FRA'?");
  EXPECT_EQ(set_error("include=a.yaml"),
            "--set: include cannot be set. Name further files on the command line instead.");
  EXPECT_EQ(
      set_error("states=@"),
      "--set:1:1: not valid YAML: unknown token. Put quotes around text that begins with @, `, % or another mark.");
}

}  // namespace
}  // namespace entente
