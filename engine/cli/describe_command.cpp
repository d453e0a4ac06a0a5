#include <memory>
#include <string>
#include <vector>

#include "engine/cli/commands.hpp"
#include "engine/cli/odd.hpp"
#include "engine/cli/scenario_source.hpp"

namespace entente {

namespace {

constexpr std::string_view footer = R"(Examples
  entente describe scenarios/nato.yaml > nato-odd.md
  entente describe scenarios/nato.yaml --set parameters.economy.shock_correlation=.5 | pandoc -o appendix.docx

The headings are those of Grimm et al. 2020, doi:10.18564/jasss.4259. Values that differ from the program's defaults are
in bold.

Exit codes: 0 done, 2 not a valid scenario.
)";

struct DescribeOptions {
  ScenarioSource source;
  std::vector<std::string> settings;
};

void describe(DescribeOptions& options, Shell& shell) {
  for (const std::string& text : options.settings) options.source.settings.push_back(split_setting(text));
  const Model model(read_source(options.source, shell.catalogue.vocabulary()), shell.catalogue);
  shell.out << odd_record(model, shell.catalogue, options.source.file);
}

}  // namespace

void add_describe_command(CLI::App& program, Shell& shell) {
  auto options = std::make_shared<DescribeOptions>();
  CLI::App* command =
      program.add_subcommand("describe", "Describe a scenario's model as papers do: an ODD record in Markdown");
  add_source_options(*command, options->source, options->settings).front()->required();
  command->footer(std::string(footer));
  command->callback([options, &shell] { describe(*options, shell); });
}

}  // namespace entente
