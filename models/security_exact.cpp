#include <algorithm>

#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/features.hpp"
#include "models/maths/contest.hpp"
#include "models/pledges.hpp"
#include "models/security.hpp"

namespace entente {

namespace {

/// By value, unlike std::max and std::min, so that no branch is taken on numbers that cannot be foretold.
double larger(double a, double b) {
  return a > b ? a : b;
}
double smaller(double a, double b) {
  return a < b ? a : b;
}

/// Two doubles that are computed with side by side: a vector of gcc and clang.
using Pair = double __attribute__((vector_size(16)));

/// One state at a time: who its allies are and by which pledges, then what each alliance is worth to it, and what it
/// owes to those with whom it shares an alliance.
class ExactSecurity {
 public:
  ExactSecurity(World& world, const Security::Parameters& parameters, const Due& due, Scratch& scratch)
      : world_(world),
        memberships_(world.memberships),
        threat_(world.states[columns::threat]),
        power_(world.states[columns::power]),
        presence_(world.dyads[columns::presence]),
        protection_(world.states.update(columns::protection)),
        security_(world.states.update(columns::security)),
        value_(world.memberships.update(features::security)),
        denial_(world.memberships.update(features::denial)),
        due_(due),
        concerned_(concerned_states(world, due, scratch)),
        pledge_(scratch.take(world.memberships.size())),
        reach_(scratch.take(world.states.size())),
        best_(scratch.take(world.states.size(), 0.0)),
        second_(scratch.take(world.states.size(), 0.0)),
        allies_(scratch.take<std::int32_t>(world.states.size() + 1)),
        members_(scratch.take<std::int32_t>(world.memberships.size())),
        parameters_(parameters) {
    assess_pledges(world, pledge_);
    for (std::size_t a = 0; a < world.alliances.size(); ++a) {
      std::size_t place = memberships_.begin(AllianceId(a));
      for (const std::int32_t row : memberships_.members(AllianceId(a)))
        members_[place++] = memberships_.state()[static_cast<std::size_t>(row)].row;
    }
  }

  void assess() {
    for (std::size_t row = 0; row < memberships_.size(); ++row)
      if (is_due(due_.yearly, row)) denial_[row] = 0.0;
    for (std::size_t i = 0; i < power_.size(); ++i)
      if (concerned_[i]) assess_state(StateId(i));
    for (std::size_t a = 0; a < due_.yearly.size(); ++a)
      if (due_.yearly[a]) weigh_denial(AllianceId(a));
  }

 private:
  bool is_inside(std::size_t row) const { return is_member(memberships_.status()[row]); }
  bool is_due(std::span<const std::uint8_t> due, std::size_t row) const {
    return due[memberships_.alliance()[row].index()] != 0;
  }
  double prevail(double own, std::size_t i) const { return maths::contest(own, threat_[i], parameters_.exponent); }
  std::span<const std::int32_t> members_of(AllianceId alliance) const {
    return members_.subspan(memberships_.begin(alliance), memberships_.members(alliance).size());
  }

  void assess_state(StateId i) {
    protection_[i.index()] = security_[i.index()] = 0.0;
    if (!world_.states.active[i.index()]) {
      for (const std::int32_t row : memberships_.rows_of(i)) value_[static_cast<std::size_t>(row)] = 0.0;
      return;
    }
    measure_reach(i);
    const std::size_t allies = gather_allies(i);
    double help = 0.0;
    for (std::size_t n = 0; n < allies; ++n) help += reach_[index(allies_[n])] * best_[index(allies_[n])];
    protection_[i.index()] = help;
    security_[i.index()] = prevail(power_[i.index()] + help, i.index());
    const double exposed = threat_[i.index()] / (threat_[i.index()] + parameters_.exposure_half);
    for (const std::int32_t row : memberships_.rows_of(i))
      if (is_due(due_.quarterly, static_cast<std::size_t>(row)))
        assess_row(i.index(), static_cast<std::size_t>(row), exposed);
    for (std::size_t n = 0; n < allies; ++n) best_[index(allies_[n])] = second_[index(allies_[n])] = 0.0;
  }

  static std::size_t index(std::int32_t state) { return static_cast<std::size_t>(state); }

  /// What each state could bring to `i` if it had pledged fully: m_j max(k_ij, presence_ji).
  void measure_reach(StateId i) {
    const auto near = world_.proximity.row(i);
    for (std::size_t j = 0; j < reach_.size(); ++j) reach_[j] = power_[j] * near[j];
    for (std::size_t d = world_.dyads.begin(i); d < world_.dyads.end(i); ++d) {
      const std::size_t j = world_.dyads.to()[d].index();
      const double based = presence_[static_cast<std::size_t>(world_.dyads.reverse()[d])];
      if (based > near[j]) reach_[j] = power_[j] * based;
    }
    reach_[i.index()] = 0.0;
  }

  /// Lists those who pledged something to `i`, with each one's strongest pledge and the next strongest.
  std::size_t gather_allies(StateId i) {
    std::size_t number = 0;
    for (const std::int32_t own : memberships_.rows_of(i)) {
      const auto row = static_cast<std::size_t>(own);
      const double pledge = pledge_[row];
      if (pledge == 0.0 || !is_inside(row)) continue;
      for (const std::int32_t member : members_of(memberships_.alliance()[row])) {
        const std::size_t j = index(member);
        const double best = best_[j];
        allies_[number] = member;
        number += best > 0.0 ? 0 : 1;
        second_[j] = larger(second_[j], smaller(best, pledge));
        best_[j] = larger(best, pledge);
      }
    }
    return number;
  }

  /// Help of j that a member of pledge `pledge` would lose with the alliance: what no other alliance pledges.
  double lost(double pledge, std::size_t j) const {
    return reach_[j] * (best_[j] - (pledge >= best_[j] ? second_[j] : best_[j]));
  }
  /// Help of j that an outsider would gain.
  double gained(double pledge, std::size_t j) const { return reach_[j] * larger(0.0, pledge - best_[j]); }

  /// Sum over members of `help` of each.
  template <class Help>
  double sum(std::span<const std::int32_t> members, Help help) const {
    Pair two{0.0, 0.0};
    std::size_t n = 0;
    for (; n + 1 < members.size(); n += 2) two += Pair{help(index(members[n])), help(index(members[n + 1]))};
    return two[0] + two[1] + (n < members.size() ? help(index(members[n])) : 0.0);
  }

  void assess_row(std::size_t i, std::size_t row, double exposed) {
    value_[row] = 0.0;
    const double pledge = pledge_[row];
    if (pledge == 0.0) return;
    const AllianceId alliance = memberships_.alliance()[row];
    const double own = power_[i] + protection_[i];
    if (is_inside(row)) {
      const double help = sum(members_of(alliance), [&](std::size_t j) { return lost(pledge, j); });
      value_[row] = exposed * (security_[i] - prevail(own - help, i));
      if (is_due(due_.yearly, row)) add_denial(i, alliance, pledge, power_[i] * exposed);
    } else {
      const double help = sum(members_of(alliance), [&](std::size_t j) { return gained(pledge, j); });
      value_[row] = exposed * (prevail(own + help, i) - security_[i]);
    }
  }

  /// Adds to every row of the alliance what its state does, or would do, for the chances of member `i`.
  void add_denial(std::size_t i, AllianceId alliance, double pledge, double importance) {
    const double own = power_[i] + protection_[i];
    for (std::size_t row = memberships_.begin(alliance); row < memberships_.end(alliance); ++row) {
      const std::size_t j = memberships_.state()[row].index();
      denial_[row] += importance * (is_inside(row) ? security_[i] - prevail(own - lost(pledge, j), i)
                                                   : prevail(own + gained(pledge, j), i) - security_[i]);
    }
  }

  void weigh_denial(AllianceId alliance) {
    double weight = 0.0;
    for (const std::int32_t j : members_of(alliance)) weight += power_[index(j)];
    for (std::size_t row = memberships_.begin(alliance); row < memberships_.end(alliance); ++row) {
      const double others = weight - (is_inside(row) ? power_[memberships_.state()[row].index()] : 0.0);
      denial_[row] = others > 0.0 ? denial_[row] / others : 0.0;
    }
  }

  const World& world_;
  const MembershipTable& memberships_;
  std::span<const double> threat_, power_, presence_;
  std::span<double> protection_, security_, value_, denial_;
  const Due& due_;
  std::span<const std::uint8_t> concerned_;  // by state
  std::span<double> pledge_;                 // by row
  std::span<double> reach_;                  // by state: what it could bring to the state in hand
  std::span<double> best_, second_;          // by state: its strongest pledges to the state in hand, by two alliances
  std::span<std::int32_t> allies_;           // states of positive best pledge, and room for one that is written in vain
  std::span<std::int32_t> members_;          // by alliance, at the head of its rows: its members' states
  const Security::Parameters& parameters_;
};

}  // namespace

void assess_exact_security(World& world, const Security::Parameters& parameters, const Due& due, Scratch& scratch) {
  if (std::find(due.quarterly.begin(), due.quarterly.end(), 1) == due.quarterly.end()) return;
  ExactSecurity(world, parameters, due, scratch).assess();
}

}  // namespace entente
