#include <algorithm>

#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/features_parts.hpp"

namespace entente::features {

namespace {

/// A pair in which there is something to fear or to remember: most pairs have neither.
struct Enemy {
  double fear, threat, memory;
  double power;
};

/// How a state stands to the alliance in hand.
struct Standing {
  double hatred;  ///< sum over members j of m_j h_je; 0 for members
  double inside;  ///< power of a member, else 0
};

/// `all` less `part`, where what is left of equal amounts is rounding and counts for nothing.
double less(double all, double part) {
  const double rest = all - part;
  return rest > 1e-12 * all ? rest : 0.0;
}

/// Two doubles that are computed with side by side: a vector of gcc and clang.
using Pair = double __attribute__((vector_size(16)));

class EnemyFeatures {
 public:
  EnemyFeatures(World& world, const Scales& scales, Scratch& scratch)
      : memberships_(world.memberships),
        proximity_(world.proximity),
        power_(world.states[columns::power]),
        threat_(world.states[columns::threat]),
        protection_(world.states[columns::protection]),
        strength_(world.alliances[columns::strength]),
        f_common_(world.memberships.update(common_threat)),
        f_memory_(world.memberships.update(memory)),
        f_entrapment_(world.memberships.update(entrapment)),
        f_provocation_(world.memberships.update(provocation)),
        f_rivalry_(world.memberships.update(rivalry)),
        first_(scratch.take<std::size_t>(world.states.size() + 1)),
        who_(scratch.take<std::int32_t>(world.dyads.size())),
        enemies_(scratch.take<Enemy>(world.dyads.size())),
        touched_(scratch.take(world.states.size(), std::uint8_t{0})),
        standing_(scratch.take(world.states.size(), Standing{0.0, 0.0})),
        hated_(scratch.take<std::int32_t>(world.states.size())),
        near_(scratch.take(proximity_.is_exact() ? world.states.size() : proximity_.size())),
        by_region_(scratch.take(proximity_.is_exact() ? 0 : proximity_.size())),
        scales_(scales) {
    list_enemies(world.dyads);
  }

  void assess(AllianceId alliance) {
    gather(alliance);
    if (proximity_.is_exact())
      spread_by_pairs(alliance);
    else
      spread_by_regions();
    for (std::size_t row = memberships_.begin(alliance); row < memberships_.end(alliance); ++row) {
      const StateId i = memberships_.state()[row];
      const double own = is_member(memberships_.status()[row]) ? power_[i.index()] : 0.0;
      if (members_power_ - own <= 0.0)
        write_undefined(row);
      else
        write(row, i, own > 0.0 ? face_as_member(i, own) : face_as_outsider(i), members_power_ - own,
              strength_[alliance.index()]);
    }
    forget(alliance);
  }

 private:
  /// Sums over enemies of the state in hand; E is the others' hatred over their power.
  struct Faced {
    double common = 0.0;    ///< theta_ie E_e
    double once = 0.0;      ///< memory_ie E_e
    double shared = 0.0;    ///< m_e min(E_e, h_ie)
    double rival = 0.0;     ///< m_j h_ij over members
    double own = 0.0;       ///< m_e x hatred of e that is not the others', over all whom the alliance hates
    double own_near = 0.0;  ///< the same x k_ie
  };

  static std::size_t index(std::int32_t state) { return static_cast<std::size_t>(state); }

  /// Visits the enemies of `i` and how each stands to the alliance. Where most states have nothing to do with it, those
  /// are passed over: they would add zeros.
  template <class Visit>
  void visit_enemies(std::size_t i, Visit visit) const {
    const std::size_t end = first_[i + 1];
    if (8 * number_hated_ > touched_.size())
      for (std::size_t n = first_[i]; n < end; ++n) visit(enemies_[n], standing_[index(who_[n])]);
    else
      for (std::size_t n = first_[i]; n < end; ++n)
        if (touched_[index(who_[n])] != 0) visit(enemies_[n], standing_[index(who_[n])]);
  }

  void list_enemies(const DyadTable& dyads) {
    const auto threat = dyads[columns::pair_threat];
    const auto memory = dyads[columns::pair_memory];
    const auto fear = dyads[columns::fear];
    std::size_t n = 0;
    for (std::size_t i = 0; i < power_.size(); ++i) {
      first_[i] = n;
      for (std::size_t d = dyads.begin(StateId(i)); d < dyads.end(StateId(i)); ++d)
        if (memory[d] > 0.0) {
          who_[n] = dyads.to()[d].row;
          enemies_[n++] = {fear[d], threat[d], memory[d], power_[dyads.to()[d].index()]};
        }
    }
    first_[power_.size()] = n;
  }

  /// Marks the alliance's members and lists whom they hate.
  void gather(AllianceId alliance) {
    members_power_ = faced_ = 0.0;
    number_hated_ = 0;
    for (const std::int32_t row : memberships_.members(alliance)) {
      const std::size_t j = memberships_.state()[index(row)].index();
      standing_[j].inside = power_[j];
      touched_[j] = 1;
      members_power_ += power_[j];
    }
    for (const std::int32_t row : memberships_.members(alliance)) {
      const std::size_t j = memberships_.state()[index(row)].index();
      for (std::size_t n = first_[j]; n < first_[j + 1]; ++n) {
        Standing& standing = standing_[index(who_[n])];
        const double added = power_[j] * enemies_[n].fear;
        if (standing.inside > 0.0 || added == 0.0) continue;
        if (standing.hatred == 0.0) hated_[number_hated_++] = who_[n];
        standing.hatred += added;
        touched_[index(who_[n])] = 1;
      }
    }
    for (std::size_t n = 0; n < number_hated_; ++n)
      faced_ += standing_[index(hated_[n])].hatred * power_[index(hated_[n])];
  }

  void forget(AllianceId alliance) {
    for (std::size_t n = 0; n < number_hated_; ++n) {
      standing_[index(hated_[n])].hatred = 0.0;
      touched_[index(hated_[n])] = 0;
    }
    for (const std::int32_t row : memberships_.members(alliance)) {
      const std::size_t j = memberships_.state()[index(row)].index();
      standing_[j].inside = 0.0;
      touched_[j] = 0;
    }
  }

  /// near_[i] = sum over the hated e of hatred x m_e k_ie, for every state i with a row: four enemies at a time in the
  /// order of the list, two states side by side.
  void spread_by_pairs(AllianceId alliance) {
    const StateId* states = memberships_.state().data();
    const std::size_t end = memberships_.end(alliance);
    for (std::size_t row = memberships_.begin(alliance); row < end; ++row) near_[states[row].index()] = 0.0;
    for (std::size_t n = 0; n < number_hated_; n += 4) {
      Pair weight[4] = {};
      const double* nearness[4] = {};
      for (std::size_t k = 0; k < 4; ++k) {
        const std::size_t e = index(hated_[std::min(n + k, number_hated_ - 1)]);
        const double amount = n + k < number_hated_ ? standing_[e].hatred * power_[e] : 0.0;
        weight[k] = Pair{amount, amount};
        nearness[k] = proximity_.row(StateId(e)).data();
      }
      for (std::size_t row = memberships_.begin(alliance); row < end; row += 2) {
        const std::size_t i = states[row].index();
        const std::size_t j = states[std::min(row + 1, end - 1)].index();
        Pair near{near_[i], near_[j]};
        near += weight[0] * Pair{nearness[0][i], nearness[0][j]};
        near += weight[1] * Pair{nearness[1][i], nearness[1][j]};
        near += weight[2] * Pair{nearness[2][i], nearness[2][j]};
        near += weight[3] * Pair{nearness[3][i], nearness[3][j]};
        near_[i] = near[0];
        near_[j] = near[1];
      }
    }
  }

  /// The same for every region.
  void spread_by_regions() {
    std::fill(by_region_.begin(), by_region_.end(), 0.0);
    for (std::size_t n = 0; n < number_hated_; ++n) {
      const std::size_t e = index(hated_[n]);
      by_region_[proximity_.region_index(StateId(e))] += standing_[e].hatred * power_[e];
    }
    for (std::size_t r = 0; r < near_.size(); ++r) {
      const auto nearness = proximity_.of_region(r);
      near_[r] = 0.0;
      for (std::size_t g = 0; g < by_region_.size(); ++g) near_[r] += by_region_[g] * nearness[g];
    }
  }

  std::size_t place_of(StateId i) const { return proximity_.is_exact() ? i.index() : proximity_.region_index(i); }

  Faced face_as_outsider(StateId i) const {
    const double each = 1.0 / members_power_;
    Faced faced;
    faced.own = standing_[i.index()].hatred * power_[i.index()];  // the others' hatred of the state itself
    faced.own_near = faced.own * proximity_.row(i)[place_of(i)];
    visit_enemies(i.index(), [&](const Enemy& enemy, const Standing& standing) {
      const double fear = enemy.fear;
      const double theirs = standing.hatred * each;
      faced.common += enemy.threat * theirs;
      faced.once += enemy.memory * theirs;
      faced.shared += enemy.power * (fear < theirs ? fear : theirs);
      faced.rival += standing.inside * fear;
    });
    return faced;
  }

  /// As an outsider's, with the state's own part taken out of what the alliance hates.
  Faced face_as_member(StateId i, double own) const {
    const double each = 1.0 / (members_power_ - own);
    Faced faced;
    visit_enemies(i.index(), [&](const Enemy& enemy, const Standing& standing) {
      faced.rival += standing.inside * enemy.fear;
      if (standing.hatred == 0.0) return;
      const double theirs = less(standing.hatred, own * enemy.fear) * each;
      faced.common += enemy.threat * theirs;
      faced.once += enemy.memory * theirs;
      faced.shared += enemy.power * std::min(theirs, enemy.fear);
      faced.own += enemy.power * own * enemy.fear;
      faced.own_near += enemy.threat * own;
    });
    return faced;
  }

  void write(std::size_t row, StateId state, const Faced& faced, double others, double strength) {
    const std::size_t i = state.index();
    const double near = less(near_[place_of(state)], faced.own_near) / others;
    const double total = less(faced_, faced.own) / others;
    f_common_[row] = faced.common / (threat_[i] + scales_.threat_floor);
    f_memory_[row] = faced.once / (faced.once + scales_.memory_half);
    f_entrapment_[row] = total > 0.0 ? strength * std::max(0.0, total - faced.shared) / total : 0.0;
    f_provocation_[row] = near > 0.0 ? near / (near + power_[i] + protection_[i]) : 0.0;
    f_rivalry_[row] = faced.rival / others;
  }

  void write_undefined(std::size_t row) {
    f_common_[row] = centre_of(common_threat, scales_);
    f_memory_[row] = centre_of(memory, scales_);
    f_entrapment_[row] = centre_of(entrapment, scales_);
    f_provocation_[row] = centre_of(provocation, scales_);
    f_rivalry_[row] = centre_of(rivalry, scales_);
  }

  const MembershipTable& memberships_;
  const Proximity& proximity_;
  std::span<const double> power_, threat_, protection_, strength_;
  std::span<double> f_common_, f_memory_, f_entrapment_, f_provocation_, f_rivalry_;
  std::span<std::size_t> first_;     // states + 1: places in enemies_
  std::span<std::int32_t> who_;      // the enemy
  std::span<Enemy> enemies_;         // what there is between the two
  std::span<std::uint8_t> touched_;  // by state: whether its standing is not zero
  std::span<Standing> standing_;
  std::span<std::int32_t> hated_;  // in the order in which members name them
  std::span<double> near_;         // by state, or by region
  std::span<double> by_region_;
  const Scales& scales_;
  std::size_t number_hated_ = 0;
  double members_power_ = 0.0;
  double faced_ = 0.0;  // sum over the hated of hatred x power
};

}  // namespace

void compare_enemies(World& world, const Scales& scales, Scratch& scratch) {
  EnemyFeatures features(world, scales, scratch);
  for (std::size_t a = 0; a < world.alliances.size(); ++a)
    if (world.alliances.active[a]) features.assess(AllianceId(a));
}

}  // namespace entente::features
