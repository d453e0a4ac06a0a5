#pragma once

#include <string>
#include <vector>

namespace entente {

/// Becomes `python3 -m entente WORDS…`, whose errors and exit codes are this program's; what it computes, it computes
/// with this program. InputError if the package or Python is not there.
[[noreturn]] void become_python(const std::vector<std::string>& words);

}  // namespace entente
