#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/cli/checks.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/python_package.hpp"
#include "engine/run/fit.hpp"
#include "engine/scenario/json.hpp"

namespace entente {

namespace {

using Json = nlohmann::json;

constexpr std::string_view footer = R"(Examples
  entente fit scenarios/fits/crises.yaml --dry-run   check everything; how many runs, how long
  entente fit scenarios/fits/crises.yaml             on all cores, into the folder crises.fit
  entente fit scenarios/fits/crises.yaml --resume    go on after a stop, to the same bits
  entente run nato.yaml --overlay crises.fit/best.yaml

The method of simulated moments: what is looked for are the values of parameters under which numbers computed of runs
are nearest to those of the data, each weighed by its standard error. The search begins with a Latin hypercube and goes
on with Gauss-Newton steps in a trust region, from slopes regressed on the points tried. Data later than the file's
'until' (2000, unless it says otherwise) are refused, so that what came later can test the result.

Exit codes: 0 done, 2 bad input, 3 a file cannot be written, 130 stopped by Ctrl-C: continue me.
)";

struct FitOptions {
  std::string file, output, iterations;
  int threads = 0;
  bool resume = false, dry_run = false, allow_later = false, quiet = false, json = false;
};

/// Where each key stands, by its path: `{"moments.wars.target": "fit.yaml:12:5"}`.
void add_places(const Node& node, const std::string& path, Json& places) {
  for (const Entry& entry : node.entries) {
    const std::string here = path.empty() ? entry.key : path + "." + entry.key;
    places[here] = to_string(entry.value.place.location());
    add_places(entry.value, here, places);
  }
}

void print_document(const FitOptions& options, Shell& shell) {
  const Node document = load_fit(options.file, shell.catalogue.vocabulary());
  Json places = Json::object();
  add_places(document, {}, places);
  shell.out << Json{{"document", Json::parse(to_json(document))}, {"places", places}}.dump(1) << '\n';
}

std::vector<std::string> words_of(const FitOptions& options) {
  std::vector<std::string> words{"fit"};
  const auto add = [&](const std::string& name, const std::string& value) {
    if (!value.empty()) words.insert(words.end(), {name, value});
  };
  add("--output", options.output);
  add("--iterations", options.iterations);
  add("--threads", options.threads > 0 ? std::to_string(options.threads) : "");
  for (const auto& [name, given] : {std::pair{"--resume", options.resume},
                                    {"--dry-run", options.dry_run},
                                    {"--allow-later", options.allow_later},
                                    {"--quiet", options.quiet}})
    if (given) words.emplace_back(name);
  words.insert(words.end(), {"--", options.file});
  return words;
}

}  // namespace

void add_fit_command(CLI::App& program, Shell& shell) {
  auto options = std::make_shared<FitOptions>();
  CLI::App* command = program.add_subcommand("fit", "Fit parameters to data by simulated moments");
  command->add_option("fit", options->file, "what is fitted to what, a YAML file; scenarios/fits/REFERENCE.md")
      ->required()
      ->option_text("FIT");
  command->add_option("-o,--output", options->output, "folder; default: the file's name with .fit, in this one")
      ->option_text("FOLDER");
  command->add_option("--iterations", options->iterations, "steps of the search at most; default: the file's")
      ->check(whole_number(0, 1000, "--iterations 4"))
      ->option_text("N");
  command->add_option("--threads", options->threads, "default: one for each processor")
      ->check(whole_number(1, 4096, "--threads 4"))
      ->option_text("N");
  command->add_flag("--resume", options->resume, "go on where the folder ends; with more iterations: go on further");
  command->add_flag("--dry-run", options->dry_run,
                    "check file, scenarios and moments, tell runs and time; compute nothing");
  command->add_flag("--allow-later", options->allow_later, "use moments of data later than 'until' nevertheless");
  command->add_flag("--json", options->json, "print the file as it is read, with the places of its keys");
  command->add_flag("--quiet", options->quiet, "no progress, no summary");
  command->footer(std::string(footer));
  command->callback([options, &shell] {
    if (options->json) return print_document(*options, shell);
    become_python(words_of(*options));
  });
}

}  // namespace entente
