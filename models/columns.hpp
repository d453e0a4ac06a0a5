#pragma once

#include "engine/base/date.hpp"
#include "engine/world/column.hpp"

/// The columns of the model's world. Each is said once: scenario grammar, output and manual are made from here.
namespace entente::columns {

inline constexpr double distant_past = no_date.days;

// States: inputs ---------------------------------------------------------------------------------------------------

inline constexpr Column gdp{.table = TableKind::state,
                            .name = "gdp",
                            .unit = "billion USD",
                            .range = above(0),
                            .input = Input::required,
                            .recorded = true,
                            .about = "gross domestic product, constant prices"};
inline constexpr Column growth{.table = TableKind::state,
                               .name = "growth",
                               .unit = "1/year",
                               .range = between(-0.5, 0.5),
                               .input = Input::optional,
                               .initial = 0.025,
                               .about = "mean growth rate of GDP"};
inline constexpr Column volatility{.table = TableKind::state,
                                   .name = "volatility",
                                   .unit = "1/sqrt(year)",
                                   .range = between(0, 0.5),
                                   .input = Input::optional,
                                   .initial = 0.02,
                                   .about = "standard deviation of a year's growth"};
inline constexpr Column burden{.table = TableKind::state,
                               .name = "burden",
                               .unit = "share of GDP",
                               .range = between(0, 1),
                               .input = Input::optional,
                               .initial = 0.02,
                               .recorded = true,
                               .about = "defence spending"};
inline constexpr Column capability{.table = TableKind::state,
                                   .name = "capability",
                                   .axis = Axis::domain,
                                   .unit = "of the power reference",
                                   .range = at_least(0),
                                   .input = Input::optional,
                                   .about = "military capability in each domain"};
inline constexpr Column democracy{.table = TableKind::state,
                                  .name = "democracy",
                                  .range = unit_interval,
                                  .input = Input::optional,
                                  .initial = 0.5,
                                  .recorded = true,
                                  .about = "how democratic the regime is"};
inline constexpr Column sovereignty{.table = TableKind::state,
                                    .name = "sovereignty",
                                    .range = unit_interval,
                                    .input = Input::optional,
                                    .initial = 0.5,
                                    .about = "sensitivity to foreign command"};
inline constexpr Column reputation{.table = TableKind::state,
                                   .name = "reputation",
                                   .range = unit_interval,
                                   .input = Input::optional,
                                   .initial = 0.745,
                                   .about = "how far others believe that the state keeps its promises",
                                   .source = "default: share of obligations honoured, Leeds, Long & Mitchell 2000"};
inline constexpr Column weariness{.table = TableKind::state,
                                  .name = "weariness",
                                  .range = at_least(0),
                                  .input = Input::optional,
                                  .about = "war weariness of the public"};
inline constexpr Column home{.table = TableKind::state,
                             .name = "home",
                             .axis = Axis::issue,
                             .unit = "of the issue",
                             .input = Input::optional,
                             .about = "position to which the state's interests return"};
inline constexpr Column salience{.table = TableKind::state,
                                 .name = "salience",
                                 .axis = Axis::issue,
                                 .range = at_least(0),
                                 .input = Input::optional,
                                 .initial = 1.0,
                                 .about = "weight of each issue; only proportions count"};
inline constexpr Column commitment{.table = TableKind::state,
                                   .name = "commitment",
                                   .range = between(-1, 1),
                                   .input = Input::optional,
                                   .recorded = true,
                                   .about = "commitment of the leader in office to alliances"};
inline constexpr Column tenure{.table = TableKind::state,
                               .name = "tenure",
                               .unit = "years",
                               .range = at_least(0),
                               .input = Input::optional,
                               .initial = 4.0,
                               .about = "time that the leader has been in office"};
inline constexpr Column election_interval{.table = TableKind::state,
                                          .name = "election_interval",
                                          .unit = "years",
                                          .range = at_least(0),
                                          .input = Input::optional,
                                          .about = "time between elections at fixed dates; 0: no fixed calendar"};
inline constexpr Column next_election{.table = TableKind::state,
                                      .name = "next_election",
                                      .kind = Kind::date,
                                      .unit = "date",
                                      .input = Input::optional,
                                      .initial = distant_past,
                                      .about = "date of the next election of a fixed calendar"};
inline constexpr Column neutrality{.table = TableKind::state,
                                   .name = "neutrality",
                                   .range = unit_interval,
                                   .input = Input::optional,
                                   .recorded = true,
                                   .about = "legal or traditional neutrality"};
inline constexpr Column state_dispute{.table = TableKind::state,
                                      .name = "dispute",
                                      .range = unit_interval,
                                      .input = Input::optional,
                                      .about = "unsettled claim to, or loss of control over, the state's territory"};
inline constexpr Column exposure{.table = TableKind::state,
                                 .name = "exposure",
                                 .axis = Axis::threat,
                                 .range = at_least(0),
                                 .input = Input::optional,
                                 .about = "exposure to each non-state threat"};

// States: derived ----------------------------------------------------------------------------------------------------

inline constexpr Column recent_growth{.table = TableKind::state,
                                      .name = "recent_growth",
                                      .unit = "1/year",
                                      .about = "exponentially weighted average of the growth of log GDP"};
inline constexpr Column recession{.table = TableKind::state,
                                  .name = "recession",
                                  .kind = Kind::flag,
                                  .signal = true,
                                  .about = "whether recent growth is negative"};
inline constexpr Column offset{.table = TableKind::state,
                               .name = "offset",
                               .axis = Axis::issue,
                               .unit = "of the issue",
                               .signal = true,
                               .about = "how far the leader's policy lies from the state's home position"};
inline constexpr Column position{.table = TableKind::state,
                                 .name = "position",
                                 .axis = Axis::issue,
                                 .unit = "of the issue",
                                 .recorded = true,
                                 .about = "interests"};
inline constexpr Column power{.table = TableKind::state,
                              .name = "power",
                              .unit = "of the power reference",
                              .recorded = true,
                              .about = "military power: weighted sum of capabilities"};
inline constexpr Column threat{.table = TableKind::state,
                               .name = "threat",
                               .unit = "of the power reference",
                               .recorded = true,
                               .about = "threat from other states and non-state threats, undamped by pacts",
                               .source = "Walt 1987"};
inline constexpr Column threat_average{.table = TableKind::state,
                                       .name = "threat_average",
                                       .unit = "of the power reference",
                                       .about = "exponentially weighted average of threat"};
inline constexpr Column threat_shock{
    .table = TableKind::state, .name = "threat_shock", .about = "log of threat over its average"};
inline constexpr Column democracy_average{
    .table = TableKind::state, .name = "democracy_average", .about = "exponentially weighted average of democracy"};
inline constexpr Column protection{.table = TableKind::state,
                                   .name = "protection",
                                   .unit = "of the power reference",
                                   .recorded = true,
                                   .about = "power that allies are expected to bring, each by its strongest pledge"};
inline constexpr Column security{.table = TableKind::state,
                                 .name = "security",
                                 .recorded = true,
                                 .about = "chance to prevail against the threat, with the help of allies",
                                 .source = "Tullock 1980; Hirshleifer 1989"};

inline constexpr Column equilibrium_burden{
    .table = TableKind::state,
    .name = "equilibrium_burden",
    .unit = "share of GDP",
    .about = "defence spending to which the burden moves: best reply to all others'",
    .source = "Olson & Zeckhauser 1966"};
inline constexpr Column spending{.table = TableKind::state,
                                 .name = "spending",
                                 .unit = "billion USD/year",
                                 .about = "defence spending that sustains capability"};
inline constexpr Column yield{.table = TableKind::state,
                              .name = "yield",
                              .axis = Axis::domain,
                              .unit = "of the power reference, years/billion USD",
                              .about = "capability that a unit of spending sustains in each domain"};

inline constexpr Column newborn{.table = TableKind::state,
                                .name = "newborn",
                                .kind = Kind::flag,
                                .signal = true,
                                .about = "whether the state was born, without a predecessor, at the start of the step"};
inline constexpr Column heir{.table = TableKind::state,
                             .name = "heir",
                             .kind = Kind::flag,
                             .signal = true,
                             .about = "whether the state was born of a predecessor at the start of the step"};
inline constexpr Column ousted{.table = TableKind::state,
                               .name = "ousted",
                               .kind = Kind::flag,
                               .signal = true,
                               .about = "whether the schedule has the leader fall in this step"};

// Pairs of states
// ------------------------------------------------------------------------------------------------------

inline constexpr Column hostility{.table = TableKind::dyad,
                                  .name = "hostility",
                                  .range = unit_interval,
                                  .input = Input::optional,
                                  .about = "level to which the first state's fear of the second returns"};
inline constexpr Column tie{.table = TableKind::dyad,
                            .name = "tie",
                            .range = unit_interval,
                            .input = Input::optional,
                            .about = "trade, culture and history in common"};
inline constexpr Column contiguous{.table = TableKind::dyad,
                                   .name = "contiguous",
                                   .kind = Kind::flag,
                                   .input = Input::optional,
                                   .about = "whether the two share a land border"};
inline constexpr Column presence{
    .table = TableKind::dyad,
    .name = "presence",
    .range = unit_interval,
    .input = Input::optional,
    .about = "bases and troops of the first state in the second: how near they bring its power"};
inline constexpr Column fear{.table = TableKind::dyad,
                             .name = "fear",
                             .range = unit_interval,
                             .about = "hostility at the date: how far the first state fears the second"};
inline constexpr Column fear_average{.table = TableKind::dyad,
                                     .name = "fear_average",
                                     .about = "exponentially weighted average of fear: what a neighbour once did"};
inline constexpr Column pair_threat{.table = TableKind::dyad,
                                    .name = "threat",
                                    .unit = "of the power reference",
                                    .about = "threat that the second state is to the first: fear x power x proximity"};
inline constexpr Column pair_memory{.table = TableKind::dyad,
                                    .name = "memory",
                                    .unit = "of the power reference",
                                    .about = "the same with the larger of fear and its average"};

// Non-state threats
// ------------------------------------------------------------------------------------------------------

inline constexpr Column intensity{.table = TableKind::threat,
                                  .name = "intensity",
                                  .unit = "of the power reference",
                                  .range = at_least(0),
                                  .input = Input::required,
                                  .about = "how much of a threat it is to a state of exposure 1"};

}  // namespace entente::columns
