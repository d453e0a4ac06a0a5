#include "engine/world/dyads.hpp"

#include <algorithm>

#include "engine/base/hash.hpp"

namespace entente {

DyadTable::DyadTable(std::size_t states, std::vector<std::pair<StateId, StateId>> pairs,
                     std::span<const std::uint64_t> state_entities) {
  const std::size_t given = pairs.size();
  for (std::size_t n = 0; n < given; ++n) pairs.emplace_back(pairs[n].second, pairs[n].first);
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  static_cast<Table&>(*this) = Table(pairs.size());
  offsets_.resize(states + 1);
  for (const auto& [from, to] : pairs) {
    from_.push_back(from);
    to_.push_back(to);
    entities_.push_back(pair_hash(state_entities[from.index()], state_entities[to.index()]));
    ++offsets_[from.index() + 1];
  }
  for (std::size_t i = 0; i < states; ++i) offsets_[i + 1] += offsets_[i];
  for (const auto& [from, to] : pairs) reverse_.push_back(static_cast<std::int32_t>(*row(to, from)));
}

std::optional<std::size_t> DyadTable::row(StateId from, StateId to) const {
  const auto first = to_.begin() + static_cast<std::ptrdiff_t>(begin(from));
  const auto last = to_.begin() + static_cast<std::ptrdiff_t>(end(from));
  const auto found = std::lower_bound(first, last, to);
  if (found == last || *found != to) return std::nullopt;
  return static_cast<std::size_t>(found - to_.begin());
}

}  // namespace entente
