#include "models/security.hpp"

#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/features.hpp"
#include "models/intelligence.hpp"

namespace entente {

void Security::declare(Declarations<Parameters>& p) {
  p.add(&Parameters::exponent, {.name = "exponent",
                                .range = between(0, 10),
                                .about = "how decisive superior power is in the contest that security is about"});
  p.add(&Parameters::exposure_half, {.name = "exposure_half",
                                     .unit = "of the power reference",
                                     .range = above(0),
                                     .about = "threat at which a state counts as half exposed"});
}

MechanismDeclaration Security::declaration() {
  using namespace columns;
  return {.name = "security",
          .claim =
              "An alliance is worth the difference that its members' pledges make to a state's chance to prevail, "
              "as far as the state is threatened; and a member is worth what it does for the others' chances.",
          .equation =
              "p_i = P^s / (P^s + theta_i^s), P = m_i + G_i, G_i = sum_j m_j max(k_ij, presence_ji) max_a "
              "(omega_a J_ia rel_ia T_ia); S_ia = theta_i / (theta_i + theta_A) (p_i(with a) - p_i(without "
              "a)); s = exponent, theta_A = exposure_half; an alliance against non-state threats alone counts against "
              "those",
          .source = "Tullock 1980; Hirshleifer 1989; Boulding 1962",
          .parameters = {},
          .reads = {&power, &reputation, &threat, &presence, &strength, &defence, &trust, &interoperability, &changed,
                    &against, &exposure, &intensity, &misperception},
          .writes = {&protection, &security, &features::security, &features::denial},
          .events = {}};
}

void Security::start(World& world, Scratch& scratch) const {
  assess_security(world, parameters_, all_due(world, scratch), scratch);
}

void Security::step(World& world, const Step& step) const {
  assess_security(world, parameters_, due_for_refresh(world, step), step.scratch);
}

std::span<const std::uint8_t> concerned_states(const World& world, const Due& due, Scratch& scratch) {
  const MembershipTable& memberships = world.memberships;
  const auto concerned = scratch.take(world.states.size(), std::uint8_t{0});
  for (std::size_t a = 0; a < due.quarterly.size(); ++a)
    if (due.quarterly[a])
      for (std::size_t row = memberships.begin(AllianceId(a)); row < memberships.end(AllianceId(a)); ++row)
        concerned[memberships.state()[row].index()] = 1;
  for (std::size_t i = 0; i < concerned.size(); ++i)
    if (memberships.rows_of(StateId(i)).empty()) concerned[i] = 1;
  return concerned;
}

void assess_security(World& world, const Security::Parameters& parameters, const Due& due, Scratch& scratch) {
  if (world.proximity.is_exact())
    assess_exact_security(world, parameters, due, scratch);
  else
    assess_regional_security(world, parameters, due, scratch);
  assess_focused_security(world, parameters, due, scratch);
}

}  // namespace entente
