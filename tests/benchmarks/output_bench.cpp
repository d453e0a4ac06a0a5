// What writing costs: the codec against HDF5's own filters, and whole results with all columns and by default.
// `bytes_per_second` counts uncompressed bytes on one core.

#include <benchmark/benchmark.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>

#include "engine/base/hash.hpp"
#include "engine/output/chunk_codec.hpp"
#include "engine/output/hdf5_file.hpp"
#include "engine/output/result_writer.hpp"
#include "engine/simulation/simulation.hpp"
#include "engine/simulation/structure.hpp"
#include "models/catalogue.hpp"
#include "tests/benchmarks/timed_run.hpp"
#include "tests/support/synthetic_world.hpp"

namespace entente {
namespace {

constexpr std::size_t states = 45, alliances = 3, years = 76;

inline constexpr Column gdp{.table = TableKind::state, .name = "gdp", .about = "made up"};
inline constexpr Column power{.table = TableKind::state, .name = "power", .about = "made up"};
inline constexpr Column burden{.table = TableKind::state, .name = "burden", .about = "made up"};
inline constexpr Column cohesion{.table = TableKind::alliance, .name = "cohesion", .about = "made up"};
inline constexpr Column trust{.table = TableKind::membership, .name = "trust", .about = "made up"};
inline constexpr Column utility{.table = TableKind::membership, .name = "utility", .about = "made up"};
inline constexpr Column margin{.table = TableKind::membership, .name = "margin", .about = "made up"};
inline constexpr Column contribution{.table = TableKind::membership, .name = "contribution", .about = "made up"};
inline constexpr Column security{.table = TableKind::membership, .name = "security", .about = "made up"};

double uniform(std::uint64_t a, std::uint64_t b) {
  return static_cast<double>(pair_hash(a, b) >> 11) * 0x1p-53;
}

Labels labels(std::size_t count) {
  Labels result;
  for (std::size_t n = 0; n < count; ++n) result.ids.push_back("X" + std::to_string(1000 + n));
  result.names = result.ids;
  return result;
}

RecordLayout layout(bool has_memberships) {
  RecordLayout layout;
  for (std::size_t n = 0; n < years; ++n) layout.times.push_back({static_cast<std::int32_t>(366 * n)});
  layout.states = labels(states);
  layout.alliances = labels(alliances);
  for (std::size_t n = 0; n < states * alliances; ++n) {
    layout.membership_alliance.push_back(static_cast<std::int32_t>(n / states));
    layout.membership_state.push_back(static_cast<std::int32_t>(n % states));
  }
  layout.features = {{"security", ""}, {"burden", ""}, {"trust", ""}};
  layout.event_kinds = {{.name = "joined", .effect = EventKind::Effect::entry, .about = ""}};
  layout.series = {{&structure::state_active, states, 1},
                   {&burden, states, 1},
                   {&gdp, states, 1},
                   {&power, states, 1},
                   {&cohesion, alliances, 1}};
  if (!has_memberships) return layout;
  for (const Column* column : {&contribution, &margin, &security, &structure::membership_status, &trust, &utility})
    layout.series.push_back({column, states * alliances, 1});
  return layout;
}

// A path like those of a run: growth with shocks for sizes, a stationary walk for the rest, steps for codes; a third of
// the pairs are outsiders for whom nothing is computed.
std::vector<double> path(const Series& series, std::uint64_t run) {
  const std::uint64_t key = name_hash(series.column->name) + run;
  std::vector<double> values(years * series.stride());
  for (std::size_t row = 0; row < series.stride(); ++row) {
    double value = uniform(key, row);
    for (std::size_t year = 0; year < years; ++year) {
      const double shock = uniform(key + year + 1, row) - 0.5;
      value = series.column->table == TableKind::state ? value * (1.03 + 0.05 * shock) : 0.9 * value + 0.2 * shock;
      double told = value;
      if (series.column->kind != Kind::number) told = row % 3 == 0 ? 0.0 : 2.0;
      if (series.column->table == TableKind::membership && series.column->kind == Kind::number && row % 3 == 0)
        told = 0.0;
      values[year * series.stride() + row] = told;
    }
  }
  return values;
}

RunRecord run(const RecordLayout& layout, std::uint64_t number) {
  RunRecord record;
  record.seed = record.replicate = number;
  record.times = years;
  for (const Series& series : layout.series) record.series.push_back(path(series, number));
  record.events = EventLog(layout.features.size());
  const double shares[] = {0.4, -0.2, 0.1};
  for (std::size_t n = 0; n < 60; ++n)
    record.events.add({.date = {static_cast<std::int32_t>(400 * n)},
                       .kind = 0,
                       .state = StateId(n % states),
                       .alliance = AllianceId(0U),
                       .partner = {},
                       .utility = uniform(number, n),
                       .probability = 0.1,
                       .draw = 0.1 * uniform(n, number)},
                      shares);
  for (std::size_t n = 0; n < 40; ++n)
    record.spells.push_back({.state = StateId(n), .alliance = AllianceId(0U), .entry = {100}, .exit = {}});
  return record;
}

std::filesystem::path scratch() {
  return std::filesystem::temp_directory_path() / ("entente-bench-" + std::to_string(getpid()) + ".h5");
}

std::size_t bytes_of(const RecordLayout& layout) {
  std::size_t bytes = 0;
  for (const Series& series : layout.series) bytes += years * series.stride() * sizeof(double);
  return bytes;
}

void write_results(benchmark::State& state, bool has_memberships) {
  const RecordLayout what = layout(has_memberships);
  const auto runs = static_cast<std::uint64_t>(state.range(0));
  std::vector<RunRecord> records;
  for (std::uint64_t n = 0; n < std::min<std::uint64_t>(runs, 64); ++n) records.push_back(run(what, n));
  Provenance provenance;
  provenance.scenario = "{}";
  for (auto _ : state) {
    ResultWriter writer(scratch(), what, runs, provenance);
    for (std::uint64_t n = 0; n < runs; ++n) writer.append(records[n % records.size()]);
    writer.finish();
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * runs * bytes_of(what)));
  state.counters["ratio"] =
      static_cast<double>(runs * bytes_of(what)) / static_cast<double>(std::filesystem::file_size(scratch()));
  state.counters["runs"] = benchmark::Counter(static_cast<double>(runs), benchmark::Counter::kIsIterationInvariantRate);
  std::filesystem::remove(scratch());
}

void AllColumns(benchmark::State& state) {
  write_results(state, true);
}
BENCHMARK(AllColumns)->Arg(2000)->Unit(benchmark::kMillisecond);

void DefaultColumns(benchmark::State& state) {
  write_results(state, false);
}
BENCHMARK(DefaultColumns)->Arg(1)->Arg(2000)->Unit(benchmark::kMillisecond);

// What the recording of the modern world (200 states, 60 alliances, 50 years by months) takes of a run's time: one run
// a file, by default and with all columns. `share`: of the processor time of stepping, recording and writing together.
void of_a_run(benchmark::State& state, const std::string& series) {
  const Catalogue catalogue = models::catalogue();
  Scenario scenario = synthetic::scenario({}, catalogue.vocabulary());
  scenario.record = {.months = 12, .series = {series}};
  const Model model(std::move(scenario), catalogue);
  Provenance provenance;
  provenance.scenario = "{}";
  double stepping = 0.0, writing = 0.0;
  std::size_t bytes = 0;
  for (auto _ : state) {
    const double begin = benchmarks::cpu_seconds();
    Simulation simulation(model, 1, 0);
    simulation.run();
    const double middle = benchmarks::cpu_seconds();
    ResultWriter writer(scratch(), model.layout(), 1, provenance);
    const RunRecord record = simulation.record();
    writer.append(record);
    writer.finish();
    stepping += middle - begin;
    writing += benchmarks::cpu_seconds() - middle;
    for (const std::vector<double>& values : record.series) bytes += values.size() * sizeof(double);
  }
  state.counters["share"] = writing / (stepping + writing);
  state.counters["MB_per_second"] = static_cast<double>(bytes) * 1e-6 / writing;
  state.counters["steps_per_second"] = static_cast<double>(state.iterations() * model.steps()) / stepping;
  std::filesystem::remove(scratch());
}

void DefaultRecordingOfARun(benchmark::State& state) {
  of_a_run(state, "default");
}
BENCHMARK(DefaultRecordingOfARun)->Unit(benchmark::kMillisecond);

void AllColumnsOfARun(benchmark::State& state) {
  of_a_run(state, "all");
}
BENCHMARK(AllColumnsOfARun)->Unit(benchmark::kMillisecond);

// Chunks of trust, as they come.
std::vector<double> chunk_of_trust() {
  const RecordLayout what = layout(true);
  const Series series = what.series.back();
  std::vector<double> chunk;
  for (std::uint64_t n = 0; chunk.size() < 120'000; ++n) {
    const std::vector<double> values = path(series, n);
    chunk.insert(chunk.end(), values.begin(), values.end());
  }
  return chunk;
}

void ChunkByOurCodec(benchmark::State& state) {
  const std::vector<double> chunk = chunk_of_trust();
  ChunkCodec codec;
  std::size_t size = 0;
  for (auto _ : state) size = codec.encode(std::as_bytes(std::span(chunk)), sizeof(double)).size();
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * chunk.size() * sizeof(double)));
  state.counters["ratio"] = static_cast<double>(chunk.size() * sizeof(double)) / static_cast<double>(size);
}
BENCHMARK(ChunkByOurCodec)->Unit(benchmark::kMicrosecond);

void ChunkByHdf5(benchmark::State& state) {
  const std::vector<double> chunk = chunk_of_trust();
  std::filesystem::remove(scratch());
  {
    hdf5::File file = hdf5::File::create(scratch(), "bench.h5");
    hdf5::Dataset dataset = file.create_dataset(
        "trust", {.type = hdf5::Type::float64, .shape = {0}, .grows = true, .chunk = {chunk.size()}});
    std::uint64_t length = 0;
    for (auto _ : state) {
      dataset.extend(length + chunk.size());
      dataset.write({length}, {chunk.size()}, chunk.data());
      length += chunk.size();
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * chunk.size() * sizeof(double)));
  std::filesystem::remove(scratch());
}
BENCHMARK(ChunkByHdf5)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace entente
