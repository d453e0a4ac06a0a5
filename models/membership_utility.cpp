#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "engine/base/error.hpp"
#include "models/charter.hpp"
#include "models/coercion.hpp"
#include "models/columns.hpp"
#include "models/membership.hpp"
#include "models/membership_parts.hpp"
#include "models/mission_charter.hpp"

namespace entente {

namespace {

/// A feature's part in the utility of joining, and what it adds to that for a member.
struct Term {
  const double* feature;
  double join;
  double extra;
};

/// Adds what joining is worth to `number` rows side by side, which compilers turn into vectors; each sum keeps its
/// order.
template <std::size_t number>
void add_terms(const std::vector<Term>& terms, std::size_t first, double* sums) {
  double sum[number];
  std::copy_n(sums + first, number, sum);
  for (const Term& term : terms)
    for (std::size_t k = 0; k < number; ++k) sum[k] += term.join * term.feature[first + k];
  std::copy_n(sum, number, sums + first);
}

[[noreturn]] void refuse_utility(const World& world, std::size_t row) {
  throw ModelError("the utility of " + world.states.ids()[world.memberships.state()[row].index()] + " in " +
                   world.alliances.ids()[world.memberships.alliance()[row].index()] + " at " + to_string(world.date) +
                   " is not a number: a feature left the real numbers");
}

}  // namespace

void Membership::assess_utility(World& world, const Due& due, const Streams* streams, Scratch& scratch) const {
  const MembershipTable& memberships = world.memberships;
  const auto utility = world.memberships.update(columns::utility);
  const auto margin = world.memberships.update(columns::margin);
  const auto grip = world.alliances[columns::grip];
  const auto mission = world.alliances[columns::mission_kind];
  const auto concession = world.memberships[columns::concession];
  const auto frailty = scratch.take(world.states.size(), 0.0);
  if (streams != nullptr)
    for (std::size_t i = 0; i < frailty.size(); ++i)
      frailty[i] = parameters_.frailty * standard_frailty(*streams, world.states.entities()[i]);
  std::vector<Term> of_joining, of_members;
  for (std::size_t f = 0; f < features::count; ++f) {
    const Term term{memberships[*features::all[f].column].data(), weights_join_[f],
                    weights_stay_[f] - weights_join_[f]};
    if (term.join != 0.0) of_joining.push_back(term);
    if (term.extra != 0.0) of_members.push_back(term);
  }
  constexpr std::size_t abreast = 8;
  for (std::size_t a = 0; a < due.quarterly.size(); ++a) {
    if (!due.quarterly[a] || is_mission(mission, a)) continue;
    const std::size_t begin = memberships.begin(AllianceId(a));
    const std::size_t end = memberships.end(AllianceId(a));
    const std::size_t whole = begin + (end - begin) / abreast * abreast;
    for (std::size_t row = begin; row < end; ++row)
      utility[row] = frailty[memberships.state()[row].index()] + constant_join_;
    for (std::size_t row = begin; row < whole; row += abreast) add_terms<abreast>(of_joining, row, utility.data());
    for (std::size_t row = whole; row < end; ++row) add_terms<1>(of_joining, row, utility.data());
    for (const std::int32_t member : memberships.members(AllianceId(a))) {
      const auto row = static_cast<std::size_t>(member);
      utility[row] += constant_stay_ - constant_join_ + concession[row];
      for (const Term& term : of_members) utility[row] += term.extra * term.feature[row];
    }
    for (std::size_t row = begin; row < end; ++row) {
      if (std::isnan(utility[row])) refuse_utility(world, row);
      utility[row] = std::clamp(utility[row], -8.0, 4.0);
    }
  }
  for (std::size_t row = 0; row < margin.size(); ++row)
    margin[row] =
        utility[row] + (is_member(memberships.status()[row]) ? grip[memberships.alliance()[row].index()] : 0.0);
}

/// The utility of one member from its shares.
void Membership::rate_anew(World& world, const Streams& streams, std::size_t row) const {
  const std::vector<double> shares = shares_of(world, parameters_, streams, row);
  double& utility = world.memberships.update(columns::utility)[row];
  utility = std::clamp(std::accumulate(shares.begin(), shares.end(), 0.0), -8.0, 4.0);
  world.memberships.update(columns::margin)[row] =
      utility + world.alliances[columns::grip][world.memberships.alliance()[row].index()];
}

std::vector<double> Membership::shares_of(const World& world, const Parameters& parameters, const Streams& streams,
                                          std::size_t row) {
  const bool stays = is_member(world.memberships.status()[row]);
  const auto& betas = stays ? parameters.stay : parameters.join;
  std::vector<double> shares;
  for (std::size_t f = 0; f < features::count; ++f)
    shares.push_back(betas[f] * (world.memberships[*features::all[f].column][row] - parameters.scales.centre[f]) /
                     parameters.scales.spread[f]);
  const StateId state = world.memberships.state()[row];
  shares.push_back(parameters.frailty * standard_frailty(streams, world.states.entities()[state.index()]));
  shares.push_back(stays ? world.memberships[columns::concession][row] : 0.0);
  return shares;
}

}  // namespace entente
