#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/random/streams.hpp"

namespace entente::classic {

/// Rules of the tribute model. Wealth is in units of its own.
struct TributeParameters {
  std::size_t actors = 10;        ///< on a ring, 2 to 64
  std::size_t demanders = 3;      ///< a year, drawn with replacement
  double demand = 250.0;          ///< tribute asked for; all that the target has, if that is less
  double destructiveness = 0.25;  ///< of a side's strength, what it destroys of the other's wealth
  double harvest = 20.0;          ///< wealth that everyone gains a year
  double least_wealth = 300.0;    ///< at the start
  double most_wealth = 500.0;
  int commitment_step = 10;  ///< percent
};

/// Emergence of new political actors (Axelrod 1995). Actors demand tribute, pay or fight, and commit
/// themselves to those they paid, protected or fought beside.
struct TributeWorld {
  std::vector<double> initial;  ///< wealth at the start
  std::vector<double> wealth;
  std::vector<int> commitment;  ///< percent, n x n, symmetric, 100 to oneself
  std::int64_t years = 0;
  std::int64_t fights = 0;
  std::int64_t tributes = 0;
  std::int64_t idle = 0;  ///< demanders who had nobody worth a demand
  double destroyed = 0.0;
};

/// Draws the wealth; nobody is committed.
TributeWorld start_tribute(const TributeParameters& parameters, Stream& stream);

/// One year: demands one after the other, then the harvest.
///
/// A coalition is its leader and those next to it, one after the other on either side, who are more committed to it
/// than to the other leader; each contributes commitment x wealth. A target is within reach if it stands next to the
/// demander's coalition. With strengths W_att and W_def the demander i asks the target j with the largest positive
///
///     min(demand, W_j) (W_att - W_def) / W_att
///
/// and j pays iff its share in a fight's losses, destructiveness x W_att x W_j / W_def, is at least that tribute. Else
/// each side loses destructiveness x the other's strength, in proportion to contributions. A tribute raises the
/// commitment of the two to each other, a fight that of all who fought side by side, and lowers it between enemies.
/// Nobody loses more than it has: the stronger side attacks, and a target to whom that could happen pays.
void live_a_year(const TributeParameters& parameters, TributeWorld& world, Stream& stream);

/// What became of a world, against one in which all had been left alone.
struct TributeOutcome {
  double wealth;     ///< all wealth as a share of what it would have been
  double top_share;  ///< of all wealth, what the richest has
  double gini;
  double richer;           ///< number of actors that are richer than if left alone
  double fully_committed;  ///< share of pairs whose commitment is 100 %
};
TributeOutcome tribute_outcome(const TributeParameters& parameters, const TributeWorld& world);

}  // namespace entente::classic
