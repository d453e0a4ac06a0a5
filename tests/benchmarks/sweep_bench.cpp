// What a run of a sweep costs beside its steps: thirty states, a hundred steps, the whole pipeline, a point of its own.

#include <benchmark/benchmark.h>

#include <filesystem>
#include <fstream>

#include "engine/output/result_writer.hpp"
#include "engine/run/sweep.hpp"
#include "engine/simulation/simulation.hpp"
#include "models/catalogue.hpp"
#include "tests/support/bloc_world.hpp"
#include "tests/support/thirty_states.hpp"

namespace entente {
namespace {

constexpr const char* text = R"(entente_experiment: 1
scenario: thirty.yaml
factors:
  gdp: {set: states.S01.gdp, uniform: {from: 10, to: 100}}
  memory: {set: parameters.trust.trust_time, uniform: {from: 1, to: 20}}
  strength: {set: alliances.A.strength, uniform: {from: .5, to: 1}}
design: {method: latin_hypercube, points: 10000}
)";

std::filesystem::path folder() {
  const auto path = std::filesystem::temp_directory_path() / "entente_sweep_bench";
  std::filesystem::create_directories(path);
  return path;
}

const Catalogue& all_mechanisms() {
  static const Catalogue all = models::catalogue();
  return all;
}

const Sweep& sweep() {
  static const Sweep of = [] {
    std::ofstream(folder() / "thirty.yaml") << thirty_states();
    std::ofstream(folder() / "experiment.yaml") << text;
    Experiment experiment = load_experiment((folder() / "experiment.yaml").string(), all_mechanisms().vocabulary());
    Points points = make_points(experiment);
    return Sweep(std::move(experiment), std::move(points), all_mechanisms());
  }();
  return of;
}

void read_point(benchmark::State& state) {
  std::uint64_t point = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(read_scenario(document_at(sweep().experiment(), sweep().points()[point++ % 10000]),
                                           all_mechanisms().vocabulary()));
}
BENCHMARK(read_point)->Name("sweep/point/read")->Unit(benchmark::kMicrosecond);

void put_point(benchmark::State& state) {
  PointScenarios scenarios = sweep().scenarios();
  std::uint64_t point = 0;
  for (auto _ : state) benchmark::DoNotOptimize(scenarios.at(point++ % 10000));
}
BENCHMARK(put_point)->Name("sweep/point/put")->Unit(benchmark::kMicrosecond);

void make_model(benchmark::State& state) {
  PointScenarios scenarios = sweep().scenarios();
  std::uint64_t point = 0;
  for (auto _ : state) {
    Scenario scenario = scenarios.at(point++ % 10000);
    benchmark::DoNotOptimize(sweep().model_of(std::move(scenario)));
  }
}
BENCHMARK(make_model)->Name("sweep/point/model")->Unit(benchmark::kMicrosecond);

void begin_run(benchmark::State& state) {
  const Model model = sweep().model_of(sweep().scenarios().at(0));
  for (auto _ : state) benchmark::DoNotOptimize(Simulation(model, 1, 0).record());
}
BENCHMARK(begin_run)->Name("sweep/run/begin")->Unit(benchmark::kMicrosecond);

void whole_run(benchmark::State& state) {
  const Model model = sweep().model_of(sweep().scenarios().at(0));
  std::uint64_t run = 0;
  for (auto _ : state) benchmark::DoNotOptimize(sweep().compute(model, run++ % 10000, nullptr));
}
BENCHMARK(whole_run)->Name("sweep/run/whole")->Unit(benchmark::kMicrosecond);

/// Two hundred runs of points of their own, on one thread and on two: computed and written, without the final merge.
void sweep_on_threads(benchmark::State& state) {
  const SweepFolder into(folder() / "bench.sweep");
  for (auto _ : state) {
    state.PauseTiming();
    std::filesystem::remove_all(into.path());
    into.begin(sweep());
    state.ResumeTiming();
    SweepJob job;
    job.threads = static_cast<int>(state.range(0));
    job.shards = 50;
    compute(sweep(), into, job);
  }
  state.SetItemsProcessed(state.iterations() * 256);
}
BENCHMARK(sweep_on_threads)
    ->Name("sweep/runs")
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

void merge_shards(benchmark::State& state) {
  const SweepFolder into(folder() / "bench.sweep");
  static const Sweep small = [] {
    Experiment experiment = sweep().experiment();
    experiment.design.points = 4096;
    Points points = make_points(experiment);
    return Sweep(std::move(experiment), std::move(points), all_mechanisms());
  }();
  std::filesystem::remove_all(into.path());
  into.begin(small);
  compute(small, into, {});
  const auto result = folder() / "merged.h5";
  double bytes = 0.0;
  for (auto _ : state) {
    merge(small, into, result, {});
    bytes += static_cast<double>(std::filesystem::file_size(result));
  }
  state.counters["file_bytes"] = benchmark::Counter(bytes, benchmark::Counter::kIsRate);
}
BENCHMARK(merge_shards)->Name("sweep/merge")->UseRealTime()->Unit(benchmark::kMillisecond);

/// 200 states, 8 blocs, 1,000 steps, each step recorded, the file written: start-up not counted.
void run_blocs(benchmark::State& state) {
  const Model model = bloc_model(200, 8, 1000);
  const auto result = folder() / "blocs.h5";
  Provenance provenance;
  provenance.scenario = "{}";
  for (auto _ : state) {
    Simulation simulation(model, 1, 0);
    simulation.run();
    ResultWriter writer(result, model.layout(), 1, provenance);
    writer.append(simulation.record());
    writer.finish();
  }
}
BENCHMARK(run_blocs)->Name("blocs/run_and_write")->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace entente
