#pragma once

#include "engine/world/event_kind.hpp"

/// What can happen in the model.
namespace entente::events {

using Effect = EventKind::Effect;

inline constexpr EventKind founded{.name = "founded", .effect = Effect::entry, .about = "entered as a founder"};
inline constexpr EventKind admitted{.name = "admitted", .effect = Effect::entry, .about = "applied and was admitted"};
inline constexpr EventKind succeeded{
    .name = "succeeded", .effect = Effect::entry, .about = "took over its predecessor's membership"};
inline constexpr EventKind entry_scheduled{
    .name = "entry_scheduled", .effect = Effect::entry, .about = "entered because the schedule says so"};

inline constexpr EventKind left{.name = "left", .effect = Effect::exit, .about = "left when its notice ended"};
inline constexpr EventKind expelled{
    .name = "expelled", .effect = Effect::exit, .about = "was expelled by the others' vote"};
inline constexpr EventKind exit_scheduled{
    .name = "exit_scheduled", .effect = Effect::exit, .about = "left because the schedule says so"};
inline constexpr EventKind state_ended{
    .name = "state_ended", .effect = Effect::exit, .about = "membership ended with the state"};
inline constexpr EventKind alliance_ended{
    .name = "alliance_ended", .effect = Effect::exit, .about = "membership ended with the alliance"};

inline constexpr EventKind applied{.name = "applied", .about = "applied for membership"};
inline constexpr EventKind refused{.name = "refused", .about = "a session voted the application down; it stands"};
inline constexpr EventKind lapsed{.name = "lapsed", .about = "the application lapsed"};
inline constexpr EventKind notice_given{.name = "notice_given", .about = "gave notice of withdrawal"};
inline constexpr EventKind notice_to_switch{
    .name = "notice_to_switch",
    .about = "gave notice in order to join an alliance hostile to this one, whose utility and shares it keeps"};
inline constexpr EventKind retained{.name = "retained", .about = "took its notice back: the others made concessions"};
inline constexpr EventKind opted_out{.name = "opted_out", .about = "left the integrated command"};
inline constexpr EventKind opted_in{.name = "opted_in", .about = "came back to the integrated command"};
inline constexpr EventKind suspended{.name = "suspended", .about = "was suspended by the others' vote"};
inline constexpr EventKind reinstated{.name = "reinstated",
                                      .about = "its suspension found no majority any more and ended"};
inline constexpr EventKind notice_withdrawn{.name = "notice_withdrawn", .about = "took its notice back"};
inline constexpr EventKind neutrality_lifted{.name = "neutrality_lifted", .about = "gave up its neutrality"};
inline constexpr EventKind dissolved{.name = "dissolved", .about = "the alliance ended"};

inline constexpr EventKind several_equilibria{
    .name = "several_equilibria",
    .about = "defence budgets have several equilibria, in which the state spends most differently"};

inline constexpr EventKind leader_changed{.name = "leader_changed",
                                          .about = "a new leader with the old supporting coalition"};
inline constexpr EventKind leader_overthrown{
    .name = "leader_overthrown",
    .about = "the leader fell against the rules; where the supporting coalition fell too, policy moves"};
inline constexpr EventKind coalition_changed{.name = "coalition_changed",
                                             .about = "a new leader with another supporting coalition: policy moves"};
inline constexpr EventKind state_born{.name = "state_born", .about = "the state came into being"};
inline constexpr EventKind state_vanished{.name = "state_vanished", .about = "the state ceased to exist"};

}  // namespace entente::events
