#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace entente::maths {

/// One who spends on a good that spills over to others: Cobb-Douglas between consumption and the good, so that what
/// spills in replaces own spending (Olson & Zeckhauser 1966; Sandler). Money is in any one unit.
struct Spender {
  double income;  ///< > 0
  double want;    ///< what it would spend alone: a I / p
  double slope;   ///< by how much a unit that spills in lowers that: 1 - a, between 0 and 1
  double least;   ///< smallest spending
  double most;    ///< largest spending
  double norm;    ///< spending that was agreed; it pulls those below it
  double pull;    ///< weight of the norm against the own wish
};

/// U = x^(1-a) (q + spill-in)^a with x + p q = I.
inline Spender joint_product(double a, double income, double price = 1.0) {
  return {.income = income,
          .want = a * income / price,
          .slope = 1.0 - a,
          .least = 0.0,
          .most = std::numeric_limits<double>::infinity(),
          .norm = 0.0,
          .pull = 0.0};
}

/// Best reply to what spills in: q = most(least(want - slope x spill-in)), and (q + pull x norm) / (1 + pull) below the
/// norm.
double reply(const Spender& spender, double spill_in);

/// The Nash equilibrium of one alliance by its closed form: `received[i]` is the share of each other member's spending
/// that reaches i (slope x received < 1). Sorted by the total at which each stops to give, with k = slope x received:
/// A += want / (1 - k), B += k / (1 - k), Q = A / (1 + B), until the next's want / k <= Q. Limits and norms do not
/// count here; floors do. Exact up to rounding.
std::vector<double> nash_of_one_alliance(std::span<const Spender> spenders, std::span<const double> received);

/// Lets each in `order` reply to the others' present spending, turn after turn, until no share of income moves by
/// 1e-13; returns whether that happened. `spill_in(i)` tells what reaches i, `moved(i, q)` is told that i now spends q.
///
/// Where spill-ins are reciprocal (of a unit of income, what i gets from j's spending is what j gets from i's), replies
/// by turns lower a common potential, so this ends in an equilibrium, also where simultaneous replies would cycle.
/// Where there is one equilibrium, order and start do not matter.
template <class SpillIn, class Moved>
bool settle(std::span<const Spender> spenders, std::span<const std::int32_t> order, std::span<double> spending,
            SpillIn spill_in, Moved moved) {
  constexpr int most_turns = 10'000;
  constexpr double close = 1e-13;
  for (int turn = 0; turn < most_turns; ++turn) {
    bool settled = true;
    for (const std::int32_t next : order) {
      const auto i = static_cast<std::size_t>(next);
      const double before = spending[i];
      const double now = reply(spenders[i], spill_in(i));
      if (now == before) continue;
      if (std::fabs(now - before) > close * spenders[i].income) settled = false;
      spending[i] = now;
      moved(i, before, now);
    }
    if (settled) return true;
  }
  return false;
}

/// Spill-ins between pairs as compressed rows: state i receives, of each unit of `from[n]`'s spending, `share[n]` x
/// `scale[i]`, for n from first[i] to first[i + 1].
struct PairSpillIns {
  std::span<const std::size_t> first;  ///< spenders + 1
  std::span<const std::int32_t> from;
  std::span<const double> share;
  std::span<const double> scale;  ///< by spender

  double operator()(std::size_t i, std::span<const double> spending) const {
    double sum = 0.0;
    for (std::size_t n = first[i]; n < first[i + 1]; ++n) sum += share[n] * spending[static_cast<std::size_t>(from[n])];
    return scale[i] * sum;
  }
};

/// `settle` on spill-ins between pairs.
bool settle(std::span<const Spender> spenders, const PairSpillIns& spill_ins, std::span<const std::int32_t> order,
            std::span<double> spending);

}  // namespace entente::maths
