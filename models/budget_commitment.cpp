#include <algorithm>

#include "models/budget_parts.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"

namespace entente::budgets {

void assess_obligations(const World& world, std::span<double> obligation) {
  for (std::size_t a = 0; a < obligation.size(); ++a)
    obligation[a] = world.alliances.active[a] ? duty_to_defend(world, AllianceId(a)) : 0.0;
}

namespace {

/// An enemy of an alliance: the two members that it threatens most.
struct Enemy {
  std::int32_t state;
  std::int32_t most_threatened;
  double threat;
  double threat_to_next;

  /// The largest threat to a member other than `i`.
  double to_others_than(std::size_t i) const {
    return most_threatened == static_cast<std::int32_t>(i) ? threat_to_next : threat;
  }
};

class Commitments {
 public:
  Commitments(const World& world, std::span<const double> obligation, Scratch& scratch, std::span<double> commitment)
      : memberships_(world.memberships),
        dyads_(world.dyads),
        power_(world.states[columns::power]),
        pair_threat_(world.dyads[columns::pair_threat]),
        obligation_(obligation),
        commitment_(commitment),
        place_(scratch.take<std::int32_t>(world.states.size(), -1)),
        weight_(scratch.take(world.alliances.size(), 0.0)),
        first_(scratch.take<std::size_t>(world.alliances.size() + 1)),
        enemies_(scratch.take<Enemy>(upper_bound())),
        largest_(scratch.take(world.states.size(), 0.0)),
        faced_(scratch.take<std::int32_t>(world.states.size())) {
    std::fill(commitment_.begin(), commitment_.end(), 0.0);
    first_[0] = 0;
    for (std::size_t a = 0; a < obligation_.size(); ++a) {
      number_ = first_[a];
      if (obligation_[a] > 0.0) gather(AllianceId(a));
      first_[a + 1] = number_;
    }
  }

  void count_each_enemy_once() {
    for (std::size_t i = 0; i < commitment_.size(); ++i) {
      std::size_t number = 0;
      for (const std::int32_t own : memberships_.rows_of(StateId(i))) {
        const auto row = static_cast<std::size_t>(own);
        const std::size_t a = memberships_.alliance()[row].index();
        if (weight_[a] == 0.0 || !is_member(memberships_.status()[row])) continue;
        for (const Enemy& enemy : enemies_of(a)) {
          double& largest = largest_[index(enemy.state)];
          if (largest == 0.0) faced_[number++] = enemy.state;
          largest = std::max(largest, weight_[a] * enemy.to_others_than(i));
        }
      }
      for (std::size_t n = 0; n < number; ++n) {
        commitment_[i] += power_[i] * largest_[index(faced_[n])];
        largest_[index(faced_[n])] = 0.0;
      }
    }
  }

  void count_enemies_by_alliance() {
    for (std::size_t a = 0; a < obligation_.size(); ++a) {
      if (weight_[a] == 0.0) continue;
      double all = 0.0;
      for (const Enemy& enemy : enemies_of(a)) {
        all += enemy.threat;
        largest_[index(enemy.most_threatened)] += enemy.threat - enemy.threat_to_next;
      }
      for (const std::int32_t row : memberships_.members(AllianceId(a))) {
        const std::size_t i = memberships_.state()[index(row)].index();
        commitment_[i] += power_[i] * weight_[a] * std::max(0.0, all - largest_[i]);
        largest_[i] = 0.0;
      }
    }
  }

 private:
  static std::size_t index(std::int32_t n) { return static_cast<std::size_t>(n); }
  std::span<const Enemy> enemies_of(std::size_t a) const {
    return enemies_.subspan(first_[a], first_[a + 1] - first_[a]);
  }

  std::size_t upper_bound() const {
    std::size_t pairs = 0;
    for (std::size_t a = 0; a < obligation_.size(); ++a)
      if (obligation_[a] > 0.0)
        for (const std::int32_t row : memberships_.members(AllianceId(a))) {
          const StateId j = memberships_.state()[index(row)];
          pairs += dyads_.end(j) - dyads_.begin(j);
        }
    return pairs;
  }

  /// Lists the alliance's enemies behind those of the alliances before it. `place_` holds -2 for members while it does.
  void gather(AllianceId alliance) {
    const auto members = memberships_.members(alliance);
    double total = 0.0;
    for (const std::int32_t row : members) {
      const StateId j = memberships_.state()[index(row)];
      place_[j.index()] = -2;
      total += power_[j.index()];
    }
    if (total > 0.0) weight_[alliance.index()] = obligation_[alliance.index()] / total;
    for (const std::int32_t row : members) list_enemies(memberships_.state()[index(row)]);
    for (const std::int32_t row : members) place_[memberships_.state()[index(row)].index()] = -1;
    for (std::size_t n = first_[alliance.index()]; n < number_; ++n) place_[index(enemies_[n].state)] = -1;
  }

  void list_enemies(StateId j) {
    for (std::size_t d = dyads_.begin(j); d < dyads_.end(j); ++d) {
      const double threat = pair_threat_[d];
      const std::int32_t e = dyads_.to()[d].row;
      if (threat == 0.0 || place_[index(e)] == -2) continue;
      if (place_[index(e)] < 0) {
        place_[index(e)] = static_cast<std::int32_t>(number_);
        enemies_[number_++] = {.state = e, .most_threatened = j.row, .threat = threat, .threat_to_next = 0.0};
        continue;
      }
      Enemy& enemy = enemies_[index(place_[index(e)])];
      if (threat > enemy.threat) {
        enemy.threat_to_next = enemy.threat;
        enemy.threat = threat;
        enemy.most_threatened = j.row;
      } else {
        enemy.threat_to_next = std::max(enemy.threat_to_next, threat);
      }
    }
  }

  const MembershipTable& memberships_;
  const DyadTable& dyads_;
  std::span<const double> power_, pair_threat_;
  std::span<const double> obligation_;
  std::span<double> commitment_;
  std::span<std::int32_t> place_;  // by state: its place among the enemies of the alliance in hand
  std::span<double> weight_;       // by alliance: obligation over the members' power
  std::span<std::size_t> first_;   // alliances + 1: places in enemies_
  std::span<Enemy> enemies_;
  std::span<double> largest_;      // by state, zero between uses
  std::span<std::int32_t> faced_;  // enemies of all alliances of the state in hand
  std::size_t number_ = 0;
};

}  // namespace

void weigh_commitments(const World& world, std::span<const double> obligation, Scratch& scratch,
                       std::span<double> commitment) {
  Commitments commitments(world, obligation, scratch, commitment);
  if (world.proximity.is_exact())
    commitments.count_each_enemy_once();
  else
    commitments.count_enemies_by_alliance();
}

}  // namespace entente::budgets
