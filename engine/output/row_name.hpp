#pragma once

#include <cstddef>
#include <string>

#include "engine/simulation/record.hpp"

namespace entente {

/// What a row of a table is called: `FRA`, `FRA in NATO`, `FRA to DEU`.
std::string row_name(const RecordLayout& layout, TableKind table, std::size_t row);

/// `notice_given FRA NATO`.
std::string event_name(const RecordLayout& layout, const Event& event);

}  // namespace entente
