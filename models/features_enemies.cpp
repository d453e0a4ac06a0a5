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

/// One whom a state makes afraid.
struct Fearer {
  std::int32_t who;
  double fear;
};

/// `all` less `part`, where what is left of equal amounts is rounding and counts for nothing.
double less(double all, double part) {
  const double rest = all - part;
  return rest > 1e-12 * all ? rest : 0.0;
}

class EnemyFeatures {
 public:
  EnemyFeatures(World& world, const Scales& scales, Scratch& scratch)
      : world_(world),
        memberships_(world.memberships),
        proximity_(world.proximity),
        power_(world.states[columns::power]),
        threat_(world.states[columns::threat]),
        protection_(world.states[columns::protection]),
        strength_(world.alliances[columns::strength]),
        f_common_(world.memberships.update(common_threat)),
        f_memory_(world.memberships.update(memory)),
        f_entrapment_(world.memberships.update(entrapment)),
        provoked_(world.memberships.update(provoked)),
        f_provocation_(world.memberships.update(provocation)),
        f_rivalry_(world.memberships.update(rivalry)),
        first_(scratch.take<std::size_t>(world.states.size() + 1)),
        who_(scratch.take<std::int32_t>(world.dyads.size())),
        enemies_(scratch.take<Enemy>(world.dyads.size())),
        first_fearer_(scratch.take<std::size_t>(world.states.size() + 1)),
        fearers_(scratch.take<Fearer>(world.dyads.size())),
        touched_(scratch.take(world.states.size(), std::uint8_t{0})),
        hatred_(scratch.take(world.states.size(), 0.0)),
        rivalry_(scratch.take(world.states.size(), 0.0)),
        hated_(scratch.take<std::int32_t>(world.states.size())),
        near_(scratch.take(proximity_.is_exact() ? world.states.size() : proximity_.size())),
        by_region_(scratch.take(proximity_.is_exact() ? 0 : proximity_.size())),
        scales_(scales) {
    list_enemies(world.dyads);
  }

  void assess(AllianceId alliance, bool due) {
    gather(alliance);
    if (due) spread(alliance);
    const bool against_states = !is_focused(world_, alliance);
    const double strength = against_states ? strength_[alliance.index()] : 0.0;
    for (std::size_t row = memberships_.begin(alliance); row < memberships_.end(alliance); ++row) {
      const StateId i = memberships_.state()[row];
      const double own = is_member(memberships_.status()[row]) ? power_[i.index()] : 0.0;
      if (members_power_ - own <= 0.0)
        write_undefined(row);
      else
        write(row, i, own > 0.0 ? face_as_member(i, own) : face_as_outsider(i), members_power_ - own, strength, due);
      if (!against_states) provoked_[row] = f_provocation_[row] = 0.0;
    }
    forget(alliance);
  }

 private:
  /// Sums over enemies of the state in hand; E is the others' hatred: their fear times their power.
  struct Faced {
    double common = 0.0;    ///< theta_ie E_e
    double once = 0.0;      ///< memory_ie E_e
    double shared = 0.0;    ///< m_e min(E_e, h_ie M), M the others' power
    double own = 0.0;       ///< m_e x hatred of e that is not the others', over all whom the alliance hates
    double own_near = 0.0;  ///< the same x k_ie
  };

  static std::size_t index(std::int32_t state) { return static_cast<std::size_t>(state); }

  void list_enemies(const DyadTable& dyads) {
    const auto threat = dyads[columns::pair_threat];
    const auto memory = dyads[columns::pair_memory];
    const auto fear = dyads[columns::fear];
    std::size_t n = 0, m = 0;
    for (std::size_t i = 0; i < power_.size(); ++i) {
      first_[i] = n;
      first_fearer_[i] = m;
      for (std::size_t d = dyads.begin(StateId(i)); d < dyads.end(StateId(i)); ++d) {
        const StateId other = dyads.to()[d];
        if (memory[d] > 0.0) {
          who_[n] = other.row;
          enemies_[n++] = {fear[d], threat[d], memory[d], power_[other.index()]};
        }
        const double of_other = fear[index(dyads.reverse()[d])];
        if (of_other > 0.0) fearers_[m++] = {other.row, of_other};
      }
    }
    first_[power_.size()] = n;
    first_fearer_[power_.size()] = m;
  }

  /// Lists whom the members hate, and adds up who hates the members.
  void gather(AllianceId alliance) {
    members_power_ = faced_ = 0.0;
    number_hated_ = 0;
    for (const std::int32_t row : memberships_.members(alliance)) {
      const std::size_t j = memberships_.state()[index(row)].index();
      members_power_ += power_[j];
      for (std::size_t n = first_[j]; n < first_[j + 1]; ++n) {
        const std::size_t e = index(who_[n]);
        if (touched_[e] == 0) hated_[number_hated_++] = who_[n];
        touched_[e] = 1;
        hatred_[e] += power_[j] * enemies_[n].fear;
      }
      for (std::size_t n = first_fearer_[j]; n < first_fearer_[j + 1]; ++n)
        rivalry_[index(fearers_[n].who)] += power_[j] * fearers_[n].fear;
    }
    for (const std::int32_t row : memberships_.members(alliance))
      hatred_[memberships_.state()[index(row)].index()] = 0.0;  // quarrels inside are no common cause
    for (std::size_t n = 0; n < number_hated_; ++n) faced_ += hatred_[index(hated_[n])] * power_[index(hated_[n])];
  }

  void forget(AllianceId alliance) {
    for (std::size_t n = 0; n < number_hated_; ++n) {
      hatred_[index(hated_[n])] = 0.0;
      touched_[index(hated_[n])] = 0;
    }
    for (const std::int32_t row : memberships_.members(alliance)) {
      const std::size_t j = memberships_.state()[index(row)].index();
      for (std::size_t n = first_fearer_[j]; n < first_fearer_[j + 1]; ++n) rivalry_[index(fearers_[n].who)] = 0.0;
    }
  }

  /// near_ = sum over the hated e of hatred x m_e k_ie, for every state i with a row, or every region.
  void spread(AllianceId alliance) {
    if (!proximity_.is_exact()) return spread_by_regions();
    const auto states = memberships_.state();
    const std::size_t begin = memberships_.begin(alliance);
    const std::size_t end = memberships_.end(alliance);
    for (std::size_t row = begin; row < end; ++row) near_[states[row].index()] = 0.0;
    constexpr std::size_t abreast = 4;  // fewer passes over the rows
    for (std::size_t first = 0; first < number_hated_; first += abreast) {
      double amount[abreast] = {};
      const double* nearness[abreast];
      for (std::size_t k = 0; k < abreast; ++k) {
        const std::size_t e = index(hated_[std::min(first + k, number_hated_ - 1)]);
        nearness[k] = proximity_.row(StateId(e)).data();
        if (first + k < number_hated_) amount[k] = hatred_[e] * power_[e];
      }
      for (std::size_t row = begin; row < end; ++row) {
        const std::size_t i = states[row].index();
        near_[i] += (amount[0] * nearness[0][i] + amount[1] * nearness[1][i]) +
                    (amount[2] * nearness[2][i] + amount[3] * nearness[3][i]);
      }
    }
  }

  void spread_by_regions() {
    std::fill(by_region_.begin(), by_region_.end(), 0.0);
    for (std::size_t n = 0; n < number_hated_; ++n) {
      const std::size_t e = index(hated_[n]);
      by_region_[proximity_.region_index(StateId(e))] += hatred_[e] * power_[e];
    }
    proximity_.spread(by_region_, near_);
  }

  std::size_t place_of(StateId i) const { return proximity_.is_exact() ? i.index() : proximity_.region_index(i); }

  /// Where most states have nothing to do with the alliance, those are passed over: they would add zeros.
  Faced face_as_outsider(StateId i) const {
    return 8 * number_hated_ > touched_.size() ? face_as_outsider<false>(i) : face_as_outsider<true>(i);
  }

  template <bool sparse>
  Faced face_as_outsider(StateId i) const {
    double common = 0.0, once = 0.0, shared = 0.0;
    const std::size_t end = first_[i.index() + 1];
    for (std::size_t n = first_[i.index()]; n < end; ++n) {
      if (sparse && touched_[index(who_[n])] == 0) continue;
      const Enemy& enemy = enemies_[n];
      const double theirs = hatred_[index(who_[n])];
      const double own = enemy.fear * members_power_;
      common += enemy.threat * theirs;
      once += enemy.memory * theirs;
      shared += enemy.power * (own < theirs ? own : theirs);
    }
    const double own = hatred_[i.index()] * power_[i.index()];  // the others' hatred of the state itself
    return {common, once, shared, own, own * proximity_.row(i)[place_of(i)]};
  }

  /// As an outsider's, with the state's own part taken out of what the alliance hates.
  Faced face_as_member(StateId i, double own) const {
    const double others = members_power_ - own;
    Faced faced;
    for (std::size_t n = first_[i.index()]; n < first_[i.index() + 1]; ++n) {
      const Enemy& enemy = enemies_[n];
      const double all = hatred_[index(who_[n])];
      if (all == 0.0) continue;
      const double theirs = less(all, own * enemy.fear);
      faced.common += enemy.threat * theirs;
      faced.once += enemy.memory * theirs;
      faced.shared += enemy.power * std::min(theirs, enemy.fear * others);
      faced.own += enemy.power * own * enemy.fear;
      faced.own_near += enemy.threat * own;
    }
    return faced;
  }

  void write(std::size_t row, StateId state, const Faced& faced, double others, double strength, bool due) {
    const std::size_t i = state.index();
    const double each = 1.0 / others;
    const double once = faced.once * each;
    const double total = less(faced_, faced.own);
    if (due) provoked_[row] = less(near_[place_of(state)], faced.own_near) * each;
    f_common_[row] = faced.common * each / (threat_[i] + scales_.threat_floor);
    f_memory_[row] = once / (once + scales_.memory_half);
    f_entrapment_[row] = total > 0.0 ? strength * std::max(0.0, total - faced.shared) / total : 0.0;
    f_provocation_[row] = provoked_[row] > 0.0 ? provoked_[row] / (provoked_[row] + power_[i] + protection_[i]) : 0.0;
    f_rivalry_[row] = rivalry_[i] * each;
  }

  void write_undefined(std::size_t row) {
    f_common_[row] = centre_of(common_threat, scales_);
    f_memory_[row] = centre_of(memory, scales_);
    f_entrapment_[row] = centre_of(entrapment, scales_);
    f_provocation_[row] = centre_of(provocation, scales_);
    f_rivalry_[row] = centre_of(rivalry, scales_);
    provoked_[row] = 0.0;
  }

  const World& world_;
  const MembershipTable& memberships_;
  const Proximity& proximity_;
  std::span<const double> power_, threat_, protection_, strength_;
  std::span<double> f_common_, f_memory_, f_entrapment_, provoked_, f_provocation_, f_rivalry_;
  std::span<std::size_t> first_;         // states + 1: places in enemies_
  std::span<std::int32_t> who_;          // the enemy
  std::span<Enemy> enemies_;             // what there is between the two
  std::span<std::size_t> first_fearer_;  // states + 1: places in fearers_
  std::span<Fearer> fearers_;
  std::span<std::uint8_t> touched_;  // by state: whether a member hates it
  std::span<double> hatred_;         // by state e: sum over members j of m_j h_je; 0 for members
  std::span<double> rivalry_;        // by state i: sum over members j of m_j h_ij
  std::span<std::int32_t> hated_;    // in the order in which members name them
  std::span<double> near_;           // by state, or by region
  std::span<double> by_region_;
  const Scales& scales_;
  std::size_t number_hated_ = 0;
  double members_power_ = 0.0;
  double faced_ = 0.0;  // sum over the hated of hatred x power
};

}  // namespace

void compare_enemies(World& world, const Scales& scales, const Due& due, Scratch& scratch) {
  if (std::find(due.quarterly.begin(), due.quarterly.end(), 1) == due.quarterly.end()) return;
  EnemyFeatures features(world, scales, scratch);
  for (std::size_t a = 0; a < world.alliances.size(); ++a)
    if (world.alliances.active[a] && due.quarterly[a]) features.assess(AllianceId(a), due.yearly[a] != 0);
}

}  // namespace entente::features
