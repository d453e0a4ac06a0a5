#pragma once

#include <string>
#include <vector>

#include "engine/cli/chart.hpp"
#include "engine/cli/findings.hpp"
#include "engine/cli/style.hpp"

namespace entente {

/// One line of a membership timeline: who, a bar over time, and what is said about it.
struct MembershipRow {
  std::string label;
  std::string bar;
  std::string text;
  Date entry;  ///< (median) date of the first entry, by which rows are sorted
};

/// Who belonged to an alliance and when, in the order of entry. Of one run: dates and the reasons of entries and exits.
/// Of many: how often, the median year and the interval that holds 90 % of the runs; who belongs in fewer than 5 % is
/// left out. `text_cells`: the room for words. `only`: of one state. States of which the same is to be said share a
/// row.
std::vector<MembershipRow> membership_rows(const RecordLayout& layout, const Findings& findings, AllianceId alliance,
                                           const TimeAxis& axis, const Style& style, std::size_t text_cells,
                                           StateId only = {});

}  // namespace entente
