#pragma once

#include "engine/simulation/scratch.hpp"
#include "engine/world/world.hpp"
#include "models/columns.hpp"

namespace entente {

namespace columns {

inline constexpr Column exclusion{.table = TableKind::alliance,
                                  .name = "exclusion",
                                  .range = at_least(0),
                                  .input = Input::optional,
                                  .initial = 8.0,
                                  .about =
                                      "how far belonging to a hostile alliance bars from this one: applications "
                                      "fall by exp(-exclusion x rival hostility)"};
inline constexpr Column rival_hostility{.table = TableKind::membership,
                                        .name = "rival_hostility",
                                        .range = unit_interval,
                                        .about =
                                            "largest hostility between this alliance and one that the outsider "
                                            "belongs to"};

inline constexpr Column rival_membership{
    .table = TableKind::membership,
    .name = "rival_membership",
    .kind = Kind::integer,
    .initial = -1.0,
    .about = "row of the outsider's membership in that hostile alliance; -1: none"};

}  // namespace columns

/// Alliances that are hostile to one another exclude one another:
///
///     X_ba = omega_a omega_b sum_{j in b, e in a} m_j h_je m_e / (M_a M_b)         omega duties to fight
///     rival hostility of an outsider i of a = max over b that i belongs to of X_ba
///
/// computed for all outsiders, and which membership it is.
void assess_rivals(World& world, Scratch& scratch);
/// The same where only alliances before row `rivals_before` exclude: those behind it are not there yet.
void assess_rivals(World& world, std::size_t rivals_before, Scratch& scratch);

}  // namespace entente
