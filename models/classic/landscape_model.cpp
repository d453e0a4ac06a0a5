#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "engine/base/hash.hpp"
#include "engine/scenario/grammar_parts.hpp"
#include "engine/scenario/reading.hpp"
#include "models/classic/catalogue.hpp"
#include "models/classic/input.hpp"
#include "models/classic/landscape.hpp"

namespace entente::classic {

using namespace grammar_parts;

namespace {

constexpr std::size_t most_by_default = 24;                  // that are explored exactly: eleven seconds
constexpr std::size_t most_explored = 26, most_actors = 64;  // two gigabytes
constexpr double default_samples = 10000;

struct LandscapeCase {
  std::vector<std::string> actors;
  std::vector<double> sizes;
  Landscape landscape;
  bool is_exact;
  std::int64_t samples;
  std::optional<Configuration> start;
};

/// The lesser side, who it is that stands there, against the rest.
std::string split_text(const std::vector<std::string>& actors, Configuration configuration) {
  std::vector<std::string> first, second;
  for (std::size_t k = 0; k < actors.size(); ++k) ((configuration >> k) & 1 ? second : first).push_back(actors[k]);
  const auto& lesser = second.size() <= first.size() ? second : first;
  return lesser.empty() ? "all on one side" : list_text(lesser) + " against the rest";
}

/// A table of configurations, one a row.
void add_minima(Solution& solution, const LandscapeCase& given, const std::vector<Configuration>& minima) {
  const std::size_t n = given.actors.size();
  Quantity energy{.name = "energy", .about = "energy of the local minimum", .axes = {"minimum"}};
  Quantity side{.name = "second_side",
                .about = "whether the actor stands on the second side",
                .axes = {"minimum", "actor"},
                .kind = Kind::flag};
  Quantity frustration{.name = "frustration",
                       .about = "sum of size x propensity over those on the other side; size x it sums to the energy",
                       .axes = {"minimum", "actor"}};
  for (const Configuration minimum : minima) {
    energy.values.push_back(given.landscape.energy(minimum));
    for (std::size_t i = 0; i < n; ++i) {
      side.values.push_back(static_cast<double>((minimum >> i) & 1));
      double sum = 0.0;
      for (std::size_t j = 0; j < n; ++j)
        if (((minimum >> i) ^ (minimum >> j)) & 1)
          sum += given.landscape.coupling()(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) / 2.0;
      frustration.values.push_back(given.sizes[i] > 0.0 ? sum / given.sizes[i] : 0.0);
    }
  }
  solution.add_axis("minimum", "local minima, lowest energy first", minima.size());
  solution.quantities.push_back(std::move(energy));
  solution.quantities.push_back(std::move(side));
  solution.quantities.push_back(std::move(frustration));
}

void add_exact(Solution& solution, const LandscapeCase& given) {
  Configurations all = explore(given.landscape);
  const Basins basins = absorb(given.landscape, all);
  add_minima(solution, given, all.minima);
  solution.quantities.push_back({.name = "basin",
                                 .about = "share of all starts that end in the minimum, actors picked at random",
                                 .axes = {"minimum"},
                                 .values = basins.share});
  solution.quantities.push_back(
      {.name = "picks", .about = "expected number of actors picked until none would switch", .values = {basins.picks}});
  solution.quantities.push_back(
      {.name = "switches", .about = "expected number of switches until then", .values = {basins.switches}});
  solution.add_axis("configuration", "bit k: actor k stands on the second side; the last stands on the first",
                    all.energies.size());
  Quantity is_minimum{.name = "is_local_minimum",
                      .about = "no actor would lower energy by switching",
                      .axes = {"configuration"},
                      .values = std::vector<double>(all.energies.size(), 0.0),
                      .kind = Kind::flag};
  for (const Configuration minimum : all.minima) is_minimum.values[minimum] = 1.0;
  solution.words.push_back(fmt::format("Of {} configurations {} {} local minim{}.", all.energies.size(),
                                       all.minima.size(), all.minima.size() == 1 ? "is a" : "are",
                                       all.minima.size() == 1 ? "um" : "a"));
  solution.words.push_back(fmt::format("The lowest, {}, has energy {:.10g}; {:.4g} % of all starts end there.",
                                       split_text(given.actors, all.minima.front()), all.energies[all.minima.front()],
                                       100.0 * basins.share.front()));
  solution.quantities.push_back({.name = "configuration_energy",
                                 .about = "energy",
                                 .axes = {"configuration"},
                                 .values = std::move(all.energies)});
  solution.quantities.push_back(std::move(is_minimum));
}

void add_sampled(Solution& solution, const LandscapeCase& given, Stream stream) {
  const SampledBasins basins = sample_basins(given.landscape, given.samples, stream);
  add_minima(solution, given, basins.minima);
  Quantity share{
      .name = "basin", .about = "share of the sampled starts that ended in the minimum", .axes = {"minimum"}};
  Quantity error{.name = "basin_error", .about = "standard error of the share", .axes = {"minimum"}};
  for (const Estimate& each : basins.share) {
    share.values.push_back(each.mean);
    error.values.push_back(each.standard_error);
  }
  solution.quantities.push_back(std::move(share));
  solution.quantities.push_back(std::move(error));
  const auto add = [&](const char* name, const char* about, const Estimate& estimate) {
    solution.quantities.push_back({.name = name, .about = about, .values = {estimate.mean}});
    solution.quantities.push_back(
        {.name = std::string(name) + "_error", .about = "its standard error", .values = {estimate.standard_error}});
  };
  add("picks", "mean number of actors picked until none would switch", basins.picks);
  add("switches", "mean number of switches until then", basins.switches);
  solution.words.push_back(fmt::format("{} starts ended in {} local minim{}; there may be others.", given.samples,
                                       basins.minima.size(), basins.minima.size() == 1 ? "um" : "a"));
  solution.words.push_back(fmt::format("The lowest, {}, has energy {:.10g}.",
                                       split_text(given.actors, basins.minima.front()),
                                       given.landscape.energy(basins.minima.front())));
}

void add_descent(Solution& solution, const LandscapeCase& given, Stream stream) {
  const Descent descent = descend(given.landscape, *given.start, stream);
  std::vector<std::string> moves;
  Quantity actor{
      .name = "switched", .about = "place of the actor that switched", .axes = {"switch"}, .kind = Kind::integer};
  Quantity energy{.name = "energy_after", .about = "energy after the switch", .axes = {"switch"}};
  Configuration now = *given.start;
  for (const std::size_t k : descent.switches) {
    now ^= Configuration{1} << k;
    moves.push_back(given.actors[k]);
    actor.values.push_back(static_cast<double>(k));
    energy.values.push_back(given.landscape.energy(now));
  }
  solution.add_axis("switch", "switches of the descent from the start that was given", moves.size());
  solution.quantities.push_back(std::move(actor));
  solution.quantities.push_back(std::move(energy));
  solution.words.push_back(moves.empty()
                               ? "From the start given nobody would switch."
                               : fmt::format("From the start given {} switched, in {} picks: {}.", list_text(moves),
                                             descent.picks, split_text(given.actors, descent.end)));
}

Solution solve(const LandscapeCase& given, const Streams& streams) {
  Solution solution;
  solution.add_axis("actor", "id of the actor", given.actors);
  solution.quantities.push_back(
      {.name = "size", .about = "the actor's size", .axes = {"actor"}, .values = given.sizes});
  if (given.is_exact)
    add_exact(solution, given);
  else
    add_sampled(solution, given, streams.at(name_hash("landscape"), 0, name_hash("basins")));
  if (given.start) add_descent(solution, given, streams.at(name_hash("landscape"), 0, name_hash("start")));
  return solution;
}

/// What each thinks of the other is one number: given once it holds both ways.
Eigen::MatrixXd propensities_of(const Node& document, const std::vector<std::string>& actors,
                                std::vector<Problem>& problems) {
  Eigen::MatrixXd given = matrix_of(document, "propensities", actors);
  for (Eigen::Index i = 0; i < given.rows(); ++i)
    for (Eigen::Index j = 0; j < i; ++j) {
      double &one = given(i, j), &other = given(j, i);
      if (!std::isnan(one) && !std::isnan(other) && one != other) {
        const std::string &a = actors[static_cast<std::size_t>(i)], &b = actors[static_cast<std::size_t>(j)];
        report(problems, entry_of(document, "propensities", a)->find(b)->place,
               fmt::format("propensities.{}.{} = {} and propensities.{}.{} = {} differ.", a, b, one, b, a, other),
               "A propensity is the pair's: give it once, or the same both ways.");
      }
      if (std::isnan(one)) one = other;
      if (std::isnan(one)) one = 0.0;
      other = one;
    }
  given.diagonal().setZero();
  return given;
}

Solve read(const Node& document, std::vector<Problem>& problems) {
  const std::vector<std::string> actors = ids_of(document, "actors");
  const std::size_t n = actors.size();
  const std::string method = text_at(document, "basins", "automatic");
  const bool is_exact = method == "exact" || (method == "automatic" && n <= most_by_default);
  const Place& place = document.find("actors")->place;
  if (n == 0) report(problems, place, "actors: there are none.", "Name those who choose sides.");
  if (n > most_actors) report(problems, place, fmt::format("actors: there are {} (at most {}).", n, most_actors));
  if (is_exact && n > most_explored)
    report(problems, document.find("basins")->place,
           fmt::format("basins = exact with {} actors (at most {}).", n, most_explored),
           "Sample them: basins: sampled.");
  Eigen::MatrixXd propensities = propensities_of(document, actors, problems);
  if (!problems.empty()) return {};
  std::optional<Configuration> start;
  if (const Node* second = document.find("start")) {
    start = 0;
    for (const Node& item : second->items) *start |= Configuration{1} << place_of(actors, item.text);
  }
  std::vector<double> sizes = numbers_of(document, "actors", "size", 1.0);
  Landscape landscape(Eigen::Map<const Eigen::VectorXd>(sizes.data(), static_cast<Eigen::Index>(n)), propensities);
  return [given = LandscapeCase{actors, std::move(sizes), std::move(landscape), is_exact,
                                static_cast<std::int64_t>(number_at(document, "samples", default_samples)),
                                start}](const Streams& streams) { return solve(given, streams); };
}

}  // namespace

ClassicModel landscape_model() {
  return {"landscape",
          "Actors take one of two sides so as to be with those they like and against those they dislike, the larger "
          "counting more.",
          "Axelrod & Bennett 1993",
          {{"actors",
            map_of("actor", true,
                   record({{"name", text("name to show; the id if not given")},
                           {"size", number("how much the actor counts", at_least(0), 1)}},
                          "one actor"),
                   "those who take sides"),
            true},
           {"propensities",
            map_of("actor", false,
                   map_of("actor", false, given_number("> 0: would be on one side; < 0: on two", any_number),
                          "towards the second actor"),
                   "how well pairs get along; a pair given once holds both ways, one not given is 0"),
            true},
           {"basins", choice("exact: all configurations (26 actors at most); sampled: random starts; automatic: exact "
                             "up to 24 actors",
                             {"automatic", "exact", "sampled"})},
           {"samples", whole("random starts, where basins are sampled", between(2, 1e9), default_samples)},
           {"start", list_of(name_of("actor", "an actor"),
                             "those on the second side at the start of one descent, in "
                             "which actors are picked at random")}},
          read};
}

}  // namespace entente::classic
