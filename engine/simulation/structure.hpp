#pragma once

#include "engine/world/column.hpp"
#include "engine/world/world.hpp"

namespace entente {

/// Columns that the tables hold as typed members; recorded like any other.
namespace structure {

inline constexpr Column state_active{.table = TableKind::state,
                                     .name = "active",
                                     .kind = Kind::flag,
                                     .recorded = true,
                                     .about = "whether the state exists at the date"};
inline constexpr Column alliance_active{.table = TableKind::alliance,
                                        .name = "active",
                                        .kind = Kind::flag,
                                        .recorded = true,
                                        .about = "whether the alliance exists at the date"};
inline constexpr Column membership_status{.table = TableKind::membership,
                                          .name = "status",
                                          .kind = Kind::choice,
                                          .choices = "outsider applicant member notice suspended",
                                          .about = "what the state is to the alliance"};

inline constexpr const Column* columns[] = {&state_active, &alliance_active, &membership_status};

}  // namespace structure

/// Copies a column's values, structural or not, into `values` (rows x width) as they are recorded: no date is NaN.
void copy_column(const World& world, const Column& column, double* values);

}  // namespace entente
