#include <fmt/format.h>
#include <fmt/ostream.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/cli/commands.hpp"
#include "engine/cli/scenario_source.hpp"
#include "engine/cli/text.hpp"
#include "engine/scenario/json.hpp"
#include "engine/simulation/model.hpp"

namespace entente {

namespace {

constexpr std::string_view footer = R"(Examples
  entente validate scenarios/nato.yaml
  entente validate scenarios/nato.yaml --overlay my-changes.yaml --json > resolved.json

Tells every mistake at once, each with its file, line and column; notes and mistakes go to the error stream.

Exit codes: 0 valid, 2 not valid.
)";

struct ValidateOptions {
  ScenarioSource source;
  std::vector<std::string> settings;
  bool json = false;
};

void validate(ValidateOptions& options, Shell& shell) {
  for (const std::string& text : options.settings) options.source.settings.push_back(split_setting(text));
  Node document = load_source(options.source);
  if (is_classic(document)) {
    const ClassicCase classic = read_classic(std::move(document), shell.catalogue.classics());
    if (options.json)
      shell.out << to_json(classic.document) << '\n';
    else
      fmt::print(shell.out, "{} is valid: a case of the classic model {}, seed {}.\n", options.source.file,
                 classic.model->name, classic.seed);
    return;
  }
  const Model model(read_scenario(document, shell.catalogue.vocabulary()), shell.catalogue);
  const Scenario& scenario = model.scenario();
  shell.err << notes_text(scenario);
  if (options.json) {
    shell.out << to_json(scenario.document) << '\n';
    return;
  }
  fmt::print(shell.out, "{} is valid: {}, {}, {} to {} in {}, seed {}.\n", options.source.file,
             count_of(scenario.world.states.size(), "state"), count_of(scenario.world.alliances.size(), "alliance"),
             to_string(scenario.time.start), to_string(scenario.time.end), count_of(model.steps(), "step"),
             scenario.seed);
}

}  // namespace

void add_validate_command(CLI::App& program, Shell& shell) {
  auto options = std::make_shared<ValidateOptions>();
  CLI::App* command = program.add_subcommand("validate", "Check a scenario without running it");
  add_source_options(*command, options->source, options->settings).front()->required();
  command->add_flag("--json", options->json, "print the scenario as it is resolved: files merged, values set");
  command->footer(std::string(footer));
  command->callback([options, &shell] { validate(*options, shell); });
}

}  // namespace entente
