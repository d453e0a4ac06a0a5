#include "engine/world/column.hpp"

namespace entente {

std::string_view to_string(TableKind table) {
  switch (table) {
    case TableKind::state:
      return "state";
    case TableKind::alliance:
      return "alliance";
    case TableKind::membership:
      return "membership";
    case TableKind::dyad:
      return "dyad";
    case TableKind::threat:
      return "threat";
  }
  return "";
}

std::string_view to_string(Axis axis) {
  switch (axis) {
    case Axis::none:
      return "";
    case Axis::issue:
      return "issue";
    case Axis::domain:
      return "domain";
    case Axis::threat:
      return "threat";
  }
  return "";
}

Declaration declaration_of(const Column& column) {
  Declaration declaration{.name = std::string(column.name),
                          .kind = column.kind,
                          .unit = std::string(column.unit),
                          .range = column.range,
                          .choices = {},
                          .initial = column.initial,
                          .about = std::string(column.about),
                          .source = std::string(column.source)};
  std::string_view rest = column.choices;
  while (!rest.empty()) {
    const std::size_t blank = rest.find(' ');
    declaration.choices.emplace_back(rest.substr(0, blank));
    rest = blank == std::string_view::npos ? std::string_view{} : rest.substr(blank + 1);
  }
  return declaration;
}

}  // namespace entente
