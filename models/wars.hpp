#pragma once

#include <cstdint>
#include <vector>

#include "engine/world/world.hpp"
#include "models/columns.hpp"
#include "models/parameter_group.hpp"

namespace entente {

namespace columns {

inline constexpr Column war_since{.table = TableKind::dyad,
                                  .name = "war_since",
                                  .kind = Kind::date,
                                  .unit = "date",
                                  .initial = distant_past,
                                  .about = "date at which the first state attacked the second in a war that goes on"};
inline constexpr Column war_for{.table = TableKind::membership,
                                .name = "war_for",
                                .kind = Kind::state,
                                .initial = -1.0,
                                .about = "whom the member helps in a war, as it promised in the alliance"};
inline constexpr Column war_against{.table = TableKind::membership,
                                    .name = "war_against",
                                    .kind = Kind::state,
                                    .initial = -1.0,
                                    .about = "the enemy in that war"};
inline constexpr Column wars{.table = TableKind::state,
                             .name = "wars",
                             .kind = Kind::integer,
                             .unit = "wars",
                             .about = "wars that the state fights at the end of the step"};

}  // namespace columns

/// How wars go: they last until they are decided, at a rate; who prevails is a contest, and meanwhile all lose.
///
///     P(attacker wins | decided) = logistic(s ln(A / T) + initiative)
///     capability and output fall at loss (E / (A + T)) near and gdp_loss (E / (A + T)) near a year
///
/// A and T are the powers that the two sides bring to bear, E that of the other side; near is the part of its own that
/// a fighter brings: 1 of the attacked, max(proximity, presence) of the attacker, that times interoperability of who
/// helps. Sources, all Correlates of War, 93 wars between states 1823-1999: s = .41 (standard error .13);
/// initiative .53, with which initiators win .662 (.25); end_rate 1 / 1.165 years, the mean length; stalemate 16 of 93;
/// loss: of the soldiers of a participant .17 died in the mean, in 1.165 years at even odds. gdp_loss is a starting
/// value.
struct WarParameters {
  double exponent = 0.41;
  double initiative = 0.53;
  double end_rate = 0.86;
  double stalemate = 0.17;
  double loss = 0.3;
  double gdp_loss = 0.05;

  template <class P>
  static void declare(Declarations<P>& parameters, WarParameters P::*group);
};

/// Chance of the attacker to win a war that is decided; .5 without powers and initiative.
double chance_to_win(double attacker, double target, double exponent, double initiative);

/// One state in a war.
struct Fighter {
  StateId state;
  bool attacks;      ///< on the attacker's side
  double engaged;    ///< part of its power that it brings to bear
  double power;      ///< that part
  std::int32_t row;  ///< of the membership under which it helps, -1: a principal
};

/// A war between two states and those who help them.
struct War {
  std::size_t pair;  ///< row of (attacker, target) among the dyads
  StateId attacker, target;
  std::vector<Fighter> fighters;  ///< attacker, target, then who helps, by membership
  double attacking = 0.0, defending = 0.0;

  /// Share of all power that stands against a fighter.
  double enemy_share(const Fighter& fighter) const {
    const double all = attacking + defending;
    return all > 0.0 ? (fighter.attacks ? defending : attacking) / all : 0.5;
  }
};

/// A war as one who fights in it sees it.
struct Front {
  StateId own, other;  ///< the principals: on whose side it is, whom it fights
};

/// The wars that go on, by pair, with all who fight.
std::vector<War> wars_of(const World& world);

/// Whether the pair of a dyad row is at war, whoever attacked.
bool is_at_war(const World& world, std::size_t pair);
/// The wars that a state fights, its own or its allies', each of which has begun.
std::vector<Front> fronts_of(const World& world, StateId state);
/// Whether a state fights on the other side in one of these.
bool opposes(const World& world, StateId state, const std::vector<Front>& fronts);
/// Whether two states fight on different sides of a war.
bool are_opposed(const World& world, StateId a, StateId b);

/// Sets it down that a war began, that a member helps in it, that it is over.
void begin_war(World& world, std::size_t pair, Date date);
void join_war(World& world, std::size_t row, StateId helped, StateId enemy);
void end_war(World& world, const War& war);
/// Counts each state's wars.
void count_wars(World& world);

template <class P>
void WarParameters::declare(Declarations<P>& parameters, WarParameters P::*group) {
  using G = WarParameters;
  const char* cow = "Correlates of War, wars between states 1823-1999";
  ParameterGroup own(parameters, group, "war.");
  own.add(&G::exponent, {.name = "exponent",
                         .range = between(0, 10),
                         .about = "how decisive superior power is in war",
                         .source = "Correlates of War: .41, standard error .13"});
  own.add(&G::initiative, {.name = "initiative",
                           .about = "what having attacked adds to the log odds to win",
                           .source = "Correlates of War: initiators win .662 of decided wars"});
  own.add(
      &G::end_rate,
      {.name = "end_rate", .unit = "1/year", .range = at_least(0), .about = "rate at which wars end", .source = cow});
  own.add(&G::stalemate,
          {.name = "stalemate", .range = unit_interval, .about = "share of wars that nobody wins", .source = cow});
  own.add(&G::loss, {.name = "loss",
                     .unit = "1/year",
                     .range = at_least(0),
                     .about = "rate at which capability is lost to an enemy that holds all power",
                     .source = cow});
  own.add(&G::gdp_loss, {.name = "gdp_loss",
                         .unit = "1/year",
                         .range = at_least(0),
                         .about = "rate at which output is lost to such an enemy",
                         .source = "a starting value"});
}

}  // namespace entente
