#include "models/division.hpp"

#include <algorithm>
#include <cmath>

#include "models/columns.hpp"

namespace entente {

namespace {

/// How close two states' interests are: exp(-dist2 / 2).
class Closeness {
 public:
  explicit Closeness(const World& world)
      : issues_(world.extent(Axis::issue)),
        position_(world.states[columns::position]),
        salience_(world.states[columns::salience]) {}

  double operator()(StateId i, StateId j) const {
    const std::size_t x = i.index() * issues_, y = j.index() * issues_;
    double sum = 0.0, weights = 0.0;
    for (std::size_t d = 0; d < issues_; ++d) {
      const double weight = salience_[x + d] + salience_[y + d];
      const double difference = position_[x + d] - position_[y + d];
      sum += weight * difference * difference;
      weights += weight;
    }
    return weights > 0.0 ? std::exp(-0.5 * sum / weights) : 1.0;
  }

 private:
  std::size_t issues_;
  std::span<const double> position_, salience_;
};

}  // namespace

void assess_propensities(const World& world, const PropensityParameters& parameters, std::span<double> propensity) {
  const DyadTable& dyads = world.dyads;
  const auto tie = dyads[columns::tie];
  const auto fear = dyads[columns::fear];
  const Closeness closeness(world);
  for (std::size_t d = 0; d < dyads.size(); ++d) {
    const StateId i = dyads.from()[d], j = dyads.to()[d];
    const auto back = static_cast<std::size_t>(dyads.reverse()[d]);
    if (back < d) {
      propensity[d] = propensity[back];
      continue;
    }
    propensity[d] = 0.0;
    if (!world.states.active[i.index()] || !world.states.active[j.index()]) continue;
    propensity[d] = parameters.tie * 0.5 * (tie[d] + tie[back]) - parameters.hostility * 0.5 * (fear[d] + fear[back]);
    if (parameters.alignment > 0.0) propensity[d] += parameters.alignment * (2.0 * closeness(i, j) - 1.0);
  }
}

void assess_frustration(const World& world, std::span<const double> propensity, const Sides& sides,
                        std::span<double> frustration) {
  const DyadTable& dyads = world.dyads;
  const auto power = world.states[columns::power];
  for (std::size_t i = 0; i < frustration.size(); ++i) {
    frustration[i] = 0.0;
    for (std::size_t d = dyads.begin(StateId(i)); d < dyads.end(StateId(i)); ++d)
      if (propensity[d] != 0.0 && !sides.share(StateId(i), dyads.to()[d]))
        frustration[i] += power[dyads.to()[d].index()] * propensity[d];
  }
}

void assess_landscape_energy(const World& world, std::span<const double> propensity, Scratch& scratch,
                             std::span<double> energy) {
  const DyadTable& dyads = world.dyads;
  const MembershipTable& memberships = world.memberships;
  const auto power = world.states[columns::power];
  const auto inside = scratch.take(world.states.size(), std::uint8_t{0});
  for (std::size_t a = 0; a < energy.size(); ++a) {
    const auto members = memberships.members(AllianceId(a));
    const auto mark = [&](std::uint8_t value) {
      for (const std::int32_t row : members) inside[memberships.state()[static_cast<std::size_t>(row)].index()] = value;
    };
    mark(1);
    energy[a] = 0.0;
    for (const std::int32_t row : members) {
      const StateId i = memberships.state()[static_cast<std::size_t>(row)];
      for (std::size_t d = dyads.begin(i); d < dyads.end(i); ++d)
        if (const std::size_t j = dyads.to()[d].index(); inside[j] == 0)
          energy[a] += 2.0 * power[i.index()] * power[j] * propensity[d];
    }
    mark(0);
  }
}

}  // namespace entente
