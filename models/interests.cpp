#include "models/interests.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/hash.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/maths/averages.hpp"

namespace entente {

namespace {

constexpr std::uint64_t key = name_hash("interests");

/// An alliance stands where its members stand on average: one voice each.
void place_alliances(World& world) {
  const std::size_t issues = world.extent(Axis::issue);
  const auto position = world.states[columns::position];
  const auto place = world.alliances.update(columns::alliance_position);
  for (std::size_t a = 0; a < world.alliances.size(); ++a) {
    const auto members = world.memberships.members(AllianceId(a));
    for (std::size_t d = 0; d < issues && !members.empty(); ++d) {
      double sum = 0.0;
      for (const std::int32_t row : members)
        sum += position[world.memberships.state()[static_cast<std::size_t>(row)].index() * issues + d];
      place[a * issues + d] = sum / static_cast<double>(members.size());
    }
  }
}

/// Positions of each state's alliances, weighted by the strength of the obligation (states x issues), and the weights.
void pull_of_alliances(const World& world, std::span<double> pull, std::span<double> weight) {
  const std::size_t issues = world.extent(Axis::issue);
  const auto place = world.alliances[columns::alliance_position];
  const auto strength = world.alliances[columns::strength];
  for (std::size_t a = 0; a < world.alliances.size(); ++a)
    for (const std::int32_t row : world.memberships.members(AllianceId(a))) {
      const std::size_t i = world.memberships.state()[static_cast<std::size_t>(row)].index();
      weight[i] += strength[a];
      for (std::size_t d = 0; d < issues; ++d) pull[i * issues + d] += strength[a] * place[a * issues + d];
    }
}

}  // namespace

void Interests::declare(Declarations<Parameters>& p) {
  p.add(&Parameters::return_rate, {.name = "return_rate",
                                   .unit = "1/year",
                                   .range = above(0),
                                   .about = "rate at which interests return to home and the leader's line"});
  p.add(&Parameters::socialisation, {.name = "socialisation",
                                     .unit = "1/year",
                                     .range = at_least(0),
                                     .about = "rate at which interests move towards those of the state's alliances"});
  p.add(&Parameters::noise, {.name = "noise",
                             .unit = "of the issue/sqrt(year)",
                             .range = at_least(0),
                             .about = "drift of interests",
                             .source = "robust sd of yearly changes of UN ideal points, .165 (Bailey, Strezhnev & "
                                       "Voeten 2017)"});
}

MechanismDeclaration Interests::declaration() {
  using namespace columns;
  return {.name = "interests",
          .claim =
              "Interests return to what the state is at home and what its leader wants, and drift towards those "
              "of its allies.",
          .equation =
              "dx_i = eta (xbar_i + delta_i - x_i) dt + mu_i (Y_i - x_i) dt + s_x dW_i; eta = return_rate, mu_i "
              "= socialisation min(1, sum_a strength_a), s_x = noise, Y_i the mean position of i's alliances, weighted "
              "by the strength of their obligations",
          .source = "Ornstein-Uhlenbeck, exact transition",
          .parameters = {},
          .reads = {&home, &offset, &newborn, &strength},
          .writes = {&position, &alliance_position},
          .events = {}};
}

void Interests::start(World& world, Scratch&) const {
  const auto home = world.states[columns::home];
  std::copy(home.begin(), home.end(), world.states.update(columns::position).begin());
  place_alliances(world);
}

void Interests::step(World& world, const Step& step) const {
  const std::size_t issues = world.extent(Axis::issue);
  const std::size_t states = world.states.size();
  const auto home = world.states[columns::home];
  const auto offset = world.states[columns::offset];
  const auto newborn = world.states[columns::newborn];
  const auto position = world.states.update(columns::position);
  const auto entities = world.states.entities();
  const auto pull = step.scratch.take(states * issues, 0.0);
  const auto weight = step.scratch.take(states, 0.0);
  place_alliances(world);
  pull_of_alliances(world, pull, weight);
  for (std::size_t i = 0; i < states; ++i) {
    if (!world.states.active[i]) continue;
    const double mu = parameters_.socialisation * std::min(1.0, weight[i]);
    const double rate = parameters_.return_rate + mu;
    const double kept = std::exp(-rate * step.dt);
    const double sd = parameters_.noise * std::sqrt((1.0 - kept * kept) / (2.0 * rate));
    Stream stream = step.streams.at(key, step.tick, entities[i]);
    for (std::size_t d = 0; d < issues; ++d) {
      const std::size_t n = i * issues + d;
      if (newborn[i] > 0.0) position[n] = home[n];
      const double allies = weight[i] > 0.0 ? pull[n] / weight[i] : 0.0;
      const double target = (parameters_.return_rate * (home[n] + offset[n]) + mu * allies) / rate;
      position[n] = maths::relaxed(position[n], target, kept) + sd * stream.normal();
    }
  }
  place_alliances(world);
}

}  // namespace entente
