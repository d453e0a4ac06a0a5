#include "engine/scenario/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/base/number.hpp"
#include "engine/scenario/check.hpp"
#include "engine/scenario/reading.hpp"
#include "engine/scenario/values.hpp"

namespace entente {

namespace {

constexpr std::size_t most_problems = 100;
/// A world that is larger is not built only to look for more problems.
constexpr std::size_t most_pairs = 1000000;

void sort_by_place(std::vector<Problem>& problems) {
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.where.file, a.where.line, a.where.column) < std::tie(b.where.file, b.where.line, b.where.column);
  });
}

[[noreturn]] void refuse(std::vector<Problem> problems) {
  sort_by_place(problems);
  if (problems.size() > most_problems) {
    const std::size_t more = problems.size() - most_problems;
    problems.resize(most_problems);
    problems.push_back({{problems.front().where.file}, fmt::format("… and {} more problems.", more), {}});
  }
  throw InputError(std::move(problems));
}

void read_head(const Reading& reading) {
  Scenario& scenario = reading.scenario;
  scenario.title = text_at(reading.document, "title");
  scenario.about = text_at(reading.document, "about");
  const Node* seed = reading.document.find("seed");
  if (seed == nullptr || !seed->is_scalar()) return;
  const auto value = parse_unsigned(seed->text);
  if (value) scenario.seed = *value;
}

void sort_trajectories(std::vector<Trajectory>& trajectories) {
  const auto key = [](const Trajectory& path) {
    return std::tuple(path.column->table, path.column->name, path.row, path.axis);
  };
  std::sort(trajectories.begin(), trajectories.end(),
            [&](const Trajectory& a, const Trajectory& b) { return key(a) < key(b); });
}

}  // namespace

Scenario read_scenario(const Node& document, const Vocabulary& vocabulary) {
  if (const Node* model = document.find("model"))
    throw InputError({model->place.location(), fmt::format("model{} names a classic model.", as_typed(*model)),
                      "It is solved, not stepped: 'entente run', 'validate', 'inspect', 'replay' and 'diff' take it."});
  std::vector<Problem> problems;
  check(document, scenario_grammar(vocabulary), problems);
  if (!document.is_mapping() || problems.size() > most_problems) refuse(std::move(problems));
  Scenario scenario;
  scenario.document = document;
  const Reading reading{scenario.document, vocabulary, scenario, problems};
  read_head(reading);
  if (!read_time(reading)) refuse(std::move(problems));
  const auto size = [&](std::string_view section) { return rows_of(document, section).size(); };
  if (!problems.empty() && size("states") * (size("states") + size("alliances")) > most_pairs)
    refuse(std::move(problems));
  read_world(reading);
  read_proximity(reading);
  read_alliances(reading);
  read_schedule(reading);
  read_pipeline(reading);
  read_parameters(reading);
  read_recording(reading);
  read_stop(reading);
  if (!problems.empty()) refuse(std::move(problems));
  note_what_has_no_effect(reading);
  sort_trajectories(scenario.trajectories);
  sort_by_place(scenario.notes);
  sort_by_place(scenario.outside);
  return scenario;
}

double Trajectory::at(Date date) const {
  const auto after =
      std::upper_bound(knots.begin(), knots.end(), date,
                       [](Date sought, const std::pair<Date, double>& knot) { return sought < knot.first; });
  if (after == knots.begin()) return knots.front().second;
  if (after == knots.end()) return knots.back().second;
  const auto& [from, low] = *(after - 1);
  const auto& [to, high] = *after;
  const double share = static_cast<double>(date.days - from.days) / static_cast<double>(to.days - from.days);
  return low + share * (high - low);
}

std::string_view to_string(Verb verb) {
  switch (verb) {
    case Verb::set:
      return "set";
    case Verb::add:
      return "add";
    case Verb::scale:
      return "scale";
    case Verb::move:
      return "move";
    case Verb::admit:
      return "admit";
    case Verb::withdraw:
      return "withdraw";
    case Verb::forbid:
      return "forbid";
    case Verb::permit:
      return "permit";
    case Verb::turnover:
      return "turnover";
    case Verb::end:
      return "end";
  }
  return "";
}

std::string_view section_of(TableKind table) {
  switch (table) {
    case TableKind::state:
      return "states";
    case TableKind::alliance:
      return "alliances";
    case TableKind::membership:
      return "memberships";
    case TableKind::dyad:
      return "dyads";
    case TableKind::threat:
      return "threats";
  }
  return "";
}

}  // namespace entente
