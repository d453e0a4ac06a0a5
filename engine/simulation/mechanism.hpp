#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/date.hpp"
#include "engine/random/streams.hpp"
#include "engine/random/tick_uniforms.hpp"
#include "engine/scenario/scenario.hpp"
#include "engine/simulation/event.hpp"
#include "engine/simulation/prospect.hpp"
#include "engine/simulation/scratch.hpp"
#include "engine/world/world.hpp"

namespace entente {

/// What a mechanism may know of the step that it takes part in, beside the world.
struct Step {
  Date begin;
  Date end;
  double dt;          ///< years: months / 12
  int months;         ///< length of the step
  std::int64_t tick;  ///< month index of `begin`
  const Streams& streams;
  TickUniforms& uniforms;
  EventLog& events;
  Scratch& scratch;
  bool anew = false;  ///< nothing that is refreshed seldom may be taken as it stands: a changed input is being tried
};

/// One mechanism of the model: a constant made from its parameters. Everything that changes is in the World.
class Mechanism {
 public:
  virtual ~Mechanism() = default;

  /// Gives the columns that it derives their values at the start of a run; draws nothing.
  virtual void start(World&, Scratch&) const {}
  /// Takes the world from `begin` to `end` as far as this mechanism moves it.
  virtual void step(World& world, const Step& step) const = 0;
  /// What `step` could do to a pair in each month of the step, in order; nothing if it does not decide on memberships.
  /// `world`: as `step` would find it, a copy.
  virtual std::vector<Prospect> prospects(World, const Step&, StateId, AllianceId) const { return {}; }
};

/// What a mechanism may use when it is made.
class Setup {
 public:
  Setup(const Scenario& scenario, const std::vector<EventKind>& event_kinds)
      : scenario_(scenario), event_kinds_(event_kinds) {}

  const Scenario& scenario() const { return scenario_; }
  /// Place of a kind in the catalogue's list: what `Event::kind` holds.
  std::int32_t event(const EventKind& kind) const;

 private:
  const Scenario& scenario_;
  const std::vector<EventKind>& event_kinds_;
};

}  // namespace entente
