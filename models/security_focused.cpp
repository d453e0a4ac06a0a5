#include <algorithm>

#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/features.hpp"
#include "models/intelligence.hpp"
#include "models/maths/contest.hpp"
#include "models/pledges.hpp"
#include "models/security.hpp"

namespace entente {

namespace {

class FocusedSecurity {
 public:
  FocusedSecurity(World& world, const Security::Parameters& parameters, Scratch& scratch)
      : world_(world),
        memberships_(world.memberships),
        power_(world.states[columns::power]),
        protection_(world.states[columns::protection]),
        value_(world.memberships.update(features::security)),
        denial_(world.memberships.update(features::denial)),
        pledge_(scratch.take(world.memberships.size())),
        threat_(scratch.take(world.states.size())),
        parameters_(parameters) {}

  void assess(AllianceId alliance, bool with_denial) {
    const std::size_t a = alliance.index();
    assess_pledges(world_, alliance, world_.alliances[columns::defence][a] * world_.alliances[columns::strength][a],
                   pledge_);
    measure_threats(alliance);
    double all = 0.0;
    for (const std::int32_t member : memberships_.members(alliance)) all += power_[state_of(member)];
    for (std::size_t row = memberships_.begin(alliance); row < memberships_.end(alliance); ++row) {
      const std::size_t i = memberships_.state()[row].index();
      value_[row] = worth(row, all - own_part(row), 0.0);
      if (with_denial) denial_[row] = denial(alliance, row, all);
      if (!world_.states.active[i]) value_[row] = 0.0;
    }
  }

 private:
  std::size_t state_of(std::int32_t row) const { return memberships_.state()[static_cast<std::size_t>(row)].index(); }
  /// What the state of a row brings to the members' power as it is.
  double own_part(std::size_t row) const {
    return is_member(memberships_.status()[row]) ? power_[memberships_.state()[row].index()] : 0.0;
  }

  void measure_threats(AllianceId alliance) {
    const auto against = focus_on_threats(world_, alliance);
    const auto exposure = world_.states[columns::exposure];
    const auto intensity = world_.threats[columns::intensity];
    const auto misperception = world_.states[columns::misperception];
    for (std::size_t i = 0; i < threat_.size(); ++i) {
      threat_[i] = 0.0;
      for (std::size_t z = 0; z < against.size(); ++z)
        threat_[i] += against[z] * exposure[i * against.size() + z] * intensity[z];
      threat_[i] *= as_seen(misperception[i]);
    }
  }

  /// A_i (P_i(with `more` besides `some`) - P_i(with `some`)), of members' power that helps the state of a row.
  double worth(std::size_t row, double more, double some) const {
    const std::size_t i = memberships_.state()[row].index();
    const double own = power_[i] + protection_[i] + pledge_[row] * some;
    const double with = maths::contest(own + pledge_[row] * more, threat_[i], parameters_.exponent);
    const double without = maths::contest(own, threat_[i], parameters_.exponent);
    return threat_[i] / (threat_[i] + parameters_.exposure_half) * (with - without);
  }

  double denial(AllianceId alliance, std::size_t row, double all) const {
    const std::size_t i = memberships_.state()[row].index();
    double sum = 0.0, weight = 0.0;
    for (const std::int32_t member : memberships_.members(alliance)) {
      const auto other = static_cast<std::size_t>(member);
      if (other == row) continue;
      const double power = power_[state_of(member)];
      sum += power * worth(other, power_[i], std::max(0.0, all - power - own_part(row)));
      weight += power;
    }
    return weight > 0.0 ? sum / weight : 0.0;
  }

  const World& world_;
  const MembershipTable& memberships_;
  std::span<const double> power_, protection_;
  std::span<double> value_, denial_;
  std::span<double> pledge_;  // by row
  std::span<double> threat_;  // by state: of those against which the alliance in hand protects, as it sees them
  const Security::Parameters& parameters_;
};

}  // namespace

void assess_focused_security(World& world, const Security::Parameters& parameters, const Due& due, Scratch& scratch) {
  const auto against = world.alliances[columns::against];
  if (std::find(against.begin(), against.end(), 1.0) == against.end()) return;
  FocusedSecurity focused(world, parameters, scratch);
  for (std::size_t a = 0; a < due.quarterly.size(); ++a)
    if (due.quarterly[a] != 0 && is_focused(world, AllianceId(a))) focused.assess(AllianceId(a), due.yearly[a] != 0);
}

}  // namespace entente
