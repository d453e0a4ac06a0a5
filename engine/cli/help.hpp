#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace entente {

/// The text of `--help`: what the command does, how it is typed, every option with its default, examples, exit codes.
std::string help_text(const CLI::App& command);

/// What went wrong on the command line, with what was probably meant; ends in a line break.
std::string usage_error(const CLI::App& program, const CLI::ParseError& error);

}  // namespace entente
