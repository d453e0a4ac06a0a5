#include "engine/output/row_name.hpp"

namespace entente {

std::string row_name(const RecordLayout& layout, TableKind table, std::size_t row) {
  const auto state = [&](std::int32_t n) { return layout.states.ids[static_cast<std::size_t>(n)]; };
  switch (table) {
    case TableKind::membership:
      return state(layout.membership_state[row]) + " in " +
             layout.alliances.ids[static_cast<std::size_t>(layout.membership_alliance[row])];
    case TableKind::dyad:
      return state(layout.dyad_from[row]) + " to " + state(layout.dyad_to[row]);
    case TableKind::alliance:
      return layout.alliances.ids[row];
    case TableKind::threat:
      return layout.threats.ids[row];
    case TableKind::state:
      break;
  }
  return layout.states.ids[row];
}

std::string event_name(const RecordLayout& layout, const Event& event) {
  std::string text(layout.event_kinds[static_cast<std::size_t>(event.kind)].name);
  if (event.state.valid()) text += " " + layout.states.ids[event.state.index()];
  if (event.alliance.valid()) text += " " + layout.alliances.ids[event.alliance.index()];
  return text;
}

}  // namespace entente
