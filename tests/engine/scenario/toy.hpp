#pragma once

#include <string>

#include "engine/scenario/document.hpp"
#include "engine/scenario/scenario.hpp"
#include "engine/scenario/vocabulary.hpp"

/// A small vocabulary for the tests of scenarios.
namespace entente::toy {

inline constexpr Column gdp{.table = TableKind::state,
                            .name = "gdp",
                            .unit = "billion USD",
                            .range = above(0),
                            .input = Input::required,
                            .recorded = true,
                            .about = "gross domestic product"};
inline constexpr Column growth{.table = TableKind::state,
                               .name = "growth",
                               .unit = "1/year",
                               .range = between(-0.5, 0.5),
                               .input = Input::optional,
                               .initial = 0.02,
                               .about = "mean growth rate"};
inline constexpr Column home{.table = TableKind::state,
                             .name = "home",
                             .axis = Axis::issue,
                             .input = Input::optional,
                             .about = "position to which interests return"};
inline constexpr Column election{.table = TableKind::state,
                                 .name = "next_election",
                                 .kind = Kind::date,
                                 .unit = "date",
                                 .input = Input::optional,
                                 .about = "date of the next election"};
inline constexpr Column threat{
    .table = TableKind::state, .name = "threat", .recorded = true, .about = "threat from others"};
inline constexpr Column strength{.table = TableKind::alliance,
                                 .name = "strength",
                                 .range = unit_interval,
                                 .input = Input::optional,
                                 .initial = 0.5,
                                 .about = "strength of the pledge"};
inline constexpr Column rule{.table = TableKind::alliance,
                             .name = "admission_rule",
                             .kind = Kind::choice,
                             .choices = "unanimity majority lead",
                             .input = Input::optional,
                             .about = "rule by which members admit"};
inline constexpr Column lead{.table = TableKind::alliance,
                             .name = "lead_state",
                             .kind = Kind::state,
                             .input = Input::optional,
                             .initial = -1.0,
                             .about = "state that leads"};
inline constexpr Column minimum{.table = TableKind::alliance,
                                .name = "minimum_members",
                                .kind = Kind::integer,
                                .range = at_least(1),
                                .input = Input::optional,
                                .initial = 2.0,
                                .about = "members below which it ends"};
inline constexpr Column conference{.table = TableKind::alliance,
                                   .name = "conference",
                                   .kind = Kind::flag,
                                   .input = Input::optional,
                                   .about = "whether a conference may found it"};
inline constexpr Column trust{.table = TableKind::membership,
                              .name = "trust",
                              .range = unit_interval,
                              .input = Input::optional,
                              .initial = 0.7,
                              .about = "trust of the member in the others"};
inline constexpr Column hostility{.table = TableKind::dyad,
                                  .name = "hostility",
                                  .range = unit_interval,
                                  .input = Input::optional,
                                  .about = "how far the first fears the second"};
inline constexpr Column contiguous{.table = TableKind::dyad,
                                   .name = "contiguous",
                                   .kind = Kind::flag,
                                   .input = Input::optional,
                                   .about = "whether the two share a border"};
inline constexpr Column intensity{.table = TableKind::threat,
                                  .name = "intensity",
                                  .range = at_least(0),
                                  .input = Input::required,
                                  .about = "how much of a threat it is"};

inline Vocabulary vocabulary() {
  Vocabulary words;
  words.columns = {&strength, &conference, &rule, &lead,   &minimum, &contiguous, &hostility,
                   &trust,    &election,   &gdp,  &growth, &home,    &threat,     &intensity};
  words.mechanisms = {
      {.name = "economy",
       .claim = "GDP grows and shakes.",
       .equation = "dg = g (mu dt + s dW)",
       .source = "a textbook",
       .parameters = {{.name = "shock_correlation",
                       .range = unit_interval,
                       .choices = {},
                       .initial = 0.3,
                       .about = "correlation of shocks",
                       .source = {}}},
       .reads = {&gdp, &growth},
       .writes = {&gdp},
       .events = {}},
      {.name = "threat",
       .claim = "States fear hostile ones.",
       .equation = "theta = sum h",
       .source = "Walt 1987",
       .parameters = {},
       .reads = {&hostility, &intensity},
       .writes = {&threat},
       .events = {}},
      {.name = "security",
       .claim = "Allies protect.",
       .equation = "p = P / (P + theta)",
       .source = "Tullock 1980",
       .parameters =
           {{.name = "join.security", .choices = {}, .initial = 0.4, .about = "weight when joining", .source = {}},
            {.name = "join.trust", .choices = {}, .initial = 0.1, .about = "weight when joining", .source = {}},
            {.name = "pure", .kind = Kind::flag, .choices = {}, .about = "the textbook case", .source = {}}},
       .reads = {&threat, &strength, &trust, &home, &rule, &lead, &minimum, &conference},
       .writes = {},
       .events = {}},
      {.name = "extra",
       .claim = "An option.",
       .equation = "-",
       .source = "-",
       .parameters = {},
       .reads = {},
       .writes = {},
       .events = {},
       .in_default_pipeline = false}};
  words.features = {"security", "trust"};
  return words;
}

/// Two states, an alliance of one, everything else at its default.
inline const char* const smallest = R"(entente: 1
time: {start: 1950-01-01, end: 1960-01-01, step: year}
states:
  AAA: {gdp: 100, location: {latitude: 0, longitude: 0}}
  BBB: {gdp: 50, location: {latitude: 0, longitude: 9}}
alliances:
  PACT: {members: [AAA]}
)";

inline Scenario read(const std::string& text) {
  return read_scenario(parse_document(text, "s.yaml"), vocabulary());
}

/// What is wrong with a text, one problem a line; empty if it is a scenario.
inline std::string wrong(const std::string& text) {
  try {
    read(text);
    return {};
  } catch (const InputError& error) {
    return error.what();
  }
}

}  // namespace entente::toy
