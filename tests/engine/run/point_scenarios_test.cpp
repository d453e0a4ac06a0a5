#include "engine/run/point_scenarios.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/base/number.hpp"
#include "engine/scenario/document.hpp"
#include "models/catalogue.hpp"
#include "tests/engine/run/small_experiment.hpp"
#include "tests/support/thirty_states.hpp"

namespace entente {
namespace {

const Vocabulary& vocabulary() {
  static const Catalogue catalogue = models::catalogue();
  return catalogue.vocabulary();
}

/// Every value that `thirty_states` can give by a path, at a few rows.
std::vector<std::pair<std::string, Declaration>> inputs() {
  std::vector<std::pair<std::string, Declaration>> all;
  for (const Column* column : vocabulary().columns) {
    if (column->input == Input::derived) continue;
    if (column->table != TableKind::state && column->table != TableKind::alliance) continue;
    const std::string row = column->table == TableKind::state ? "states.S01" : "alliances.B";
    const std::string axis = column->axis == Axis::none ? "" : column->axis == Axis::issue ? ".west" : ".air";
    if (column->axis != Axis::threat)
      all.emplace_back(row + "." + std::string(column->name) + axis, declaration_of(*column));
  }
  for (const MechanismDeclaration& mechanism : vocabulary().mechanisms)
    for (const Declaration& parameter : mechanism.parameters)
      all.emplace_back("parameters." + mechanism.name + "." + parameter.name, parameter);
  return all;
}

/// A value that a declaration allows and that is not its default.
std::optional<double> another(const Declaration& declaration) {
  for (const double value : {0.625, 2.0, 1.0, 0.0, 40.0, 1950.0, -0.5})
    if (declaration.range.contains(value) && value != declaration.initial &&
        (declaration.kind == Kind::number || value == static_cast<int>(value)))
      return value;
  return std::nullopt;
}

void expect_same(const Scenario& a, const Scenario& b) {
  for (const TableKind kind :
       {TableKind::state, TableKind::alliance, TableKind::membership, TableKind::dyad, TableKind::threat}) {
    const auto& left = a.world.table(kind).slots();
    const auto& right = b.world.table(kind).slots();
    ASSERT_EQ(left.size(), right.size());
    for (std::size_t n = 0; n < left.size(); ++n)
      EXPECT_EQ(left[n].values, right[n].values) << to_string(kind) << "." << left[n].column->name;
  }
  EXPECT_EQ(a.parameters, b.parameters);
  EXPECT_EQ(a.world.domain_weights, b.world.domain_weights);
  EXPECT_EQ(a.world.power_reference, b.world.power_reference);
  for (std::size_t state = 0; state < a.world.proximity.size(); ++state)
    EXPECT_TRUE(std::equal(a.world.proximity.row(StateId(state)).begin(), a.world.proximity.row(StateId(state)).end(),
                           b.world.proximity.row(StateId(state)).begin()));
  EXPECT_EQ(a.trajectories.size(), b.trajectories.size());
}

TEST(ScalarInput, PutsEveryInputAndParameterWhereReadingTheDocumentWould) {
  const Node document = parse_document(thirty_states(), "thirty.yaml");
  const Scenario scenario = read_scenario(document, vocabulary());
  std::size_t put = 0;
  for (const auto& [path, declaration] : inputs()) {
    SCOPED_TRACE(path);
    if (declaration.kind != Kind::number && declaration.kind != Kind::integer) continue;
    const auto value = another(declaration);
    if (!value) continue;
    const auto input = ScalarInput::find(scenario, vocabulary(), path);
    ASSERT_TRUE(input);
    Node changed = document;
    set_value(changed, path, to_text(*value));
    Scenario again = scenario;
    ASSERT_TRUE(input->set(again, to_text(*value)));
    expect_same(again, read_scenario(changed, vocabulary()));
    ++put;
  }
  EXPECT_GT(put, 150U);
}

TEST(ScalarInput, IsNotWhatOthersDependOn) {
  const Scenario scenario = read_scenario(parse_document(thirty_states(), "thirty.yaml"), vocabulary());
  for (const char* path :
       {"states.S01.location.latitude", "domains.air.weight", "time.start", "alliances.A.members.S00", "states.S99.gdp",
        "states.S01", "states.S01.gdp.west", "dyads.S00.S05.hostility", "states.S01.home", "parameters.trust",
        "parameters.trust.nothing", "states.S01.power", ""})
    EXPECT_FALSE(ScalarInput::find(scenario, vocabulary(), path)) << path;
}

TEST(ScalarInput, RefusesWhatItsDeclarationDoes) {
  Scenario scenario = read_scenario(parse_document(thirty_states(), "thirty.yaml"), vocabulary());
  const auto gdp = ScalarInput::find(scenario, vocabulary(), "states.S01.gdp");
  ASSERT_TRUE(gdp);
  for (const char* text : {"-4", "four", "1e999", ""}) EXPECT_FALSE(gdp->set(scenario, text)) << text;
}

TEST(PointScenarios, AreThoseOfThePointsDocuments) {
  const auto folder = small_experiment::new_folder();
  const Experiment experiment = small_experiment::experiment(
      folder, small_experiment::two_factors + "design: {method: one_at_a_time, levels: 3}\n");
  const Points points = make_points(experiment);
  const Catalogue catalogue = small_model::catalogue();
  PointScenarios scenarios(experiment, points, catalogue.vocabulary());
  for (const std::uint64_t point : {0, 3, 1, 2, 3, 0})
    expect_same(scenarios.at(point), read_scenario(document_at(experiment, points[point]), catalogue.vocabulary()));
}

TEST(PointScenarios, SayAtWhichPointANumberIsNotAllowed) {
  const auto folder = small_experiment::new_folder();
  const Experiment experiment = small_experiment::experiment(
      folder, "factors: {wealth: {set: states.ALF.wealth, values: [1, -4]}}\ndesign: {method: grid}\n");
  const Points points = make_points(experiment);
  const Catalogue catalogue = small_model::catalogue();
  PointScenarios scenarios(experiment, points, catalogue.vocabulary());
  scenarios.at(0);
  try {
    scenarios.at(1);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("at point 1 (wealth = -4): states.ALF.wealth = -4 is negative"));
  }
}

}  // namespace
}  // namespace entente
