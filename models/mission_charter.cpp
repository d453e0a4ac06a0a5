#include "models/mission_charter.hpp"

#include <string>

namespace entente {

std::vector<std::int32_t> parents_of_missions(const World& world) {
  const std::vector<std::string>& ids = world.alliances.ids();
  const auto kind = world.alliances[columns::mission_kind];
  std::vector<std::int32_t> parents(ids.size(), -1);
  for (std::size_t a = 0; a < ids.size(); ++a) {
    if (!is_mission(kind, a)) continue;
    std::size_t longest = 0;
    for (std::size_t p = 0; p < ids.size(); ++p) {
      if (p == a || is_mission(kind, p) || ids[p].size() < longest || ids[a].rfind(ids[p] + "-", 0) != 0) continue;
      longest = ids[p].size();
      parents[a] = static_cast<std::int32_t>(p);
    }
  }
  return parents;
}

}  // namespace entente
