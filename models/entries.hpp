#pragma once

#include "engine/world/world.hpp"

namespace entente {

namespace columns {

inline constexpr Column power_at_entry{.table = TableKind::membership,
                                       .name = "power_at_entry",
                                       .unit = "of the power reference",
                                       .initial = -1.0,
                                       .about = "power of the state when it made its promise; -1: it made none"};
inline constexpr Column democracy_at_entry{
    .table = TableKind::membership,
    .name = "democracy_at_entry",
    .initial = -1.0,
    .about = "democracy of the state when it made its promise; -1: it made none"};

}  // namespace columns

/// Keeps what the members of alliances that changed on or after day `since` were when they made their promise. Done
/// anew it changes nothing.
void keep_entries(World& world, double since);

}  // namespace entente
