#include <benchmark/benchmark.h>

#include <numeric>
#include <vector>

#include "tests/benchmarks/timed_run.hpp"

namespace entente::benchmarks {

namespace {

/// Steps per row of the membership table. Those of a year refresh every slow quantity in each: they are the dearest.
void regional_world(benchmark::State& state) {
  synthetic::Shape shape = synthetic::large_shape();
  shape.states = static_cast<std::size_t>(state.range(0));
  shape.alliances = static_cast<std::size_t>(state.range(1));
  shape.months_per_step = static_cast<int>(state.range(2));
  const Model model = make_model(shape);
  TimedRun run(model);
  std::vector<double> seconds;
  for (auto _ : state) {
    run.step();
    double sum = 0.0;
    for (const double phase : run.seconds()) sum += phase;
    seconds.push_back(sum);
    state.SetIterationTime(sum);
  }
  const auto rows = static_cast<double>(run.world().memberships.size());
  const MembershipTable& memberships = run.world().memberships;
  state.counters["rows"] = rows;
  const double mean = std::accumulate(seconds.begin(), seconds.end(), 0.0) / static_cast<double>(seconds.size());
  state.counters["ns/row"] = 1e9 * mean / rows;
  state.counters["bytes/row"] = static_cast<double>(bytes_of(static_cast<const Table&>(memberships))) / rows + 33.0;
  state.counters["world_bytes/row"] = static_cast<double>(bytes_of(run.world())) / rows;
  state.counters["with_scratch/row"] = static_cast<double>(bytes_of(run.world()) + run.scratch_bytes()) / rows;
}

// Rows: 20 a state. From 10^3 to 10^6 rows with alliances of 33 candidates each; then with 1,000 a piece, for what an
// alliance decides costs by its members; and the large world of 2 x 10^6 rows, 2,000 candidates a piece.
BENCHMARK(regional_world)
    ->ArgNames({"states", "alliances", "months"})
    ->Args({50, 30, 12})
    ->Args({500, 300, 12})
    ->Args({5'000, 3'000, 12})
    ->Args({50'000, 30'000, 12})
    ->Args({50'000, 1'000, 12})
    ->Args({100'000, 1'000, 12})
    ->Iterations(4)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(regional_world)
    ->ArgNames({"states", "alliances", "months"})
    ->Args({50, 30, 1})
    ->Args({500, 300, 1})
    ->Args({5'000, 3'000, 1})
    ->Args({50'000, 30'000, 1})
    ->Args({50'000, 1'000, 1})
    ->Args({100'000, 1'000, 1})
    ->Iterations(12)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace entente::benchmarks
