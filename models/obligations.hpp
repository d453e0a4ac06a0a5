#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/world/world.hpp"
#include "models/parameter_group.hpp"

namespace entente {

/// What weighs in a crisis: the shares that its events keep of the log of a rate or of the odds to keep a promise.
enum class Weight {
  hostility,
  promise,
  belonging,
  stake,
  nearness,
  fatigue,
  odds,
  democracy,
  changed_power,
  changed_regime,
  conflict,
  clarity
};
inline constexpr std::size_t weights = 12;
using WeightShares = std::array<double, weights>;

/// Name and meaning of each, in their order.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, weights> weight_labels{{
    {"hostility", "log of the attacker's hostility"},
    {"promise", "what a promise of the alliance's strength weighs by itself"},
    {"belonging", "utility of belonging to the alliance, in a crisis"},
    {"stake", "reputation that a broken promise would cost"},
    {"nearness", "how near the crisis is, troops there included"},
    {"fatigue", "weariness of wars"},
    {"odds", "of an attacker: its chance to win; of an ally: the enemy's share of the power that would meet"},
    {"democracy", "of an attacker: that both are democracies; of an ally: that it is one"},
    {"changed_power", "power that is no longer what it was when the promise was made"},
    {"changed_regime", "a regime that is no longer what it was when the promise was made"},
    {"conflict", "other promises, to the enemy"},
    {"clarity", "how clear a case of the promise everybody finds the attack"},
}};

/// What speaks for and against keeping a promise to fight, as a member finds it.
struct Circumstances {
  double strength = 1.0;    ///< omega_a, of the obligation
  double utility = 0.0;     ///< U_ka of belonging
  double reputation = 0.0;  ///< r_k
  double nearness = 0.0;    ///< max(k_kj, presence_kj) at the place of the war
  double weariness = 0.0;   ///< f_k
  double enemy = 0.5;       ///< E / (E + O + m_k near_k): the enemy's share of the power that would meet
  double democracy = 0.0;   ///< rho_k
  bool changed_power = false;
  bool changed_regime = false;
  bool bound_to_enemy = false;  ///< by a promise to stay neutral
  double clarity = 0.0;         ///< of the case, a standard normal common to all who are called
};

/// How promises to fight are kept: honoured with probability logistic(V),
///
///     V_ka = base - w (1 - omega_a) + b_U U_ka + b_r omega_a r_k + b_k near_k - b_f f_k - b_E enemy_k + b_rho rho_k
///            + b_m [power changed by more than a tenth since entry] + b_c [regime changed since entry]
///            - b_n [bound to stay neutral towards the enemy] + b_x xi
///
/// enemy_k = E / (E + O + m_k near_k): E the enemy's power at the place of the war, O that of whom k is to help with
/// the protection that it expects, m_k near_k what k could bring; xi, normal, what all who are called think of the
/// case: whether it is what they promised to fight for, so that members keep or break a promise together. b_m and b_c
/// are such that over all cases, clear and unclear, change lowers the odds by about .21 and .23 (Leeds & Anac 2005,
/// recomputed). base, b_x, b_m and b_c lie near what scenarios/fits/world.yaml finds, rounded; the other weights are
/// starting values. Democracies keep promises more: Leeds 2003.
struct HonourParameters {
  double base = 3.4;
  double strength = 2.0;
  double belonging = 0.3;
  double stake = 1.0;
  double nearness = 0.3;
  double fatigue = 1.0;
  double odds = 2.0;
  double democracy = 0.5;
  double changed_power = -4.8;
  double changed_regime = -3.2;
  double power_change = 0.1;
  double regime_change = 0.2;
  double conflict = 2.0;
  double clarity = 4.5;

  template <class P>
  static void declare(Declarations<P>& parameters, HonourParameters P::*group);
};

/// Each weight's share of V; the shares add up to it.
WeightShares honour_shares(const HonourParameters& parameters, const Circumstances& circumstances);
double sum_of(const WeightShares& shares);
/// Chance that a promise of log odds `utility` is kept while the case, xi, is not known: the mean of logistic(V) over
/// it, by the logistic that comes nearest to it (Zeger, Liang & Albert 1988).
double chance_to_keep(const HonourParameters& parameters, double utility);

/// A member that is called to fight, with what each weight adds to the log of its odds to come.
struct Call {
  std::size_t row;       ///< of its membership in the alliance that calls
  StateId state;         ///< the member
  double nearness;       ///< max(k_kj, presence_kj), j the place of the war
  WeightShares shares;   ///< by the promise that binds it most
  double utility;        ///< their sum, V_ka
  std::size_t best_row;  ///< of that promise
};

/// Where and against whom promises are called in.
struct Occasion {
  StateId of;                              ///< whose allies are called
  StateId enemy;                           ///< invalid: no state
  StateId place;                           ///< at home with whom
  const Column* by;                        ///< obligation of charters that is called: defence or offence
  double enemy_power = 0;                  ///< E
  double own_power = 0;                    ///< O
  double clarity = 0;                      ///< xi; 0 where it is not known yet
  std::optional<std::size_t> threat = {};  ///< the non-state threat that attacks, where no state does
};

/// The members that are called, by state: those with rights and duties in an alliance of `of` that has the obligation,
/// that protects against the enemy, and to which the enemy does not belong. Who fights under the alliance already, or
/// on another side, is not called. A state that several alliances call decides once, by the promise that binds it most.
std::vector<Call> calls_of(const World& world, const HonourParameters& parameters, const Occasion& occasion);

/// How much of its power a state can bring to bear at the home of another: max(k_kj, presence_kj).
double nearness_of(const World& world, StateId state, StateId place);
/// Whether two states are members of an alliance whose charter has the flag; the first such row of the first state.
bool share_pact(const World& world, StateId a, StateId b, const Column& obligation);
/// Whether a state is a member, with rights and duties, of an alliance.
bool is_member_of(const World& world, StateId state, AllianceId alliance);

template <class P>
void HonourParameters::declare(Declarations<P>& parameters, HonourParameters P::*group) {
  using G = HonourParameters;
  const char* anac = "Leeds & Anac 2005, recomputed: odds ratios .21 and .23 over all cases; scenarios/fits/world.yaml";
  ParameterGroup own(parameters, group, "honour.");
  own.add(&G::base, {.name = "base",
                     .about = "log odds to keep a promise of full strength where nothing else weighs",
                     .source = "scenarios/fits/world.yaml"});
  own.add(&G::strength, {.name = "strength",
                         .range = at_least(0),
                         .about = "how much less a promise without strength weighs than one of full strength"});
  own.add(&G::belonging, {.name = "belonging", .about = "weight of the utility of belonging to the alliance"});
  own.add(&G::stake, {.name = "stake", .about = "weight of the reputation that is at stake"});
  own.add(&G::nearness, {.name = "nearness", .about = "weight of how near the crisis is"});
  own.add(&G::fatigue, {.name = "fatigue", .about = "weight of weariness against it"});
  own.add(&G::odds, {.name = "odds", .about = "weight of the enemy's share of power against it"});
  own.add(&G::democracy, {.name = "democracy", .about = "weight of democracy", .source = "direction: Leeds 2003"});
  own.add(&G::changed_power,
          {.name = "changed_power", .about = "effect of a change of power since the promise", .source = anac});
  own.add(&G::changed_regime,
          {.name = "changed_regime", .about = "effect of a change of regime since the promise", .source = anac});
  own.add(&G::power_change, {.name = "power_change",
                             .range = above(0),
                             .about = "relative change of power that counts as one",
                             .source = "Leeds & Anac 2005"});
  own.add(&G::regime_change,
          {.name = "regime_change", .range = between(0, 1), .about = "change of democracy that counts as one"});
  own.add(&G::conflict,
          {.name = "conflict", .about = "weight of a promise to the enemy to stay neutral against fighting it"});
  own.add(&G::clarity, {.name = "clarity",
                        .range = at_least(0),
                        .about = "spread of how clear a case of the promise everybody finds an attack"});
}

}  // namespace entente
