#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "engine/base/hash.hpp"
#include "engine/scenario/document.hpp"
#include "engine/simulation/model.hpp"
#include "engine/world/world.hpp"

/// A model that can be asked why: states join and leave at rates that their loyalty and the alliance's grip set, and
/// loyalty fades.
namespace entente::resolve_model {

inline constexpr Column loyalty{.table = TableKind::state,
                                .name = "loyalty",
                                .range = between(-1, 1),
                                .input = Input::optional,
                                .recorded = true,
                                .about = "how much the state likes alliances"};
inline constexpr Column hair{.table = TableKind::state,
                             .name = "hair",
                             .range = unit_interval,
                             .input = Input::optional,
                             .about = "of the head of state: matters for nothing"};
inline constexpr Column grip{.table = TableKind::alliance,
                             .name = "grip",
                             .range = above(0),
                             .input = Input::optional,
                             .initial = 1.0,
                             .about = "how hard the alliance holds those whom it has"};
inline constexpr Column sealed{.table = TableKind::alliance,
                               .name = "sealed",
                               .kind = Kind::flag,
                               .input = Input::optional,
                               .about = "nobody may enter or leave"};

inline constexpr EventKind joined{.name = "joined", .effect = EventKind::Effect::entry, .about = "went in"};
inline constexpr EventKind walked_out{.name = "walked_out", .effect = EventKind::Effect::exit, .about = "went out"};
inline constexpr EventKind grumbled{.name = "grumbled", .about = "spoke ill of the alliance"};

class Fading : public Mechanism {
 public:
  struct Parameters {
    double kept = 0.999;
  };
  static void declare(Declarations<Parameters>& parameters) {
    parameters.add(&Parameters::kept, {.name = "kept", .about = "of loyalty in a step"});
  }
  static MechanismDeclaration declaration() {
    MechanismDeclaration declaration;
    declaration.name = "fading";
    declaration.claim = "Loyalty fades.";
    declaration.reads = {&loyalty};
    declaration.writes = {&loyalty};
    return declaration;
  }
  Fading(const Parameters& parameters, const Setup&) : kept_(parameters.kept) {}
  void step(World& world, const Step&) const override {
    for (double& value : world.states.update(loyalty)) value *= kept_;
  }

 private:
  double kept_;
};

class Resolve : public Mechanism {
 public:
  struct Parameters {
    double rate = 0.02;
  };
  static void declare(Declarations<Parameters>& parameters) {
    parameters.add(&Parameters::rate, {.name = "rate", .range = unit_interval, .about = "of moving in a month"});
  }
  static MechanismDeclaration declaration() {
    MechanismDeclaration declaration;
    declaration.name = "resolve";
    declaration.claim = "The loyal join, the others leave.";
    declaration.reads = {&loyalty, &hair, &grip, &sealed};
    declaration.events = {&joined, &walked_out, &grumbled};
    return declaration;
  }
  Resolve(const Parameters& parameters, const Setup& setup)
      : rate_(parameters.rate),
        joined_(setup.event(joined)),
        walked_out_(setup.event(walked_out)),
        grumbled_(setup.event(grumbled)) {}

  void step(World& world, const Step& step) const override {
    for (std::size_t row = 0; row < world.memberships.size(); ++row)
      for (const Prospect& prospect : prospects_of(world, step, row)) {
        if (!prospect.obstacle.empty() || prospect.draw < 0.0 || prospect.draw >= prospect.probability) continue;
        if (prospect.kind != grumbled_)
          world.memberships.set_status(row, prospect.kind == joined_ ? Status::member : Status::outsider, step.begin);
        step.events.add({.date = step.begin,
                         .kind = prospect.kind,
                         .state = world.memberships.state()[row],
                         .alliance = world.memberships.alliance()[row],
                         .utility = prospect.utility,
                         .probability = prospect.probability,
                         .draw = prospect.draw},
                        prospect.shares);
      }
  }

  std::vector<Prospect> prospects(World world, const Step& step, StateId state, AllianceId alliance) const override {
    const auto row = world.memberships.row(state, alliance);
    std::vector<Prospect> prospects = row ? prospects_of(world, step, *row) : std::vector<Prospect>{};
    for (Prospect& prospect : prospects)
      for (const std::int32_t member : world.memberships.members(alliance)) {
        if (prospect.kind != joined_) break;
        const StateId voter = world.memberships.state()[static_cast<std::size_t>(member)];
        const double trust = world.states[loyalty][state.index()] - 0.5 * world.states[loyalty][voter.index()];
        prospect.voices.push_back({voter, 0.25 + trust, {{"good_will", 0.25}, {"trust", trust}}});
        prospect.carries &= 0.25 + trust > 0.0;
      }
    return prospects;
  }

 private:
  /// Joining, or walking out and, of what is left of the draw, grumbling.
  std::vector<Prospect> prospects_of(const World& world, const Step& step, std::size_t row) const {
    const std::size_t state = world.memberships.state()[row].index();
    const std::size_t alliance = world.memberships.alliance()[row].index();
    if (!world.states.active[state] || !world.alliances.active[alliance]) return {};
    const bool inside = is_member(world.memberships.status()[row]);
    Prospect first;
    first.month = step.begin;
    first.kind = inside ? walked_out_ : joined_;
    first.shares = {2.0 * world.states[loyalty][state], inside ? std::log(world.alliances[grip][alliance]) : 0.0};
    first.utility = first.shares[0] + first.shares[1];
    const double sign = inside ? -1.0 : 1.0;
    first.probability = std::min(1.0, rate_ * std::exp(sign * first.utility));
    first.draw = step.streams.at(name_hash("resolve"), step.tick, world.memberships.entities()[row]).uniform();
    first.utility_needed = sign * std::log(first.draw / rate_);
    if (world.alliances[sealed][alliance] != 0.0) first.obstacle = "the alliance is sealed";
    if (!inside) return {first};
    Prospect second = first;
    second.kind = grumbled_;
    second.draw = first.draw - first.probability;
    second.probability = rate_ / 20.0;
    second.utility_needed = std::numeric_limits<double>::quiet_NaN();
    return {first, second};
  }

  double rate_;
  std::int32_t joined_, walked_out_, grumbled_;
};

inline Catalogue catalogue() {
  Catalogue catalogue;
  catalogue.add<Fading>();
  catalogue.add<Resolve>();
  catalogue.set_features({{"loyalty", "twice its loyalty"}, {"grip", "the alliance's"}});
  return catalogue;
}

inline const std::string& text() {
  static const std::string text = R"(
entente: 1
title: A resolute world
time: {start: 2000-01-04, end: 2020-01-04, step: month}
seed: 5
issues: {peace: {name: Peace}}
domains: {land: {name: Land, weight: 1}}
proximity: {geometry: exact, half_distance: 1000}
states:
  ALF: {name: Alfland, loyalty: .9, location: {latitude: 50, longitude: 4}}
  BET: {name: Betania, loyalty: .8, location: {latitude: 51, longitude: 8}}
  GAM: {name: Gammia, loyalty: .1, location: {latitude: 52, longitude: 12}}
  DEL: {name: Deltovo, loyalty: -.2, location: {latitude: 53, longitude: 12}}
  EPS: {name: Epsilon, loyalty: -.5, exists: {from: 2010-02-01}, location: {latitude: 54, longitude: 12}}
alliances:
  PACT: {name: The Pact, members: [ALF, BET, GAM], grip: 2}
  CLUB: {name: The Club, members: [ALF, BET], sealed: true, eligible: {states: [ALF, BET, GAM]}}
  LATE: {name: The Late, founded: 2015-06-01, members: [ALF, BET], eligible: {states: [ALF, BET]}}
record: {every: year, series: [default]}
)";
  return text;
}

inline Model model(const std::string& scenario = text()) {
  const Catalogue mechanisms = catalogue();
  return Model(read_scenario(parse_document(scenario, "resolve.yaml"), mechanisms.vocabulary()), mechanisms);
}

}  // namespace entente::resolve_model
