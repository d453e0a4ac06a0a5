#include <memory>
#include <string>

#include "engine/base/error.hpp"
#include "engine/base/suggest.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/glossary.hpp"

namespace entente {

namespace {

constexpr std::string_view footer = R"(Examples
  entente list                             all words, one line each
  entente list economy                     one mechanism: its claim, equation, source, parameters
  entente list states                      the columns of one table: states, alliances, memberships, dyads, threats
  entente list states.gdp                  one column
  entente list parameters                  every parameter of every mechanism; also: mechanisms, columns, events, features
  entente list economy.shock_correlation   one parameter

Exit codes: 0 done, 2 an unknown word.
)";

void list(const std::string& word, Shell& shell) {
  const Glossary glossary(shell.catalogue, shell.style);
  const std::string text = word.empty() ? glossary.overview() : glossary.about(word);
  if (text.empty())
    throw InputError({{}, "'" + word + "' is no word of a scenario.", did_you_mean(word, glossary.words())});
  shell.out << text;
}

}  // namespace

void add_list_command(CLI::App& program, Shell& shell) {
  auto word = std::make_shared<std::string>();
  CLI::App* command = program.add_subcommand("list", "Explain the words of scenarios: mechanisms, columns, parameters");
  command->add_option("word", *word, "what to explain in full; default: all in short")->option_text("WORD");
  command->footer(std::string(footer));
  command->callback([word, &shell] { list(*word, shell); });
}

}  // namespace entente
