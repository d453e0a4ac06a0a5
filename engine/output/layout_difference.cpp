#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "engine/output/result_format.hpp"
#include "engine/output/result_reader.hpp"

namespace entente {

namespace {

bool same(const Labels& a, const Labels& b) {
  return a.ids == b.ids && a.names == b.names;
}

bool same_series(const Series& a, const Series& b) {
  return same_column(*a.column, *b.column) && a.column->axis == b.column->axis && a.rows == b.rows &&
         a.width == b.width &&
         result_format::storage_type(a.column->kind) == result_format::storage_type(b.column->kind);
}

bool same_feature(const Feature& a, const Feature& b) {
  return a.name == b.name && a.about == b.about;
}

bool same_kind(const EventKind& a, const EventKind& b) {
  return a.name == b.name && a.effect == b.effect;
}

bool same_factor(const FactorLabel& a, const FactorLabel& b) {
  return a.name == b.name && a.about == b.about && a.levels == b.levels;
}

// Series without values are not in files.
std::vector<Series> stored(const RecordLayout& layout) {
  std::vector<Series> result;
  std::copy_if(layout.series.begin(), layout.series.end(), std::back_inserter(result),
               [](const Series& series) { return series.stride() > 0; });
  return result;
}

bool has_dyads(const std::vector<Series>& series) {
  return std::any_of(series.begin(), series.end(), [](const Series& s) { return s.column->table == TableKind::dyad; });
}

template <class Items, class Same>
bool all_same(const Items& a, const Items& b, Same same_item) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same_item);
}

}  // namespace

std::string layout_difference(const RecordLayout& a, const RecordLayout& b) {
  const std::vector<Series> series_a = stored(a), series_b = stored(b);
  for (std::size_t n = 0; n < std::max(series_a.size(), series_b.size()); ++n)
    if (n == series_a.size() || n == series_b.size() || !same_series(series_a[n], series_b[n]))
      return "the series " + result_format::variable_name(*(n < series_a.size() ? series_a : series_b)[n].column);
  if (a.times != b.times) return "the recorded dates";
  if (!same(a.states, b.states)) return "the states";
  if (!same(a.alliances, b.alliances)) return "the alliances";
  if (a.membership_state != b.membership_state || a.membership_alliance != b.membership_alliance)
    return "the pairs of states and alliances";
  if (has_dyads(series_a) && (a.dyad_from != b.dyad_from || a.dyad_to != b.dyad_to)) return "the pairs of states";
  if (!all_same(a.features, b.features, same_feature)) return "the features of the utility";
  if (!all_same(a.event_kinds, b.event_kinds, same_kind)) return "the kinds of events";
  if (a.is_sweep != b.is_sweep || !all_same(a.factors, b.factors, same_factor)) return "the factors";
  const bool same_axes = same(a.issues, b.issues) && same(a.domains, b.domains) && same(a.regions, b.regions) &&
                         same(a.threats, b.threats);
  return same_axes ? "" : "the issues, domains, regions or threats";
}

}  // namespace entente
