#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace entente {

/// Scripts that let a shell complete the words of a program, made from its commands: their names, their options, and
/// for what follows an option or stands without one what its value is called (SCENARIO: a YAML file, STATE: asked of
/// the program, which reads the result that is named). An option that is to be completed needs no line here, a new kind
/// of value does.
std::string bash_completion(const CLI::App& program);
std::string zsh_completion(const CLI::App& program);

}  // namespace entente
