#pragma once

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/events.hpp"
#include "models/features.hpp"
#include "tests/support/small_world.hpp"

namespace entente::tests {

/// A world in which utility is what `join.leader` and `stay.leader` make of the leader's commitment: every other weight
/// and the frailty are zero, and every applicant is welcome at the first session.
inline SmallWorld plain() {
  SmallWorld small(models::catalogue());
  small.pipeline({"membership"}).record({"none"}).parameter("membership", "frailty", 0.0);
  for (const features::Declared& feature : features::all)
    for (const char* group : {"join.", "stay."})
      small.parameter("membership", group + std::string(feature.column->name), 0.0);
  small.parameter("membership", "join.leader", 1.0).parameter("membership", "stay.leader", 1.0);
  small.parameter("membership", "vote.base", 100.0);
  return small;
}

inline Given state(double commitment = 0.0) {
  return {{&columns::gdp, 1.0}, {&columns::power, 0.1}, {&columns::commitment, commitment}};
}

/// Alliance X of two states that cannot leave, and `count` outsiders alike.
inline SmallWorld candidates(std::size_t count, double commitment = 0.0) {
  SmallWorld small = plain();
  small.state("A", state()).state("B", state()).states("N", count, state(commitment));
  small.alliance("X", {"A", "B"}, {{&columns::exit_rate, 0.0}});
  return small;
}

/// Alliance X of `count` states alike.
inline SmallWorld club(std::size_t count, Given charter, double commitment = 0.0) {
  SmallWorld small = plain();
  std::vector<std::string> ids;
  for (std::size_t n = 0; n < count; ++n) ids.push_back("M" + std::to_string(n));
  small.states("M", count, state(commitment)).alliance("X", ids, std::move(charter));
  return small;
}

inline RunRecord record_of(const SmallWorld& small, std::uint64_t seed = 2, std::uint64_t replicate = 0) {
  const Model model = small.model();
  Simulation simulation(model, seed, replicate);
  simulation.run();
  return simulation.record();
}

inline double count(const SmallWorld& small, const EventKind& kind, std::uint64_t seed = 2) {
  return static_cast<double>(count_events(record_of(small, seed), small.catalogue(), kind));
}

inline double binomial(double n, double p) {
  return std::sqrt(n * p * (1.0 - p));
}

/// Probability that something of rate `rate` happens within a year.
inline double within_a_year(double rate) {
  return 1.0 - std::exp(-rate);
}

}  // namespace entente::tests
