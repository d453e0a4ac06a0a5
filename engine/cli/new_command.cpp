#include <fmt/format.h>
#include <fmt/ostream.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "engine/base/error.hpp"
#include "engine/base/shell_word.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/text.hpp"
#include "engine/scenario/schema.hpp"

namespace entente {

namespace {

constexpr std::string_view footer = R"(Examples
  entente new my-alliance        writes my-alliance.yaml, which runs as it is
  entente new > sketch.yaml      without a name it is printed

Never writes over a file.

Exit codes: 0 done, 2 the file exists, 3 it cannot be written.
)";

void write_new(const std::string& name, Shell& shell) {
  std::filesystem::path path = name;
  if (path.extension() != ".yaml" && path.extension() != ".yml") path += ".yaml";
  if (std::filesystem::exists(path))
    throw InputError({{path.string()}, "exists already.", "Choose another name, or move the file away."});
  const std::filesystem::path folder = path.parent_path();
  if (!folder.empty() && !std::filesystem::is_directory(folder))
    throw DiskError(fmt::format("{}: there is no folder {}. Make it first: mkdir -p {}", path.string(), folder.string(),
                                shell_word(folder.string())));
  std::ofstream file(path);
  file << skeleton(shell.catalogue.vocabulary());
  file.close();
  if (!file) throw DiskError(path.string() + " cannot be written: " + std::strerror(errno) + ".");
  fmt::print(shell.out, "{} is written. Next\n  entente run {}\n", path.string(), shell_word(path.string()));
}

}  // namespace

void add_new_command(CLI::App& program, Shell& shell) {
  auto name = std::make_shared<std::string>();
  CLI::App* command = program.add_subcommand("new", "Write a small scenario to begin with, every word explained");
  command->add_option("name", *name, "name of the scenario and its file; default: print it")->option_text("NAME");
  command->footer(std::string(footer));
  command->callback([name, &shell] {
    if (name->empty())
      shell.out << skeleton(shell.catalogue.vocabulary());
    else
      write_new(*name, shell);
  });
}

}  // namespace entente
