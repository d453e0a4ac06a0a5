#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/base/hash.hpp"
#include "models/changes.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/founding.hpp"
#include "models/maths/averages.hpp"
#include "models/mission_charter.hpp"
#include "models/tick.hpp"

namespace entente {

namespace {

constexpr std::uint64_t ending_key = name_hash("founding.ending");
constexpr int disuse_months = 12;  // contributions are voted once a year

/// The day on which the first of an alliance's members entered; nothing without members.
std::optional<Date> first_entry(const World& world, AllianceId alliance) {
  std::optional<Date> first;
  for (const std::int32_t member : world.memberships.members(alliance)) {
    const Date entered = world.memberships.entered()[static_cast<std::size_t>(member)];
    first = first ? std::min(*first, entered) : entered;
  }
  return first;
}

bool holds_members_of(const World& world, AllianceId one, AllianceId other) {
  const MembershipTable& memberships = world.memberships;
  const auto members = memberships.members(other);
  return std::all_of(members.begin(), members.end(), [&](std::int32_t member) {
    const auto row = memberships.row(memberships.state()[static_cast<std::size_t>(member)], one);
    return row && is_member(memberships.status()[*row]);
  });
}

/// Whether another alliance binds all of an alliance's members as strongly; of two that are alike, the first by id.
bool is_superseded(const World& world, AllianceId alliance) {
  const auto members = world.memberships.members(alliance);
  if (members.empty()) return false;
  const StateId any = world.memberships.state()[static_cast<std::size_t>(members.front())];
  for (const std::int32_t own : world.memberships.rows_of(any)) {
    const auto row = static_cast<std::size_t>(own);
    const AllianceId other = world.memberships.alliance()[row];
    if (other == alliance || !is_member(world.memberships.status()[row]) || !holds_members_of(world, other, alliance) ||
        !binds_as_strongly(world, other, alliance))
      continue;
    const bool alike = holds_members_of(world, alliance, other) && binds_as_strongly(world, alliance, other);
    if (!alike || other < alliance) return true;
  }
  return false;
}

bool is_disused(const World& world, AllianceId alliance, Date date) {
  const auto contribution = world.memberships[columns::contribution];
  const auto members = world.memberships.members(alliance);
  const auto first = first_entry(world, alliance);
  return first && add_months(*first, disuse_months) <= date && duty_to_fight(world, alliance) > 0.0 &&
         std::all_of(members.begin(), members.end(),
                     [&](std::int32_t row) { return contribution[static_cast<std::size_t>(row)] == 0.0; });
}

int months_of_term(const World& world, std::size_t a) {
  return static_cast<int>(std::lround(12.0 * world.alliances[columns::duration][a]));
}

}  // namespace

/// Terms of alliances that are new, or older than the run.
void Conferences::begin_terms(World& world, Date date) const {
  const auto began = world.alliances.update(columns::term_began);
  for (std::size_t a = 0; a < began.size(); ++a) {
    const int months = months_of_term(world, a);
    if (months == 0) continue;
    const auto first = world.alliances.active[a] ? first_entry(world, AllianceId(a)) : std::nullopt;
    if (!first) {
      began[a] = columns::distant_past;
    } else if (began[a] == columns::distant_past) {
      int terms = 0;
      while (add_months(*first, (terms + 1) * months) < date) ++terms;
      began[a] = add_months(*first, terms * months).days;
    }
  }
}

void Conferences::end_terms(World& world, const Step& step, const Tick& tick) const {
  const auto began = world.alliances[columns::term_began];
  const auto kind = world.alliances[columns::mission_kind];
  for (std::size_t a = 0; a < began.size(); ++a) {
    const int months = months_of_term(world, a);
    if (months == 0 || began[a] == columns::distant_past || !world.alliances.active[a] || is_mission(kind, a)) continue;
    const Date end = add_months(Date{static_cast<std::int32_t>(began[a])}, months);
    if (end < tick.end) end_term(world, step, AllianceId(a), std::max(end, tick.begin));
  }
}

void Conferences::end_term(World& world, const Step& step, AllianceId alliance, Date date) const {
  const auto margin = world.memberships[columns::margin];
  const auto members = world.memberships.members(alliance);
  std::vector<std::size_t> leaving;
  for (const std::int32_t row : members)
    if (margin[static_cast<std::size_t>(row)] < parameters_.renewal) leaving.push_back(static_cast<std::size_t>(row));
  const auto left = static_cast<double>(members.size() - leaving.size());
  for (const std::size_t row : leaving)
    changes::leave(world, step.events, row, {.date = date, .kind = not_renewed_, .utility = margin[row]});
  if (left < world.alliances[columns::minimum_members][alliance.index()])
    return changes::dissolve(world, step.events, alliance, date,
                             {.exit = expired_, .lapsed = lapsed_, .dissolved = dissolved_});
  world.alliances.update(columns::term_began)[alliance.index()] = date.days;
  step.events.add({.date = date, .kind = renewed_, .alliance = alliance});
}

/// Alliances that bind to nothing new, and those that nobody contributes to.
void Conferences::end_useless(World& world, const Step& step, const Tick& tick) const {
  struct Ending {
    AllianceId alliance;
    Event event;
  };
  const double rates[] = {parameters_.superseded_rate, contributions_move_ ? parameters_.disused_rate : 0.0};
  const double total = rates[0] + rates[1];
  const double probability = maths::probability(total, month);
  const auto conference = world.alliances[columns::conference];
  std::vector<Ending> endings;
  for (std::size_t a = 0; a < conference.size(); ++a) {
    if (conference[a] == 0.0 || !world.alliances.active[a]) continue;
    double draw = step.streams.at(ending_key, tick.index, world.alliances.entities()[a]).uniform();
    if (draw >= probability) continue;
    const double share = probability * rates[0] / total;
    const bool by_another = draw < share;
    if (!by_another) draw -= share;
    const double chance = by_another ? share : probability - share;
    if (by_another ? !is_superseded(world, AllianceId(a)) : !is_disused(world, AllianceId(a), tick.begin)) continue;
    endings.push_back({AllianceId(a),
                       {.date = tick.day_of(draw / chance * probability, total),
                        .kind = by_another ? superseded_ : disused_,
                        .probability = chance,
                        .draw = draw}});
  }
  std::stable_sort(endings.begin(), endings.end(),
                   [](const Ending& a, const Ending& b) { return a.event.date < b.event.date; });
  for (const Ending& ending : endings) {
    if (ending.event.kind == superseded_ && !is_superseded(world, ending.alliance)) continue;
    for (std::size_t row = world.memberships.begin(ending.alliance); row < world.memberships.end(ending.alliance);
         ++row)
      if (belongs(world.memberships.status()[row])) changes::leave(world, step.events, row, ending.event);
    changes::dissolve(world, step.events, ending.alliance, ending.event.date,
                      {.exit = ending.event.kind, .lapsed = lapsed_, .dissolved = dissolved_});
  }
}

/// Who entered an alliance, by whatever way, leaves those that it replaces.
void Conferences::leave_predecessors(World& world, const Step& step) const {
  const MembershipTable& memberships = world.memberships;
  for (const auto& [successor, predecessor] : replacements_)
    for (const std::int32_t member : memberships.members(successor)) {
      const auto row = static_cast<std::size_t>(member);
      const auto old = memberships.row(memberships.state()[row], predecessor);
      if (old && belongs(memberships.status()[*old]))
        changes::leave(world, step.events, *old,
                       {.date = std::max(memberships.entered()[row], step.begin), .kind = replaced_});
    }
}

}  // namespace entente
