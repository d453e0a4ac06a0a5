#include "models/stability_concepts.hpp"

#include <limits>

#include "models/blocking.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/deviations.hpp"
#include "models/exclusion.hpp"
#include "models/mission_charter.hpp"
#include "models/parameters_of.hpp"
#include "models/refresh.hpp"
#include "models/voting.hpp"

namespace entente {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

void measure_voting_power(World& world, AllianceId alliance, Scratch& scratch) {
  const MembershipTable& memberships = world.memberships;
  const auto power = world.states[columns::power];
  const auto members = memberships.members(alliance);
  const auto of_member = scratch.take(members.size());
  Electorate electorate{.rule = voting_rule(world.alliances[columns::admission_rule][alliance.index()]),
                        .share = world.alliances[columns::admission_share][alliance.index()],
                        .power = of_member};
  for (std::size_t n = 0; n < members.size(); ++n) {
    const StateId i = memberships.state()[static_cast<std::size_t>(members[n])];
    of_member[n] = power[i.index()];
    if (static_cast<double>(i.row) == world.alliances[columns::lead_state][alliance.index()]) electorate.lead = n;
  }
  const auto shapley = scratch.take(members.size()), turns = scratch.take(members.size());
  assess_voting_power(electorate, world.alliances.entities()[alliance.index()], shapley, turns);
  const auto shapley_shubik = world.memberships.update(columns::shapley_shubik);
  const auto banzhaf = world.memberships.update(columns::banzhaf);
  for (std::size_t row = memberships.begin(alliance); row < memberships.end(alliance); ++row)
    shapley_shubik[row] = banzhaf[row] = none;
  for (std::size_t n = 0; n < members.size(); ++n) {
    shapley_shubik[static_cast<std::size_t>(members[n])] = shapley[n];
    banzhaf[static_cast<std::size_t>(members[n])] = turns[n];
  }
}

void measure_division(World& world, const PropensityParameters& parameters, const Sides& sides, Scratch& scratch) {
  const auto propensity = scratch.take(world.dyads.size());
  assess_propensities(world, parameters, propensity);
  assess_frustration(world, propensity, sides, world.states.update(columns::frustration));
  assess_landscape_energy(world, propensity, scratch, world.alliances.update(columns::landscape_energy));
}

double flag(bool value) {
  return value ? 1.0 : 0.0;
}

}  // namespace

void StabilityConcepts::declare(Declarations<Parameters>& p) {
  p.add(&Parameters::every, {.name = "every",
                             .kind = Kind::integer,
                             .unit = "years",
                             .range = between(1, 1000),
                             .about = "time between measurements: in Januaries of years that it divides"});
  p.add(&Parameters::group_size, {.name = "group_size",
                                  .kind = Kind::integer,
                                  .unit = "states",
                                  .range = between(1, 3),
                                  .about = "largest blocking group that is searched for; 1: none"});
  PropensityParameters::declare(p, &Parameters::propensity);
}

MechanismDeclaration StabilityConcepts::declaration() {
  using namespace columns;
  MechanismDeclaration declaration{
      .name = "stability_concepts",
      .claim =
          "How far the alliances are an equilibrium: who would move if it could, what it would cost to hold all, which "
          "small groups would rather be together, who decides by vote, and how well friends and foes are sorted.",
      .equation =
          "would leave: margin_ia < 0; would join: U_ia - exclusion_a X_ia > 0; let in: E(V_ji) > 0 by the charter's "
          "rule; cost = sum_i max(0, -margin_ia); a group C not together blocks iff W_i(C) > 0 for all i in C; "
          "F_i = sum_j m_j p_ij d_ij, E_a = 2 sum_{i in a, j not in a} m_i m_j p_ij, p_ij = w_ti z_ij - w_ho h_ij + "
          "w_al (2 exp(-dist2_ij / 2) - 1)",
      .source =
          "d'Aspremont et al. 1983; Bogomolnaia & Jackson 2002; Axelrod & Bennett 1993; Shapley & Shubik 1954; "
          "Penrose 1946",
      .parameters = {},
      .reads = {&mission_kind,    &power,           &position,    &salience,         &threat,
                &threat_shock,    &protection,      &reputation,  &democracy,        &democracy_average,
                &burden,          &commitment,      &neutrality,  &sovereignty,      &weariness,
                &state_dispute,   &newborn,         &tie,         &contiguous,       &fear,
                &presence,        &pair_threat,     &pair_memory, &strength,         &against,
                &defence,         &offence,         &focus,       &admission_rule,   &admission_share,
                &lead_state,      &open_door,       &exclusion,   &barred,           &utility,
                &margin,          &rival_hostility, &trust,       &interoperability, &features::alignment,
                &features::regime},
      .writes = {&would_leave, &would_join, &would_enter, &internally_stable, &externally_stable, &nash_stable,
                 &individually_stable, &contractually_stable, &cost_of_stability, &landscape_energy, &frustration,
                 &blocking_groups, &shapley_shubik, &banzhaf},
      .events = {}};
  declaration.in_default_pipeline = false;
  return declaration;
}

StabilityConcepts::StabilityConcepts(const Parameters& parameters, const Setup& setup)
    : parameters_(parameters),
      membership_(parameters_of<Membership>(setup)),
      security_(parameters_of<Security>(setup)) {}

void StabilityConcepts::start(World& world, Scratch& scratch) const {
  measure(world, nullptr, scratch);
}

void StabilityConcepts::step(World& world, const Step& step) const {
  if (step.anew || begins_period(step, 12 * parameters_.every)) measure(world, &step.streams, step.scratch);
}

void StabilityConcepts::measure(World& world, const Streams* streams, Scratch& scratch) const {
  for (std::size_t a = 0; a < world.alliances.size(); ++a) {
    measure_deviations(world, AllianceId(a));
    measure_voting_power(world, AllianceId(a), scratch);
  }
  const Sides sides(world, scratch);
  measure_division(world, parameters_.propensity, sides, scratch);
  count_blocking_groups(world, {.membership = membership_, .security = security_, .streams = streams}, sides,
                        parameters_.group_size, scratch, world.states.update(columns::blocking_groups));
}

void StabilityConcepts::measure_deviations(World& world, AllianceId alliance) const {
  const std::size_t a = alliance.index();
  // Contributors of missions are not admitted by vote.
  const bool stands = world.alliances.active[a] && !world.memberships.members(alliance).empty() &&
                      !is_mission(world.alliances[columns::mission_kind], a);
  const Deviations found = stands ? deviations_of(world, alliance, membership_.vote, membership_.scales) : Deviations{};
  const auto put = [&](const Column& column, double value) { world.alliances.update(column)[a] = value; };
  put(columns::would_leave, found.would_leave);
  put(columns::would_join, found.would_join);
  put(columns::would_enter, found.would_enter);
  put(columns::internally_stable, flag(stands && found.internally_stable()));
  put(columns::externally_stable, flag(stands && found.externally_stable()));
  put(columns::nash_stable, flag(stands && found.nash_stable()));
  put(columns::individually_stable, flag(stands && found.individually_stable));
  put(columns::contractually_stable, flag(stands && found.contractually_stable));
  put(columns::cost_of_stability, stands ? found.cost : none);
}

}  // namespace entente
