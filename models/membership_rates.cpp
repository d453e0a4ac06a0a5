#include "models/membership_rates.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "models/charter.hpp"
#include "models/columns.hpp"

namespace entente {

namespace {

/// Powers of e from e^-8 to e^9: utilities lie between -8 and 4.
constexpr int smallest = -8;
const std::array<double, 18> powers = [] {
  std::array<double, 18> made{};
  for (std::size_t n = 0; n < made.size(); ++n) made[n] = std::exp(static_cast<double>(n) + smallest);
  return made;
}();

/// The next power of e above exp(x), x below 9.
double next_power(double x) {
  return powers[static_cast<std::size_t>(std::max(0.0, x - smallest + 1.0))];
}

}  // namespace

MembershipRates::MembershipRates(const World& world, const Membership::Parameters& parameters)
    : world_(world),
      parameters_(parameters),
      utility_(world.memberships[columns::utility]),
      barred_(world.memberships[columns::barred]),
      open_door_(world.alliances[columns::open_door]),
      exit_rate_(world.alliances[columns::exit_rate]),
      hold_(world.alliances[columns::hold]) {}

template <class Exp>
double MembershipRates::rate(std::size_t row, Exp exp) const {
  const MembershipTable& memberships = world_.memberships;
  const std::size_t a = memberships.alliance()[row].index();
  if (!world_.alliances.active[a] || !world_.states.active[memberships.state()[row].index()]) return 0.0;
  switch (memberships.status()[row]) {
    case Status::outsider:
      return barred_[row] > 0.0 ? 0.0 : parameters_.join_rate * open_door_[a] * exp(utility_[row]);
    case Status::applicant:
      return parameters_.session_rate + parameters_.lapse_rate;
    case Status::member:
      return exit_rate_[a] * exp(-utility_[row] - hold_[a]);
    case Status::notice:
      return parameters_.withdrawal_rate / (1.0 + std::exp(-utility_[row]));
    case Status::suspended:
      return 0.0;
  }
  return 0.0;
}

double MembershipRates::operator()(std::size_t row) const {
  return rate(row, [](double x) { return std::exp(x); });
}

double MembershipRates::bound(std::size_t row) const {
  return rate(row, next_power);
}

void MembershipRates::bound_all(std::span<double> bounds) const {
  for (std::size_t row = 0; row < bounds.size(); ++row) bounds[row] = rate(row, next_power);
}

}  // namespace entente
