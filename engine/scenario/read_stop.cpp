#include <fmt/format.h>

#include "engine/base/suggest.hpp"
#include "engine/scenario/guard.hpp"
#include "engine/scenario/reading.hpp"
#include "engine/scenario/utf8.hpp"

namespace entente {

namespace {

/// The words that may stand where a path leads nowhere: rows after a table's name, columns after a row.
std::vector<std::string> words_after(const Reading& reading, std::string_view table, bool has_row) {
  const World& world = reading.scenario.world;
  const bool of_states = table == "states", of_alliances = table == "alliances";
  if (!of_states && !of_alliances && table != "threats") return {"states", "alliances", "threats"};
  const NamedTable& rows = of_states      ? static_cast<const NamedTable&>(world.states)
                           : of_alliances ? static_cast<const NamedTable&>(world.alliances)
                                          : world.threats;
  if (!has_row) return rows.ids();
  const TableKind kind = of_states ? TableKind::state : of_alliances ? TableKind::alliance : TableKind::threat;
  std::vector<std::string> names;
  for (const Column* column : reading.vocabulary.columns)
    if (column->table == kind) names.emplace_back(column->name);
  return names;
}

std::string advice_on(const Reading& reading, std::string_view path) {
  const std::string_view table = take_key(path), row = take_key(path), column = take_key(path);
  const std::vector<std::string> ids = words_after(reading, table, false);
  const bool has_row = std::find(ids.begin(), ids.end(), row) != ids.end();
  const std::string meant = did_you_mean(std::string(has_row ? column : row), words_after(reading, table, has_row));
  return meant.empty() ? "Write it as in alliances.NATO.members or states.FRA.gdp." : meant;
}

}  // namespace

void read_stop(const Reading& reading) {
  const Node* section = reading.document.find("stop");
  if (section == nullptr) return;
  const Node* value = section->find("value");
  if (value == nullptr || !value->is_scalar()) return;
  const auto cell = find_cell(reading.scenario.world, reading.vocabulary, value->text);
  if (!cell)
    return reading.problem(
        value->place, fmt::format("stop.value '{}' is no number of this world.", shorten(printable(value->text), 60)),
        advice_on(reading, value->text));
  StopRule rule;
  rule.cell = *cell;
  rule.below = number_at(*section, "below", rule.below);
  rule.above = number_at(*section, "above", rule.above);
  rule.after = date_at(*section, "after", always_before);
  reading.scenario.stop = rule;
}

}  // namespace entente
