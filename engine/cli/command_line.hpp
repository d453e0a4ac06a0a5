#pragma once

#include <string>
#include <vector>

#include "engine/simulation/catalogue.hpp"

namespace entente {

struct Shell;

/// The program: what a person types, with the mechanisms of `catalogue`. Returns the exit code: 0 done, 1 a bug or a
/// difference found, 2 bad input, 3 a file cannot be written or read, 130 stopped by Ctrl-C and ready to go on.
int run_command_line(int argc, char** argv, const Catalogue& catalogue);

/// The same for words (without the program's name) and streams of the caller's choice.
int run_command_line(const std::vector<std::string>& words, Shell& shell);

}  // namespace entente
