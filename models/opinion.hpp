#pragma once

#include "engine/simulation/catalogue.hpp"
#include "models/paths.hpp"

namespace entente {

namespace columns {

inline constexpr Column opinion{.table = TableKind::state,
                                .name = "opinion",
                                .range = between(-1, 1),
                                .input = Input::optional,
                                .signal = true,
                                .about = "how far the public is for the state's alliances: 0 divided, -1 all against"};

}  // namespace columns

/// The public turns against alliances whose wars weary it and in which it pays more than others, and for those that it
/// can trust.
///
///     do_i = (obar_i - o_i) dt / tau,   obar_i = tanh(T_i - B_i - b_f f_i)
///     T_i  = b_T sum_a omega_a (T_ia - T_0) / sum_a omega_a
///     B_i  = b_b sum_a omega_a max(0, b_i / bfair_a - 1) / sum_a omega_a
///
/// over the alliances that i belongs to: omega_a strength of the obligation, T_ia trust and T_0 that of outsiders, b_i
/// defence's share of GDP, bfair_a the norm or what members together spend (models/fair_burden.hpp), f_i weariness,
/// which casualties of missions and losses of wars raise. The step is exact for a ground that stands still; a state
/// begins with the opinion that the scenario gives. `opinion` on a path (a series of polls) is given. What elections
/// make of it is in models/leadership.hpp, and only as far as the state is a democracy. Draws nothing. Sources: Mueller
/// 1973 (casualties); Eichenberg & Stoll 2003 (defence spending); the numbers are starting values. Limits: one public
/// a state; threats move it only through trust and burdens.
class PublicOpinion : public Mechanism {
 public:
  struct Parameters {
    double time = 1.0;
    double trust = 3.0;
    double burden = 0.5;
    double weariness = 1.0;
  };
  static void declare(Declarations<Parameters>& parameters);
  static MechanismDeclaration declaration();

  PublicOpinion(const Parameters& parameters, const Setup& setup);
  void step(World& world, const Step& step) const override;

 private:
  Parameters parameters_;
  Paths given_;
};

}  // namespace entente
