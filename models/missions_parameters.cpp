#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/events.hpp"
#include "models/missions.hpp"

namespace entente {

void Missions::declare(Declarations<Parameters>& p) {
  using P = Parameters;
  const char* tago = "direction: Tago 2009";
  MissionTraits::declare(p, &P::kinds);
  SiteParameters::declare(p, &P::site);
  WillParameters::declare(p, &P::will);
  p.add(&P::session_rate, {.name = "session_rate",
                           .unit = "1/year",
                           .range = at_least(0),
                           .about = "rate at which a mission is proposed at a site of intensity 1"});
  p.add(&P::objection, {.name = "objection",
                        .about = "how far below 0 willingness is that objects: others abstain and let the willing go"});
  p.add(&P::least_force, {.name = "least_force",
                          .range = at_least(0),
                          .about = "pledges over the force goal with which a mission begins"});
  p.add(&P::caveat_most, {.name = "caveat_most",
                          .range = unit_interval,
                          .about = "what the least willing contributor withholds of its contingent's use",
                          .source = "direction: Auerswald & Saideman 2014"});
  p.add(&P::join_rate, {.name = "join_rate",
                        .unit = "1/year",
                        .range = at_least(0),
                        .about = "rate at which an outsider of willingness 0 joins a mission without forces"});
  p.add(&P::withdrawal_rate, {.name = "withdrawal_rate",
                              .unit = "1/year",
                              .range = at_least(0),
                              .about = "rate at which a contributor of willingness 0 withdraws"});
  p.add(&P::sensitivity, {.name = "sensitivity", .about = "effect of willingness on the log of that rate, against it"});
  p.add(&P::new_leader, {.name = "new_leader",
                         .about = "effect of a leader in the first year who inherited the mission",
                         .source = tago});
  p.add(&P::election, {.name = "election", .about = "effect of an election within a year", .source = tago});
  p.add(&P::handover_rate, {.name = "handover_rate",
                            .unit = "1/year",
                            .range = at_least(0),
                            .about = "rate at which a mission hands over a calm site and ends"});
  p.add(&P::failure_rate, {.name = "failure_rate",
                           .unit = "1/year",
                           .range = at_least(0),
                           .about = "rate at which a mission that has changed nothing is given up"});
  p.add(&P::consent_rate, {.name = "consent_rate",
                           .unit = "1/year",
                           .range = at_least(0),
                           .about = "rate at which the host of a mission without legitimacy withdraws its consent"});
  p.add(&P::wear, {.name = "wear",
                   .range = at_least(0),
                   .about = "weariness per unit of the log of the dead",
                   .source = "that it is the log: Mueller 1973"});
  p.add(&P::weariness_time,
        {.name = "weariness_time", .unit = "years", .range = above(0), .about = "time in which weariness fades"});
  p.add(&P::trust_gain, {.name = "trust_gain",
                         .range = unit_interval,
                         .about = "share of the gap to full trust in the parent that success closes"});
  p.add(&P::trust_loss, {.name = "trust_loss",
                         .range = unit_interval,
                         .about = "share of trust in the parent that failure takes from contributors"});
  p.add(&P::legitimacy_gain, {.name = "legitimacy_gain",
                              .range = unit_interval,
                              .about = "the same gain and loss of the legitimacy of the parent's missions"});
  p.add(&P::serving_together, {.name = "serving_together",
                               .unit = "1/year",
                               .range = at_least(0),
                               .about = "rate at which serving together closes the gap to full interoperability"});
  p.add(&P::load, {.name = "load", .range = at_least(0), .about = "what a running mission adds to mission_load"});
}

MechanismDeclaration Missions::declaration() {
  using namespace columns;
  return {
      .name = "missions",
      .claim =
          "Alliances, or states that follow one, open missions at conflict sites; contributors pledge forces, bear "
          "casualties and withdraw; missions end in success, failure or expiry, and tell on the alliance. Fighting at "
          "a site stops and resumes, "
          "more rarely where a mission or local forces hold it.",
      .equation =
          "F_a = sum_i f_i (1 - c_i) J_i (1 - fragmentation (1 - kappa_a)) l_a; ds = -pace F_a / goal s dt + relapse "
          "(s0 (1 - L) - s) dt while fighting goes on, which stops at exhaustion or calm s0 and resumes at renewal "
          "relapse (1 - L) / (relapse + pace F_a / goal); deaths ~ Poisson(danger robustness s f_i (1 - c_i) dt); "
          "contributors leave at "
          "withdrawal_rate exp(-sensitivity W_ia + new_leader + election); f_i force, c_i caveat, J_i "
          "interoperability, "
          "kappa_a integration, l_a legitimacy, s intensity, L local forces, W_ia willingness",
      .source =
          "Tago 2009; Geo-PKO; lengths of UN missions; Mueller 1973; Fortna 2008; the numbers are starting values",
      .parameters = {},
      .reads = {&power,         &position,        &salience,      &commitment,   &tenure,         &election_interval,
                &next_election, &newborn,         &caveats,       &mission_kind, &site_intensity, &local_forces,
                &legitimacy,    &consent,         &weariness,     &host,         &lead_state,     &strength,
                &robustness,    &force_goal,      &rotation,      &term,         &mandate,        &integration,
                &mission_rule,  &admission_share, &needs_mandate, &barred},
      .writes = {&weariness,    &weariness_level,  &site_intensity,  &site_root,      &consent,
                 &legitimacy,   &local_forces,     &effective_force, &mission_deaths, &opened,
                 &mission_load, &added_load,       &changed,         &utility,        &margin,
                 &trust,        &interoperability, &forces,          &caveat,         &deaths},
      .events = {&events::mission_opened, &events::mission_refused, &events::mission_unmanned, &events::joined_mission,
                 &events::left_mission, &events::mission_over, &events::mission_succeeded, &events::mission_failed,
                 &events::mission_expired, &events::mission_deserted, &events::mission_unwelcome,
                 &events::consent_withdrawn, &events::fighting_stopped, &events::fighting_resumed},
      .leaves_to_paths = {&site_intensity, &weariness, &mission_load}};
}

}  // namespace entente
