#include "engine/cli/help.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/base/suggest.hpp"
#include "engine/cli/text.hpp"

namespace entente {

namespace {

constexpr std::size_t name_cells = 26;
constexpr std::size_t about_cells = 72;

std::string full_name(const CLI::App& command) {
  return command.get_parent() ? full_name(*command.get_parent()) + " " + command.get_name() : command.get_name();
}

std::string entry(const std::string& name, const std::string& about) {
  std::string text;
  const std::vector<std::string> lines = wrap(about, about_cells);
  const bool is_long = name.size() + 2 > name_cells;
  if (is_long) text += "  " + name + "\n";
  for (std::size_t n = 0; n < lines.size(); ++n)
    text += fmt::format("  {:<{}}{}\n", n == 0 && !is_long ? name : "", name_cells, lines[n]);
  return text;
}

std::string option_name(const CLI::Option& option) {
  if (option.get_positional() && option.get_lnames().empty()) return option.get_option_text();
  std::string name;
  for (const std::string& letter : option.get_snames()) name += "-" + letter + ", ";
  name += "--" + option.get_lnames().front();
  return option.get_option_text().empty() ? name : name + " " + option.get_option_text();
}

std::string usage(const CLI::App& command) {
  std::string text = full_name(command);
  if (!command.get_subcommands(nullptr).empty()) return text + " COMMAND [options]";
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_positional())
      text += option->get_required() ? " " + option->get_option_text() : " [" + option->get_option_text() + "]";
    else if (option->get_required())
      text += " " + option_name(*option);
  }
  return text + " [options]";
}

std::vector<std::string> command_names(const CLI::App& program) {
  std::vector<std::string> names;
  for (const CLI::App* command : program.get_subcommands(nullptr)) names.push_back(command->get_name());
  return names;
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

/// CLI11's own words, beginning small and without the full stop that some have.
std::string sentence(std::string text) {
  while (!text.empty() && (text.back() == '.' || text.back() == '\n')) text.pop_back();
  return text + ".";
}

}  // namespace

std::string help_text(const CLI::App& command) {
  std::string text = fmt::format("{}\n\nUsage: {}\n", command.get_description(), usage(command));
  const auto commands = command.get_subcommands(nullptr);
  if (!commands.empty()) {
    text += "\nCommands\n";
    for (const CLI::App* each : commands) {
      const std::string about = each->get_description();
      text += entry(each->get_name(), about.substr(0, about.find('\n')));
    }
  }
  text += commands.empty() ? "\n" : "\nOptions\n";
  for (const CLI::Option* option : command.get_options())
    text += entry(option_name(*option), option->get_description());
  return text + "\n" + command.get_footer();
}

std::string usage_error(const CLI::App& program, const CLI::ParseError& error) {
  const auto chosen = program.get_subcommands();
  const CLI::App& command = chosen.empty() ? program : *chosen.front();
  const std::string name = full_name(command);
  const std::string see = fmt::format("See {} --help.\n", name);
  const std::vector<std::string> extra = program.remaining(true);
  if (!extra.empty()) {
    const std::string word = extra.front().substr(0, extra.front().find('='));
    if (word.size() > 1 && word[0] == '-') {
      const std::string meant = did_you_mean(word, option_names(command));
      return fmt::format("{}: {} is not an option. {}{}{}", name, word, meant, meant.empty() ? "" : " ", see);
    }
    if (chosen.empty()) {
      const std::string meant = did_you_mean(word, command_names(program));
      return fmt::format("{}: '{}' is not a command. {}{}{}", name, word, meant, meant.empty() ? "" : " ", see);
    }
    return fmt::format("{}: '{}' is one word too many. {}", name, word, see);
  }
  return fmt::format("{}: {} {}", name, sentence(error.what()), see);
}

}  // namespace entente
