#pragma once

#include <vector>

#include "models/crises.hpp"
#include "models/tick.hpp"

namespace entente {

/// An attack that a draw brings about, or, with an attacker that is no state, one by a non-state threat.
struct Crises::Attack {
  std::size_t pair;  ///< row of (attacker, target) among the dyads
  StateId attacker, target;
  double passed;  ///< part of the month before it
  double probability, draw;
  WeightShares shares;
  Date date = {};
};

/// What a state did about a promise that it owed.
struct Crises::Deed {
  StateId who;
  bool kept;
};

namespace crises {

/// Shares as events keep them: after those of the other decisions.
std::vector<double> recorded(const WeightShares& shares, const Step& step);
/// Whether a state helps another in its war against an enemy, by whatever alliance.
bool is_helping(const World& world, StateId state, StateId helped, StateId enemy);

}  // namespace crises

}  // namespace entente
