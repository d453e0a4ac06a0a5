#include "models/classic/self_enforcing.hpp"

#include <limits>

#include "engine/base/contracts.hpp"

namespace entente::classic {

namespace {

constexpr double nobody = std::numeric_limits<double>::quiet_NaN();

/// What all lose by leaving and joining; agreements by number of members.
void compare_neighbours(std::vector<Agreement>& agreements) {
  constexpr double impossible = std::numeric_limits<double>::infinity();
  agreements.front().loss_by_leaving = impossible;
  agreements.back().loss_by_joining = impossible;
  for (std::size_t n = 1; n < agreements.size(); ++n) {
    Agreement& fewer = agreements[n - 1];
    Agreement& more = agreements[n];
    more.loss_by_leaving = more.member_payoff - fewer.outsider_payoff;
    fewer.loss_by_joining = fewer.outsider_payoff - more.member_payoff;
  }
}

}  // namespace

std::vector<Agreement> linear_benefit(std::size_t states, double benefit, double cost) {
  EXPECT(states >= 1 && benefit > 0.0 && cost > 0.0);
  const double unit = benefit / cost;  // what an outsider contributes
  const double worth = benefit * unit;
  const auto all = static_cast<double>(states);
  std::vector<Agreement> agreements;
  for (std::size_t members = 0; members <= states; ++members) {
    const auto n = static_cast<double>(members);
    const double total = n * n + all - n;
    agreements.push_back({.members = members,
                          .member_contribution = members > 0 ? n * unit : nobody,
                          .outsider_contribution = members < states ? unit : nobody,
                          .total = total * unit,
                          .member_payoff = members > 0 ? (total - 0.5 * n * n) * worth : nobody,
                          .outsider_payoff = members < states ? (total - 0.5) * worth : nobody,
                          .loss_by_leaving = 0.0,
                          .loss_by_joining = 0.0});
  }
  compare_neighbours(agreements);
  return agreements;
}

std::vector<Agreement> members_lead(std::size_t states, double satiation, double benefit, double cost) {
  EXPECT(states >= 1 && satiation > 0.0 && benefit > 0.0 && cost > 0.0);
  const auto all = static_cast<double>(states);
  const double reply = benefit / (all * cost);  // an outsider's contribution per unit short of satiation
  std::vector<Agreement> agreements;
  for (std::size_t members = 0; members <= states; ++members) {
    const auto n = static_cast<double>(members);
    const double replies = (all - n) * reply;
    const double crowding = 1.0 + replies;
    const double inside = n * satiation * benefit / (all * cost * crowding * crowding + n * n * benefit);
    const double total = (n * inside + replies * satiation) / crowding;
    const double outside = reply * (satiation - total);
    const double enjoyed = benefit * (satiation * total - 0.5 * total * total) / all;
    agreements.push_back({.members = members,
                          .member_contribution = members > 0 ? inside : nobody,
                          .outsider_contribution = members < states ? outside : nobody,
                          .total = total,
                          .member_payoff = members > 0 ? enjoyed - 0.5 * cost * inside * inside : nobody,
                          .outsider_payoff = members < states ? enjoyed - 0.5 * cost * outside * outside : nobody,
                          .loss_by_leaving = 0.0,
                          .loss_by_joining = 0.0});
  }
  compare_neighbours(agreements);
  return agreements;
}

}  // namespace entente::classic
