#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/simulation/catalogue.hpp"
#include "models/obligations.hpp"
#include "models/paths.hpp"
#include "models/wars.hpp"

namespace entente {

struct Tick;

/// What happens in a crisis, to whom: `state`, with `partner`, by `alliance`.
namespace events {

inline constexpr EventKind attacked{.name = "attacked", .about = "attacked another state: a war begins"};
inline constexpr EventKind attacked_by_threat{.name = "attacked_by_threat",
                                              .about = "was attacked by those who are no state"};
inline constexpr EventKind nonaggression_breached{
    .name = "nonaggression_breached", .about = "attacked a member of an alliance that forbids its members to attack"};
inline constexpr EventKind consulted{.name = "consulted", .about = "consulted its allies about an attack on it"};
inline constexpr EventKind obligation_called{.name = "obligation_called",
                                             .about = "called its allies to fight beside it, as they promised"};
inline constexpr EventKind obligation_honoured{.name = "obligation_honoured",
                                               .about = "kept its promise and fights beside the ally, or helps it"};
inline constexpr EventKind obligation_violated{.name = "obligation_violated",
                                               .about = "broke its promise to fight beside the ally"};
inline constexpr EventKind stayed_neutral{.name = "stayed_neutral",
                                          .about = "stayed out of the war of a partner, as it promised"};
inline constexpr EventKind neutrality_violated{.name = "neutrality_violated",
                                               .about = "fights against a partner whom it promised neutrality"};
inline constexpr EventKind war_won{.name = "war_won", .about = "won the war that it began"};
inline constexpr EventKind war_lost{.name = "war_lost", .about = "lost the war that it began"};
inline constexpr EventKind war_stalemate{.name = "war_stalemate", .about = "ended the war that it began undecided"};
inline constexpr EventKind war_lapsed{.name = "war_lapsed",
                                      .about = "its war ended because one of the two states ceased to exist"};

}  // namespace events

/// Hostile states attack where they can hope to win; promises are called in, kept or broken, and remembered.
///
///     attack by i on j:  h0 h_ij near_ij exp(b_p (p_ij - 1/2) - b_dem rho_i rho_j - b_na [pact of non-aggression])
///     p_ij   = A^s / (A^s + T^s),  A = m_i near_ij + help_i,  T = m_j + help_j
///     help_j = sum_{k called by j} m_k max(k_kj, presence_kj) J_k E logistic(V_k)
///
/// a year; h_ij the fear of i before j, near_ij the part of its power that i can bring to bear on j: hostility and
/// opportunity (Most & Starr 1989; Bremer 1992: nearness tells most about who fights whom); m power, V_k as in
/// models/obligations.hpp: an attacker expects of each ally what that would do, over how clear the case may be. A war
/// begins with an attack and goes as in models/wars.hpp. In a crisis
///
/// - defence: members of alliances of the target to which the attacker does not belong fight beside it or break their
///   promise; offence: so do those of alliances of the attacker that promise to join in attacks;
/// - neutrality: who promised it to a side stays out of the other, or breaks it by coming to that other's help; whom it
///   binds counts for less in `help`, so that the pact makes attacks by its partners more likely;
/// - non-aggression: an attack on a fellow member is rarer, and breaks the promise;
/// - consultation: the target's fellow members are alarmed as its neighbours are;
/// - kept promises of strength omega: r becomes r + g omega (1 - r), T_la of all members T + t omega H_l (1 - T), H_l
///   the share of the power of the others than l who owed it that kept them; broken ones: r (1 - v omega), T (1 - w
///   omega B_l); nobody trusts an alliance less for what it broke itself;
/// - fear h of the target before the attacker becomes h + a (1 - h), that of its neighbours by land likewise;
/// - those who fight lose capability and output (models/wars.hpp) and grow weary: f + u x (share of capability lost),
///   more if they lose; weariness fades by exp(-t / tau_f), with missions in the pipeline as those say.
///
/// Non-state threats attack i at n sum_z exposure_iz intensity_z a year: allies are called to its defence, and their
/// help wears nobody out. One uniform a hostile pair, war and exposed state each month, one a state that is called; all
/// runs in months whatever the step. Sources: deterrence Leeds 2003, Johnson & Leeds 2011 (contested: Kenwick, Vasquez
/// & Powers 2015); joint democracy Maoz & Russett 1993; non-aggression Lupu & Poast 2016; reputation Crescenzi 2007;
/// alarm: the rule of scenarios/nato/dyads.yaml. h0 gives about 6.4e-5 wars a pair and
/// year in scenarios/world.yaml (Correlates of War, 1950-2000); what names no source is a starting value. Limits:
/// promises are called when a war begins and not again; who helps calls nobody; rates, powers and fears are held over
/// the step; wars move no borders; what non-state threats destroy is not reckoned.
class Crises : public Mechanism {
 public:
  struct Parameters {
    double attack_rate = 0.01;
    double advantage = 4.0;
    double joint_democracy = 2.5;
    double restraint = 0.7;
    double threat_rate = 0.4;
    double reputation_gain = 0.1;
    double reputation_loss = 0.3;
    double trust_gain = 0.3;
    double trust_loss = 0.5;
    double alarm_target = 0.4;
    double alarm_others = 0.15;
    double weariness_time = 5.0;
    double weariness_loss = 2.5;
    double weariness_defeat = 0.5;
    HonourParameters honour = {};
    WarParameters war = {};
  };
  static void declare(Declarations<Parameters>& parameters);
  static MechanismDeclaration declaration();

  Crises(const Parameters& parameters, const Setup& setup);
  void start(World& world, Scratch& scratch) const override;
  void step(World& world, const Step& step) const override;

  /// How likely and why one state attacks another, in logs of factors on the rate.
  WeightShares attack_shares(const World& world, std::size_t pair) const;

 private:
  struct Attack;
  struct Deed;

  std::vector<Attack> attacks_of(const World& world, const Streams& streams, const Tick& tick) const;
  WeightShares attack_shares(const World& world, std::size_t pair, double attacking, double help) const;
  double expected_help(const World& world, const Occasion& occasion) const;
  void carry_out(World& world, const Step& step, const Tick& tick, const Attack& attack) const;
  void breach(World& world, const Step& step, const Attack& attack) const;
  void alarm(World& world, const Attack& attack) const;
  void call(World& world, const Step& step, const Tick& tick, const Attack& attack, Occasion occasion) const;
  void consult(const World& world, const Step& step, const Attack& attack) const;
  void stay_neutral(World& world, const Step& step, const Attack& attack) const;
  void face_threats(World& world, const Step& step, const Tick& tick) const;

  void end_orphaned_wars(World& world, const Step& step) const;
  void fight(World& world, const Step& step, const Tick& tick) const;
  std::optional<Event> decide(const World& world, const Step& step, const Tick& tick, const War& war) const;
  void lose(World& world, const Step& step, const War& war, double years) const;
  void fade(World& world, const Step& step) const;

  void remember(World& world, const Step& step, StateId state, double strength, bool kept) const;
  void move_trust(World& world, AllianceId alliance, StateId owed, double strength,
                  const std::vector<Deed>& deeds) const;

  Parameters parameters_;
  Paths given_capability_, given_gdp_, given_weariness_, given_reputation_;
  bool missions_let_fade_;
  std::int32_t attacked_, attacked_by_threat_, breached_, consulted_, called_, honoured_, violated_, stayed_neutral_,
      neutrality_violated_, won_, lost_, stalemate_, lapsed_;
};

}  // namespace entente
