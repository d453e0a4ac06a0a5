#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

#include "engine/base/hash.hpp"
#include "engine/scenario/grammar_parts.hpp"
#include "engine/scenario/reading.hpp"
#include "models/classic/catalogue.hpp"
#include "models/classic/estimate.hpp"
#include "models/classic/input.hpp"
#include "models/classic/tribute.hpp"

namespace entente::classic {

using namespace grammar_parts;

namespace {

struct TributeCase {
  TributeParameters parameters;
  std::int64_t years;
  std::size_t populations;
};

struct Measure {
  const char* name;
  const char* about;
  double (*value)(const TributeWorld&, const TributeOutcome&);
};

constexpr Measure measures[] = {
    {"wealth_of_isolated", "all wealth as a share of what it would be if all had been left alone",
     [](const TributeWorld&, const TributeOutcome& o) { return o.wealth; }},
    {"fights", "fights", [](const TributeWorld& w, const TributeOutcome&) { return static_cast<double>(w.fights); }},
    {"tributes", "tributes paid",
     [](const TributeWorld& w, const TributeOutcome&) { return static_cast<double>(w.tributes); }},
    {"idle", "demanders who had nobody worth a demand",
     [](const TributeWorld& w, const TributeOutcome&) { return static_cast<double>(w.idle); }},
    {"destroyed", "wealth destroyed in fights",
     [](const TributeWorld& w, const TributeOutcome&) { return w.destroyed; }},
    {"top_share", "share of all wealth that the richest has",
     [](const TributeWorld&, const TributeOutcome& o) { return o.top_share; }},
    {"gini", "Gini coefficient of wealth", [](const TributeWorld&, const TributeOutcome& o) { return o.gini; }},
    {"richer", "actors that are richer than if all had been left alone",
     [](const TributeWorld&, const TributeOutcome& o) { return o.richer; }},
    {"fully_committed", "share of pairs whose commitment is 100 %",
     [](const TributeWorld&, const TributeOutcome& o) { return o.fully_committed; }}};

/// By linear interpolation between order statistics (Hyndman & Fan's type 7).
double quantile(const std::vector<double>& ascending, double share) {
  const double at = share * static_cast<double>(ascending.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, ascending.size() - 1);
  return ascending[below] + (at - static_cast<double>(below)) * (ascending[above] - ascending[below]);
}

void add_summary(Solution& solution, const std::vector<std::vector<double>>& values, double populations) {
  std::vector<std::string> names;
  Quantity mean{.name = "mean", .about = "mean over populations", .axes = {"measure"}};
  Quantity error{.name = "standard_error", .about = "standard error of the mean", .axes = {"measure"}};
  Quantity low{.name = "p05", .about = "5th percentile", .axes = {"measure"}};
  Quantity median{.name = "median", .about = "median", .axes = {"measure"}};
  Quantity high{.name = "p95", .about = "95th percentile", .axes = {"measure"}};
  for (std::size_t m = 0; m < values.size(); ++m) {
    names.emplace_back(measures[m].name);
    std::vector<double> ascending = values[m];
    std::sort(ascending.begin(), ascending.end());
    const double sum = std::accumulate(ascending.begin(), ascending.end(), 0.0);
    double squares = 0.0;
    for (const double value : ascending) squares += value * value;
    const Estimate estimated = estimate(sum, squares, populations);
    mean.values.push_back(estimated.mean);
    error.values.push_back(estimated.standard_error);
    low.values.push_back(quantile(ascending, 0.05));
    median.values.push_back(quantile(ascending, 0.5));
    high.values.push_back(quantile(ascending, 0.95));
  }
  solution.add_axis("measure", "what is measured of a population at the end", std::move(names));
  for (Quantity* each : {&mean, &error, &low, &median, &high}) solution.quantities.push_back(std::move(*each));
}

Solution solve(const TributeCase& given, const Streams& streams) {
  std::vector<std::vector<double>> values(std::size(measures));
  std::vector<double> wealth;
  for (std::size_t population = 0; population < given.populations; ++population) {
    Stream stream = streams.at(name_hash("tribute"), 0, population);
    TributeWorld world = start_tribute(given.parameters, stream);
    for (std::int64_t year = 0; year < given.years; ++year) live_a_year(given.parameters, world, stream);
    const TributeOutcome outcome = tribute_outcome(given.parameters, world);
    for (std::size_t m = 0; m < values.size(); ++m) values[m].push_back(measures[m].value(world, outcome));
    wealth.insert(wealth.end(), world.wealth.begin(), world.wealth.end());
  }
  Solution solution;
  add_summary(solution, values, static_cast<double>(given.populations));
  const auto mean_of = [&](std::size_t m) { return solution.quantities[0].values[m]; };
  solution.words.push_back(fmt::format(
      "After {} years of {} populations: on average {:.6g} fights, {:.6g} tributes and {:.4g} of the wealth there "
      "would be if all had been left alone.",
      given.years, given.populations, mean_of(1), mean_of(2), mean_of(0)));
  solution.add_axis("population", "populations, each with draws of its own", given.populations);
  solution.add_axis("actor", "place on the ring", given.parameters.actors);
  for (std::size_t m = 0; m < values.size(); ++m)
    solution.quantities.push_back(
        {.name = measures[m].name, .about = measures[m].about, .axes = {"population"}, .values = std::move(values[m])});
  solution.quantities.push_back(
      {.name = "wealth", .about = "wealth at the end", .axes = {"population", "actor"}, .values = std::move(wealth)});
  return solution;
}

Solve read(const Node& document, std::vector<Problem>& problems) {
  const TributeParameters standard;
  TributeParameters parameters;
  const auto count = [&](const char* key, std::size_t otherwise) {
    return static_cast<std::size_t>(number_at(document, key, static_cast<double>(otherwise)));
  };
  parameters.actors = count("actors", standard.actors);
  parameters.demanders = count("demanders", standard.demanders);
  parameters.demand = number_at(document, "demand", standard.demand);
  parameters.destructiveness = number_at(document, "destructiveness", standard.destructiveness);
  parameters.harvest = number_at(document, "harvest", standard.harvest);
  parameters.least_wealth = number_at(document, "least_wealth", standard.least_wealth);
  parameters.most_wealth = number_at(document, "most_wealth", standard.most_wealth);
  parameters.commitment_step = static_cast<int>(count("commitment_step", 10));
  if (parameters.least_wealth > parameters.most_wealth)
    report(problems, document.place,
           fmt::format("least_wealth = {} is more than most_wealth = {}.", parameters.least_wealth,
                       parameters.most_wealth),
           "Wealth at the start is drawn between them.");
  const TributeCase given{parameters, static_cast<std::int64_t>(count("years", 1000)), count("populations", 100)};
  return [given](const Streams& streams) { return solve(given, streams); };
}

}  // namespace

ClassicModel tribute_model() {
  const TributeParameters standard;
  return {
      "tribute",
      "Actors on a ring demand tribute, pay or fight, and commit themselves to those they paid, protected or fought "
      "beside: new political actors emerge.",
      "Axelrod 1995",
      {{"actors", whole("on the ring", between(2, 64), static_cast<double>(standard.actors))},
       {"demanders", whole("who may demand in a year, drawn with replacement", between(0, 1000),
                           static_cast<double>(standard.demanders))},
       {"demand", number("tribute asked for; all that the target has, if that is less", above(0), standard.demand)},
       {"destructiveness", number("share of a side's strength that it destroys of the other's wealth", unit_interval,
                                  standard.destructiveness)},
       {"harvest", number("wealth that everyone gains a year", at_least(0), standard.harvest)},
       {"least_wealth", number("least wealth at the start", above(0), standard.least_wealth)},
       {"most_wealth", number("most wealth at the start", above(0), standard.most_wealth)},
       {"commitment_step", whole("step by which commitments move, percent", between(1, 100), standard.commitment_step)},
       {"years", whole("that a population lives", between(0, 1e7), 1000)},
       {"populations", whole("how many, each with draws of its own", between(2, 1e6), 100)}},
      read};
}

}  // namespace entente::classic
