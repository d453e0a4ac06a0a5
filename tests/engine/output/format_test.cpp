// FORMAT.md against a file that was just written, and the file against other people's tools.

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "engine/output/hdf5_file.hpp"
#include "engine/output/result_format.hpp"
#include "engine/output/result_writer.hpp"
#include "tests/engine/output/sample.hpp"

namespace entente {
namespace {

using testing::HasSubstr;

std::filesystem::path written(const sample::Folder& folder) {
  const RecordLayout layout = sample::layout();
  ResultWriter writer(folder / "sample.h5", layout, 7, sample::provenance());
  for (std::uint64_t n = 0; n < 6; ++n) writer.append(sample::run(layout, n));
  writer.append(sample::run(layout, 6, 3));
  writer.finish();
  return folder / "sample.h5";
}

bool is_series(const hdf5::Dataset& dataset) {
  const auto dimensions = dataset.dimensions();
  return dimensions.size() > 2 && dimensions[1] == "time";
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

// Attributes that are not told in a column of their own, and those of HDF5's dimensions.
std::vector<std::string> further_attributes(const hdf5::Dataset& dataset) {
  std::vector<std::string> names;
  for (const hdf5::Attribute& attribute : dataset.attributes())
    if (attribute.name != "CLASS" && attribute.name != "NAME" && attribute.name != "long_name")
      names.push_back("`" + attribute.name + "`");
  return names;
}

// Lines of the description's table of variables: five cells, the first a name.
std::vector<std::string> described_variables(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);)
    if (line.rfind("| `", 0) == 0 && std::count(line.begin(), line.end(), '|') == 6) lines.push_back(line);
  return lines;
}

// An empty cell is one blank.
std::string cell(const std::string& text) {
  return text.empty() ? " " : " " + text + " ";
}

// One line for each variable that every file has.
std::vector<std::string> table_of_variables(const hdf5::File& file) {
  std::vector<std::string> lines;
  for (const std::string& name : file.names()) {
    const hdf5::Dataset dataset = file.dataset(name);
    if (is_series(dataset) || dataset.type() == hdf5::Type::float32) continue;
    lines.push_back("| `" + name + "` |" + cell(std::string(to_string(dataset.type()))) + "|" +
                    cell(joined(dataset.dimensions())) + "|" + cell(dataset.text_attribute("long_name").value_or("")) +
                    "|" + cell(joined(further_attributes(dataset))) + "|");
  }
  return lines;
}

// One line for each kind of column, by an example of it.
std::vector<std::string> table_of_kinds(const hdf5::File& file) {
  const std::pair<const char*, const char*> examples[] = {{"number or integer, no bound", "threat_intensity"},
                                                          {"number or integer, one bound", "alliance_power"},
                                                          {"number or integer, two bounds", "membership_trust"},
                                                          {"date", "alliance_founded"},
                                                          {"flag", "state_active"},
                                                          {"choice", "alliance_rule"},
                                                          {"state", "state_patron"}};
  std::vector<std::string> lines;
  for (const auto& [kind, name] : examples) {
    const hdf5::Dataset dataset = file.dataset(name);
    lines.push_back("| " + std::string(kind) + " | " + std::string(to_string(dataset.type())) + " | " +
                    joined(further_attributes(dataset)) + " |");
  }
  return lines;
}

std::string all(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

TEST(Format, EveryVariableOfAFileIsInTheDescriptionAndNoOther) {
  const sample::Folder folder;
  const hdf5::File file = hdf5::File::open(written(folder));
  EXPECT_EQ(all(described_variables(sample::content("engine/output/FORMAT.md"))), all(table_of_variables(file)));
}

TEST(Format, EveryKindOfColumnIsDescribed) {
  const sample::Folder folder;
  const std::string expected = all(table_of_kinds(hdf5::File::open(written(folder))));
  EXPECT_THAT(sample::content("engine/output/FORMAT.md"), HasSubstr(expected));
}

TEST(Format, TheDescriptionIsOfThisVersion) {
  EXPECT_THAT(sample::content("engine/output/FORMAT.md"),
              HasSubstr("`format_version` | `" + std::string(result_format::version) + "`"));
}

TEST(Format, SeriesAreNamedByTableAndColumnAndStandOnRunTimeAndTable) {
  const sample::Folder folder;
  const hdf5::File file = hdf5::File::open(written(folder));
  EXPECT_THAT(file.dataset("state_gdp").dimensions(), testing::ElementsAre("run", "time", "state"));
  EXPECT_THAT(file.dataset("state_home").dimensions(), testing::ElementsAre("run", "time", "state", "issue"));
  EXPECT_EQ(file.dataset("state_gdp").text_attribute("units"), "billion USD");
  EXPECT_EQ(file.dataset("state_gdp").text_attribute("long_name"), "gross domestic product");
  EXPECT_EQ(file.dataset("state_gdp").text_attribute("source"), "Somebody (2000)");
  EXPECT_EQ(file.dataset("alliance_rule").text_attribute("flag_meanings"), "majority unanimity");
  EXPECT_EQ(file.dataset("time").text_attribute("units"), "days since 1949-01-01");
}

TEST(Format, OtherPeoplesToolsReadIt) {
  const sample::Folder folder;
  const std::string command = "/usr/bin/python3 tests/engine/output/other_tools.py '" + written(folder).string() + "'";
  EXPECT_EQ(std::system(command.c_str()), 0);
}

}  // namespace
}  // namespace entente
