#pragma once

#include <filesystem>
#include <string>

namespace entente {

/// `Did you mean 'runs/nato.h5'?` of a file in the same folder whose name is near to one that is not there, or nothing.
std::string near_file(const std::filesystem::path& missing);

}  // namespace entente
