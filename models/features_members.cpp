#include <algorithm>
#include <cmath>

#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/features_parts.hpp"

namespace entente::features {

namespace {

/// exp(2 x / scale) of a burden x, from which tanh of a difference follows without an exponential for each pair:
/// tanh((x - y) / scale) = (X - Y) / (X + Y).
double grown(double burden, double scale) {
  return std::exp(2.0 * burden / scale);
}

class MemberFeatures {
 public:
  MemberFeatures(World& world, const Scales& scales, Scratch& scratch)
      : memberships_(world.memberships),
        issues_(world.extent(Axis::issue)),
        position_(world.states[columns::position]),
        salience_(world.states[columns::salience]),
        democracy_(world.states[columns::democracy]),
        spending_(world.states[columns::burden]),
        power_(world.states[columns::power]),
        focus_(world.alliances[columns::focus]),
        rule_(world.alliances[columns::admission_rule]),
        lead_(world.alliances[columns::lead_state]),
        f_alignment_(world.memberships.update(alignment)),
        f_regime_(world.memberships.update(regime)),
        f_joint_democracy_(world.memberships.update(joint_democracy)),
        f_burden_(world.memberships.update(burden)),
        f_influence_(world.memberships.update(influence)),
        total_(scratch.take(issues_)),
        mean_(scratch.take(issues_)),
        own_mean_(scratch.take(issues_)),
        grown_(scratch.take(world.states.size())),
        scales_(scales),
        no_alignment_(centre_of(alignment, scales)),
        no_regime_(centre_of(regime, scales)),
        no_joint_democracy_(centre_of(joint_democracy, scales)),
        no_burden_(centre_of(burden, scales)) {
    for (std::size_t i = 0; i < grown_.size(); ++i) grown_[i] = grown(spending_[i], scales_.burden_scale);
  }

  void assess(AllianceId alliance, bool due) {
    sum_members(alliance);
    const double* focus = focus_.data() + alliance.index() * issues_;
    const Others all = others_of_outsider();
    for (std::size_t row = memberships_.begin(alliance); row < memberships_.end(alliance); ++row) {
      const std::size_t i = memberships_.state()[row].index();
      const bool inside = is_member(memberships_.status()[row]);
      const Others others = inside ? others_of_member(i) : all;
      if (due)
        f_influence_[row] =
            influence_of(alliance.index(), i, others.number + 1.0, sums_.power + (inside ? 0.0 : power_[i]));
      if (others.number < 1.0) {
        f_alignment_[row] = no_alignment_;
        f_regime_[row] = no_regime_;
        f_joint_democracy_[row] = no_joint_democracy_;
        f_burden_[row] = no_burden_;
      } else {
        f_alignment_[row] = std::exp(-0.5 * square_distance(i, others.position, focus));
        f_regime_[row] = 1.0 - std::fabs(democracy_[i] - others.democracy);
        f_joint_democracy_[row] = democracy_[i] * others.democracy;
        f_burden_[row] = (grown_[i] - others.grown) / (grown_[i] + others.grown);
      }
    }
  }

 private:
  /// Of the members of the alliance in hand.
  struct Sums {
    double number = 0.0;
    double power = 0.0;
    double democracy = 0.0;
    double burden = 0.0;
  };

  /// Means over the members other than the state in hand.
  struct Others {
    double number;
    double democracy;
    double grown;            ///< of the mean burden
    const double* position;  ///< issues
  };

  void sum_members(AllianceId alliance) {
    sums_ = {};
    std::fill(total_.begin(), total_.end(), 0.0);
    for (const std::int32_t row : memberships_.members(alliance)) {
      const std::size_t j = memberships_.state()[static_cast<std::size_t>(row)].index();
      sums_.number += 1.0;
      sums_.power += power_[j];
      sums_.democracy += democracy_[j];
      sums_.burden += spending_[j];
      for (std::size_t d = 0; d < issues_; ++d) total_[d] += position_[j * issues_ + d];
    }
  }

  Others others_of_outsider() const {
    const double each = sums_.number > 0.0 ? 1.0 / sums_.number : 0.0;
    for (std::size_t d = 0; d < issues_; ++d) mean_[d] = total_[d] * each;
    return {sums_.number, sums_.democracy * each, grown(sums_.burden * each, scales_.burden_scale), mean_.data()};
  }

  Others others_of_member(std::size_t i) const {
    const double number = sums_.number - 1.0;
    const double each = number > 0.0 ? 1.0 / number : 0.0;
    for (std::size_t d = 0; d < issues_; ++d) own_mean_[d] = (total_[d] - position_[i * issues_ + d]) * each;
    return {number, (sums_.democracy - democracy_[i]) * each,
            grown((sums_.burden - spending_[i]) * each, scales_.burden_scale), own_mean_.data()};
  }

  /// Squared distance from a position, weighted by salience times focus.
  double square_distance(std::size_t i, const double* from, const double* focus) const {
    const double* x = position_.data() + i * issues_;
    const double* salience = salience_.data() + i * issues_;
    double sum = 0.0;
    double weights = 0.0;
    for (std::size_t d = 0; d < issues_; ++d) {
      const double weight = salience[d] * focus[d];
      const double difference = x[d] - from[d];
      sum += weight * difference * difference;
      weights += weight;
    }
    return weights > 0.0 ? sum / weights : 0.0;
  }

  /// Voting power against share of power, both with the state as a member.
  double influence_of(std::size_t a, std::size_t i, double members, double power) const {
    const double share = power > 0.0 ? power_[i] / power : 0.0;
    const VotingRule rule = voting_rule(rule_[a]);
    double vote = 1.0 / members;
    if (rule == VotingRule::weighted) vote = share;
    if (rule == VotingRule::lead) vote = lead_[a] == static_cast<double>(i) ? 1.0 : 0.0;
    return vote + share > 0.0 ? vote / (vote + share) : 0.5;
  }

  const MembershipTable& memberships_;
  std::size_t issues_;
  std::span<const double> position_, salience_, democracy_, spending_, power_;
  std::span<const double> focus_, rule_, lead_;
  std::span<double> f_alignment_, f_regime_, f_joint_democracy_, f_burden_, f_influence_;
  Sums sums_;
  std::span<double> total_;            // by issue: sum of the members' positions
  std::span<double> mean_, own_mean_;  // by issue: of all members; of those beside the member in hand
  std::span<double> grown_;            // by state: of its burden
  const Scales& scales_;
  double no_alignment_, no_regime_, no_joint_democracy_, no_burden_;
};

}  // namespace

void compare_with_members(World& world, const Scales& scales, const Due& due, Scratch& scratch) {
  if (std::find(due.quarterly.begin(), due.quarterly.end(), 1) == due.quarterly.end()) return;
  MemberFeatures features(world, scales, scratch);
  for (std::size_t a = 0; a < world.alliances.size(); ++a)
    if (world.alliances.active[a] && due.quarterly[a]) features.assess(AllianceId(a), due.yearly[a] != 0);
}

}  // namespace entente::features
