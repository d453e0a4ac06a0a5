#pragma once

#include <array>
#include <functional>
#include <string>

#include "engine/base/hash.hpp"
#include "engine/scenario/document.hpp"
#include "engine/simulation/model.hpp"
#include "engine/world/world.hpp"

/// A model small enough to be known by heart: wealth walks at random, and states toss coins about their membership.
namespace entente::small_model {

inline constexpr Column wealth{.table = TableKind::state,
                               .name = "wealth",
                               .range = at_least(0),
                               .input = Input::required,
                               .recorded = true,
                               .about = "what the state has"};
inline constexpr Column mood{.table = TableKind::state,
                             .name = "mood",
                             .input = Input::optional,
                             .initial = 0.5,
                             .about = "how the state feels"};
inline constexpr Column members{.table = TableKind::alliance,
                                .name = "members",
                                .kind = Kind::integer,
                                .recorded = true,
                                .about = "number of members"};
/// Called at the begin of every step, if set: by it tests know and stop what goes on.
inline std::function<void()> on_step;

inline constexpr EventKind joined{.name = "joined", .effect = EventKind::Effect::entry, .about = "won the toss"};
inline constexpr EventKind left{.name = "left", .effect = EventKind::Effect::exit, .about = "lost the toss"};

class Toss : public Mechanism {
 public:
  struct Parameters {
    double chance = 0.02;
  };
  static void declare(Declarations<Parameters>& parameters) {
    parameters.add(&Parameters::chance,
                   {.name = "chance", .range = unit_interval, .about = "of changing sides in a step"});
  }
  static MechanismDeclaration declaration() {
    MechanismDeclaration declaration;
    declaration.name = "toss";
    declaration.claim = "States toss coins.";
    declaration.reads = {&wealth, &mood};
    declaration.writes = {&wealth, &mood, &members};
    declaration.events = {&joined, &left};
    return declaration;
  }

  Toss(const Parameters& parameters, const Setup& setup)
      : chance_(parameters.chance), joined_(setup.event(joined)), left_(setup.event(left)) {}

  void start(World& world, Scratch&) const override { count(world); }

  void step(World& world, const Step& step) const override {
    if (on_step) on_step();
    for (std::size_t n = 0; n < world.states.size(); ++n)
      world.states.update(wealth)[n] +=
          1.0 + 0.1 * step.streams.at(name_hash("wealth"), step.tick, world.states.entities()[n]).normal();
    for (std::size_t row = 0; row < world.memberships.size(); ++row) {
      const double draw = step.streams.at(name_hash("toss"), step.tick, world.memberships.entities()[row]).uniform();
      if (draw >= chance_) continue;
      const bool was_member = is_member(world.memberships.status()[row]);
      world.memberships.set_status(row, was_member ? Status::outsider : Status::member, step.begin);
      const std::array<double, 2> shares{was_member ? -0.75 : 0.75, 0.25};
      Event event;
      event.date = step.begin;
      event.kind = was_member ? left_ : joined_;
      event.state = world.memberships.state()[row];
      event.alliance = world.memberships.alliance()[row];
      event.utility = shares[0] + shares[1];
      event.probability = chance_;
      event.draw = draw;
      step.events.add(event, shares);
    }
    count(world);
  }

 private:
  static void count(World& world) {
    for (std::size_t n = 0; n < world.alliances.size(); ++n)
      world.alliances.update(members)[n] = static_cast<double>(world.memberships.members(AllianceId(n)).size());
  }

  double chance_;
  std::int32_t joined_, left_;
};

inline Catalogue catalogue() {
  Catalogue catalogue;
  catalogue.add<Toss>();
  catalogue.set_features({{"luck", "how the coin fell"}, {"habit", "how it was before"}});
  return catalogue;
}

inline const std::string& text() {
  static const std::string text = R"(
entente: 1
title: A small world
time: {start: 2000-01-01, end: 2010-01-01, step: month}
seed: 5
issues: {peace: {name: Peace}}
domains: {land: {name: Land, weight: 1}}
proximity: {geometry: exact, half_distance: 1000}
states:
  ALF: {name: Alfland, wealth: 10, location: {latitude: 50, longitude: 4}}
  BET: {name: Betania, wealth: 20, location: {latitude: 51, longitude: 8}}
  GAM: {name: Gammia, wealth: 30, location: {latitude: 52, longitude: 12}}
alliances:
  PACT: {name: The Pact, members: [ALF, BET]}
record: {every: year, series: [default]}
)";
  return text;
}

inline Model model(const std::string& scenario = text()) {
  const Catalogue mechanisms = catalogue();
  return Model(read_scenario(parse_document(scenario, "small.yaml"), mechanisms.vocabulary()), mechanisms);
}

}  // namespace entente::small_model
