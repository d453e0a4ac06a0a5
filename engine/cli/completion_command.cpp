#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/suggest.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/completion.hpp"
#include "engine/cli/glossary.hpp"
#include "engine/cli/scenario_source.hpp"
#include "engine/output/result_reader.hpp"
#include "engine/scenario/document.hpp"
#include "engine/simulation/structure.hpp"

namespace entente {

namespace {

constexpr std::string_view footer = R"(Examples
  source <(entente completion bash)      in ~/.bashrc: commands, options, files, states and paths at the press of a tab
  source <(entente completion zsh)       in ~/.zshrc, after compinit

The scripts ask the program for what only a file knows: entente completion states --of nato.h5.

Exit codes: 0 done, 2 an unknown shell or an unreadable file.
)";

struct CompletionOptions {
  std::string topic, file, begin;
};

/// `states.FRA.gdp=` and every other number, flag or name that a document or the parameters hold.
void collect_paths(const Node& node, const std::string& path, std::vector<std::string>& paths) {
  if (!node.is_mapping()) return paths.push_back(path + "=");
  for (const Entry& entry : node.entries)
    collect_paths(entry.value, path.empty() ? entry.key : path + "." + entry.key, paths);
}

/// What a scenario gives, and what it could give: the inputs of its states and alliances, and all parameters.
std::vector<std::string> paths_of(const std::string& file, const Vocabulary& vocabulary) {
  std::vector<std::string> paths;
  if (!file.empty()) {
    const Node document = load_document(file);
    collect_paths(document, "", paths);
    for (const Column* column : vocabulary.columns)
      if (const Node* section = document.find(section_of(column->table));
          section != nullptr && column->input != Input::derived &&
          (column->table == TableKind::state || column->table == TableKind::alliance))
        for (const Entry& entry : section->entries)
          paths.push_back(std::string(section_of(column->table)) + "." + entry.key + "." + std::string(column->name) +
                          "=");
  }
  for (const MechanismDeclaration& mechanism : vocabulary.mechanisms)
    for (const Declaration& parameter : mechanism.parameters)
      paths.push_back("parameters." + mechanism.name + "." + parameter.name + "=");
  return paths;
}

/// The paths that go on from what is typed, as far as the next dot.
std::vector<std::string> next_keys(const std::vector<std::string>& paths, const std::string& begin) {
  std::vector<std::string> keys;
  for (const std::string& path : paths) {
    if (path.compare(0, begin.size(), begin) != 0) continue;
    const std::size_t dot = path.find('.', begin.size());
    keys.push_back(path.substr(0, dot == std::string::npos ? dot : dot + 1));
  }
  return keys;
}

std::vector<std::string> series_of(const Vocabulary& vocabulary) {
  std::vector<std::string> words{"default", "all", "none"};
  const auto add = [&](const Column& column) {
    const std::string table(section_of(column.table));
    words.push_back(table);
    words.push_back(table + "." + std::string(column.name));
  };
  for (const Column* column : structure::columns) add(*column);
  for (const Column* column : vocabulary.columns) add(*column);
  return words;
}

std::vector<std::string> words_of(const CompletionOptions& options, Shell& shell) {
  const Vocabulary& vocabulary = shell.catalogue.vocabulary();
  if (options.topic == "states") return ResultReader(options.file).layout().states.ids;
  if (options.topic == "alliances") return ResultReader(options.file).layout().alliances.ids;
  if (options.topic == "paths") return next_keys(paths_of(options.file, vocabulary), options.begin);
  if (options.topic == "series") return series_of(vocabulary);
  if (options.topic == "words") return Glossary(shell.catalogue, shell.style).words();
  throw InputError({{},
                    "'" + options.topic + "' is no shell that can be completed for: bash and zsh are.",
                    did_you_mean(options.topic, {"bash", "zsh", "states", "alliances", "paths", "series", "words"})});
}

void complete(const CompletionOptions& options, const CLI::App& program, Shell& shell) {
  if (options.topic == "bash") {
    shell.out << bash_completion(program);
  } else if (options.topic == "zsh") {
    shell.out << zsh_completion(program);
  } else {
    std::vector<std::string> words = words_of(options, shell);
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    for (const std::string& word : words) shell.out << word << '\n';
  }
}

}  // namespace

void add_completion_command(CLI::App& program, Shell& shell) {
  auto options = std::make_shared<CompletionOptions>();
  CLI::App* command =
      program.add_subcommand("completion", "Print a script by which bash or zsh completes what is typed");
  command
      ->add_option("shell", options->topic,
                   "bash or zsh; or what their scripts ask for: states, alliances, paths, series, words")
      ->required()
      ->option_text("SHELL");
  command->add_option("--of", options->file, "the result or scenario whose states, alliances or paths are asked for")
      ->option_text("FILE");
  command->add_option("--begin", options->begin, "of paths: what is typed so far")->option_text("TEXT");
  command->footer(std::string(footer));
  command->callback([options, &program, &shell] { complete(*options, program, shell); });
}

}  // namespace entente
