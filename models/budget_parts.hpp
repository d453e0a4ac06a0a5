#pragma once

#include <span>

#include "engine/simulation/scratch.hpp"
#include "engine/world/world.hpp"
#include "models/maths/joint_product.hpp"

/// The parts of the mechanism budget.
namespace entente::budgets {

/// How strongly each alliance obliges its members to defend one another against whoever attacks: 0 without such an
/// obligation.
void assess_obligations(const World& world, std::span<double> obligation);

/// com_i: what the enemies of those whom a state has promised to defend would have it prepare for, by its share of the
/// alliance's power. Each enemy counts once in exact geometry, once an alliance in regional geometry.
void weigh_commitments(const World& world, std::span<const double> obligation, Scratch& scratch,
                       std::span<double> commitment);

/// How spending spills over.
struct SpillOver {
  double share;  ///< of an ally's spending that serves all, at full obligation
  bool pure;     ///< absolute, else in proportion to what is to be protected
};

/// What everyone spends where each replies best to all others. `spenders`: one a state, unread where the state does not
/// exist. Returns the state whose spending differs most between two equilibria if there are several; else none.
StateId find_equilibrium(const World& world, std::span<const double> obligation, SpillOver spill_over,
                         std::span<const maths::Spender> spenders, Scratch& scratch, std::span<double> spending);

}  // namespace entente::budgets
