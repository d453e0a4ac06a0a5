#pragma once

#include "engine/world/column.hpp"
#include "engine/world/event_kind.hpp"
#include "engine/world/world.hpp"
#include "models/columns.hpp"

/// What a charter says of the beginning and the end of an alliance, and what is remembered of them.
namespace entente::columns {

inline constexpr Column conference{.table = TableKind::alliance,
                                   .name = "conference",
                                   .kind = Kind::flag,
                                   .input = Input::optional,
                                   .about =
                                       "states may found the alliance by a conference, between `founded` and `until`, "
                                       "as long as it has no members; one that binds to nothing new, or to which "
                                       "nobody contributes, ends"};
inline constexpr Column duration{.table = TableKind::alliance,
                                 .name = "duration",
                                 .unit = "years",
                                 .range = between(0, 200),
                                 .input = Input::optional,
                                 .about =
                                     "length of a term, at whose end each member renews the treaty or lets it lapse; "
                                     "0: no term"};
inline constexpr Column term_began{.table = TableKind::alliance,
                                   .name = "term_began",
                                   .kind = Kind::date,
                                   .unit = "date",
                                   .initial = distant_past,
                                   .about = "date at which the present term began"};
inline constexpr Column call_rate{.table = TableKind::membership,
                                  .name = "call_rate",
                                  .unit = "1/year",
                                  .about = "rate at which the state calls a conference that would found the alliance"};

}  // namespace entente::columns

namespace entente::events {

inline constexpr EventKind conference_failed{
    .name = "conference_failed", .about = "called a conference to found the alliance, which too few would join"};
inline constexpr EventKind renewed{.name = "renewed", .about = "the members renewed the alliance for another term"};
inline constexpr EventKind not_renewed{
    .name = "not_renewed", .effect = EventKind::Effect::exit, .about = "let its membership lapse at the end of a term"};
inline constexpr EventKind expired{.name = "expired",
                                   .effect = EventKind::Effect::exit,
                                   .about = "membership ended with the alliance's term, which too few renewed"};
inline constexpr EventKind superseded{
    .name = "superseded",
    .effect = EventKind::Effect::exit,
    .about = "gave the alliance up: another that binds as strongly holds all its members"};
inline constexpr EventKind disused{.name = "disused",
                                   .effect = EventKind::Effect::exit,
                                   .about = "gave the alliance up: nobody contributes to it any more"};
inline constexpr EventKind replaced{
    .name = "replaced", .effect = EventKind::Effect::exit, .about = "left for the alliance that replaces this one"};

}  // namespace entente::events

namespace entente {

/// Whether the charter of `one` binds at least as strongly as that of `other` to all that this binds to.
bool binds_as_strongly(const World& world, AllianceId one, AllianceId other);

}  // namespace entente
