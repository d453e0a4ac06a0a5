#pragma once

#include "engine/simulation/catalogue.hpp"
#include "models/paths.hpp"

namespace entente {

namespace columns {

inline constexpr Column reputation_level{.table = TableKind::state,
                                         .name = "reputation_level",
                                         .signal = true,
                                         .about =
                                             "level to which reputation returns: what the scenario gives at the "
                                             "start, at the state's birth, or as a path in time"};
inline constexpr Column inside{.table = TableKind::membership,
                               .name = "inside",
                               .kind = Kind::flag,
                               .about = "whether the state belonged to the alliance when trust was last reckoned"};

}  // namespace columns

/// Members trust an alliance as far as the others keep promises and bear a fair burden; forces that exercise together
/// come to work together.
///
///     worth_ja  = r_j (1 - phi max(0, 1 - b_j / bfair_a))         what j's promise to the others is worth
///     Tbar_ia   = sum_{j in a, j != i} m_j worth_ja / sum_{j in a, j != i} m_j
///     dT_ia     = (Tbar_ia - T_ia) dt / tau + s_a sqrt(2 / tau) dW,   s_a = s (1 - transparency_a)
///     patrons leave:  T_ia becomes T_ia (1 - d lost_a)
///     dr_i      = (rbar_i - r_i) dt / tau_r
///     dJ_ia     = (g E_ia (1 - J_ia) - w J_ia) dt,   E_ia = 1 - (1 - e) (1 - kappa_ia) c / (c + x_ia)
///     x_ia      = q_ia / g_i - f_ia + f_a
///
/// r_j reputation, rbar_j its level, b_j defence's share of GDP, bfair the alliance's norm once it holds and before
/// that what its members together spend, m_j power, lost_a the share of the members' power that left with those who
/// did, J interoperability, E joint exercises, kappa_ia its part in the command, x_ia what is spent on them: i's
/// contribution, but of the common fund the members' share of GDP, not its own (models/common_fund.hpp). T and J move a
/// quarter at a time, as states look at their alliances (models/refresh.hpp); all are exact for what is held meanwhile.
/// T is clipped to [0, 1]; since s_a is taken as at most a third of the distance from Tbar to the nearer end, that
/// moves its mean by less than .0004 s_a. Outsiders have the columns' defaults: candidates begin with them, and who
/// leaves returns to them. A suspended member's trust and interoperability stand still. One normal draw a member and
/// quarter. Sources: reputation fades unless renewed: Crescenzi 2007; free riding wears alliances out: Olson &
/// Zeckhauser 1966, Lanoszka 2015. The numbers are starting values. What wars make of promises comes from crises, what
/// serving together does from missions. Limits: all members see alike.
class Trust : public Mechanism {
 public:
  struct Parameters {
    double trust_time = 5.0;
    double reputation_time = 10.0;
    double free_riding = 0.5;
    double departure = 1.0;
    double noise = 0.2;
    double growth = 0.2;
    double decay = 0.1;
    double usual_exercises = 0.5;
    double contribution_half = 0.01;
  };
  static void declare(Declarations<Parameters>& parameters);
  static MechanismDeclaration declaration();

  Trust(const Parameters& parameters, const Setup& setup);
  void start(World& world, Scratch& scratch) const override;
  void step(World& world, const Step& step) const override;

 private:
  void settle_reputations(World& world, const Step& step) const;
  void take_stock(World& world, AllianceId alliance) const;

  Parameters parameters_;
  Paths given_;  // reputations
};

}  // namespace entente
