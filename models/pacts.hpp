#pragma once

#include <vector>

#include "engine/simulation/scratch.hpp"
#include "models/blocking.hpp"

namespace entente {

/// Alliances that are not there: the members of each, and outsiders who might complete it.
class Pacts {
 public:
  /// Adds a pact of one or two members, ascending; its candidates follow.
  void add(StateId member, StateId other = {});
  /// A candidate of the pact added last, ascending within it.
  void add_candidate(StateId state);

  std::size_t size() const { return pacts_.size(); }
  std::size_t candidates() const { return candidates_.size(); }

  /// W_i of every candidate, in the order in which they were added.
  std::vector<double> values(const World& world, const PactValuation& valuation, Scratch& scratch) const;

 private:
  struct Pact {
    StateId members[2];
    std::size_t first;  // of its candidates
  };

  World world_with(const World& world) const;
  MembershipTable memberships_with(const World& world, const AllianceTable& alliances) const;
  std::span<const StateId> candidates_of(std::size_t pact) const;

  std::vector<Pact> pacts_;
  std::vector<StateId> candidates_;
};

}  // namespace entente
