#pragma once

#include <string>
#include <string_view>

namespace entente {

/// A word as it must be typed to a shell: in quotes where a blank or another of its signs stands in it.
std::string shell_word(std::string_view text);

}  // namespace entente
