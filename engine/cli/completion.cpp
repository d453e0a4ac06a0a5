#include "engine/cli/completion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/cli/text.hpp"

namespace entente {

namespace {

/// How a value is completed: by files with these endings, by words that the program tells, or by words that are fixed.
struct Source {
  std::string_view value;
  enum class Kind { files, asked, fixed } kind;
  std::string_view words;  ///< endings, topic or words
};

constexpr std::array sources{Source{"SCENARIO", Source::Kind::files, "yaml yml"},
                             Source{"BASE", Source::Kind::files, "yaml yml"},
                             Source{"CHANGED", Source::Kind::files, "yaml yml"},
                             Source{"EXPERIMENT", Source::Kind::files, "yaml yml"},
                             Source{"FIT", Source::Kind::files, "yaml yml"},
                             Source{"RESULT", Source::Kind::files, "h5 partial"},
                             Source{"CHECKPOINT", Source::Kind::files, "checkpoint"},
                             Source{"CSV", Source::Kind::files, "csv"},
                             Source{"STATE", Source::Kind::asked, "states"},
                             Source{"ALLIANCE", Source::Kind::asked, "alliances"},
                             Source{"PATH=VALUE", Source::Kind::asked, "paths"},
                             Source{"WORD", Source::Kind::asked, "words"},
                             Source{"LIST", Source::Kind::asked, "series"},
                             Source{"SHELL", Source::Kind::fixed, "bash zsh"},
                             Source{"ENGINE", Source::Kind::fixed, "slurm snakemake parallel"},
                             Source{"FORMAT", Source::Kind::fixed, "svg png"}};

/// What differs between the shells.
struct Dialect {
  std::function<std::string(const Source&)> action;
  std::function<std::string(const std::vector<std::pair<std::string, std::string>>&)> offer;  ///< words with meanings
};

std::vector<std::string> names_of(const CLI::Option& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
  for (const std::string& name : option.get_snames()) names.push_back("-" + name);
  return names;
}

bool takes_value(const CLI::Option& option) {
  return !option.get_positional() && option.get_items_expected_max() > 0;
}

std::string action_of(const CLI::Option& option, const Dialect& dialect) {
  const auto found = std::find_if(sources.begin(), sources.end(),
                                  [&](const Source& source) { return source.value == option.get_option_text(); });
  return found == sources.end() ? std::string{} : dialect.action(*found);
}

/// Patterns `run:--seed | run:--set` of the options that are followed by a value.
std::string with_values(const CLI::App& program) {
  std::vector<std::string> patterns;
  for (const CLI::App* command : program.get_subcommands(nullptr))
    for (const CLI::Option* option : command->get_options())
      if (takes_value(*option))
        for (const std::string& name : names_of(*option)) patterns.push_back(command->get_name() + ":" + name);
  return join(patterns, " | ");
}

/// A line of a `case` for each option that is followed by a value.
std::string after_options(const CLI::App& program, const Dialect& dialect) {
  std::string text;
  for (const CLI::App* command : program.get_subcommands(nullptr))
    for (const CLI::Option* option : command->get_options()) {
      if (!takes_value(*option)) continue;
      std::vector<std::string> patterns;
      for (const std::string& name : names_of(*option)) patterns.push_back(command->get_name() + ":" + name);
      const std::string action = action_of(*option, dialect);
      text += fmt::format("    {}) {}return ;;\n", join(patterns, " | "), action.empty() ? "" : action + "; ");
    }
  return text;
}

/// A line for each command that offers its options.
std::string options_of_commands(const CLI::App& program, const Dialect& dialect) {
  const auto line = [&](const std::string& name, const CLI::App& command) {
    std::vector<std::pair<std::string, std::string>> words;
    for (const CLI::Option* option : command.get_options())
      if (!option->get_positional())
        for (const std::string& each : names_of(*option)) words.emplace_back(each, option->get_description());
    return fmt::format("      {}) {} ;;\n", name.empty() ? "''" : name, dialect.offer(words));
  };
  std::string text = line("", program);
  for (const CLI::App* command : program.get_subcommands(nullptr)) text += line(command->get_name(), *command);
  return text;
}

/// A line for each word that stands without an option, by its place.
std::string places_of_commands(const CLI::App& program, const Dialect& dialect) {
  std::vector<std::pair<std::string, std::string>> commands;
  for (const CLI::App* command : program.get_subcommands(nullptr))
    commands.emplace_back(command->get_name(), command->get_description());
  std::string text = fmt::format("    :0) {} ;;\n", dialect.offer(commands));
  for (const CLI::App* command : program.get_subcommands(nullptr)) {
    std::size_t place = 0;
    for (const CLI::Option* option : command->get_options()) {
      if (!option->get_positional()) continue;
      const std::string action = action_of(*option, dialect);
      if (!action.empty()) text += fmt::format("    {}:{}) {} ;;\n", command->get_name(), place, action);
      ++place;
    }
  }
  return text;
}

/// A text between single quotes of a shell.
std::string in_quotes(std::string_view text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

std::string bash_action(const Source& source) {
  switch (source.kind) {
    case Source::Kind::files:
      return fmt::format("_entente_files {}", source.words);
    case Source::Kind::asked:
      return fmt::format("_entente_ask {}", source.words);
    case Source::Kind::fixed:
      break;
  }
  return fmt::format("_entente_offer '{}'", source.words);
}

std::string bash_offer(const std::vector<std::pair<std::string, std::string>>& words) {
  std::vector<std::string> names;
  for (const auto& [name, about] : words) names.push_back(name);
  return fmt::format("_entente_offer '{}'", join(names, " "));
}

std::string zsh_action(const Source& source) {
  std::string endings(source.words);
  std::replace(endings.begin(), endings.end(), ' ', '|');
  switch (source.kind) {
    case Source::Kind::files:
      return fmt::format("_files -g '*.({})(-.)'", endings);
    case Source::Kind::asked:
      return fmt::format("_entente_ask {}", source.words);
    case Source::Kind::fixed:
      break;
  }
  return fmt::format("compadd -- {}", source.words);
}

std::string zsh_offer(const std::vector<std::pair<std::string, std::string>>& words) {
  std::string text = "offered=(";
  for (const auto& [name, about] : words) {
    std::string escaped;
    for (const char c : about) escaped += c == ':' ? std::string("\\:") : std::string(1, c);
    text += fmt::format(" {}", in_quotes(fmt::format("{}:{}", name, escaped)));
  }
  return text + " ); _describe entente offered";
}

constexpr std::string_view bash_script =
    R"sh(# Completion of entente for bash. Load it with: source <(entente completion bash)
_entente_offer() {{ mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current"); }}
_entente_files() {{  # files with one of the endings, and folders
  local ending
  compopt -o filenames 2>/dev/null
  for ending; do mapfile -t -O ${{#COMPREPLY[@]}} COMPREPLY < <(compgen -f -X "!*.$ending" -- "$current"); done
  mapfile -t -O ${{#COMPREPLY[@]}} COMPREPLY < <(compgen -d -- "$current")
}}
_entente_ask() {{  # words of a topic, of which the program knows those that the file on the line holds
  [[ $1 != paths ]] || compopt -o nospace 2>/dev/null
  _entente_offer "$("${{COMP_WORDS[0]}}" completion "$1" --of "$file" --begin "$current" 2>/dev/null)"
}}
_entente() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}}
  local command='' file='' place=0 is_value='' word n
  COMPREPLY=()
  for ((n = 1; n < COMP_CWORD; ++n)); do
    word=${{COMP_WORDS[n]}}
    if [[ $is_value ]]; then is_value=''; continue; fi
    case $command:$word in
      {with_values} | *:=) is_value=1 ;;
      *:-*) ;;
      :*) command=$word ;;
      *) file=${{file:-$word}}; place=$((place + 1)) ;;
    esac
  done
  if [[ $current == = ]]; then current=''; fi
  if [[ $before == = ]]; then before=${{COMP_WORDS[COMP_CWORD - 2]}}; [[ $before == -* ]] || return; fi
  case $command:$before in
{after_options}  esac
  if [[ $current == -* ]]; then
    case $command in
{options}    esac
    return
  fi
  case $command:$place in
{places}  esac
}}
complete -F _entente entente
)sh";

constexpr std::string_view zsh_script = R"sh(#compdef entente
# Completion of entente for zsh. Load it, after compinit, with: source <(entente completion zsh)
_entente_ask() {{  # words of a topic, of which the program knows those that the file on the line holds
  local -a suffix; [[ $1 != paths ]] || suffix=(-S '')
  compadd $suffix -- ${{(f)"$($words[1] completion $1 --of "$file" --begin "$PREFIX" 2>/dev/null)"}}
}}
_entente() {{
  local before=$words[CURRENT-1] command='' file='' place=0 is_value='' word n
  local -a offered
  for ((n = 2; n < CURRENT; ++n)); do
    word=$words[n]
    if [[ -n $is_value ]]; then is_value=''; continue; fi
    case $command:$word in
      ({with_values}) is_value=1 ;;
      (*:-*) ;;
      (:*) command=$word ;;
      (*) file=${{file:-$word}}; place=$((place + 1)) ;;
    esac
  done
  case $command:$before in
{after_options}  esac
  if [[ $PREFIX == -* ]]; then
    case $command in
{options}    esac
    return
  fi
  case $command:$place in
{places}  esac
}}
if [[ $funcstack[1] == _entente ]]; then _entente "$@"; else compdef _entente entente; fi
)sh";

std::string script(std::string_view text, const CLI::App& program, const Dialect& dialect) {
  return fmt::format(fmt::runtime(text), fmt::arg("with_values", with_values(program)),
                     fmt::arg("after_options", after_options(program, dialect)),
                     fmt::arg("options", options_of_commands(program, dialect)),
                     fmt::arg("places", places_of_commands(program, dialect)));
}

}  // namespace

std::string bash_completion(const CLI::App& program) {
  return script(bash_script, program, {bash_action, bash_offer});
}

std::string zsh_completion(const CLI::App& program) {
  return script(zsh_script, program, {zsh_action, zsh_offer});
}

}  // namespace entente
