#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/world/column.hpp"
#include "engine/world/event_kind.hpp"
#include "engine/world/world.hpp"
#include "models/columns.hpp"

namespace entente {

/// What a mission is for, in the order of `mission_kinds`; `none`: the alliance is no mission.
enum class MissionKind { none, peacekeeping, enforcement, counter_terrorism, relief, training };
inline constexpr std::string_view mission_kinds = "none peacekeeping enforcement counter_terrorism relief training";

}  // namespace entente

/// A mission is an alliance of its own kind: a row whose members are the contributors. Its charter holds the site; its
/// id names its parent (`parents_of_missions`).
namespace entente::columns {

// Charter ----------------------------------------------------------------------------------------------------------

inline constexpr Column mission_kind{.table = TableKind::alliance,
                                     .name = "mission",
                                     .kind = Kind::choice,
                                     .choices = mission_kinds,
                                     .input = Input::optional,
                                     .about =
                                         "what the mission is for; none: an alliance. Its members are its "
                                         "contributors, its strength is 0. An id such as NATO-KFOR makes NATO the "
                                         "alliance that decides; otherwise the lead state invites a coalition of the "
                                         "willing"};
inline constexpr Column host{.table = TableKind::alliance,
                             .name = "host",
                             .kind = Kind::state,
                             .input = Input::optional,
                             .initial = -1.0,
                             .about = "the state on whose soil the site lies; it does not contribute"};
inline constexpr Column site_intensity{.table = TableKind::alliance,
                                       .name = "intensity",
                                       .range = unit_interval,
                                       .input = Input::optional,
                                       .initial = 0.5,
                                       .about =
                                           "intensity of the conflict or need at the mission's site; a path holds "
                                           "until its last date"};
inline constexpr Column robustness{
    .table = TableKind::alliance,
    .name = "robustness",
    .range = unit_interval,
    .input = Input::optional,
    .initial = 0.5,
    .about = "how far the mandate and the rules of engagement let the mission use force"};
inline constexpr Column force_goal{.table = TableKind::alliance,
                                   .name = "force_goal",
                                   .unit = "thousand soldiers",
                                   .range = {.lower = 0.0, .upper = 10000.0, .lower_open = true},
                                   .input = Input::optional,
                                   .initial = 10.0,
                                   .about = "force that the plan of the mission asks for"};
inline constexpr Column rotation{.table = TableKind::alliance,
                                 .name = "rotation",
                                 .unit = "years",
                                 .range = above(0),
                                 .input = Input::optional,
                                 .initial = 0.5,
                                 .about = "time after which a contingent is relieved and its pledge renewed"};
inline constexpr Column term{.table = TableKind::alliance,
                             .name = "term",
                             .unit = "years",
                             .range = above(0),
                             .input = Input::optional,
                             .initial = 1.0,
                             .about = "time after which the contributors decide whether the mission goes on"};
inline constexpr Column mandate{.table = TableKind::alliance,
                                .name = "mandate",
                                .kind = Kind::flag,
                                .input = Input::optional,
                                .about = "whether the mission has an outside (UN) mandate"};
inline constexpr Column consent{.table = TableKind::alliance,
                                .name = "consent",
                                .kind = Kind::flag,
                                .input = Input::optional,
                                .initial = 1.0,
                                .about = "whether the host consents to the mission"};
inline constexpr Column legitimacy{.table = TableKind::alliance,
                                   .name = "legitimacy",
                                   .range = unit_interval,
                                   .input = Input::optional,
                                   .initial = 0.6,
                                   .about =
                                       "of a mission: in the eyes of those among whom it works; of an alliance: of "
                                       "its missions, by how the last ones ended"};
inline constexpr Column local_forces{.table = TableKind::alliance,
                                     .name = "local_forces",
                                     .range = unit_interval,
                                     .input = Input::optional,
                                     .about =
                                         "share of the conflict that the host's forces keep down by themselves, beyond "
                                         "what they did when the mission began"};
inline constexpr Column caveats{.table = TableKind::state,
                                .name = "caveats",
                                .range = unit_interval,
                                .input = Input::optional,
                                .about = "how far law and custom restrict what the state's forces may do abroad"};

// Derived ----------------------------------------------------------------------------------------------------------

inline constexpr Column opened{.table = TableKind::alliance,
                               .name = "opened",
                               .kind = Kind::date,
                               .unit = "date",
                               .initial = distant_past,
                               .about = "date at which the mission began"};
inline constexpr Column site_root{.table = TableKind::alliance,
                                  .name = "root",
                                  .range = unit_interval,
                                  .about = "intensity to which fighting at the site returns: that of its begin"};
inline constexpr Column effective_force{.table = TableKind::alliance,
                                        .name = "effective_force",
                                        .unit = "thousand soldiers",
                                        .about = "what the pledges are worth at the site"};
inline constexpr Column mission_deaths{.table = TableKind::alliance,
                                       .name = "deaths",
                                       .unit = "soldiers",
                                       .about = "the mission's dead by hostile action so far"};
inline constexpr Column added_load{
    .table = TableKind::alliance, .name = "added_load", .about = "what running missions add to mission_load"};
inline constexpr Column weariness_level{.table = TableKind::state,
                                        .name = "weariness_level",
                                        .about =
                                            "weariness to which the public returns: what the scenario gives at the "
                                            "start, at the state's birth, or as a path in time"};
inline constexpr Column forces{.table = TableKind::membership,
                               .name = "forces",
                               .unit = "thousand soldiers",
                               .about = "what the contributor has pledged to the mission"};
inline constexpr Column caveat{.table = TableKind::membership,
                               .name = "caveat",
                               .range = unit_interval,
                               .about = "share of its contingent's use that the contributor withholds"};
inline constexpr Column deaths{.table = TableKind::membership,
                               .name = "deaths",
                               .unit = "soldiers",
                               .about = "the contributor's dead by hostile action so far"};

}  // namespace entente::columns

namespace entente::events {

inline constexpr EventKind mission_opened{.name = "mission_opened", .about = "the mission began"};
inline constexpr EventKind mission_refused{.name = "mission_refused",
                                           .about = "a session voted the mission down; the site stays"};
inline constexpr EventKind mission_unmanned{.name = "mission_unmanned",
                                            .about = "the mission was agreed on, but too few forces were pledged"};
inline constexpr EventKind joined_mission{
    .name = "joined_mission", .effect = EventKind::Effect::entry, .about = "pledged forces to the mission"};
inline constexpr EventKind left_mission{
    .name = "left_mission", .effect = EventKind::Effect::exit, .about = "withdrew from a mission that goes on"};
inline constexpr EventKind mission_over{
    .name = "mission_over", .effect = EventKind::Effect::exit, .about = "contribution ended with the mission"};
inline constexpr EventKind mission_succeeded{.name = "mission_succeeded", .about = "handed over a calm site and ended"};
inline constexpr EventKind mission_failed{.name = "mission_failed", .about = "gave up and ended"};
inline constexpr EventKind mission_expired{.name = "mission_expired",
                                           .about = "was not prolonged at the end of a term"};
inline constexpr EventKind mission_deserted{.name = "mission_deserted",
                                            .about = "ended for want of contributors, or of its framework state"};
inline constexpr EventKind mission_unwelcome{.name = "mission_unwelcome",
                                             .about = "ended for want of the host's consent"};
inline constexpr EventKind consent_withdrawn{.name = "consent_withdrawn",
                                             .about = "the host withdrew its consent; the mission stays"};
inline constexpr EventKind fighting_stopped{
    .name = "fighting_stopped",
    .about = "fighting at the mission's site stopped: of itself, or, without draw, because it was held down"};
inline constexpr EventKind fighting_resumed{.name = "fighting_resumed",
                                            .about = "fighting at the mission's site began again"};

}  // namespace entente::events

namespace entente {

/// By row of the alliances: the row of the alliance that decides on a mission, -1 of a coalition of the willing and of
/// what is no mission. A mission's id says it: that of its parent, a dash, its own name, as in NATO-KFOR (of several
/// alliances that fit, the longest).
std::vector<std::int32_t> parents_of_missions(const World& world);

/// Whether an alliance is a mission; the column holds `MissionKind`.
inline bool is_mission(std::span<const double> mission_kind, std::size_t alliance) {
  return mission_kind[alliance] != 0.0;
}

}  // namespace entente
