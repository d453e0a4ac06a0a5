#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "models/charter.hpp"

namespace entente {

/// Those who vote, and by which rule they decide (models/admission.hpp: carries).
struct Electorate {
  VotingRule rule = VotingRule::unanimity;
  double share = 0.0;                 ///< that a majority needs
  std::span<const double> power;      ///< by voter, at least 0
  std::optional<std::size_t> lead{};  ///< place of the lead state, if it votes
};

/// Voting power: how often a voter's voice decides, by voter.
///
///     shapley_i  share of all orders of the voters in which i turns a losing into a winning coalition
///     banzhaf_i  share of all coalitions of the others that lose without i and win with it (Penrose's absolute index)
///
/// The first adds up to 1 where anything can carry, and to 0 where nothing can (no lead state, no power); the second is
/// comparable between alliances. Heads count alike, so unanimity and majorities have closed forms; a lead state is a
/// dictator. Majorities of power are exact (models/classic/voting_power.hpp): of up to 11 voters by enumeration, of up
/// to 64 by generating functions with powers in whole parts of a 500th of their sum; beyond by N = max(200, 200000 /
/// voters) samples, the same each time for an `entity`, with standard errors sqrt(v (1 - v) / (N - 1)) of a value v.
/// Sources: Shapley & Shubik 1954; Penrose 1946; Banzhaf 1965; Mann & Shapley 1962.
void assess_voting_power(const Electorate& electorate, std::uint64_t entity, std::span<double> shapley,
                         std::span<double> banzhaf);

}  // namespace entente
