#include "models/charter.hpp"
#include "models/coercion.hpp"
#include "models/columns.hpp"
#include "models/entries.hpp"
#include "models/events.hpp"
#include "models/exclusion.hpp"
#include "models/membership.hpp"
#include "models/mission_charter.hpp"
#include "models/parameter_group.hpp"
#include "models/trust.hpp"

namespace entente {

Membership::Parameters::Parameters() {
  for (std::size_t f = 0; f < features::count; ++f) {
    join[f] = features::all[f].join;
    stay[f] = features::all[f].stay;
    scales.centre[f] = features::all[f].centre;
    scales.spread[f] = features::all[f].spread;
  }
}

void Membership::declare(Declarations<Parameters>& p) {
  using P = Parameters;
  const auto add_by_feature = [&](const std::string& group, auto values, Range range, const std::string& about) {
    for (std::size_t f = 0; f < features::count; ++f)
      p.add([f, values](P& parameters) -> double& { return values(parameters)[f]; },
            {.name = group + "." + std::string(features::all[f].column->name),
             .range = range,
             .about = about + std::string(features::all[f].column->about)});
  };
  using Values = std::array<double, features::count>;
  add_by_feature(
      "join", [](P& q) -> Values& { return q.join; }, any_number, "effect on joining, per spread, of: ");
  add_by_feature(
      "stay", [](P& q) -> Values& { return q.stay; }, any_number, "effect on staying, per spread, of: ");
  add_by_feature(
      "centre", [](P& q) -> Values& { return q.scales.centre; }, any_number, "mean of: ");
  add_by_feature(
      "spread", [](P& q) -> Values& { return q.scales.spread; }, above(0), "spread of: ");
  ParameterGroup scales(p, &P::scales);
  scales.add(
      &features::Scales::drift_time,
      {.name = "drift_time", .unit = "years", .range = above(0), .about = "time over which alignment is averaged"});
  scales.add(
      &features::Scales::democracy_time,
      {.name = "democracy_time", .unit = "years", .range = above(0), .about = "time over which democracy is averaged"});
  scales.add(&features::Scales::threat_floor, {.name = "threat_floor",
                                               .unit = "of the power reference",
                                               .range = above(0),
                                               .about = "threat that has no effect"});
  scales.add(&features::Scales::memory_half, {.name = "memory_half",
                                              .unit = "of the power reference",
                                              .range = above(0),
                                              .about = "memory that counts for half"});
  scales.add(&features::Scales::burden_scale, {.name = "burden_scale",
                                               .unit = "share of GDP",
                                               .range = between(0.005, 1),
                                               .about = "difference of burdens that is felt"});
  p.add(&P::rule, {.name = "rule",
                   .kind = Kind::choice,
                   .choices = {"hazard", "best_response", "satisficing"},
                   .about = "how states choose: at rates that utility sets, by best reply whenever they review, or "
                            "content with what reaches their aspiration"});
  p.add(&P::review_rate, {.name = "review_rate",
                          .unit = "1/year",
                          .range = at_least(0),
                          .about = "rate at which best_response and satisficing states review an alliance"});
  p.add(&P::aspiration, {.name = "aspiration", .about = "utility with which satisficing states are content"});
  p.add(&P::join_rate,
        {.name = "join_rate", .unit = "1/year", .range = at_least(0), .about = "rate of applications at utility 0"});
  p.add(&P::session_rate, {.name = "session_rate",
                           .unit = "1/year",
                           .range = above(0),
                           .about = "rate at which a standing application is voted on"});
  p.add(&P::lapse_rate,
        {.name = "lapse_rate", .unit = "1/year", .range = at_least(0), .about = "rate at which an application lapses"});
  p.add(&P::withdrawal_rate, {.name = "withdrawal_rate",
                              .unit = "1/year",
                              .range = at_least(0),
                              .about = "largest rate at which a notice is taken back"});
  p.add(&P::frailty,
        {.name = "frailty", .range = between(0, 10), .about = "spread between states of what the features miss"});
  p.add(&P::preponderance, {.name = "preponderance",
                            .range = above(0),
                            .about = "power of the lead state, against that of the other members together, from which "
                                     "on it can enforce all of the hold"});
  p.add(&P::neutrality_rate, {.name = "neutrality_rate",
                              .unit = "1/year",
                              .range = at_least(0),
                              .about = "rate at which neutrality is given up in quiet times"});
  p.add(&P::neutrality_shock,
        {.name = "neutrality_shock", .about = "effect of a threat shock on the log of that rate"});
  AdmissionParameters::declare(p, &P::vote);
  IntegrationParameters::declare(p, &P::integration);
  DisciplineParameters::declare(p, &P::discipline);
  RetentionParameters::declare(p, &P::retention);
}

MechanismDeclaration Membership::declaration() {
  using namespace columns;
  MechanismDeclaration declaration{
      .name = "membership",
      .claim =
          "States apply to alliances and leave them at rates that the utility of belonging sets; members vote, by the "
          "charter's rules, on applications and on who is suspended or expelled.",
      .equation =
          "U_ia = clip(sum_f beta_f (F_ia,f - c_f) / s_f + frailty_i + concession_ia, -8, 4); applies at join_rate "
          "open_door exp(U - exclusion X); gives notice at exit_rate exp(-U - grip), the others may keep it by "
          "concessions; member j says yes iff V_ji > 0; suspended or expelled by vote; opts out of the integrated "
          "command at leave_rate "
          "exp(sigma kappa - U - grip)",
      .source = "duration models of alliances: Bennett 1997; Leeds & Savun 2007",
      .parameters = {},
      .reads = {&power,
                &position,
                &threat,
                &threat_shock,
                &protection,
                &salience,
                &democracy,
                &burden,
                &commitment,
                &neutrality,
                &sovereignty,
                &weariness,
                &tenure,
                &skill,
                &reputation,
                &reputation_level,
                &state_dispute,
                &newborn,
                &tie,
                &contiguous,
                &fear,
                &presence,
                &pair_threat,
                &pair_memory,
                &strength,
                &against,
                &defence,
                &offence,
                &focus,
                &integration,
                &mission_load,
                &mission_kind,
                &exclusion,
                &expulsion_rule,
                &admission_rule,
                &admission_share,
                &lead_state,
                &notice,
                &earliest_withdrawal,
                &open_door,
                &exit_rate,
                &hold,
                &minimum_members,
                &changed,
                &barred,
                &trust,
                &features::security,
                &features::denial},
      .writes = {&democracy_average, &neutrality, &changed, &grip, &utility, &margin, &concession, &opted_out,
                 &rival_hostility, &rival_membership, &power_at_entry, &democracy_at_entry,
                 &features::alignment_average, &features::provoked},
      .events = {&events::applied, &events::admitted, &events::refused, &events::lapsed, &events::notice_given,
                 &events::notice_to_switch, &events::notice_withdrawn, &events::retained, &events::left,
                 &events::opted_out, &events::opted_in, &events::suspended, &events::reinstated, &events::expelled,
                 &events::alliance_ended, &events::dissolved, &events::neutrality_lifted}};
  for (const features::Declared& feature : features::all)
    if (feature.column != &features::security && feature.column != &features::denial &&
        feature.column != &features::trust)
      declaration.writes.push_back(feature.column);
  return declaration;
}

}  // namespace entente
