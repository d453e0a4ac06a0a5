#include "models/membership_rates.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "models/charter.hpp"
#include "models/coercion.hpp"
#include "models/columns.hpp"
#include "models/exclusion.hpp"
#include "models/integration.hpp"
#include "models/mission_charter.hpp"

namespace entente {

namespace {

/// Powers of e from e^-8 to e^9: exponents are at most 8.
constexpr int smallest = -8;
constexpr double largest = 8.0;
const std::array<double, 18> powers = [] {
  std::array<double, 18> made{};
  for (std::size_t n = 0; n < made.size(); ++n) made[n] = std::exp(static_cast<double>(n) + smallest);
  return made;
}();

/// The next power of e above exp(x), x below 9.
double next_power(double x) {
  return powers[static_cast<std::size_t>(std::max(0.0, x - smallest + 1.0))];
}

double exactly(double x) {
  return std::exp(x);
}

}  // namespace

MembershipRates::MembershipRates(const World& world, const Membership::Parameters& parameters,
                                 std::span<const double> content)
    : world_(world),
      parameters_(parameters),
      charges_(world, parameters.discipline),
      content_(content),
      utility_(world.memberships[columns::utility]),
      barred_(world.memberships[columns::barred]),
      rival_(world.memberships[columns::rival_hostility]),
      opted_out_(world.memberships[columns::opted_out]),
      open_door_(world.alliances[columns::open_door]),
      exclusion_(world.alliances[columns::exclusion]),
      exit_rate_(world.alliances[columns::exit_rate]),
      grip_(world.alliances[columns::grip]),
      integration_(world.alliances[columns::integration]),
      lead_state_(world.alliances[columns::lead_state]),
      mission_(world.alliances[columns::mission_kind]),
      sovereignty_(world.states[columns::sovereignty]) {}

/// Rate at which an outsider comes to want membership.
template <class Exp>
double MembershipRates::joining(std::size_t row, Exp exp) const {
  const double open_door = open_door_[world_.memberships.alliance()[row].index()];
  switch (parameters_.rule) {
    case DecisionRule::hazard:
      return parameters_.join_rate * open_door * exp(utility_[row]);
    case DecisionRule::best_response:
      return utility_[row] > 0.0 ? parameters_.review_rate * open_door : 0.0;
    case DecisionRule::satisficing:
      return utility_[row] >= parameters_.aspiration &&
                     content_[world_.memberships.state()[row].index()] < parameters_.aspiration
                 ? parameters_.review_rate * open_door
                 : 0.0;
  }
  return 0.0;
}

/// Rate at which a member comes to want out.
template <class Exp>
double MembershipRates::leaving(std::size_t row, Exp exp) const {
  const std::size_t a = world_.memberships.alliance()[row].index();
  const double margin = utility_[row] + grip_[a];
  switch (parameters_.rule) {
    case DecisionRule::hazard:
      return exit_rate_[a] * exp(-margin);
    case DecisionRule::best_response:
      return margin < 0.0 ? parameters_.review_rate : 0.0;
    case DecisionRule::satisficing:
      return margin < parameters_.aspiration ? parameters_.review_rate : 0.0;
  }
  return 0.0;
}

template <class Exp, class Add>
void MembershipRates::visit(std::size_t row, Exp exp, Add add) const {
  const MembershipTable& memberships = world_.memberships;
  const std::size_t a = memberships.alliance()[row].index();
  const std::size_t i = memberships.state()[row].index();
  if (!world_.alliances.active[a] || !world_.states.active[i] || is_mission(mission_, a)) return;
  switch (memberships.status()[row]) {
    case Status::outsider: {
      if (barred_[row] > 0.0) return;
      const double wish = joining(row, exp);
      const double admissible = rival_[row] > 0.0 ? std::exp(-exclusion_[a] * rival_[row]) : 1.0;
      add(Outcome::application, wish * admissible);
      if (admissible < 1.0) add(Outcome::switching, wish * (1.0 - admissible));
      return;
    }
    case Status::applicant:
      add(Outcome::session, parameters_.session_rate);
      add(Outcome::lapse, parameters_.lapse_rate);
      return;
    case Status::member: {
      add(Outcome::notice, leaving(row, exp));
      const bool leads = memberships.state()[row].row == static_cast<std::int32_t>(lead_state_[a]);
      if (integration_[a] > 0.0 && !leads) {
        const double minds = sovereignty_[i] * integration_[a];
        if (opted_out_[row] > 0.0)
          add(Outcome::opting_in, parameters_.integration.return_rate * exp(utility_[row] - minds));
        else
          add(Outcome::opting_out,
              parameters_.integration.leave_rate * exp(std::min(largest, minds - utility_[row] - grip_[a])));
      }
      const double held = charges_(row);
      if (held == 0.0) return;
      add(Outcome::suspension, parameters_.discipline.suspension_rate * held);
      add(Outcome::expulsion, parameters_.discipline.expulsion_rate * held);
      return;
    }
    case Status::notice:
      add(Outcome::notice_withdrawal, parameters_.withdrawal_rate / (1.0 + std::exp(-utility_[row])));
      return;
    case Status::suspended:
      add(Outcome::review, parameters_.session_rate);
      add(Outcome::expulsion, parameters_.discipline.expulsion_rate * charges_(row));
      return;
  }
}

Causes MembershipRates::causes(std::size_t row) const {
  Causes causes;
  visit(row, exactly, [&](Outcome outcome, double rate) {
    causes.list[causes.number++] = {outcome, rate};
    causes.total += rate;
  });
  return causes;
}

double MembershipRates::operator()(std::size_t row) const {
  return causes(row).total;
}

double MembershipRates::bound(std::size_t row) const {
  double sum = 0.0;
  visit(
      row, [](double x) { return next_power(x); }, [&](Outcome, double rate) { sum += rate; });
  return sum;
}

void MembershipRates::bound_all(std::span<double> bounds) const {
  for (std::size_t row = 0; row < bounds.size(); ++row) bounds[row] = bound(row);
}

double MembershipRates::utility_for(Outcome outcome, std::size_t row, double rate) const {
  const std::size_t a = world_.memberships.alliance()[row].index();
  const bool by_hazard = parameters_.rule == DecisionRule::hazard;
  const double aspiration = parameters_.rule == DecisionRule::satisficing ? parameters_.aspiration : 0.0;
  switch (outcome) {
    case Outcome::application:
      if (!by_hazard) return aspiration;
      return std::log(rate / (parameters_.join_rate * open_door_[a] * std::exp(-exclusion_[a] * rival_[row])));
    case Outcome::switching:
      if (!by_hazard) return aspiration;
      return std::log(rate / (parameters_.join_rate * open_door_[a] * -std::expm1(-exclusion_[a] * rival_[row])));
    case Outcome::notice:
      return (by_hazard ? std::log(exit_rate_[a] / rate) : aspiration) - grip_[a];
    case Outcome::opting_out:
      return std::log(parameters_.integration.leave_rate / rate) +
             sovereignty_[world_.memberships.state()[row].index()] * integration_[a] - grip_[a];
    case Outcome::opting_in:
      return std::log(rate / parameters_.integration.return_rate) +
             sovereignty_[world_.memberships.state()[row].index()] * integration_[a];
    default:
      return std::numeric_limits<double>::quiet_NaN();
  }
}

void assess_content(const World& world, std::span<double> content) {
  const MembershipTable& memberships = world.memberships;
  const auto margin = memberships[columns::margin];
  std::fill(content.begin(), content.end(), -std::numeric_limits<double>::infinity());
  const auto mission = world.alliances[columns::mission_kind];
  for (std::size_t a = 0; a < world.alliances.size(); ++a)
    for (const std::int32_t member : memberships.members(AllianceId(a))) {
      if (is_mission(mission, a)) break;
      const auto row = static_cast<std::size_t>(member);
      double& best = content[memberships.state()[row].index()];
      best = std::max(best, margin[row]);
    }
}

}  // namespace entente
