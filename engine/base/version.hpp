/// What this program was built from, for provenance and `--version`.
#pragma once

#include <string_view>

namespace entente {

/// The released version, as in "0.1.0".
std::string_view version();

/// The git commit, with "-dirty" when files differed from it; "unknown" outside a repository.
std::string_view commit();

/// The compiler and its version, as in "GNU 12.2.0".
std::string_view compiler();

/// The build type and its flags, as in "Release -O2 -DNDEBUG".
std::string_view build_flags();

}  // namespace entente
