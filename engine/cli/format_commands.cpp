#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/cli/commands.hpp"
#include "engine/run/experiment.hpp"
#include "engine/run/fit.hpp"
#include "engine/scenario/schema.hpp"

namespace entente {

namespace {

constexpr std::string_view schema_footer = R"(Examples
  entente schema > scenario.schema.json
  entente schema --experiment > experiment.schema.json
  entente schema --fit > fit.schema.json
  # yaml-language-server: $schema=scenario.schema.json      as a scenario's first line: the editor completes and checks

Exit codes: 0 done.
)";

constexpr std::string_view reference_footer = R"(Examples
  entente reference > scenarios/REFERENCE.md
  entente reference --experiment > scenarios/experiments/REFERENCE.md
  entente reference --classic > scenarios/classic/REFERENCE.md
  entente reference --fit > scenarios/fits/REFERENCE.md

Exit codes: 0 done.
)";

constexpr std::string_view about_classics = R"(# The reference of classic models

Made by the program from its own declarations (`entente reference --classic`); do not edit. A document with `model: NAME`
is solved, not stepped: `entente run` solves it, `entente inspect` tells the solution, `entente replay` solves it again.
Words in capitals stand for ids that the file makes up. Wherever a map stands, the name of a CSV file beside the document
may stand instead, `propensities: propensities.csv`: a row an entry, its key in the first column, the head naming the
keys within.
)";

constexpr std::string_view about_experiments = R"(# The experiment reference

Made by the program from its own declarations (`entente reference --experiment`); do not edit. `entente schema
--experiment` writes the same as a JSON Schema, from which editors complete and explain.

An experiment names a scenario, what differs between runs of it (its **factors**), and which values are run (its
**design**); `entente sweep` runs it. A factor sets the value at a path of the scenario, as `--set` does, or lays other
files over it. Words in capitals stand for ids that the file makes up; a factor's id names its column in the result.

## Keys
)";

constexpr std::string_view about_fits = R"(# The reference of fits

Made by the program from its own declarations (`entente reference --fit`); do not edit. `entente schema --fit` writes the
same as a JSON Schema, from which editors complete and explain.

A fit names a scenario (or several), the **parameters** whose values are looked for, and the **moments**, numbers of the
data that simulations are to reproduce; `entente fit` computes it. [analysis/README.md](../../analysis/README.md) has the
method and what it writes. Words in capitals stand for ids that the file makes up.

## Keys
)";

std::string classics_markdown(const std::vector<ClassicModel>& models) {
  std::string text(about_classics);
  for (const ClassicModel& model : models)
    text += keys_markdown(fmt::format("\n## {}\n\n{}\n\nSource: {}.\n", model.name, model.claim, model.source),
                          classic_grammar(model));
  return text;
}

/// Of scenarios, classic models among them.
std::string scenario_schema(const Catalogue& catalogue) {
  std::vector<std::pair<std::string, Grammar>> models;
  for (const ClassicModel& model : catalogue.classics())
    models.emplace_back(model.name, classic_grammar_with_tables(model));
  return json_schema(scenario_grammar(catalogue.vocabulary()), models);
}

}  // namespace

void add_schema_command(CLI::App& program, Shell& shell) {
  CLI::App* command = program.add_subcommand("schema", "Print the JSON Schema of scenarios, for editors");
  auto experiment = std::make_shared<bool>(false), fit = std::make_shared<bool>(false);
  CLI::Option* of_experiments = command->add_flag("--experiment", *experiment, "of experiments instead");
  command->add_flag("--fit", *fit, "of fits instead")->excludes(of_experiments);
  command->footer(std::string(schema_footer));
  command->callback([&shell, experiment, fit] {
    const Vocabulary& vocabulary = shell.catalogue.vocabulary();
    shell.out << (*experiment ? json_schema(experiment_grammar(vocabulary))
                  : *fit      ? json_schema(fit_grammar(vocabulary))
                              : scenario_schema(shell.catalogue));
  });
}

void add_reference_command(CLI::App& program, Shell& shell) {
  CLI::App* command = program.add_subcommand("reference", "Print the reference manual of scenarios, in Markdown");
  auto experiment = std::make_shared<bool>(false), classic = std::make_shared<bool>(false),
       fit = std::make_shared<bool>(false);
  CLI::Option* of_experiments = command->add_flag("--experiment", *experiment, "of experiments instead");
  CLI::Option* of_classics = command->add_flag("--classic", *classic, "of classic models instead");
  of_classics->excludes(of_experiments);
  command->add_flag("--fit", *fit, "of fits instead")->excludes(of_experiments)->excludes(of_classics);
  command->footer(std::string(reference_footer));
  command->callback([&shell, experiment, classic, fit] {
    const Vocabulary& vocabulary = shell.catalogue.vocabulary();
    if (*classic)
      shell.out << classics_markdown(shell.catalogue.classics());
    else if (*fit)
      shell.out << keys_markdown(about_fits, fit_grammar(vocabulary));
    else
      shell.out << (*experiment ? keys_markdown(about_experiments, experiment_grammar(vocabulary))
                                : reference_markdown(scenario_grammar(vocabulary), vocabulary));
  });
}

}  // namespace entente
