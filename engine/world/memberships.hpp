#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/date.hpp"
#include "engine/world/table.hpp"

namespace entente {

/// What a state is to an alliance. Members under notice are still members; suspended ones have no rights or duties.
enum class Status : std::uint8_t { outsider, applicant, member, notice, suspended };

inline bool is_member(Status status) {
  return status == Status::member || status == Status::notice;
}

/// Whether a state is bound to an alliance, with rights or without.
inline bool belongs(Status status) {
  return is_member(status) || status == Status::suspended;
}

/// One row per pair of state and alliance that the charter admits, sorted by alliance, then state, whatever the pair's
/// status. An alliance's rows are a segment; its members are listed beside it, so that sums over members touch no one
/// else.
class MembershipTable : public Table {
 public:
  MembershipTable() = default;
  /// `pairs` of (alliance, state), ascending and distinct.
  MembershipTable(std::size_t states, std::size_t alliances, const std::vector<std::pair<AllianceId, StateId>>& pairs,
                  std::span<const std::uint64_t> state_entities, std::span<const std::uint64_t> alliance_entities);

  std::span<const StateId> state() const { return state_; }
  std::span<const AllianceId> alliance() const { return alliance_; }
  std::span<const Status> status() const { return status_; }
  /// The date since which the pair has its present status.
  std::span<const Date> since() const { return since_; }
  /// The date at which a member entered; without meaning for others.
  std::span<const Date> entered() const { return entered_; }
  /// Hashes of (state, alliance): the addresses of draws.
  std::span<const std::uint64_t> entities() const { return entities_; }

  /// First row of an alliance and one past its last.
  std::size_t begin(AllianceId alliance) const { return offsets_[alliance.index()]; }
  std::size_t end(AllianceId alliance) const { return offsets_[alliance.index() + 1]; }
  /// Rows of an alliance's members, ascending.
  std::span<const std::int32_t> members(AllianceId alliance) const {
    return {member_rows_.data() + begin(alliance), member_count_[alliance.index()]};
  }
  /// Rows of a state, ascending.
  std::span<const std::int32_t> rows_of(StateId state) const {
    return {state_rows_.data() + state_offsets_[state.index()],
            state_offsets_[state.index() + 1] - state_offsets_[state.index()]};
  }
  std::optional<std::size_t> row(StateId state, AllianceId alliance) const;

  /// Changes a pair's status at a date.
  void set_status(std::size_t row, Status status, Date date);

  /// Puts back a saved row: for checkpoints.
  void restore(std::size_t row, Status status, Date since, Date entered);

 private:
  std::vector<StateId> state_;
  std::vector<AllianceId> alliance_;
  std::vector<Status> status_;
  std::vector<Date> since_;
  std::vector<Date> entered_;
  std::vector<std::uint64_t> entities_;
  std::vector<std::size_t> offsets_;        // alliances + 1
  std::vector<std::int32_t> member_rows_;   // as many as rows; each alliance uses the head of its segment
  std::vector<std::size_t> member_count_;   // alliances
  std::vector<std::size_t> state_offsets_;  // states + 1
  std::vector<std::int32_t> state_rows_;
};

}  // namespace entente
