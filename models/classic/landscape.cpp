#include "models/classic/landscape.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <numeric>

#include "engine/base/contracts.hpp"

namespace entente::classic {

Landscape::Landscape(const Eigen::VectorXd& sizes, const Eigen::MatrixXd& propensities)
    : coupling_(2.0 * (sizes.asDiagonal() * propensities * sizes.asDiagonal())) {
  EXPECT(sizes.size() >= 1 && sizes.size() <= 64);
  EXPECT(sizes.minCoeff() >= 0.0);
  EXPECT(propensities.rows() == sizes.size() && propensities == propensities.transpose());
  coupling_.diagonal().setZero();
  // Far above the rounding of the few thousand updates that `explore` makes between two fresh starts.
  negligible_ = 1e-12 * coupling_.cwiseAbs().sum();
}

double Landscape::energy(Configuration configuration) const {
  double energy = 0.0;
  for (Eigen::Index i = 0; i < coupling_.rows(); ++i)
    for (Eigen::Index j = 0; j < i; ++j)
      if (((configuration >> i) ^ (configuration >> j)) & 1) energy += coupling_(i, j);
  return energy;
}

Configuration Landscape::canonical(Configuration configuration) const {
  const std::size_t last = actors() - 1;
  if (((configuration >> last) & 1) == 0) return configuration;
  return ~configuration & (~Configuration{0} >> (63 - last));
}

Walk::Walk(const Landscape& landscape, Configuration start)
    : landscape_(&landscape),
      configuration_(start),
      energy_(landscape.energy(start)),
      side_(landscape.coupling().rows()) {
  for (Eigen::Index k = 0; k < side_.size(); ++k) side_[k] = (start >> k) & 1 ? -1.0 : 1.0;
  field_ = landscape.coupling() * side_;
}

bool Walk::is_local_minimum() const {
  for (std::size_t k = 0; k < landscape_->actors(); ++k)
    if (improves(k)) return false;
  return true;
}

void Walk::flip(std::size_t actor) {
  energy_ += change(actor);
  side_[at(actor)] = -side_[at(actor)];
  field_ += (2.0 * side_[at(actor)]) * landscape_->coupling().col(at(actor));
  configuration_ ^= Configuration{1} << actor;
}

Configurations explore(const Landscape& landscape) {
  EXPECT(landscape.actors() <= 30);
  constexpr std::size_t updates_in_a_row = 4096;  // then afresh, so that rounding does not add up
  const std::size_t count = std::size_t{1} << (landscape.actors() - 1);
  Configurations all{.energies = std::vector<double>(count), .minima = {}};
  Walk walk(landscape, 0);
  for (std::size_t step = 0;;) {
    all.energies[walk.configuration()] = walk.energy();
    if (walk.is_local_minimum()) all.minima.push_back(walk.configuration());
    if (++step == count) break;
    walk.flip(static_cast<std::size_t>(std::countr_zero(step)));
    if (step % updates_in_a_row == 0) walk = Walk(landscape, walk.configuration());
  }
  std::sort(all.minima.begin(), all.minima.end(), [&](Configuration one, Configuration other) {
    return std::pair(all.energies[one], one) < std::pair(all.energies[other], other);
  });
  return all;
}

Basins absorb(const Landscape& landscape, const Configurations& all) {
  const std::vector<double>& energies = all.energies;
  std::vector<std::uint32_t> downhill(energies.size());
  std::iota(downhill.begin(), downhill.end(), 0U);
  std::sort(downhill.begin(), downhill.end(), [&](std::uint32_t one, std::uint32_t other) {
    return energies[one] != energies[other] ? energies[one] > energies[other] : one < other;
  });
  const std::size_t actors = landscape.actors();
  std::vector<double> probability(energies.size(), 1.0 / static_cast<double>(energies.size()));
  std::vector<Configuration> better(actors);
  Basins basins{.share = {}, .picks = 0.0, .switches = 0.0};
  for (const std::uint32_t here : downhill) {
    std::size_t improvements = 0;
    for (std::size_t k = 0; k < actors; ++k) {
      const Configuration next = landscape.switched(here, k);
      if (energies[next] < energies[here] - landscape.negligible()) better[improvements++] = next;
    }
    if (improvements == 0) continue;
    const double passed = probability[here] / static_cast<double>(improvements);
    for (std::size_t n = 0; n < improvements; ++n) probability[better[n]] += passed;
    basins.switches += probability[here];
    basins.picks += static_cast<double>(actors) * passed;
  }
  for (const Configuration minimum : all.minima) basins.share.push_back(probability[minimum]);
  return basins;
}

namespace {

/// Picks actors until none would switch; returns how many were picked.
template <class OnSwitch>
std::int64_t settle(Walk& walk, std::size_t actors, Stream& stream, OnSwitch on_switch) {
  std::int64_t picks = 0;
  while (!walk.is_local_minimum()) {
    std::size_t actor = 0;
    do {
      actor = static_cast<std::size_t>(stream.uniform() * static_cast<double>(actors));
      ++picks;
    } while (!walk.improves(actor));
    walk.flip(actor);
    on_switch(actor);
  }
  return picks;
}

}  // namespace

Descent descend(const Landscape& landscape, Configuration start, Stream& stream) {
  Walk walk(landscape, start);
  Descent descent{};
  descent.picks =
      settle(walk, landscape.actors(), stream, [&](std::size_t actor) { descent.switches.push_back(actor); });
  descent.end = walk.configuration();
  return descent;
}

SampledBasins sample_basins(const Landscape& landscape, std::int64_t samples, Stream& stream) {
  EXPECT(samples >= 2);
  std::map<Configuration, double> visits;
  double picks = 0.0, picks_squared = 0.0, switches = 0.0, switches_squared = 0.0;
  for (std::int64_t sample = 0; sample < samples; ++sample) {
    Configuration start = 0;
    for (std::size_t k = 0; k < landscape.actors(); ++k)
      if (stream.uniform() < 0.5) start |= Configuration{1} << k;
    Walk walk(landscape, start);
    double switched = 0.0;
    const auto picked =
        static_cast<double>(settle(walk, landscape.actors(), stream, [&](std::size_t) { switched += 1.0; }));
    visits[landscape.canonical(walk.configuration())] += 1.0;
    picks += picked;
    picks_squared += picked * picked;
    switches += switched;
    switches_squared += switched * switched;
  }
  const auto count = static_cast<double>(samples);
  SampledBasins basins{.minima = {},
                       .share = {},
                       .picks = estimate(picks, picks_squared, count),
                       .switches = estimate(switches, switches_squared, count)};
  for (const auto& [minimum, visited] : visits) basins.minima.push_back(minimum);
  std::stable_sort(basins.minima.begin(), basins.minima.end(), [&](Configuration one, Configuration other) {
    return landscape.energy(one) < landscape.energy(other);
  });
  for (const Configuration minimum : basins.minima) basins.share.push_back(frequency(visits[minimum], count));
  return basins;
}

}  // namespace entente::classic
