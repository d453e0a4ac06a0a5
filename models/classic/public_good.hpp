#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace entente::classic {

/// Members of an alliance who each provide a good that spills over to the others (Olson & Zeckhauser 1966; Sandler
/// 1977).
///
///     U_i = x_i^(1 - a_i) z_i^a_i,   z_i = q_i + s sum_{j != i} q_j,   x_i + p q_i = I_i
///
/// q what each provides, z what each enjoys, x what is left to consume; s = 1 is a pure public good, s = 0 a private
/// one.
struct PublicGood {
  std::vector<double> incomes;  ///< I > 0, in any one unit of money
  std::vector<double> tastes;   ///< 0 < a < 1
  double price = 1.0;           ///< p > 0, money per unit of the good
  double spill_over = 1.0;      ///< 0 <= s <= 1

  std::size_t members() const { return incomes.size(); }
};

/// By member, in units of the good; and their sum.
struct Provision {
  std::vector<double> provided;
  double total;
};

/// What each enjoys, z.
std::vector<double> enjoyed(const PublicGood& good, std::span<const double> provided);

/// The one Nash equilibrium, in which each provides its best reply max(0, a I / p - (1 - a) s Q_others) to the others.
/// With s = 1 it does not depend on how income is spread among those who provide (Bergstrom, Blume & Varian 1986).
Provision nash(const PublicGood& good);

/// Efficient provision: the Lindahl equilibrium, in which each pays the share a_i of its income for what it enjoys, at
/// a price of its own. The total is sum_i a_i I_i / p whatever the spill-over (prices of their own make the payments
/// and the costs of all that is provided equal, and Cobb-Douglas makes payments a share of income); whose provision it
/// is maximises sum_i a_i I_i log z_i. Where that leaves it open (s = 1), each provides what it pays for.
Provision optimum(const PublicGood& good);

/// All members at once go the share `damping` of the way to their best replies; in place.
void reply_at_once(const PublicGood& good, double damping, std::span<double> provided);

/// Among identical members, all providing, `reply_at_once` converges iff damping is below this:
/// 2 / (1 + (1 - a) s (n - 1)).
double largest_damping(std::size_t members, double taste, double spill_over);

/// Spearman's rank correlation, ties sharing their mean rank: of size and burden, Olson & Zeckhauser's measure of the
/// exploitation of the great by the small.
double rank_correlation(std::span<const double> one, std::span<const double> other);

}  // namespace entente::classic
