#pragma once

#include <string>

namespace entente {

/// A small scenario as YAML, for what is run many times: thirty states in three regions, three alliances, two issues
/// and domains, a hundred quarters, the whole pipeline.
std::string thirty_states();

}  // namespace entente
