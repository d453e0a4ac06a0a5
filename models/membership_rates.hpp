#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "engine/world/world.hpp"
#include "models/discipline.hpp"
#include "models/membership.hpp"

namespace entente {

/// What may happen to a pair of state and alliance.
enum class Outcome {
  application,        ///< the outsider applies
  switching,          ///< it gives notice to the hostile alliance that bars it from applying
  session,            ///< the application is voted on
  lapse,              ///< it lapses
  notice,             ///< the member gives notice
  opting_out,         ///< it leaves the integrated command
  opting_in,          ///< it comes back to it
  suspension,         ///< its suspension is voted on
  expulsion,          ///< its expulsion is voted on
  review,             ///< the suspension is voted on again
  notice_withdrawal,  ///< it takes its notice back
};

/// One of the things that may happen next to a pair, at a rate (1/year).
struct Cause {
  Outcome outcome = Outcome::application;
  double rate = 0.0;
};

/// The causes that compete for a pair, in the order in which they share its draw.
struct Causes {
  static constexpr std::size_t most = 4;
  std::array<Cause, most> list{};
  std::size_t number = 0;
  double total = 0.0;

  std::span<const Cause> all() const { return {list.data(), number}; }
};

/// Rates (1/year) at which pairs of state and alliance leave their present status. Columns are looked up once.
class MembershipRates {
 public:
  /// `content`: by state, the largest margin of its memberships, -infinity without any; read by
  /// DecisionRule::satisficing alone.
  MembershipRates(const World& world, const Membership::Parameters& parameters, std::span<const double> content);

  Causes causes(std::size_t row) const;
  /// Rate of whatever may happen next to a pair.
  double operator()(std::size_t row) const;
  /// A number that the rate does not exceed, at most e times it where the exponents are above -8; without an
  /// exponential.
  double bound(std::size_t row) const;
  /// The bounds of all rows.
  void bound_all(std::span<double> bounds) const;
  /// What is held against a member.
  double charge(std::size_t row) const { return charges_(row); }
  /// The utility at which `outcome` would have the rate `rate` for a pair; NaN if utility does not set it.
  double utility_for(Outcome outcome, std::size_t row, double rate) const;

 private:
  template <class Exp, class Add>
  void visit(std::size_t row, Exp exp, Add add) const;
  template <class Exp>
  double joining(std::size_t row, Exp exp) const;
  template <class Exp>
  double leaving(std::size_t row, Exp exp) const;

  const World& world_;
  const Membership::Parameters& parameters_;
  Charges charges_;
  std::span<const double> content_;  // by state
  std::span<const double> utility_, barred_, rival_, opted_out_;
  std::span<const double> open_door_, exclusion_, exit_rate_, grip_, integration_, lead_state_,
      mission_;                          // by alliance
  std::span<const double> sovereignty_;  // by state
};

/// Fills the largest margin of each state's memberships.
void assess_content(const World& world, std::span<double> content);

}  // namespace entente
