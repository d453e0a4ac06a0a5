#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace entente::classic {

/// Chances to win by effort. Ratio: p_i = x_i^m / sum_j x_j^m (Tullock 1980; Hirshleifer 1989), equal if nobody makes
/// an effort. Efforts >= 0, m > 0.
std::vector<double> ratio_success(std::span<const double> efforts, double decisiveness);

/// Difference: p_i = exp(k x_i) / sum_j exp(k x_j) (Hirshleifer 1989), so that who makes no effort still has a chance.
std::vector<double> difference_success(std::span<const double> efforts, double decisiveness);

/// An equilibrium in which each contestant's effort is best against the others', in units of the prize.
struct Contest {
  std::vector<double> efforts;
  std::vector<double> chances;
};

/// Nash equilibrium of p_i V_i - x_i with p_i = x_i / X (Tullock 1980; Hillman & Riley 1989): contestants of falling
/// value enter while V_i > X = (k - 1) / sum 1 / V over the k that entered; x_i = X (1 - X / V_i). Two or more values >
/// 0.
Contest tullock(std::span<const double> values);

/// Two contestants with any decisiveness m: p_1 = V_1^m / (V_1^m + V_2^m), x_i = m p_1 p_2 V_i (Nti 1999). None where
/// that would cost one of them more than it brings (m p_i > 1), as then there is no equilibrium without chance.
std::optional<Contest> tullock_of_two(double value, double other_value, double decisiveness);

/// Any number of contestants with decisiveness m below 1, all of whom enter: with S = sum_j x_j^m and p_i = x_i^m / S,
/// best efforts are x_i = m p_i (1 - p_i) V_i, so that S = (m V_i)^m p_i^(m - 1) (1 - p_i)^m gives every p_i, and their
/// sum must be 1 (share functions: Cornes & Hartley 2005). By bisection.
Contest tullock_of_many(std::span<const double> values, double decisiveness);

/// Contest among alliances whose members each choose their effort and divide the prize equally: an alliance fights as
/// if the prize were worth what a member gets (Olson 1965; Katz, Nitzan & Rosenberg 1990). Efforts: an alliance's sum.
Contest tullock_of_alliances(std::span<const double> prizes, std::span<const std::size_t> members);

/// What is left of two forces, and when it is over.
struct Battle {
  double left;        ///< of the first force
  double other_left;  ///< of the second; one of the two is zero
  double time;        ///< infinite if both, or the weaker, dwindle for ever
};

/// Lanchester's square law (1916), aimed fire: dA/dt = -beta B, dB/dt = -alpha A. Strengths >= 0, rates per unit of
/// time. The larger of alpha A^2 and beta B^2 wins and keeps their difference.
Battle lanchester_square(double force, double other, double alpha, double beta);

/// The forces at a time before the end of that battle.
Battle lanchester_square_at(double time, double force, double other, double alpha, double beta);

/// Lanchester's linear law, fire at areas: dA/dt = -beta A B, dB/dt = -alpha A B. The larger of alpha A and beta B wins
/// and keeps their difference.
Battle lanchester_linear(double force, double other, double alpha, double beta);

/// Loss of strength over distance: capability^log10(miles / miles_per_day + 10 - e) (Bueno de Mesquita 1981).
/// Capability: a share, 0 to 1. The published table has 250 and 500 miles a
/// day.
double strength_at_distance(double capability, double miles, double miles_per_day);

}  // namespace entente::classic
