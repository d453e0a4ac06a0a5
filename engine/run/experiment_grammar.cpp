#include <algorithm>

#include "engine/run/experiment.hpp"
#include "engine/scenario/grammar_parts.hpp"

namespace entente {

using namespace grammar_parts;

namespace {

Grammar ends(std::string about, Range range = any_number) {
  return record({{"from", number("the lower end", range), true}, {"to", number("the upper end", range), true}},
                std::move(about));
}

Grammar factor_grammar() {
  Grammar factor = record({{"set", text("path of the value that differs, as in alliances.NATO.exit_rate")},
                           {"about", text("prose on the factor")},
                           {"uniform", ends("every number between two is as likely")},
                           {"log_uniform", ends("every factor between two positive numbers is as likely", above(0))},
                           {"normal", record({{"mean", number("the mean"), true},
                                              {"spread", number("the standard deviation", above(0)), true}},
                                             "a normal distribution")},
                           {"triangular", record({{"from", number("the lower end"), true},
                                                  {"mode", number("the likeliest number"), true},
                                                  {"to", number("the upper end"), true}},
                                                 "a triangular distribution")},
                           {"integers", record({{"from", whole("the first", -1e9, no_default), true},
                                                {"to", whole("the last", -1e9, no_default), true}},
                                               "whole numbers, each as likely")},
                           {"values", list_of(scalar("a value"), "values, each as likely")},
                           {"overlays", map_of("level", true, text("a scenario's file beside this one, or none"),
                                               "what is laid over the scenario, each as likely")}},
                          "one thing that differs between runs");
  factor.one_of = {{"uniform", "set"},  {"log_uniform", "set"}, {"normal", "set"}, {"triangular", "set"},
                   {"integers", "set"}, {"values", "set"},      {"overlays"}};
  return factor;
}

Grammar design_grammar() {
  std::vector<std::string> methods;
  for (int n = 0; n <= static_cast<int>(DesignMethod::morris); ++n)
    methods.emplace_back(to_string(static_cast<DesignMethod>(n)));
  return record(
      {{"method",
        value({.name = {},
               .kind = Kind::choice,
               .choices = methods,
               .about = "how points are chosen: every combination of levels; the n-th levels together; one factor at a "
                        "time; rows of a table; drawn; or laid out for indices of sensitivity"}),
        true},
       {"points", whole("how many points are drawn; of saltelli, points of a block", 1, no_default)},
       {"levels", whole("levels of a number in grid, one_at_a_time and morris", 2, 4, 1000)},
       {"trajectories", whole("trajectories of morris, each of one point more than there are factors", 1, 10)},
       {"second_order",
        value({.name = {}, .kind = Kind::flag, .about = "saltelli: also the blocks for indices of pairs of factors"})},
       {"seed", whole("seed of the design's own draws", 0, 1)},
       {"table", text("CSV file beside this one: a column a factor, a row a point")}},
      "which points are run");
}

}  // namespace

std::string_view to_string(DesignMethod method) {
  switch (method) {
    case DesignMethod::grid:
      return "grid";
    case DesignMethod::zip:
      return "zip";
    case DesignMethod::one_at_a_time:
      return "one_at_a_time";
    case DesignMethod::table:
      return "table";
    case DesignMethod::random:
      return "random";
    case DesignMethod::latin_hypercube:
      return "latin_hypercube";
    case DesignMethod::sobol:
      return "sobol";
    case DesignMethod::halton:
      return "halton";
    case DesignMethod::saltelli:
      return "saltelli";
    case DesignMethod::morris:
      return "morris";
  }
  return "";
}

Grammar experiment_grammar(const Vocabulary& vocabulary) {
  const Grammar scenario = scenario_grammar(vocabulary);
  const auto as_in_scenarios = [&](const std::string& name) {
    return *std::find_if(scenario.fields.begin(), scenario.fields.end(),
                         [&](const Field& field) { return field.name == name; });
  };
  return record(
      {{"entente_experiment", whole("version of this format", 1, 1, 1), true},
       {"title", text("what it is about, in a line")},
       {"about", text("prose on the experiment")},
       {"scenario", text("the scenario's file beside this one"), true},
       {"factors", map_of("factor", true, factor_grammar(), "what differs between runs"), true},
       {"design", design_grammar(), true},
       {"replicates", whole("runs of each point", 1, 1)},
       as_in_scenarios("seed"),
       {"random_numbers",
        value({.name = {},
               .kind = Kind::choice,
               .choices = {"common", "independent"},
               .about = "common: the n-th runs of all points draw the same, so that differences are the factors'; "
                        "independent: every run draws its own"})},
       as_in_scenarios("record"),
       as_in_scenarios("stop"),
       {"seconds_a_run", number("time after which a run counts as failed; absent: none", above(0))},
       {"megabytes_a_run",
        number("memory of a run's world and record at which it counts as failed; absent: no limit", above(0))},
       {"segment",
        whole("runs in a file of the sweep's folder, a power of two: what a stop may cost a worker", 1, 64, 4096)}},
      "an experiment: many runs of a scenario that differ in some of its values");
}

}  // namespace entente
