#include "engine/base/near_file.hpp"

#include <algorithm>
#include <system_error>
#include <vector>

#include "engine/base/suggest.hpp"

namespace entente {

std::string near_file(const std::filesystem::path& missing) {
  constexpr int most_names = 2000;
  const std::filesystem::path folder = missing.has_parent_path() ? missing.parent_path() : std::filesystem::path(".");
  std::vector<std::string> names;
  std::error_code error;
  int seen = 0;
  for (std::filesystem::directory_iterator file(folder, error), last; !error && file != last; file.increment(error))
    if (++seen <= most_names) names.push_back(file->path().filename().string());
  std::sort(names.begin(), names.end());
  const auto found = suggest(missing.filename().string(), names);
  return found ? "Did you mean '" + (missing.parent_path() / *found).string() + "'?" : std::string{};
}

}  // namespace entente
