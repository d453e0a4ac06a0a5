#pragma once

#include <algorithm>

#include "engine/world/column.hpp"
#include "engine/world/world.hpp"
#include "models/columns.hpp"

namespace entente {

/// Whose voice decides in an alliance, in the order of `voting_rules`: every member's, a share of heads, a share of
/// power, the lead state's.
enum class VotingRule { unanimity, majority, weighted, lead };
inline constexpr std::string_view voting_rules = "unanimity majority weighted lead";

/// The rule that a column of charters holds.
constexpr VotingRule voting_rule(double value) {
  return static_cast<VotingRule>(static_cast<int>(value));
}

}  // namespace entente

/// An alliance's charter, and the columns of alliances and memberships that the model derives from it.
namespace entente::columns {

// Charter ----------------------------------------------------------------------------------------------------------

inline constexpr Column defence{.table = TableKind::alliance,
                                .name = "defence",
                                .kind = Kind::flag,
                                .input = Input::optional,
                                .initial = 1.0,
                                .about = "members promise to defend one another"};
inline constexpr Column offence{.table = TableKind::alliance,
                                .name = "offence",
                                .kind = Kind::flag,
                                .input = Input::optional,
                                .about = "members promise to join one another's attacks"};
inline constexpr Column neutrality_pact{.table = TableKind::alliance,
                                        .name = "neutrality",
                                        .kind = Kind::flag,
                                        .input = Input::optional,
                                        .about = "members promise to stay out of one another's wars"};
inline constexpr Column nonaggression{.table = TableKind::alliance,
                                      .name = "nonaggression",
                                      .kind = Kind::flag,
                                      .input = Input::optional,
                                      .about = "members promise not to attack one another"};
inline constexpr Column consultation{.table = TableKind::alliance,
                                     .name = "consultation",
                                     .kind = Kind::flag,
                                     .input = Input::optional,
                                     .about = "members promise to consult in a crisis"};
inline constexpr Column strength{.table = TableKind::alliance,
                                 .name = "strength",
                                 .range = unit_interval,
                                 .input = Input::optional,
                                 .initial = 1.0,
                                 .about = "how strong the obligation is"};
inline constexpr Column focus{.table = TableKind::alliance,
                              .name = "focus",
                              .axis = Axis::issue,
                              .range = at_least(0),
                              .input = Input::optional,
                              .initial = 1.0,
                              .about = "weight of each issue in the alliance; only proportions count"};
inline constexpr Column against{
    .table = TableKind::alliance,
    .name = "against",
    .axis = Axis::threat,
    .kind = Kind::flag,
    .input = Input::optional,
    .about = "non-state threats against which alone members promise to help; none named: against whoever attacks"};
inline constexpr Column integration{.table = TableKind::alliance,
                                    .name = "integration",
                                    .range = unit_interval,
                                    .input = Input::optional,
                                    .about = "how far forces stand under a common command"};
inline constexpr Column transparency{.table = TableKind::alliance,
                                     .name = "transparency",
                                     .range = unit_interval,
                                     .input = Input::optional,
                                     .initial = 0.5,
                                     .about = "how well members see what the others do"};
inline constexpr Column admission_rule{.table = TableKind::alliance,
                                       .name = "admission_rule",
                                       .kind = Kind::choice,
                                       .choices = voting_rules,
                                       .input = Input::optional,
                                       .about =
                                           "who must say yes to an application: all members, a share of them by "
                                           "heads, a share by power, or the lead state"};
inline constexpr Column admission_share{
    .table = TableKind::alliance,
    .name = "admission_share",
    .range = between(0, 1),
    .input = Input::optional,
    .initial = 0.667,
    .about = "share of heads or power that a majority needs, for admission and expulsion"};
inline constexpr Column expulsion_rule{.table = TableKind::alliance,
                                       .name = "expulsion_rule",
                                       .kind = Kind::choice,
                                       .choices = voting_rules,
                                       .input = Input::optional,
                                       .about = "who must say yes to an expulsion, the state itself apart"};
inline constexpr Column mission_rule{.table = TableKind::alliance,
                                     .name = "mission_rule",
                                     .kind = Kind::choice,
                                     .choices = voting_rules,
                                     .input = Input::optional,
                                     .about = "who must say yes to a mission"};
inline constexpr Column needs_mandate{.table = TableKind::alliance,
                                      .name = "needs_mandate",
                                      .kind = Kind::flag,
                                      .input = Input::optional,
                                      .about = "whether a mission needs an outside (UN) mandate"};
inline constexpr Column lead_state{.table = TableKind::alliance,
                                   .name = "lead_state",
                                   .kind = Kind::state,
                                   .input = Input::optional,
                                   .initial = -1.0,
                                   .about = "the state that leads, where one does"};
inline constexpr Column notice{.table = TableKind::alliance,
                               .name = "notice",
                               .unit = "years",
                               .range = between(0, 100),
                               .input = Input::optional,
                               .initial = 1.0,
                               .about = "time between a member's notice and its exit"};
inline constexpr Column earliest_withdrawal{.table = TableKind::alliance,
                                            .name = "earliest_withdrawal",
                                            .kind = Kind::date,
                                            .unit = "date",
                                            .input = Input::optional,
                                            .initial = distant_past,
                                            .about = "date before which no member may give notice"};
inline constexpr Column mission_load{.table = TableKind::alliance,
                                     .name = "mission_load",
                                     .range = at_least(0),
                                     .input = Input::optional,
                                     .about = "how heavily the alliance's missions weigh on the members' publics"};
inline constexpr Column norm{.table = TableKind::alliance,
                             .name = "norm",
                             .unit = "share of GDP",
                             .range = unit_interval,
                             .input = Input::optional,
                             .about = "agreed defence spending; 0: none"};
inline constexpr Column norm_from{.table = TableKind::alliance,
                                  .name = "norm_from",
                                  .kind = Kind::date,
                                  .unit = "date",
                                  .input = Input::optional,
                                  .initial = distant_past,
                                  .about = "date from which the norm holds"};
inline constexpr Column norm_pull{.table = TableKind::alliance,
                                  .name = "norm_pull",
                                  .range = at_least(0),
                                  .input = Input::optional,
                                  .initial = 0.3,
                                  .about = "weight of the norm against the own wish of a member that is below it"};
inline constexpr Column common_fund{.table = TableKind::alliance,
                                    .name = "common_fund",
                                    .unit = "share of the members' GDP",
                                    .range = between(0, 0.1),
                                    .input = Input::optional,
                                    .about = "common funding, which pays for joint exercises of all"};
inline constexpr Column exercises{.table = TableKind::alliance,
                                  .name = "exercises",
                                  .unit = "share of each member's GDP",
                                  .range = between(0, 0.1),
                                  .input = Input::optional,
                                  .about = "what each member agrees to spend on joint exercises"};
inline constexpr Column open_door{
    .table = TableKind::alliance,
    .name = "open_door",
    .range = at_least(0),
    .input = Input::optional,
    .initial = 1.0,
    .about = "factor by which the alliance's policy of enlargement multiplies applications"};
inline constexpr Column exit_rate{.table = TableKind::alliance,
                                  .name = "exit_rate",
                                  .unit = "1/year",
                                  .range = at_least(0),
                                  .input = Input::optional,
                                  .initial = 0.00025,
                                  .about = "rate of notice of a member of utility 0",
                                  .source =
                                      "default: such that members leave multilateral alliances of "
                                      "scenarios/world.yaml at .013 a year, as in ATOP 1815-2000"};
inline constexpr Column hold{.table = TableKind::alliance,
                             .name = "hold",
                             .range = at_least(0),
                             .input = Input::optional,
                             .about = "coercion by the lead state: what it adds to every member's utility of staying"};
inline constexpr Column minimum_members{.table = TableKind::alliance,
                                        .name = "minimum_members",
                                        .kind = Kind::integer,
                                        .unit = "states",
                                        .range = at_least(1),
                                        .input = Input::optional,
                                        .initial = 2.0,
                                        .about = "with fewer members the alliance ends"};

inline constexpr Column changed{.table = TableKind::alliance,
                                .name = "changed",
                                .kind = Kind::date,
                                .unit = "date",
                                .initial = distant_past,
                                .signal = true,
                                .about = "date at which members or candidates last changed"};

// Alliances: derived -----------------------------------------------------------------------------------------------

inline constexpr Column alliance_position{.table = TableKind::alliance,
                                          .name = "position",
                                          .axis = Axis::issue,
                                          .unit = "of the issue",
                                          .recorded = true,
                                          .about = "mean of the members' interests"};
inline constexpr Column members{.table = TableKind::alliance,
                                .name = "members",
                                .kind = Kind::integer,
                                .unit = "states",
                                .recorded = true,
                                .about = "number of members"};
inline constexpr Column effective_members{.table = TableKind::alliance,
                                          .name = "effective_members",
                                          .unit = "states",
                                          .recorded = true,
                                          .about = "inverse of the sum of squared shares of power",
                                          .source = "Laakso & Taagepera 1979"};
inline constexpr Column alliance_power{.table = TableKind::alliance,
                                       .name = "power",
                                       .unit = "of the power reference",
                                       .recorded = true,
                                       .about = "sum of the members' power"};
inline constexpr Column cohesion{
    .table = TableKind::alliance,
    .name = "cohesion",
    .range = unit_interval,
    .recorded = true,
    .about = "closeness of the members' interests, weighted by power: 1 where they are one"};
inline constexpr Column alliance_burden{.table = TableKind::alliance,
                                        .name = "burden",
                                        .unit = "share of GDP",
                                        .recorded = true,
                                        .about = "defence spending of all members over their GDP"};
inline constexpr Column weakest_margin{.table = TableKind::alliance,
                                       .name = "weakest_margin",
                                       .recorded = true,
                                       .about = "smallest margin of a member; NaN without members"};
inline constexpr Column mean_margin{.table = TableKind::alliance,
                                    .name = "mean_margin",
                                    .recorded = true,
                                    .about = "mean margin of the members; NaN without members"};

// Memberships --------------------------------------------------------------------------------------------------------

inline constexpr Column trust{.table = TableKind::membership,
                              .name = "trust",
                              .range = unit_interval,
                              .input = Input::optional,
                              .initial = 0.58,
                              .about = "how far the state trusts the alliance to help it"};
inline constexpr Column interoperability{.table = TableKind::membership,
                                         .name = "interoperability",
                                         .range = unit_interval,
                                         .input = Input::optional,
                                         .initial = 0.5,
                                         .about = "how well the state's forces work with the others'"};
inline constexpr Column contribution{
    .table = TableKind::membership,
    .name = "contribution",
    .unit = "billion USD/year",
    .signal = true,
    .about = "what the member pays into the common fund and spends on the alliance's tasks"};
inline constexpr Column barred{.table = TableKind::membership,
                               .name = "barred",
                               .kind = Kind::flag,
                               .signal = true,
                               .about = "whether the schedule forbids the state to apply"};
inline constexpr Column utility{.table = TableKind::membership,
                                .name = "utility",
                                .range = between(-8, 4),
                                .about = "utility of belonging: of joining for an outsider, of staying for a member"};
inline constexpr Column margin{.table = TableKind::membership,
                               .name = "margin",
                               .about = "how far a member is from indifference to staying, or an outsider to joining"};

}  // namespace entente::columns

namespace entente {

/// The non-state threats against which alone an alliance protects, as flags; none set: it protects against all threats.
inline std::span<const double> focus_on_threats(const World& world, AllianceId alliance) {
  const std::size_t threats = world.threats.size();
  return world.alliances[columns::against].subspan(alliance.index() * threats, threats);
}
inline bool is_focused(const World& world, AllianceId alliance) {
  const auto against = focus_on_threats(world, alliance);
  return std::any_of(against.begin(), against.end(), [](double flag) { return flag > 0.0; });
}

/// How far an alliance's charter binds its members to defend one another against whoever attacks: 0 to 1.
inline double duty_to_defend(const World& world, AllianceId alliance) {
  const std::size_t a = alliance.index();
  return is_focused(world, alliance) ? 0.0
                                     : world.alliances[columns::defence][a] * world.alliances[columns::strength][a];
}

/// How far an alliance's charter binds its members to fight states: 0 to 1.
inline double duty_to_fight(const World& world, AllianceId alliance) {
  if (is_focused(world, alliance)) return 0.0;
  const std::size_t a = alliance.index();
  return std::max(world.alliances[columns::defence][a], world.alliances[columns::offence][a]) *
         world.alliances[columns::strength][a];
}

}  // namespace entente
