#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <vector>

#include "models/catalogue.hpp"
#include "tests/benchmarks/timed_run.hpp"

namespace entente::benchmarks {

namespace {

/// Bytes/s of a[i] = b[i] + c b[i] over arrays far larger than the caches: the best of several passes.
double triad_bandwidth() {
  constexpr std::size_t number = 16'000'000;
  std::vector<double> a(number, 0.0), b(number, 1.0), c(number, 2.0);
  double best = 1e9;
  for (int pass = 0; pass < 5; ++pass) {
    const double start = cpu_seconds();
    for (std::size_t n = 0; n < number; ++n) a[n] = b[n] + 3.0 * c[n];
    benchmark::DoNotOptimize(a.data());
    benchmark::ClobberMemory();
    best = std::min(best, cpu_seconds() - start);
  }
  return 3.0 * sizeof(double) * static_cast<double>(number) / best;
}

/// Multiplications and additions/s in registers, sixteen chains side by side.
double flop_rate() {
  constexpr int rounds = 20'000'000;
  double x[16];
  std::iota(std::begin(x), std::end(x), 1.0);
  const double start = cpu_seconds();
  for (int round = 0; round < rounds; ++round)
    for (double& value : x) value = value * 0.999999 + 0.000001;
  benchmark::DoNotOptimize(x);
  return 2.0 * 16.0 * rounds / (cpu_seconds() - start);
}

/// Nanoseconds of an exponential in a loop: 4.0 where nothing else runs on the processor that the project was tuned on.
double exp_nanoseconds() {
  constexpr int rounds = 2'000'000;
  double sum = 0.0;
  const double start = cpu_seconds();
  for (int round = 0; round < rounds; ++round) sum += std::exp(-1e-6 * round);
  benchmark::DoNotOptimize(sum);
  return 1e9 * (cpu_seconds() - start) / rounds;
}

/// Bytes that a step must move at the least, if nothing stays in a cache between mechanisms: every column that a
/// mechanism declares to read or write once, and what membership rows, dyads and exact proximity are made of.
double bytes_a_step(const Model& model) {
  const Catalogue catalogue = models::catalogue();
  const World& world = model.initial();
  double bytes = 0.0;
  for (const MechanismDeclaration& mechanism : catalogue.vocabulary().mechanisms) {
    if (!mechanism.in_default_pipeline) continue;
    std::set<const Column*> columns(mechanism.reads.begin(), mechanism.reads.end());
    columns.insert(mechanism.writes.begin(), mechanism.writes.end());
    for (const Column* column : columns)
      bytes += 8.0 * static_cast<double>(world.table(column->table).size() * world.extent(column->axis));
  }
  const auto rows = static_cast<double>(world.memberships.size());
  const auto states = static_cast<double>(world.states.size());
  const auto dyads = static_cast<double>(world.dyads.size());
  return bytes + 3.0 * 9.0 * rows + 2.0 * 8.0 * dyads + 2.0 * 8.0 * states * states;
}

/// Floating-point operations a step, counted on the loops of the sources (an elementary function counts for 20):
/// a row and a member 3 (security), a pair of states 1 (reach), a row and an enemy 10 (who fears whom), a row and a
/// state that its alliance hates 2 (provocation; of the order of members x enemies), a row and a feature 4 (utility), a
/// row 3 elementary functions and 60 other operations.
double flops_a_step(const World& world) {
  const auto states = static_cast<double>(world.states.size());
  const auto enemies = static_cast<double>(world.dyads.size()) / states / 2.0;
  double flops = states * states;
  for (std::size_t a = 0; a < world.alliances.size(); ++a) {
    const AllianceId alliance(a);
    const auto rows = static_cast<double>(world.memberships.end(alliance) - world.memberships.begin(alliance));
    const auto members = static_cast<double>(world.memberships.members(alliance).size());
    const double hated = std::min(states, members * enemies * 0.6);
    flops += rows * (3.0 * members + 10.0 * enemies + 2.0 * hated + 4.0 * 21.0 + 120.0);
  }
  return flops;
}

void roofline(benchmark::State& state) {
  synthetic::Shape shape;
  const Model model = make_model(shape);
  TimedRun run(model);
  const double bandwidth = triad_bandwidth();
  const double rate = flop_rate();
  double seconds = 0.0;
  for (auto _ : state) {
    run.step();
    const double sum = std::accumulate(run.seconds().begin(), run.seconds().end(), 0.0);
    seconds += sum;
    state.SetIterationTime(sum);
  }
  seconds /= static_cast<double>(state.iterations());
  const double bytes = bytes_a_step(model);
  const double flops = flops_a_step(run.world());
  state.counters["MB/step"] = bytes * 1e-6;
  state.counters["Mflop/step"] = flops * 1e-6;
  state.counters["triad_GB/s"] = bandwidth * 1e-9;
  state.counters["Gflop/s"] = rate * 1e-9;
  state.counters["ns/exp"] = exp_nanoseconds();
  state.counters["of_bandwidth"] = bytes / seconds / bandwidth;
  state.counters["of_flops"] = flops / seconds / rate;
}

BENCHMARK(roofline)->Iterations(240)->UseManualTime()->Unit(benchmark::kMicrosecond);

}  // namespace

}  // namespace entente::benchmarks
