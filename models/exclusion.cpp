#include "models/exclusion.hpp"

#include <algorithm>

#include "models/charter.hpp"

namespace entente {

namespace {

/// Hostility of one alliance to all others, from who fears whom: work grows with fears, not with pairs of alliances.
class Rivals {
 public:
  Rivals(const World& world, Scratch& scratch)
      : world_(world),
        memberships_(world.memberships),
        power_(world.states[columns::power]),
        fear_(world.dyads[columns::fear]),
        duty_(scratch.take(world.alliances.size())),
        total_(scratch.take(world.alliances.size(), 0.0)),
        against_(scratch.take(world.alliances.size())),
        hatred_(scratch.take(world.states.size(), 0.0)),
        hated_(scratch.take<std::int32_t>(world.states.size())),
        first_(scratch.take(world.states.size() + 1, std::int32_t{0})) {
    std::size_t number = 0;
    for (std::size_t a = 0; a < duty_.size(); ++a) {
      duty_[a] = duty_to_fight(world, AllianceId(a));
      for (const std::int32_t row : memberships_.members(AllianceId(a))) {
        total_[a] += power_[state_of(row)];
        ++first_[state_of(row) + 1];
        ++number;
      }
    }
    for (std::size_t i = 0; i + 1 < first_.size(); ++i) first_[i + 1] += first_[i];
    alliances_ = scratch.take<std::int32_t>(number);
    for (std::size_t a = duty_.size(); a-- > 0;)  // from behind, so that each list ends up ascending
      for (const std::int32_t row : memberships_.members(AllianceId(a)))
        alliances_[index(--first_[state_of(row) + 1])] = static_cast<std::int32_t>(a);
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
    std::fill(against_.begin(), against_.end(), 0.0);
    for (std::size_t n = 0; n < hated; ++n) {
      const std::size_t e = index(hated_[n]);
      for (const std::int32_t a : alliances_of(e)) against_[index(a)] += power_[e] * hatred_[e];
      hatred_[e] = 0.0;
    }
    for (std::size_t a = 0; a < against_.size(); ++a)
      if (against_[a] > 0.0) against_[a] *= a == b ? 0.0 : duty_[a] * duty_[b] / (total_[a] * total_[b]);
    return against_;
  }

 private:
  static std::size_t index(std::int32_t value) { return static_cast<std::size_t>(value); }
  std::size_t state_of(std::int32_t row) const { return memberships_.state()[index(row)].index(); }
  std::span<const std::int32_t> alliances_of(std::size_t state) const {
    const std::size_t begin = index(first_[state + 1]);
    const std::size_t end = state + 2 < first_.size() ? index(first_[state + 2]) : alliances_.size();
    return alliances_.subspan(begin, end - begin);
  }

  const World& world_;
  const MembershipTable& memberships_;
  std::span<const double> power_, fear_;
  std::span<double> duty_, total_, against_;  // by alliance
  std::span<double> hatred_;                  // by state, 0 between calls
  std::span<std::int32_t> hated_;
  std::span<std::int32_t> first_;      // of a state's alliances, in the place after the state's
  std::span<std::int32_t> alliances_;  // that states belong to
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
  Rivals rivals(world, scratch);
  for (std::size_t b = 0; b < rivals_before; ++b) {
    const std::span<const double> against = rivals.of(AllianceId(b));
    if (against.empty()) continue;
    for (const std::int32_t member : memberships.members(AllianceId(b)))
      for (const std::int32_t other : memberships.rows_of(memberships.state()[static_cast<std::size_t>(member)])) {
        const auto row = static_cast<std::size_t>(other);
        const double hostility = against[memberships.alliance()[row].index()];
        if (hostility <= rival[row] || is_member(memberships.status()[row])) continue;
        rival[row] = hostility;
        where[row] = member;
      }
  }
}

}  // namespace entente
