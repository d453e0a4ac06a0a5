#include <algorithm>

#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/features.hpp"
#include "models/maths/contest.hpp"
#include "models/pledges.hpp"
#include "models/security.hpp"

namespace entente {

namespace {

class RegionalSecurity {
 public:
  RegionalSecurity(World& world, const Security::Parameters& parameters, const Due& due, Scratch& scratch)
      : world_(world),
        proximity_(world.proximity),
        memberships_(world.memberships),
        active_(world.states.active),
        threat_(world.states[columns::threat]),
        power_(world.states[columns::power]),
        protection_(world.states.update(columns::protection)),
        security_(world.states.update(columns::security)),
        value_(world.memberships.update(features::security)),
        denial_(world.memberships.update(features::denial)),
        due_(due),
        concerned_(concerned_states(world, due, scratch)),
        pledge_(scratch.take(world.memberships.size())),
        help_(scratch.take(world.memberships.size())),
        wish_(scratch.take(world.states.size())),
        inside_(scratch.take(world.proximity.size())),
        felt_(scratch.take(world.proximity.size())),
        parameters_(parameters) {}

  void assess() {
    for (std::size_t i = 0; i < protection_.size(); ++i)
      if (concerned_[i]) protection_[i] = 0.0;
    for (std::size_t a = 0; a < due_.quarterly.size(); ++a) sum_help(AllianceId(a));
    for (std::size_t i = 0; i < security_.size(); ++i)
      if (concerned_[i])
        security_[i] = active_[i] ? maths::contest(power_[i] + protection_[i], threat_[i], parameters_.exponent) : 0.0;
    for (std::size_t a = 0; a < due_.quarterly.size(); ++a) {
      if (due_.quarterly[a]) value_security(AllianceId(a));
      if (due_.yearly[a]) value_denial(AllianceId(a));
    }
  }

 private:
  std::size_t state_of(std::size_t row) const { return memberships_.state()[row].index(); }
  bool is_inside(std::size_t row) const { return is_member(memberships_.status()[row]); }
  double exposure(double threat) const { return threat / (threat + parameters_.exposure_half); }
  double nearness_within(std::size_t i) const {
    const std::size_t region = proximity_.region_index(StateId(i));
    return proximity_.row(StateId(i))[region];
  }

  /// Sums an amount of each member by region, then spreads it: `felt_[r] = sum_g k_rg inside_[g]`.
  template <class Amount>
  void spread(AllianceId alliance, Amount amount) {
    std::fill(inside_.begin(), inside_.end(), 0.0);
    for (const std::int32_t member : memberships_.members(alliance)) {
      const auto row = static_cast<std::size_t>(member);
      inside_[proximity_.region_index(memberships_.state()[row])] += amount(row);
    }
    proximity_.spread(inside_, felt_);
  }

  /// What is felt by the state of `row` without what it contributes itself.
  double felt_by(std::size_t row, double own) const {
    const std::size_t i = state_of(row);
    const double all = felt_[proximity_.region_index(StateId(i))];
    return is_inside(row) ? std::max(0.0, all - nearness_within(i) * own) : all;
  }

  /// Adds what an alliance does for its members to their protection; help to all others where it is due.
  void sum_help(AllianceId alliance) {
    const bool due = due_.quarterly[alliance.index()] != 0;
    const auto members = memberships_.members(alliance);
    const auto is_concerned = [&](std::int32_t row) {
      return concerned_[state_of(static_cast<std::size_t>(row))] != 0;
    };
    if (!due && std::none_of(members.begin(), members.end(), is_concerned)) return;
    assess_pledges(world_, alliance, duty_to_defend(world_, alliance), pledge_);
    spread(alliance, [&](std::size_t row) { return power_[state_of(row)]; });
    const auto help = [&](std::size_t row) { return pledge_[row] * felt_by(row, power_[state_of(row)]); };
    if (due)
      for (std::size_t row = memberships_.begin(alliance); row < memberships_.end(alliance); ++row)
        help_[row] = help(row);
    for (const std::int32_t member : members)
      if (is_concerned(member)) {
        const auto row = static_cast<std::size_t>(member);
        protection_[state_of(row)] += due ? help_[row] : help(row);
      }
  }

  void value_security(AllianceId alliance) {
    for (std::size_t row = memberships_.begin(alliance); row < memberships_.end(alliance); ++row) {
      const std::size_t i = state_of(row);
      value_[row] = 0.0;
      if (!active_[i] || help_[row] == 0.0) continue;
      const double own = power_[i] + protection_[i];
      const bool inside = is_inside(row);
      const double other = maths::contest(own + (inside ? -help_[row] : help_[row]), threat_[i], parameters_.exponent);
      value_[row] = exposure(threat_[i]) * (inside ? security_[i] - other : other - security_[i]);
    }
  }

  /// Importance to member `row` of a unit of power near it: m_j A_j dp_j/dP_j pledge_ja.
  double worth_of_help(std::size_t row) const {
    const std::size_t j = state_of(row);
    const double own = power_[j] + protection_[j];
    const double slope = own > 0.0 ? parameters_.exponent * security_[j] * (1.0 - security_[j]) / own : 0.0;
    return power_[j] * exposure(threat_[j]) * slope * pledge_[row];
  }

  void value_denial(AllianceId alliance) {
    double weight = 0.0;
    spread(alliance, [&](std::size_t row) {
      weight += power_[state_of(row)];
      return wish_[state_of(row)] = worth_of_help(row);
    });
    for (std::size_t row = memberships_.begin(alliance); row < memberships_.end(alliance); ++row) {
      const std::size_t i = state_of(row);
      const double others = weight - (is_inside(row) ? power_[i] : 0.0);
      const double felt = felt_by(row, is_inside(row) ? wish_[i] : 0.0);
      denial_[row] = active_[i] && others > 0.0 ? power_[i] * felt / others : 0.0;
    }
  }

  const World& world_;
  const Proximity& proximity_;
  const MembershipTable& memberships_;
  std::span<const std::uint8_t> active_;
  std::span<const double> threat_, power_;
  std::span<double> protection_, security_, value_, denial_;
  const Due& due_;
  std::span<const std::uint8_t> concerned_;  // by state
  std::span<double> pledge_;                 // by row
  std::span<double> help_;                   // by row: power that the alliance brings, or would bring, to the state
  std::span<double> wish_;                   // by state: worth of a unit of help, of members of the alliance in hand
  std::span<double> inside_, felt_;          // by region
  const Security::Parameters& parameters_;
};

}  // namespace

void assess_regional_security(World& world, const Security::Parameters& parameters, const Due& due, Scratch& scratch) {
  if (std::find(due.quarterly.begin(), due.quarterly.end(), 1) == due.quarterly.end()) return;
  RegionalSecurity(world, parameters, due, scratch).assess();
}

}  // namespace entente
