#include "models/classic/tribute.hpp"

#include <algorithm>

#include "engine/base/contracts.hpp"
#include "models/maths/gini.hpp"

namespace entente::classic {

namespace {

/// Two coalitions, one bit an actor, and what they contribute.
struct Fight {
  std::size_t attacker;
  std::size_t target;
  std::uint64_t attackers;
  std::uint64_t defenders;
  double attack;
  double defence;
};

class Ring {
 public:
  explicit Ring(TributeWorld& world) : world_(world), actors_(world.wealth.size()) {}

  Fight fight(std::size_t attacker, std::size_t target) const {
    Fight fight{attacker, target, coalition(attacker, target), coalition(target, attacker), 0.0, 0.0};
    for (std::size_t k = 0; k < actors_; ++k) {
      if (in(fight.attackers, k)) fight.attack += contribution(k, attacker);
      if (in(fight.defenders, k)) fight.defence += contribution(k, target);
    }
    return fight;
  }

  bool within_reach(const Fight& fight) const {
    return in(fight.attackers, next(fight.target)) || in(fight.attackers, previous(fight.target));
  }

  void wage(const TributeParameters& parameters, const Fight& fight) {
    const double share_of_attackers = parameters.destructiveness * fight.defence / fight.attack;
    const double share_of_defenders = parameters.destructiveness * fight.attack / fight.defence;
    for (std::size_t k = 0; k < actors_; ++k) {
      double loss = 0.0;
      if (in(fight.attackers, k)) loss = share_of_attackers * contribution(k, fight.attacker);
      if (in(fight.defenders, k)) loss = share_of_defenders * contribution(k, fight.target);
      ENSURE(loss <= world_.wealth[k]);
      world_.wealth[k] -= loss;
      world_.destroyed += loss;
    }
    const std::uint64_t fighters = fight.attackers | fight.defenders;
    for (std::size_t k = 0; k < actors_; ++k)
      for (std::size_t l = 0; l < k; ++l)
        if (in(fighters, k) && in(fighters, l)) {
          const bool side_by_side = in(fight.attackers, k) == in(fight.attackers, l);
          commit(k, l, side_by_side ? parameters.commitment_step : -parameters.commitment_step);
        }
  }

  void commit(std::size_t k, std::size_t l, int change) {
    const int committed = std::clamp(commitment(k, l) + change, 0, 100);
    world_.commitment[k * actors_ + l] = world_.commitment[l * actors_ + k] = committed;
  }

 private:
  static std::uint64_t only(std::size_t actor) { return std::uint64_t{1} << (actor % 64); }
  static bool in(std::uint64_t coalition, std::size_t actor) { return (coalition & only(actor)) != 0; }
  std::size_t next(std::size_t k) const { return k + 1 == actors_ ? 0 : k + 1; }
  std::size_t previous(std::size_t k) const { return k == 0 ? actors_ - 1 : k - 1; }
  int commitment(std::size_t k, std::size_t to) const { return world_.commitment[k * actors_ + to]; }
  double contribution(std::size_t k, std::size_t to) const { return 0.01 * commitment(k, to) * world_.wealth[k]; }

  std::uint64_t coalition(std::size_t leader, std::size_t enemy) const {
    const auto joins = [&](std::size_t k) {
      return k != leader && k != enemy && commitment(k, leader) > commitment(k, enemy);
    };
    std::uint64_t coalition = only(leader);
    for (std::size_t k = next(leader); joins(k); k = next(k)) coalition |= only(k);
    for (std::size_t k = previous(leader); joins(k); k = previous(k)) coalition |= only(k);
    return coalition;
  }

  TributeWorld& world_;
  std::size_t actors_;
};

void demand(const TributeParameters& parameters, TributeWorld& world, std::size_t attacker) {
  Ring ring(world);
  const auto tribute_of = [&](std::size_t target) { return std::min(parameters.demand, world.wealth[target]); };
  Fight best{};
  double most = 0.0;
  for (std::size_t target = 0; target < world.wealth.size(); ++target) {
    if (target == attacker) continue;
    const Fight fight = ring.fight(attacker, target);
    if (fight.attack <= fight.defence || !ring.within_reach(fight)) continue;
    const double appeal = tribute_of(target) * (fight.attack - fight.defence) / fight.attack;
    if (appeal <= most) continue;
    most = appeal;
    best = fight;
  }
  if (most == 0.0) {
    ++world.idle;
    return;
  }
  const double tribute = tribute_of(best.target);
  const double cost = parameters.destructiveness * best.attack * world.wealth[best.target] / best.defence;
  if (cost < tribute) {
    ++world.fights;
    ring.wage(parameters, best);
    return;
  }
  ++world.tributes;
  world.wealth[best.target] -= tribute;
  world.wealth[attacker] += tribute;
  ring.commit(attacker, best.target, parameters.commitment_step);
}

}  // namespace

TributeWorld start_tribute(const TributeParameters& parameters, Stream& stream) {
  const std::size_t actors = parameters.actors;
  EXPECT(actors >= 2 && actors <= 64);
  EXPECT(parameters.destructiveness >= 0.0 && parameters.destructiveness <= 1.0);
  TributeWorld world;
  for (std::size_t i = 0; i < actors; ++i)
    world.initial.push_back(parameters.least_wealth +
                            (parameters.most_wealth - parameters.least_wealth) * stream.uniform());
  world.wealth = world.initial;
  world.commitment.assign(actors * actors, 0);
  for (std::size_t i = 0; i < actors; ++i) world.commitment[i * actors + i] = 100;
  return world;
}

void live_a_year(const TributeParameters& parameters, TributeWorld& world, Stream& stream) {
  EXPECT(world.wealth.size() == parameters.actors);
  for (std::size_t n = 0; n < parameters.demanders; ++n)
    demand(parameters, world, static_cast<std::size_t>(stream.uniform() * static_cast<double>(parameters.actors)));
  for (double& wealth : world.wealth) wealth += parameters.harvest;
  ++world.years;
}

TributeOutcome tribute_outcome(const TributeParameters& parameters, const TributeWorld& world) {
  const std::size_t actors = world.wealth.size();
  const double grown = parameters.harvest * static_cast<double>(world.years);
  double total = 0.0, left_alone = 0.0, committed = 0.0;
  TributeOutcome outcome{};
  for (std::size_t i = 0; i < actors; ++i) {
    total += world.wealth[i];
    left_alone += world.initial[i] + grown;
    outcome.top_share = std::max(outcome.top_share, world.wealth[i]);
    if (world.wealth[i] > world.initial[i] + grown) outcome.richer += 1.0;
    for (std::size_t j = 0; j < i; ++j)
      if (world.commitment[i * actors + j] == 100) committed += 1.0;
  }
  std::vector<double> sorted = world.wealth;
  outcome.gini = maths::gini(sorted);
  outcome.wealth = total / left_alone;
  outcome.top_share /= total;
  outcome.fully_committed = 2.0 * committed / static_cast<double>(actors * (actors - 1));
  return outcome;
}

}  // namespace entente::classic
