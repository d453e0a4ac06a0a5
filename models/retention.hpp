#pragma once

#include "engine/random/streams.hpp"
#include "models/features.hpp"
#include "models/parameter_group.hpp"

namespace entente {

namespace columns {

inline constexpr Column concession{.table = TableKind::membership,
                                   .name = "concession",
                                   .about =
                                       "utility that the others have conceded to keep the member, or that it has "
                                       "conceded to keep others"};
inline constexpr Column skill{.table = TableKind::state,
                              .name = "skill",
                              .range = unit_interval,
                              .input = Input::optional,
                              .initial = 0.5,
                              .about = "how well the state's leaders negotiate"};

}  // namespace columns

/// The bargain over a member that gives notice, once a notice:
///
///     it takes        need_ia = max(0, -margin_ia) + anger,  anger ~ Exp(1)
///     the others lose loss_ia = sum_{j != i} (beta_S denial_ia / s_S + beta_T (m_i / M_a) T_ja / s_T)
///     if loss > need a deal is found with probability min(1, 2 deal skill), skill the others' mean, weighted by power:
///     the notice is withdrawn, i's concession rises by need, each other's falls by need / n
///
/// A rate of exp(-margin) is that of shocks of exponential size beyond the margin: anger is by how much. beta, s:
/// weights of staying and spreads of security S and trust T. Denial is what i adds to the others' security; the
/// departure of a share of the power takes that share of trust away (models/trust.hpp). Utility is transferable here;
/// concessions wear off with time. Source: side payments that hold coalitions together: Riker 1962; Carraro &
/// Siniscalco 1993.
struct RetentionParameters {
  double deal = 0.45;
  double time = 10.0;

  template <class P>
  static void declare(Declarations<P>& parameters, RetentionParameters P::*group);
};

struct Bargain {
  double need = 0.0;
  double loss = 0.0;
  double probability = 0.0;  ///< of a deal: 0 where the others would lose less than it takes
};

/// What security and trust are worth to a member: beta / s.
struct Stakes {
  double security = 0.0;
  double trust = 0.0;
};

/// The bargain over the member of row `row`, whose anger is drawn.
Bargain bargain(const World& world, const RetentionParameters& parameters, const Stakes& stakes, std::size_t row,
                double anger);

/// Carries out a deal: zero-sum.
void concede(World& world, std::size_t row, double need);

template <class P>
void RetentionParameters::declare(Declarations<P>& parameters, RetentionParameters P::*group) {
  ParameterGroup own(parameters, group, "retention.");
  own.add(&RetentionParameters::deal,
          {.name = "deal",
           .range = unit_interval,
           .about =
               "probability that negotiators of skill .5 keep a member that is worth more to the others than it asks"});
  own.add(&RetentionParameters::time,
          {.name = "time", .unit = "years", .range = above(0), .about = "time in which concessions wear off"});
}

}  // namespace entente
