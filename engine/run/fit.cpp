#include "engine/run/fit.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/scenario/check.hpp"
#include "engine/scenario/document.hpp"
#include "engine/scenario/grammar_parts.hpp"

namespace entente {

using namespace grammar_parts;

namespace {

Grammar parameter_grammar() {
  return record(
      {{"set", text("path of the value that is fitted, as in parameters.crises.attack_rate"), true},
       {"about", text("prose on the parameter")},
       {"from", number("the least that it may be"), true},
       {"to", number("the most that it may be"), true},
       {"scale", value({.name = {},
                        .kind = Kind::choice,
                        .choices = {"linear", "log"},
                        .about = "on which scale the search steps and the interval is told; log: for what is positive "
                                 "and known by its order of magnitude"})},
       {"start", number("where the search begins; absent: the middle on its scale")}},
      "one value that is fitted");
}

Grammar moment_grammar() {
  return record(
      {{"function", text("what is computed of the runs: a moment of the package (analysis/README.md), or "
                         "FILE.py:NAME, a function of a result that gives value and standard error; absent: the "
                         "moment's own name")},
       {"scenario", text("of several scenarios the one whose runs it is computed of")},
       {"target", number("its value in the data; absent: as published, where the function says so")},
       {"standard_error", number("of the target; its inverse square is the moment's weight", above(0))},
       {"tolerance", number("instead of a standard error where the data have none: a judgement of how far off is as "
                            "bad as one standard error",
                            above(0))},
       {"until", whole("the last year of the data behind the target", -1e4, no_default, 1e4)},
       {"source", text("where the target stands")}},
      "a number of the data that simulations are to reproduce");
}

}  // namespace

Grammar fit_grammar(const Vocabulary& vocabulary) {
  const Grammar scenario = scenario_grammar(vocabulary);
  const auto as_in_scenarios = [&](const std::string& name) {
    return *std::find_if(scenario.fields.begin(), scenario.fields.end(),
                         [&](const Field& field) { return field.name == name; });
  };
  return record(
      {{"entente_fit", whole("version of this format", 1, 1, 1), true},
       {"title", text("what it is about, in a line")},
       {"about", text("prose on the fit")},
       {"scenario", text("the scenario's file beside this one")},
       {"scenarios", map_of("scenario", true, text("a scenario's file beside this one"),
                            "several scenarios instead of one, each with moments of its own")},
       {"parameters", map_of("parameter", true, parameter_grammar(), "what is fitted"), true},
       {"moments", map_of("moment", true, moment_grammar(), "what it is fitted to"), true},
       {"until", whole("the last year that is simulated, and the last of which data may be", -1e4, 2000, 1e4)},
       {"runs", whole("runs of each point", 8, 32)},
       {"seed", whole("seed of the runs, the same at every point, and of the search", 0, 1)},
       {"scan", whole("points of the Latin hypercube that the search begins with; absent: ten for each parameter", 1,
                      no_default)},
       {"iterations", whole("steps of the search after it, at most", 0, 12, 1000)},
       as_in_scenarios("record")},
      "a fit: values of a scenario's parameters under which simulated moments are like those of the data");
}

Node load_fit(const std::string& path, const Vocabulary& vocabulary) {
  Node document = load_document(path);
  std::vector<Problem> problems;
  check(document, fit_grammar(vocabulary), problems);
  if (!problems.empty()) throw InputError(std::move(problems));
  return document;
}

}  // namespace entente
