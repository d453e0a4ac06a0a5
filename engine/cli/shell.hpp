#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "engine/cli/style.hpp"
#include "engine/simulation/catalogue.hpp"

namespace entente {

/// What a command works with.
struct Shell {
  const Catalogue& catalogue;
  std::ostream& out;  ///< results
  std::ostream& err;  ///< everything else: notes, progress, errors
  Style style;        ///< of `out`
  bool err_is_terminal = false;
  std::vector<std::string> words;  ///< the command as typed
  int exit_code = 0;
};

}  // namespace entente
