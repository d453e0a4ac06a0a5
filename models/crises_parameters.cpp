#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/crises.hpp"
#include "models/entries.hpp"

namespace entente {

namespace {

constexpr const char* starting = "a starting value";

void declare_attacks(Declarations<Crises::Parameters>& p) {
  using P = Crises::Parameters;
  p.add(&P::attack_rate,
        {.name = "attack_rate",
         .unit = "1/year",
         .range = at_least(0),
         .about = "rate of attacks on a neighbour that is feared fully, at even odds, by an autocracy",
         .source = "such that pairs of scenarios/world.yaml are as often at war as in 1950-2000, Correlates of War"});
  p.add(&P::advantage,
        {.name = "advantage",
         .range = at_least(0),
         .about = "effect of the chance to win on the log of the rate",
         .source = "such that attackers win about as many decided wars as in fact, .662 (standard error .054), "
                   "Correlates of War"});
  p.add(&P::joint_democracy, {.name = "joint_democracy",
                              .range = at_least(0),
                              .about = "how much joint democracy lowers the log of the rate",
                              .source = "direction: Maoz & Russett 1993"});
  p.add(&P::restraint, {.name = "restraint",
                        .range = at_least(0),
                        .about = "how much a promise of non-aggression lowers the log of the rate",
                        .source = "direction: Lupu & Poast 2016"});
  p.add(&P::threat_rate, {.name = "threat_rate",
                          .unit = "1/year",
                          .range = at_least(0),
                          .about = "rate at which a non-state threat of intensity 1 attacks a state of exposure 1 so "
                                   "gravely that allies are called",
                          .source = "such that NATO's are called about once in scenarios/nato.yaml, as in 2001"});
}

void declare_memory(Declarations<Crises::Parameters>& p) {
  using P = Crises::Parameters;
  p.add(&P::reputation_gain, {.name = "reputation.gain",
                              .range = unit_interval,
                              .about = "part of what lacks to a full reputation that a kept promise brings",
                              .source = starting});
  p.add(&P::reputation_loss, {.name = "reputation.loss",
                              .range = unit_interval,
                              .about = "part of a reputation that a broken promise costs",
                              .source = starting});
  p.add(&P::trust_gain, {.name = "trust.gain",
                         .range = unit_interval,
                         .about = "part of what lacks to full trust that members gain if all others keep a promise",
                         .source = starting});
  p.add(&P::trust_loss, {.name = "trust.loss",
                         .range = unit_interval,
                         .about = "part of trust that members lose if all others break a promise",
                         .source = starting});
  p.add(&P::alarm_target, {.name = "alarm.target",
                           .range = unit_interval,
                           .about = "part of what lacks to full fear that an attack brings its target",
                           .source = "scenarios/nato/dyads.yaml: war .4"});
  p.add(&P::alarm_others, {.name = "alarm.others",
                           .range = unit_interval,
                           .about = "the same of its neighbours by land and of those whom it consults",
                           .source = "scenarios/nato/dyads.yaml: alarm .1 to .45"});
}

void declare_weariness(Declarations<Crises::Parameters>& p) {
  using P = Crises::Parameters;
  p.add(&P::weariness_time, {.name = "weariness.time",
                             .unit = "years",
                             .range = above(0),
                             .about = "time in which weariness of war is forgotten",
                             .source = starting});
  p.add(&P::weariness_loss, {.name = "weariness.loss",
                             .range = at_least(0),
                             .about = "weariness that the loss of all capability would bring",
                             .source = starting});
  p.add(&P::weariness_defeat, {.name = "weariness.defeat",
                               .range = at_least(0),
                               .about = "weariness that a lost war brings those who fought it with all they have",
                               .source = starting});
}

}  // namespace

void Crises::declare(Declarations<Parameters>& parameters) {
  declare_attacks(parameters);
  declare_memory(parameters);
  declare_weariness(parameters);
  HonourParameters::declare(parameters, &Parameters::honour);
  WarParameters::declare(parameters, &Parameters::war);
}

MechanismDeclaration Crises::declaration() {
  using namespace columns;
  return {
      .name = "crises",
      .claim =
          "Hostile states attack where they can hope to win against the target and the help that it can expect; "
          "promises are then called in, kept or broken, and remembered; wars last, cost and weary.",
      .equation =
          "rate of attacks h0 h_ij near_ij exp(b_p (p_ij - 1/2) - b_dem rho_i rho_j - b_na pact_ij); p_ij = A^s / (A^s "
          "+ T^s), "
          "A = m_i near_ij + help_i, T = m_j + help_j, help = sum_k m_k near_k J_k logistic(V_k); V_k = base - w (1 - "
          "omega) + b_U U_k + b_r omega r_k + b_k near_k - b_f f_k - b_E E / (E + O + m_k near_k) + b_rho rho_k + "
          "changes - "
          "conflict; wars end at a rate, attackers win logistic(s ln(A / T) + initiative) of those that are decided; "
          "df_i = u (losses) - f_i dt / tau",
      .source = "Leeds 2003; Leeds, Long & Mitchell 2000; Leeds & Anac 2005; Maoz & Russett 1993; Correlates of War",
      .parameters = {},
      .reads = {&power, &democracy, &presence, &contiguous, &exposure, &intensity, &protection, &utility,
                &interoperability, &strength, &defence, &offence, &neutrality_pact, &nonaggression, &consultation,
                &changed, &against},
      .writes = {&fear, &capability, &gdp, &weariness, &reputation, &trust, &war_since, &war_for, &war_against, &wars,
                 &power_at_entry, &democracy_at_entry},
      .events = {&events::attacked, &events::attacked_by_threat, &events::nonaggression_breached, &events::consulted,
                 &events::obligation_called, &events::obligation_honoured, &events::obligation_violated,
                 &events::stayed_neutral, &events::neutrality_violated, &events::war_won, &events::war_lost,
                 &events::war_stalemate, &events::war_lapsed},
      .leaves_to_paths = {&capability, &gdp, &weariness, &reputation}};
}

}  // namespace entente
