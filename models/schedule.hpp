#pragma once

#include <vector>

#include "engine/simulation/catalogue.hpp"

namespace entente {

/// What the scenario dates happens: numbers follow their paths in time, states are born and vanish, alliances are
/// founded and end, scheduled changes are made.
///
/// A date counts at the nearest boundary of steps, so that no step length makes things systematically early or late;
/// a number on a path takes its value at the middle of the step, and after the path's last
/// date is free to be moved by others. A state with a predecessor inherits what the model
/// derived for it (position, averages, fears) and, where eligible, its memberships; if the predecessor ends then, the
/// first heir by id leads where it led. A state that is forbidden an alliance loses a standing application to it.
/// Draws nothing.
class Schedule : public Mechanism {
 public:
  struct Parameters {};
  static void declare(Declarations<Parameters>&) {}
  static MechanismDeclaration declaration();

  Schedule(const Parameters&, const Setup& setup);
  void step(World& world, const Step& step) const override;

 private:
  struct Window;

  Window window_of(const Step& step) const;
  void follow_paths(World& world, const Step& step) const;
  void begin_and_end_states(World& world, const Step& step, const Window& window) const;
  void begin_and_end_alliances(World& world, const Step& step, const Window& window) const;
  void bear(World& world, const Step& step, const Window& window, const Lifetime& life) const;
  void vanish(World& world, const Step& step, StateId state, Date date) const;
  void end(World& world, const Step& step, AllianceId alliance) const;
  void change(World& world, const Step& step, const ScheduledChange& change) const;
  void change_number(World& world, const ScheduledChange& change) const;
  void change_membership(World& world, const Step& step, const ScheduledChange& change) const;

  Date start_;
  std::vector<Lifetime> lifetimes_;
  std::vector<Founding> foundings_;
  std::vector<Trajectory> trajectories_;
  std::vector<ScheduledChange> changes_;
  std::int32_t founded_, succeeded_, entry_scheduled_, exit_scheduled_, state_ended_, alliance_ended_, dissolved_;
  std::int32_t state_born_, state_vanished_;
  std::int32_t lapsed_, reinstated_;
};

}  // namespace entente
