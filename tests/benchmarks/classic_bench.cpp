// What the exact classic models cost at their largest sizes, on one core.

#include <benchmark/benchmark.h>

#include "models/classic/hedonic.hpp"
#include "models/classic/landscape.hpp"
#include "models/classic/voting_power.hpp"

namespace entente::classic {
namespace {

Stream stream() {
  return Streams(1, 0).at(1, 0, 1);
}

/// All energies and basins; each actor doubles the work.
void landscape(benchmark::State& state) {
  Stream draws = stream();
  const auto actors = static_cast<Eigen::Index>(state.range(0));
  Eigen::VectorXd sizes(actors);
  Eigen::MatrixXd propensities(actors, actors);
  for (Eigen::Index i = 0; i < actors; ++i) {
    sizes[i] = draws.uniform();
    for (Eigen::Index j = 0; j <= i; ++j) propensities(i, j) = propensities(j, i) = draws.normal();
  }
  const Landscape landscape(sizes, propensities);
  for (auto _ : state) benchmark::DoNotOptimize(absorb(landscape, explore(landscape)));
}
BENCHMARK(landscape)->Arg(20)->Arg(24)->Unit(benchmark::kSecond)->Iterations(1);

/// One leg of weights up to 10,000 and a simple majority.
void voting_power(benchmark::State& state) {
  Stream draws = stream();
  Leg leg{{}, 1};
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    leg.weights.push_back(1 + static_cast<std::int64_t>(draws.uniform() * 10'000));
    leg.quota += leg.weights.back();
  }
  leg.quota /= 2;
  const VotingGame game{{leg}};
  for (auto _ : state) benchmark::DoNotOptimize(by_generating_functions(game));
}
BENCHMARK(voting_power)->Arg(40)->Unit(benchmark::kSecond)->Iterations(1);

/// All six concepts of stability, in an additive game.
void hedonic(benchmark::State& state) {
  Stream draws = stream();
  const auto players = static_cast<Eigen::Index>(state.range(0));
  Eigen::MatrixXd worth(players, players);
  for (Eigen::Index i = 0; i < players; ++i)
    for (Eigen::Index j = 0; j < players; ++j) worth(i, j) = draws.normal();
  const HedonicGame game = additive_game(worth);
  for (auto _ : state) benchmark::DoNotOptimize(stable_partitions(game, 10));
}
BENCHMARK(hedonic)->Arg(10)->Arg(12)->Unit(benchmark::kSecond)->Iterations(1);

}  // namespace
}  // namespace entente::classic
