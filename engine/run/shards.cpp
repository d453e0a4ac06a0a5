#include "engine/run/shards.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente {

std::vector<std::uint64_t> missing_shards(const Sweep& sweep, const SweepFolder& folder, std::uint64_t shards) {
  const std::uint64_t segments = sweep.plan().segments();
  std::vector<std::uint64_t> missing;
  for (std::uint64_t shard = 0; shard < std::min(shards, segments); ++shard)
    for (std::uint64_t segment = shard; segment < segments; segment += shards) {
      if (folder.has(segment)) continue;
      missing.push_back(shard + 1);
      break;
    }
  return missing;
}

std::string array_text(const std::vector<std::uint64_t>& numbers) {
  std::string text;
  for (std::size_t first = 0; first < numbers.size();) {
    std::size_t last = first;
    while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
    text += fmt::format("{}{}", text.empty() ? "" : ",", numbers[first]);
    if (last > first) text += fmt::format("-{}", numbers[last]);
    first = last + 1;
  }
  return text;
}

}  // namespace entente
