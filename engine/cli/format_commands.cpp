#include <memory>
#include <string>

#include "engine/cli/commands.hpp"
#include "engine/run/experiment.hpp"
#include "engine/scenario/schema.hpp"

namespace entente {

namespace {

constexpr std::string_view schema_footer = R"(Examples
  entente schema > scenario.schema.json
  entente schema --experiment > experiment.schema.json
  # yaml-language-server: $schema=scenario.schema.json      as a scenario's first line: the editor completes and checks

Exit codes: 0 done.
)";

constexpr std::string_view reference_footer = R"(Examples
  entente reference > scenarios/REFERENCE.md
  entente reference --experiment > scenarios/experiments/REFERENCE.md

Exit codes: 0 done.
)";

constexpr std::string_view about_experiments = R"(# The experiment reference

Made by the program from its own declarations (`entente reference --experiment`); do not edit. `entente schema
--experiment` writes the same as a JSON Schema, from which editors complete and explain.

An experiment names a scenario, what differs between runs of it (its **factors**), and which values are run (its
**design**); `entente sweep` runs it. A factor sets the value at a path of the scenario, as `--set` does, or lays other
files over it. Words in capitals stand for ids that the file makes up; a factor's id names its column in the result.

## Keys
)";

}  // namespace

void add_schema_command(CLI::App& program, Shell& shell) {
  CLI::App* command = program.add_subcommand("schema", "Print the JSON Schema of scenarios, for editors");
  auto experiment = std::make_shared<bool>(false);
  command->add_flag("--experiment", *experiment, "of experiments instead");
  command->footer(std::string(schema_footer));
  command->callback([&shell, experiment] {
    const Vocabulary& vocabulary = shell.catalogue.vocabulary();
    shell.out << json_schema(*experiment ? experiment_grammar(vocabulary) : scenario_grammar(vocabulary));
  });
}

void add_reference_command(CLI::App& program, Shell& shell) {
  CLI::App* command = program.add_subcommand("reference", "Print the reference manual of scenarios, in Markdown");
  auto experiment = std::make_shared<bool>(false);
  command->add_flag("--experiment", *experiment, "of experiments instead");
  command->footer(std::string(reference_footer));
  command->callback([&shell, experiment] {
    const Vocabulary& vocabulary = shell.catalogue.vocabulary();
    shell.out << (*experiment ? keys_markdown(about_experiments, experiment_grammar(vocabulary))
                              : reference_markdown(scenario_grammar(vocabulary), vocabulary));
  });
}

}  // namespace entente
