#pragma once

#include <cstddef>
#include <span>

#include "engine/world/world.hpp"
#include "models/membership.hpp"

namespace entente {

/// Rates (1/year) at which pairs of state and alliance leave their present status. Columns are looked up once.
class MembershipRates {
 public:
  MembershipRates(const World& world, const Membership::Parameters& parameters);

  /// Rate of whatever may happen next to a pair.
  double operator()(std::size_t row) const;
  /// A number that the rate does not exceed, at most e times it where the exponent is above -8; without an exponential.
  double bound(std::size_t row) const;
  /// The bounds of all rows.
  void bound_all(std::span<double> bounds) const;

 private:
  template <class Exp>
  double rate(std::size_t row, Exp exp) const;

  const World& world_;
  const Membership::Parameters& parameters_;
  std::span<const double> utility_, barred_, open_door_, exit_rate_, hold_;
};

}  // namespace entente
