#include "models/budget.hpp"

#include <algorithm>
#include <cmath>

#include "models/budget_parts.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/common_fund.hpp"
#include "models/events.hpp"
#include "models/features.hpp"
#include "models/maths/averages.hpp"
#include "models/refresh.hpp"

namespace entente {

namespace {

constexpr const char* fitted = "fitted to burdens of 1955-2000, scenarios/nato.yaml";

void declare_wishes(Declarations<Budget::Parameters>& p) {
  using Parameters = Budget::Parameters;
  p.add(&Parameters::base_share, {.name = "base_share",
                                  .unit = "share of GDP",
                                  .range = between(0, 1),
                                  .about = "what a democracy without threat would spend alone",
                                  .source = fitted});
  p.add(&Parameters::threat_share, {.name = "threat_share",
                                    .unit = "share of GDP",
                                    .range = between(0, 1),
                                    .about = "how much more the largest threat makes it spend",
                                    .source = fitted});
  p.add(&Parameters::threat_half, {.name = "threat_half",
                                   .unit = "of the power reference",
                                   .range = above(0),
                                   .about = "threat at which half of that is reached",
                                   .source = fitted});
  p.add(&Parameters::commitment_weight, {.name = "commitment_weight",
                                         .range = at_least(0),
                                         .about = "weight of threats to those whom the state has promised to defend",
                                         .source = fitted});
  p.add(&Parameters::regime_effect, {.name = "regime_effect",
                                     .range = any_number,
                                     .about = "by how much democracy lowers the log of spending",
                                     .source = fitted});
  p.add(
      &Parameters::regime_centre,
      {.name = "regime_centre", .range = unit_interval, .about = "democracy at which it neither lowers nor raises it"});
}

void declare_replies(Declarations<Budget::Parameters>& p) {
  using Parameters = Budget::Parameters;
  p.add(&Parameters::spill_share, {.name = "spill_share",
                                   .range = unit_interval,
                                   .about = "share of an ally's spending that serves all members",
                                   .source = "a starting value"});
  p.add(&Parameters::pure,
        {.name = "pure",
         .kind = Kind::flag,
         .about = "whether spending spills over absolutely, as a pure public good, not in proportion "
                  "to the GDP that is to be protected",
         .source = "Olson & Zeckhauser 1966"});
  p.add(&Parameters::adjustment, {.name = "adjustment",
                                  .unit = "1/year",
                                  .range = at_least(0),
                                  .about = "rate at which burdens move to the equilibrium",
                                  .source = "a starting value"});
  p.add(&Parameters::least_burden, {.name = "least_burden",
                                    .unit = "share of GDP",
                                    .range = between(0, 1),
                                    .about = "what a state with forces spends at the least",
                                    .source = "Ireland and Luxembourg, 2010-20: .003 to .006 (SIPRI)"});
  p.add(&Parameters::fiscal_limit, {.name = "fiscal_limit",
                                    .unit = "share of GDP",
                                    .range = between(0, 1),
                                    .about = "what a state can spend at the most in peace",
                                    .source = "Israel 1973-80 and Oman 1975-85: .2 to .3 (SIPRI)"});
  p.add(&Parameters::contribution_cap, {.name = "contribution_cap",
                                        .range = unit_interval,
                                        .about = "largest share of a budget that goes to alliances' tasks"});
}

}  // namespace

void Budget::declare(Declarations<Parameters>& parameters) {
  declare_wishes(parameters);
  declare_replies(parameters);
}

MechanismDeclaration Budget::declaration() {
  using namespace columns;
  return {
      .name = "budget",
      .claim =
          "States spend on defence as threats and promises to others demand and as far as allies' spending does "
          "not do it for them; once a year each replies best to all others, and burdens follow.",
      .equation =
          "reply_i = alpha_i g_i - (1 - alpha_i) Q_i; alpha_i = (a0 + amax TH_i / (TH_i + theta_half)) exp(-b_rho "
          "(rho_i - rho_0)), TH_i = theta_i + phi com_i; Q_i = sum_j q_j s_ij, s_ij = max_a share g_i / G_a; below "
          "a norm (reply_i + nu norm g_i) / (1 + nu); burdens move to the Nash shares by exp(-eta dt)",
      .source = "Olson & Zeckhauser 1966; Sandler & Hartley 2001",
      .parameters = {},
      .reads = {&gdp, &democracy, &threat, &power, &pair_threat, &newborn, &defence, &strength, &norm, &norm_from,
                &norm_pull, &common_fund, &funding_key, &exercises, &against, &features::security, &features::denial},
      .writes = {&burden, &equilibrium_burden, &contribution},
      .events = {&events::several_equilibria},
      .leaves_to_paths = {&burden}};
}

Budget::Budget(const Parameters& parameters, const Setup& setup)
    : parameters_(parameters),
      given_(setup, columns::burden),
      several_equilibria_(setup.event(events::several_equilibria)) {}

namespace {

/// Adds to everyone the strictest norm that holds in its alliances.
void apply_norms(const World& world, Date date, std::span<maths::Spender> spenders) {
  const auto norm = world.alliances[columns::norm];
  const auto from = world.alliances[columns::norm_from];
  const auto pull = world.alliances[columns::norm_pull];
  for (std::size_t a = 0; a < norm.size(); ++a) {
    if (norm[a] == 0.0 || date.days < from[a]) continue;
    for (const std::int32_t row : world.memberships.members(AllianceId(a))) {
      maths::Spender& member = spenders[world.memberships.state()[static_cast<std::size_t>(row)].index()];
      const double agreed = std::min(norm[a] * member.income, member.most);
      if (agreed < member.norm || (agreed == member.norm && pull[a] <= member.pull)) continue;
      member.norm = agreed;
      member.pull = pull[a];
    }
  }
}

}  // namespace

StateId Budget::vote(World& world, Scratch& scratch, Date date, Date freed) const {
  const std::size_t states = world.states.size();
  const auto gdp = world.states[columns::gdp];
  const auto democracy = world.states[columns::democracy];
  const auto threat = world.states[columns::threat];
  const auto burden = world.states[columns::burden];
  const auto obligation = scratch.take(world.alliances.size());
  const auto commitment = scratch.take(states);
  const auto spenders = scratch.take<maths::Spender>(states);
  const auto spending = scratch.take(states);
  budgets::assess_obligations(world, obligation);
  budgets::weigh_commitments(world, obligation, scratch, commitment);
  const Parameters& p = parameters_;
  for (std::size_t i = 0; i < states; ++i) {
    const double felt = threat[i] + p.commitment_weight * commitment[i];
    const double by_threat = p.base_share + p.threat_share * felt / (felt + p.threat_half);
    const double taste =
        std::min(by_threat * std::exp(-p.regime_effect * (democracy[i] - p.regime_centre)), p.fiscal_limit);
    spenders[i] = maths::joint_product(taste, gdp[i]);
    spenders[i].least = std::min(p.least_burden, p.fiscal_limit) * gdp[i];
    spenders[i].most = p.fiscal_limit * gdp[i];
  }
  apply_norms(world, date, spenders);
  for (std::size_t i = 0; i < states; ++i) {
    if (!given_.give(i, freed)) continue;
    const double given = burden[i] * gdp[i];
    spenders[i] = {
        .income = gdp[i], .want = given, .slope = 0.0, .least = given, .most = given, .norm = 0.0, .pull = 0.0};
  }
  const StateId differs =
      budgets::find_equilibrium(world, obligation, {p.spill_share, p.pure}, spenders, scratch, spending);
  const auto equilibrium = world.states.update(columns::equilibrium_burden);
  for (std::size_t i = 0; i < states; ++i)
    if (world.states.active[i]) equilibrium[i] = given_.give(i, freed) ? burden[i] : spending[i] / gdp[i];
  return differs;
}

void Budget::contribute(World& world, Scratch& scratch) const {
  const MembershipTable& memberships = world.memberships;
  const auto gdp = world.states[columns::gdp];
  const auto burden = world.states[columns::burden];
  const auto exercises = world.alliances[columns::exercises];
  const auto security = memberships[features::security];
  const auto denial = memberships[features::denial];
  const auto contribution = world.memberships.update(columns::contribution);
  const auto value = scratch.take(gdp.size(), 0.0);
  const auto agreed = scratch.take(memberships.size());  // by row: what the charter asks for, as a share of GDP
  const auto funded = scratch.take(gdp.size(), 0.0);
  std::fill(contribution.begin(), contribution.end(), 0.0);
  for (std::size_t a = 0; a < exercises.size(); ++a) {
    const CommonFund fund(world, AllianceId(a));
    for (const std::int32_t member : memberships.members(AllianceId(a))) {
      const auto row = static_cast<std::size_t>(member);
      const std::size_t i = memberships.state()[row].index();
      contribution[row] = security[row] + denial[row];
      value[i] += contribution[row];
      agreed[row] = fund.paid_by(i) + exercises[a];
      funded[i] += agreed[row];
    }
  }
  for (std::size_t a = 0; a < exercises.size(); ++a)
    for (const std::int32_t member : memberships.members(AllianceId(a))) {
      const auto row = static_cast<std::size_t>(member);
      const std::size_t i = memberships.state()[row].index();
      const double capped = value[i] > parameters_.contribution_cap ? parameters_.contribution_cap / value[i] : 1.0;
      const double left = std::max(0.0, burden[i] - funded[i]);
      contribution[row] = gdp[i] * (agreed[row] + left * capped * contribution[row]);
    }
}

void Budget::start(World& world, Scratch& scratch) const {
  vote(world, scratch, world.date, world.date);
  contribute(world, scratch);
}

void Budget::step(World& world, const Step& step) const {
  const Date freed = end_of_freed_paths(step);
  const auto newborn = world.states[columns::newborn];
  const auto burden = world.states.update(columns::burden);
  const auto equilibrium = world.states.update(columns::equilibrium_burden);
  for (std::size_t i = 0; i < burden.size(); ++i)
    if (newborn[i] > 0.0) equilibrium[i] = burden[i];
  const double kept = std::exp(-parameters_.adjustment * step.dt);
  for (std::size_t i = 0; i < burden.size(); ++i)
    if (world.states.active[i] && !given_.give(i, freed)) burden[i] = maths::relaxed(burden[i], equilibrium[i], kept);
  // At the end of the year: threats and powers are then those of that date, whatever the step.
  if (ends_period(step, yearly)) {
    const StateId differs = vote(world, step.scratch, step.end, freed);
    if (differs.valid())
      step.events.add({.date = Date{step.end.days - 1}, .kind = several_equilibria_, .state = differs});
  }
  contribute(world, step.scratch);
}

}  // namespace entente
