#include <benchmark/benchmark.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/simulation/simulation.hpp"
#include "models/catalogue.hpp"
#include "tests/benchmarks/timed_run.hpp"

namespace entente::benchmarks {

namespace {

/// The modern world (200 states, 60 alliances, exact proximity) in steps of a month, a quarter and a year.
const Model& modern_world(int months) {
  static std::map<int, Model> models;
  const auto known = models.find(months);
  if (known != models.end()) return known->second;
  synthetic::Shape shape;
  shape.months_per_step = months;
  return models.emplace(months, make_model(shape)).first->second;
}

/// The mechanisms of a first run, without budgets and trust.
const std::vector<std::string> first_run{"schedule", "economy",  "leadership", "interests",
                                         "threat",   "security", "membership", "stability"};
/// Every mechanism that there is; stability's concepts each year.
const std::vector<std::string> everything{
    "schedule", "economy",   "opinion",           "leadership", "interests", "intelligence", "threat",
    "security", "budget",    "capability",        "trust",      "crises",    "missions",     "membership",
    "founding", "stability", "stability_concepts"};

void step_with_recording(benchmark::State& state, const Model& model) {
  auto simulation = std::make_unique<Simulation>(model, 1, 0);
  for (auto _ : state) {
    if (simulation->done()) {
      state.PauseTiming();
      simulation = std::make_unique<Simulation>(model, 1, 0);
      state.ResumeTiming();
    }
    simulation->step();
  }
  state.counters["steps/s"] = benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
  state.counters["rows"] = static_cast<double>(model.initial().memberships.size());
}

void phase(benchmark::State& state, std::size_t number, int months) {
  TimedRun run(modern_world(months));
  for (auto _ : state) {
    run.step();
    state.SetIterationTime(run.seconds()[number]);
  }
}

void describe(benchmark::State& state) {
  const Model& model = modern_world(1);
  for (auto _ : state) {
    Simulation simulation(model, 1, 0);
    simulation.run();
    const World& world = simulation.world();
    double members = 0.0, active = 0.0;
    for (std::size_t a = 0; a < world.alliances.size(); ++a) {
      members += static_cast<double>(world.memberships.members(AllianceId(a)).size());
      active += world.alliances.active[a];
    }
    state.counters["events/year"] =
        static_cast<double>(simulation.record().events.size()) * 12.0 / static_cast<double>(model.steps());
    state.counters["members/alliance"] = members / active;
    state.counters["alliances_left"] = active;
    state.counters["dyads"] = static_cast<double>(world.dyads.size());
  }
}

[[maybe_unused]] const bool registered = [] {
  for (const int months : {1, 3, 12})
    benchmark::RegisterBenchmark(
        ("modern_world/step/months:" + std::to_string(months)).c_str(),
        [months](benchmark::State& state) { step_with_recording(state, modern_world(months)); })
        ->Unit(benchmark::kMicrosecond);
  for (const auto& [name, pipeline] : {std::pair("first_run", first_run), std::pair("everything", everything)})
    benchmark::RegisterBenchmark((std::string("modern_world/step/") + name).c_str(), [pipeline](
                                                                                         benchmark::State& state) {
      step_with_recording(state, make_model({}, pipeline));
    })->Unit(benchmark::kMicrosecond);
  const Catalogue catalogue = models::catalogue();
  for (const int months : {1, 12}) {
    std::size_t number = 0;
    for (const MechanismDeclaration& mechanism : catalogue.vocabulary().mechanisms)
      if (mechanism.in_default_pipeline)
        benchmark::RegisterBenchmark(("modern_world/" + mechanism.name + "/months:" + std::to_string(months)).c_str(),
                                     phase, number++, months)
            ->UseManualTime()
            ->Unit(benchmark::kMicrosecond)
            ->Iterations(50 * 12 / months);
  }
  benchmark::RegisterBenchmark("modern_world/fifty_years", describe)->Iterations(1)->Unit(benchmark::kMillisecond);
  return true;
}();

}  // namespace

}  // namespace entente::benchmarks
