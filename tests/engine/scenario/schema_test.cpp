#include "engine/scenario/schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/engine/scenario/toy.hpp"

namespace entente {
namespace {

using nlohmann::json;
using testing::HasSubstr;

json schema() {
  return json::parse(json_schema(scenario_grammar(toy::vocabulary())));
}
json state_key(const char* key) {
  return schema()["properties"]["states"]["additionalProperties"]["properties"][key];
}

TEST(Schema, SaysItsDraftAndRefusesOtherKeys) {
  EXPECT_EQ(schema()["$schema"], "https://json-schema.org/draft/2020-12/schema");
  EXPECT_EQ(schema()["additionalProperties"], false);
  EXPECT_EQ(schema()["properties"]["time"]["additionalProperties"], false);
}

TEST(Schema, AsksForWhatIsRequiredUnlessAFileIsIncluded) {
  EXPECT_EQ(schema()["anyOf"],
            json::parse(R"([{"required": ["entente", "time", "states"]}, {"required": ["include"]}])"));
  EXPECT_EQ(schema()["properties"]["states"]["additionalProperties"]["required"], json::parse(R"(["gdp"])"));
}

TEST(Schema, TellsRangesDefaultsUnitsAndMeaning) {
  EXPECT_EQ(state_key("growth"), json::parse(R"json({"anyOf": [{"type": "number", "minimum": -0.5, "maximum": 0.5},
    {"type": "object", "description": "a path in time: dates or years, and the value at each; straight lines between",
     "propertyNames": {"pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
     "additionalProperties": {"type": "number", "minimum": -0.5, "maximum": 0.5}, "minProperties": 1}],
    "default": 0.02, "description": "mean growth rate (1/year)"})json"));
  EXPECT_EQ(state_key("gdp")["anyOf"][0], json::parse(R"({"type": "number", "exclusiveMinimum": 0})"));
  EXPECT_FALSE(state_key("gdp").contains("default"));
}

TEST(Schema, ListsChoicesAndNamesOfTheProgram) {
  const json alliance = schema()["properties"]["alliances"]["additionalProperties"]["properties"];
  EXPECT_EQ(alliance["admission_rule"]["enum"], json::parse(R"(["unanimity", "majority", "lead"])"));
  EXPECT_EQ(alliance["admission_rule"]["default"], "unanimity");
  EXPECT_EQ(alliance["minimum_members"]["anyOf"][0]["type"], "integer");
  EXPECT_EQ(schema()["properties"]["pipeline"]["items"]["enum"],
            json::parse(R"(["economy", "threat", "security", "extra"])"));
}

TEST(Schema, NestsParametersByTheirDots) {
  const json security = schema()["properties"]["parameters"]["properties"]["security"]["properties"];
  EXPECT_EQ(security["join"]["properties"]["trust"]["default"], 0.1);
  EXPECT_EQ(security["pure"]["type"], "boolean");
}

TEST(Reference, HasARowForEveryKey) {
  const std::string page = reference_markdown(scenario_grammar(toy::vocabulary()), toy::vocabulary());
  EXPECT_THAT(
      page,
      HasSubstr(
          "| `states.STATE.gdp` | number or path | billion USD | > 0 | **required** | gross domestic product |\n"));
  EXPECT_THAT(
      page,
      HasSubstr("| `states.STATE.home.ISSUE` | number or path |  |  | 0 | position to which interests return |\n"));
  EXPECT_THAT(page, HasSubstr("| `states.STATE.location.latitude` | number | degrees north | -90 to 90 | needed with "
                              "it | of the capital |\n"));
  EXPECT_THAT(page, HasSubstr("| `alliances.ALLIANCE.admission_rule` | choice |  | `unanimity`, `majority`, `lead` | "
                              "`unanimity` | rule by which members admit |\n"));
  EXPECT_THAT(page, HasSubstr("| `proximity.power_reference` | number |  | > 0 or `world` | `world` |"));
}

TEST(Reference, TellsWhatEachMechanismClaimsReadsAndWrites) {
  const std::string page = reference_markdown(scenario_grammar(toy::vocabulary()), toy::vocabulary());
  EXPECT_THAT(page, HasSubstr("### threat\n\nStates fear hostile ones.\n\n```\ntheta = sum h\n```\n\nSource: Walt "
                              "1987.\n\nReads `dyads.hostility`, "
                              "`threats.intensity`.\n\nWrites `states.threat`.\n"));
  EXPECT_THAT(page, HasSubstr("| `parameters.security.join.trust` | number |  |  | 0.1 | weight when joining |\n"));
  EXPECT_THAT(page, HasSubstr("Not part of the pipeline unless the scenario names it."));
  EXPECT_THAT(page, HasSubstr("| `states.threat` |  |  | recorded | threat from others |"));
}

TEST(Skeleton, IsAScenarioThatRuns) {
  const std::string text = skeleton(toy::vocabulary());
  const Scenario s = toy::read(text);
  EXPECT_EQ(s.world.states.size(), 3U);
  EXPECT_EQ(s.world.alliances.size(), 1U);
  EXPECT_TRUE(s.notes.empty());
  EXPECT_THAT(text, HasSubstr("# growth: 0.02"));
  EXPECT_THAT(text, HasSubstr("#   - economy"));
}

TEST(Skeleton, GivesWhatIsRequiredOfAnyVocabulary) {
  static constexpr Column odd{.table = TableKind::state,
                              .name = "odd",
                              .axis = Axis::issue,
                              .range = above(3),
                              .input = Input::required,
                              .about = "an odd one"};
  Vocabulary words = toy::vocabulary();
  words.columns.push_back(&odd);
  EXPECT_EQ(read_scenario(parse_document(skeleton(words), "new"), words).world.states[odd][0], 4.0);
}

}  // namespace
}  // namespace entente
