#include "models/leadership.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/hash.hpp"
#include "models/columns.hpp"
#include "models/events.hpp"
#include "models/maths/averages.hpp"
#include "models/opinion.hpp"
#include "models/retention.hpp"

namespace entente {

namespace {

constexpr std::uint64_t key = name_hash("leadership");
constexpr std::uint64_t skill_key = name_hash("leadership.skill");

constexpr double settling_time = 1.0;  // years

double between_ends(double at_zero, double at_one, double x) {
  return at_zero + (at_one - at_zero) * x;
}

/// Two straight lines that meet at .5.
double between(double at_zero, double at_half, double at_one, double x) {
  return x < 0.5 ? between_ends(at_zero, at_half, 2.0 * x) : between_ends(at_half, at_one, 2.0 * x - 1.0);
}

}  // namespace

void Leadership::declare(Declarations<Parameters>& p) {
  using P = Parameters;
  const char* archigos = "Archigos 4.1 (Goemans, Gleditsch & Chiozza 2009)";
  const char* irregular =
      "Archigos 4.1: .41 of exits in autocracies, .30 in anocracies, .05 in democracies, which by V-Dem begin at .45";
  const char* chisols = "CHISOLS 4.0 (Mattes, Leeds & Matsumura 2016), transitions 1919-2008";
  const char* ideal = "UN ideal points (Bailey, Strezhnev & Voeten 2017), years with and without a transition";
  p.add(&P::turnover_autocracy, {.name = "turnover.autocracy",
                                 .unit = "1/year",
                                 .range = at_least(0),
                                 .about = "turnover of settled leaders at democracy 0",
                                 .source = archigos});
  p.add(&P::turnover_anocracy, {.name = "turnover.anocracy",
                                .unit = "1/year",
                                .range = at_least(0),
                                .about = "turnover of settled leaders at democracy .5",
                                .source = archigos});
  p.add(&P::turnover_democracy, {.name = "turnover.democracy",
                                 .unit = "1/year",
                                 .range = at_least(0),
                                 .about = "turnover of settled leaders at democracy 1",
                                 .source = archigos});
  p.add(&P::novelty_autocracy,
        {.name = "novelty.autocracy",
         .range = at_least(0),
         .about = "by how many times the settled rate a new leader falls more often, at democracy 0",
         .source = archigos});
  p.add(&P::novelty_anocracy,
        {.name = "novelty.anocracy", .range = at_least(0), .about = "the same at democracy .5", .source = archigos});
  p.add(&P::novelty_democracy,
        {.name = "novelty.democracy", .range = at_least(0), .about = "the same at democracy 1", .source = archigos});
  p.add(&P::irregular_autocracy, {.name = "irregular.autocracy",
                                  .range = unit_interval,
                                  .about = "share of those who fall that are overthrown, at democracy 0",
                                  .source = irregular});
  p.add(
      &P::irregular_anocracy,
      {.name = "irregular.anocracy", .range = unit_interval, .about = "the same at democracy .5", .source = irregular});
  p.add(
      &P::irregular_democracy,
      {.name = "irregular.democracy", .range = unit_interval, .about = "the same at democracy 1", .source = irregular});
  p.add(&P::weariness_effect,
        {.name = "weariness_effect", .about = "log of the factor on turnover per unit of weariness"});
  p.add(&P::recession_effect, {.name = "recession_effect", .about = "log of the factor on turnover in a recession"});
  p.add(&P::stay_autocracy, {.name = "stay.autocracy",
                             .range = unit_interval,
                             .about = "probability that a successor keeps the supporting coalition, at democracy 0",
                             .source = chisols});
  p.add(&P::stay_democracy,
        {.name = "stay.democracy", .range = unit_interval, .about = "the same at democracy 1", .source = chisols});
  p.add(&P::offset_autocracy, {.name = "offset.autocracy",
                               .unit = "of the issue",
                               .range = at_least(0),
                               .about = "spread of a new coalition's policy at democracy 0",
                               .source = ideal});
  p.add(&P::offset_democracy, {.name = "offset.democracy",
                               .unit = "of the issue",
                               .range = at_least(0),
                               .about = "the same at democracy 1",
                               .source = ideal});
  p.add(&P::commitment_spread, {.name = "commitment_spread",
                                .range = between(0, 10),
                                .about = "spread of a new coalition's commitment to alliances"});
  p.add(&P::election_turnover, {.name = "election_turnover",
                                .range = unit_interval,
                                .about = "probability that the leader changes at an election of a fixed calendar"});
  p.add(&P::between_elections, {.name = "between_elections",
                                .range = unit_interval,
                                .about = "factor on the turnover rate between elections of a fixed calendar"});
  p.add(&P::opinion_commitment,
        {.name = "opinion.commitment",
         .about = "by how much a public that is all for alliances moves a new democratic coalition's commitment",
         .source = "a starting value"});
  p.add(
      &P::opinion_turnover,
      {.name = "opinion.turnover",
       .range = at_least(0),
       .about = "log of the factor on turnover, at elections too, where a democracy's public is all against alliances",
       .source = "a starting value"});
  p.add(&P::skill_spread,
        {.name = "skill_spread",
         .range = between(0, 10),
         .about = "spread of new leaders' skill in negotiation about .5; 0: skill is the state's own and "
                  "lasts"});
}

MechanismDeclaration Leadership::declaration() {
  using namespace columns;
  return {
      .name = "leadership",
      .claim =
          "Leaders fall at a rate set by regime, weariness and recession; only when the supporting coalition "
          "changes with them does policy move.",
      .equation =
          "lambda_i = lambda0(rho_i) (1 + n(rho_i) exp(-t_i)) exp(beta_f f_i + beta_rec recession_i); overthrown: a "
          "share by regime; coalition kept with probability stay(rho_i), else delta_i ~ N(0, s_delta(rho_i)^2), l_i ~ "
          "truncated N(0, s_l^2) + c rho_i o_i; hazards times exp(b_o rho_i max(0, -o_i)); skill ~ truncated N(.5, "
          "s_k^2)",
      .source = "Leeds, Mattes & Vogel 2009",
      .parameters = {},
      .reads = {&democracy, &weariness, &recession, &election_interval, &next_election, &ousted, &tenure, &opinion},
      .writes = {&offset, &commitment, &tenure, &next_election, &ousted, &skill},
      .events = {&events::leader_changed, &events::leader_overthrown, &events::coalition_changed}};
}

Leadership::Leadership(const Parameters& parameters, const Setup& setup)
    : parameters_(parameters),
      leader_changed_(setup.event(events::leader_changed)),
      leader_overthrown_(setup.event(events::leader_overthrown)),
      coalition_changed_(setup.event(events::coalition_changed)) {}

double Leadership::turnover_hazard(double democracy, double tenure, double dt) const {
  const Parameters& p = parameters_;
  const double settled = between(p.turnover_autocracy, p.turnover_anocracy, p.turnover_democracy, democracy);
  const double novelty = between(p.novelty_autocracy, p.novelty_anocracy, p.novelty_democracy, democracy);
  const double unsettled = maths::kept(tenure, settling_time) - maths::kept(tenure + dt, settling_time);
  return settled * (dt + novelty * settling_time * unsettled);
}

double Leadership::discontent(double democracy, double opinion) const {
  const double against = democracy * std::max(0.0, -opinion);
  return against > 0.0 ? std::exp(parameters_.opinion_turnover * against) : 1.0;
}

double Leadership::pass_elections(World& world, const Step& step, std::size_t i, double discontent) const {
  const double interval = world.states[columns::election_interval][i];
  double& election = world.states.update(columns::next_election)[i];
  const int months = std::max(1, static_cast<int>(std::lround(12.0 * interval)));
  const double wins = discontent == 1.0 ? 1.0 - parameters_.election_turnover
                                        : std::pow(1.0 - parameters_.election_turnover, discontent);
  double survival = 1.0;
  while (election < step.end.days) {
    if (election >= step.begin.days) survival *= wins;
    election = add_months(Date{static_cast<std::int32_t>(election)}, months).days;
  }
  return survival;
}

void Leadership::change_policy(World& world, std::size_t i, Stream& stream) const {
  const std::size_t issues = world.extent(Axis::issue);
  const auto offset = world.states.update(columns::offset).subspan(i * issues, issues);
  const double spread =
      between_ends(parameters_.offset_autocracy, parameters_.offset_democracy, world.states[columns::democracy][i]);
  for (double& on_issue : offset) on_issue = spread * stream.normal();
  const double voted =
      parameters_.opinion_commitment * world.states[columns::democracy][i] * world.states[columns::opinion][i];
  world.states.update(columns::commitment)[i] =
      std::clamp(voted + stream.truncated_normal(parameters_.commitment_spread, 1.0), -1.0, 1.0);
}

void Leadership::step(World& world, const Step& step) const {
  const auto democracy = world.states[columns::democracy];
  const auto weariness = world.states[columns::weariness];
  const auto opinion = world.states[columns::opinion];
  const auto recession = world.states[columns::recession];
  const auto interval = world.states[columns::election_interval];
  const auto ousted = world.states.update(columns::ousted);
  const auto tenure = world.states.update(columns::tenure);
  const auto entities = world.states.entities();
  for (std::size_t i = 0; i < democracy.size(); ++i) {
    if (!world.states.active[i]) continue;
    const double against = discontent(democracy[i], opinion[i]);
    double hazard = turnover_hazard(democracy[i], tenure[i], step.dt) * against *
                    std::exp(parameters_.weariness_effect * weariness[i] + parameters_.recession_effect * recession[i]);
    double survival = 1.0;
    if (interval[i] > 0.0) {
      hazard *= parameters_.between_elections;
      survival = pass_elections(world, step, i, against);
    }
    const double probability = ousted[i] > 0.0 ? 1.0 : 1.0 - survival * std::exp(-hazard);
    const bool dated = ousted[i] > 0.0;
    ousted[i] = 0.0;
    tenure[i] += step.dt;
    Stream stream = step.streams.at(key, step.tick, entities[i]);
    const double draw = stream.uniform();
    if (draw >= probability) continue;
    tenure[i] = 0.0;
    if (parameters_.skill_spread > 0.0)
      world.states.update(columns::skill)[i] =
          0.5 + step.streams.at(skill_key, step.tick, entities[i]).truncated_normal(parameters_.skill_spread, 0.5);
    const double stay = between_ends(parameters_.stay_autocracy, parameters_.stay_democracy, democracy[i]);
    const double irregular = between(parameters_.irregular_autocracy, parameters_.irregular_anocracy,
                                     parameters_.irregular_democracy, democracy[i]);
    const double course = stream.uniform();
    const bool stays = course < stay;
    const bool overthrown = !dated && course >= 1.0 - irregular;
    step.events.add({.date = step.begin,
                     .kind = overthrown ? leader_overthrown_
                             : stays    ? leader_changed_
                                        : coalition_changed_,
                     .state = StateId(i),
                     .probability = probability,
                     .draw = draw});
    if (!stays) change_policy(world, i, stream);
  }
}

}  // namespace entente
