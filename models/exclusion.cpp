#include "models/exclusion.hpp"

#include <algorithm>

#include "models/charter.hpp"

namespace entente {

namespace {

/// A row of the membership table and its alliance.
struct Seat {
  std::int32_t row, alliance;
};

/// Rows by state, members' first, side by side: they are visited often, and a state's rows lie far apart.
class Seats {
 public:
  Seats(const World& world, Scratch& scratch)
      : first_(scratch.take<std::size_t>(world.states.size() + 1)),
        first_outsider_(scratch.take<std::size_t>(world.states.size())),
        seats_(scratch.take<Seat>(world.memberships.size())) {
    std::size_t number = 0;
    const auto list = [&](std::size_t i, bool members) {
      for (const std::int32_t own : world.memberships.rows_of(StateId(i))) {
        const auto row = static_cast<std::size_t>(own);
        if (is_member(world.memberships.status()[row]) == members)
          seats_[number++] = {own, world.memberships.alliance()[row].row};
      }
    };
    for (std::size_t i = 0; i < world.states.size(); ++i) {
      first_[i] = number;
      list(i, true);
      first_outsider_[i] = number;
      list(i, false);
    }
    first_[world.states.size()] = number;
  }

  std::span<const Seat> of_member(StateId state) const {
    const std::size_t i = state.index();
    return seats_.subspan(first_[i], first_outsider_[i] - first_[i]);
  }
  std::span<const Seat> of_outsider(StateId state) const {
    const std::size_t i = state.index();
    return seats_.subspan(first_outsider_[i], first_[i + 1] - first_outsider_[i]);
  }

 private:
  std::span<std::size_t> first_;           // states + 1
  std::span<std::size_t> first_outsider_;  // states
  std::span<Seat> seats_;
};

/// Hostility of one alliance to all others, from who fears whom: work grows with fears, not with pairs of alliances.
class Rivals {
 public:
  Rivals(const World& world, const Seats& seats, Scratch& scratch)
      : world_(world),
        memberships_(world.memberships),
        power_(world.states[columns::power]),
        fear_(world.dyads[columns::fear]),
        duty_(scratch.take(world.alliances.size())),
        total_(scratch.take(world.alliances.size(), 0.0)),
        against_(scratch.take(world.alliances.size(), 0.0)),
        rivals_(scratch.take<std::int32_t>(world.alliances.size())),
        hatred_(scratch.take(world.states.size(), 0.0)),
        hated_(scratch.take<std::int32_t>(world.states.size())),
        seats_(seats) {
    for (std::size_t a = 0; a < duty_.size(); ++a) {
      duty_[a] = duty_to_fight(world, AllianceId(a));
      for (const std::int32_t row : memberships_.members(AllianceId(a))) total_[a] += power_[state_of(row)];
    }
  }

  /// X_ba for every a; empty if b binds nobody to fight or fears nobody. Valid until the next call.
  std::span<const double> of(AllianceId alliance) {
    const std::size_t b = alliance.index();
    if (duty_[b] == 0.0 || total_[b] == 0.0) return {};
    std::size_t hated = 0;
    for (const std::int32_t row : memberships_.members(alliance)) {
      const StateId j(state_of(row));
      for (std::size_t d = world_.dyads.begin(j); d < world_.dyads.end(j); ++d) {
        const StateId e = world_.dyads.to()[d];
        const double amount = power_[j.index()] * fear_[d];
        if (amount == 0.0) continue;
        if (hatred_[e.index()] == 0.0) hated_[hated++] = e.row;
        hatred_[e.index()] += amount;
      }
    }
    if (hated == 0) return {};
    for (std::size_t n = 0; n < number_; ++n) against_[index(rivals_[n])] = 0.0;
    number_ = 0;
    for (std::size_t n = 0; n < hated; ++n) {
      const std::size_t e = index(hated_[n]);
      const double amount = power_[e] * hatred_[e];
      hatred_[e] = 0.0;
      if (amount == 0.0) continue;
      for (const Seat& seat : seats_.of_member(StateId(e))) {
        if (against_[index(seat.alliance)] == 0.0) rivals_[number_++] = seat.alliance;
        against_[index(seat.alliance)] += amount;
      }
    }
    for (std::size_t n = 0; n < number_; ++n) {
      const std::size_t a = index(rivals_[n]);
      against_[a] *= a == b ? 0.0 : duty_[a] * duty_[b] / (total_[a] * total_[b]);
    }
    return against_;
  }

 private:
  static std::size_t index(std::int32_t value) { return static_cast<std::size_t>(value); }
  std::size_t state_of(std::int32_t row) const { return memberships_.state()[index(row)].index(); }

  const World& world_;
  const MembershipTable& memberships_;
  std::span<const double> power_, fear_;
  std::span<double> duty_, total_, against_;  // by alliance
  std::span<std::int32_t> rivals_;            // of the last call, where `against_` may not be 0
  std::span<double> hatred_;                  // by state, 0 between calls
  std::span<std::int32_t> hated_;
  const Seats& seats_;
  std::size_t number_ = 0;  // of rivals
};

}  // namespace

void assess_rivals(World& world, Scratch& scratch) {
  assess_rivals(world, world.alliances.size(), scratch);
}

void assess_rivals(World& world, std::size_t rivals_before, Scratch& scratch) {
  const MembershipTable& memberships = world.memberships;
  const auto rival = world.memberships.update(columns::rival_hostility);
  const auto where = world.memberships.update(columns::rival_membership);
  std::fill(rival.begin(), rival.end(), 0.0);
  std::fill(where.begin(), where.end(), -1.0);
  const Seats seats(world, scratch);
  Rivals rivals(world, seats, scratch);
  for (std::size_t b = 0; b < rivals_before; ++b) {
    const std::span<const double> against = rivals.of(AllianceId(b));
    if (against.empty()) continue;
    for (const std::int32_t member : memberships.members(AllianceId(b)))
      for (const auto& [own, alliance] : seats.of_outsider(memberships.state()[static_cast<std::size_t>(member)])) {
        const double hostility = against[static_cast<std::size_t>(alliance)];
        const auto row = static_cast<std::size_t>(own);
        if (hostility == 0.0 || hostility <= rival[row]) continue;  // most are 0: `rival` is not read for them
        rival[row] = hostility;
        where[row] = member;
      }
  }
}

}  // namespace entente
