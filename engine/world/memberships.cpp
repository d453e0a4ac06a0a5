#include "engine/world/memberships.hpp"

#include <algorithm>

#include "engine/base/contracts.hpp"
#include "engine/base/hash.hpp"

namespace entente {

MembershipTable::MembershipTable(std::size_t states, std::size_t alliances,
                                 const std::vector<std::pair<AllianceId, StateId>>& pairs,
                                 std::span<const std::uint64_t> state_entities,
                                 std::span<const std::uint64_t> alliance_entities)
    : Table(pairs.size()),
      status_(pairs.size(), Status::outsider),
      since_(pairs.size()),
      entered_(pairs.size()),
      offsets_(alliances + 1),
      member_rows_(pairs.size()),
      member_count_(alliances),
      state_offsets_(states + 1),
      state_rows_(pairs.size()) {
  EXPECT(std::is_sorted(pairs.begin(), pairs.end()));
  for (const auto& [alliance, state] : pairs) {
    state_.push_back(state);
    alliance_.push_back(alliance);
    entities_.push_back(pair_hash(state_entities[state.index()], alliance_entities[alliance.index()]));
    ++offsets_[alliance.index() + 1];
    ++state_offsets_[state.index() + 1];
  }
  for (std::size_t a = 0; a < alliances; ++a) offsets_[a + 1] += offsets_[a];
  for (std::size_t i = 0; i < states; ++i) state_offsets_[i + 1] += state_offsets_[i];
  std::vector<std::size_t> next(state_offsets_.begin(), state_offsets_.end() - 1);
  for (std::size_t row = 0; row < pairs.size(); ++row)
    state_rows_[next[state_[row].index()]++] = static_cast<std::int32_t>(row);
}

std::optional<std::size_t> MembershipTable::row(StateId state, AllianceId alliance) const {
  const auto first = state_.begin() + static_cast<std::ptrdiff_t>(begin(alliance));
  const auto last = state_.begin() + static_cast<std::ptrdiff_t>(end(alliance));
  const auto found = std::lower_bound(first, last, state);
  if (found == last || *found != state) return std::nullopt;
  return static_cast<std::size_t>(found - state_.begin());
}

void MembershipTable::set_status(std::size_t row, Status status, Date date) {
  if (is_member(status) && !belongs(status_[row])) entered_[row] = date;
  restore(row, status, date, entered_[row]);
}

void MembershipTable::restore(std::size_t row, Status status, Date since, Date entered) {
  const bool was = is_member(status_[row]);
  status_[row] = status;
  since_[row] = since;
  entered_[row] = entered;
  if (was == is_member(status)) return;
  const std::size_t a = alliance_[row].index();
  const auto first = member_rows_.begin() + static_cast<std::ptrdiff_t>(offsets_[a]);
  const auto last = first + static_cast<std::ptrdiff_t>(member_count_[a]);
  const auto key = static_cast<std::int32_t>(row);
  const auto place = std::lower_bound(first, last, key);
  if (was) {
    std::copy(place + 1, last, place);
    --member_count_[a];
  } else {
    std::copy_backward(place, last, last + 1);
    *place = key;
    ++member_count_[a];
  }
}

}  // namespace entente
