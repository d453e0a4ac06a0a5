#include <string>

#include "engine/cli/commands.hpp"
#include "engine/scenario/schema.hpp"

namespace entente {

namespace {

constexpr std::string_view schema_footer = R"(Examples
  entente schema > scenario.schema.json
  # yaml-language-server: $schema=scenario.schema.json      as a scenario's first line: the editor completes and checks

Exit codes: 0 done.
)";

constexpr std::string_view reference_footer = R"(Examples
  entente reference > scenarios/REFERENCE.md

Exit codes: 0 done.
)";

}  // namespace

void add_schema_command(CLI::App& program, Shell& shell) {
  CLI::App* command = program.add_subcommand("schema", "Print the JSON Schema of scenarios, for editors");
  command->footer(std::string(schema_footer));
  command->callback([&shell] { shell.out << json_schema(scenario_grammar(shell.catalogue.vocabulary())); });
}

void add_reference_command(CLI::App& program, Shell& shell) {
  CLI::App* command = program.add_subcommand("reference", "Print the reference manual of scenarios, in Markdown");
  command->footer(std::string(reference_footer));
  command->callback([&shell] {
    const Vocabulary& vocabulary = shell.catalogue.vocabulary();
    shell.out << reference_markdown(scenario_grammar(vocabulary), vocabulary);
  });
}

}  // namespace entente
