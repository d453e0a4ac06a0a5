#pragma once

#include "engine/world/world.hpp"
#include "models/columns.hpp"

namespace entente {

namespace columns {

inline constexpr Column grip{.table = TableKind::alliance,
                             .name = "grip",
                             .about = "hold, as far as the lead state has the power to enforce it"};

}  // namespace columns

/// How firmly alliances hold their members against their will:
///
///     grip_a = hold_a min(1, (m_lead / sum_{j in a, j != lead} m_j) / preponderance)
///
/// A lead state that belongs to the alliance no more enforces nothing; without a lead state hold is the charter's own.
/// Source: coercion by a preponderant power: Gilpin 1981; Lake 2009.
void assess_grip(World& world, double preponderance);

}  // namespace entente
