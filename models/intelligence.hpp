#pragma once

#include <cmath>

#include "engine/simulation/catalogue.hpp"
#include "models/paths.hpp"

namespace entente {

namespace columns {

inline constexpr Column intelligence{.table = TableKind::alliance,
                                     .name = "intelligence",
                                     .range = unit_interval,
                                     .input = Input::optional,
                                     .about = "how far members promise to share what they know of threats"};
inline constexpr Column misperception{.table = TableKind::state,
                                      .name = "misperception",
                                      .input = Input::optional,
                                      .signal = true,
                                      .about = "log of threats as the state sees them over what they are"};
inline constexpr Column estimate{.table = TableKind::state,
                                 .name = "estimate",
                                 .about = "how the state's services err, in units of the spread of their errors"};

}  // namespace columns

/// By what factor a state that misperceives sees its threats.
inline double as_seen(double misperception) {
  return misperception == 0.0 ? 1.0 : std::exp(misperception);
}

/// States see their threats with an error that lasts, and the less of it, the more their allies tell them.
///
///     misperception_i = s_i e_i - s_i^2 / 2,      theta_i is seen as theta_i exp(misperception_i)
///     de_i = -e_i dt / tau + sqrt(2 / tau) dW_i,  stationary N(0, 1)
///     s_i  = s / sqrt(1 + sum_a iota_a T_ia J_ia (n_a - 1))
///
/// s spread of the log of what a state alone sees, iota_a how far a's members promise to share intelligence, T trust, J
/// interoperability, n_a members: what each other member reports counts as an own look, as far as it is told, believed
/// and understood, and looks of equal precision are averaged. The mean of what is seen is what is. e has its stationary
/// law from the first step on and for states that are born; its step is exact, s_i is that of the beginning of the
/// step. `misperception` on a path is given. One normal draw a state and step. Sources: Jervis 1976 (misperception),
/// Walsh 2010 (sharing), Bates & Granger 1969 (averages of forecasts); the numbers are starting values. Limits: one
/// error for all threats of a state; errors of allies are independent, and who is an ally twice tells twice; attackers
/// see right.
class Intelligence : public Mechanism {
 public:
  struct Parameters {
    double spread = 0.3;
    double time = 3.0;
  };
  static void declare(Declarations<Parameters>& parameters);
  static MechanismDeclaration declaration();

  Intelligence(const Parameters& parameters, const Setup& setup);
  void step(World& world, const Step& step) const override;

 private:
  Parameters parameters_;
  Date start_;
  Paths given_;
};

/// Fills by state sum_a iota_a T_ia J_ia (n_a - 1): how many looks besides its own each state has from its allies.
void count_reports(const World& world, std::span<double> reports);

}  // namespace entente
