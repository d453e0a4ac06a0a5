#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "engine/simulation/mechanism.hpp"
#include "engine/world/column.hpp"
#include "models/charter.hpp"
#include "models/refresh.hpp"

/// The features of membership: what speaks for or against a state's belonging to an alliance. Each is a column of the
/// memberships; for an outsider it says what belonging would mean.
namespace entente::features {

inline constexpr Column security{
    .table = TableKind::membership,
    .name = "security",
    .about = "what the alliance adds to the state's chance to prevail, as far as it is threatened"};
inline constexpr Column denial{.table = TableKind::membership,
                               .name = "denial",
                               .about = "what the state adds to the other members' chances, weighted by their power"};
inline constexpr Column common_threat{.table = TableKind::membership,
                                      .name = "common_threat",
                                      .about = "share of the state's threat that comes from enemies of the others"};
inline constexpr Column threat_shock{.table = TableKind::membership,
                                     .name = "threat_shock",
                                     .about = "log of the state's threat over its five-year average"};
inline constexpr Column memory{
    .table = TableKind::membership, .name = "memory", .about = "enemies that state and alliance once had in common"};
inline constexpr Column alignment{
    .table = TableKind::membership, .name = "alignment", .about = "closeness of the state's interests to the others'"};
inline constexpr Column alignment_drift{
    .table = TableKind::membership, .name = "alignment_drift", .about = "alignment less its five-year average"};
inline constexpr Column ties{
    .table = TableKind::membership, .name = "ties", .about = "share of the state's ties that lie inside the alliance"};
inline constexpr Column neighbours{
    .table = TableKind::membership, .name = "neighbours", .about = "share of the state's neighbours that are members"};
inline constexpr Column regime{
    .table = TableKind::membership, .name = "regime", .about = "likeness of the state's regime to the others'"};
inline constexpr Column democratisation{.table = TableKind::membership,
                                        .name = "democratisation",
                                        .about = "rise of democracy over its eight-year average"};
inline constexpr Column upheaval{.table = TableKind::membership,
                                 .name = "upheaval",
                                 .about = "size of the change of regime against its eight-year average"};
/// Trust enters the utility as it stands.
inline constexpr const Column& trust = columns::trust;
inline constexpr Column influence{
    .table = TableKind::membership, .name = "influence", .about = "voting power against share of power"};
inline constexpr Column leader{
    .table = TableKind::membership, .name = "leader", .about = "the leader's commitment to alliances"};
inline constexpr Column neutrality{.table = TableKind::membership,
                                   .name = "neutrality",
                                   .about = "legal or traditional neutrality, as far as the charter binds to fight"};
inline constexpr Column burden{
    .table = TableKind::membership, .name = "burden", .about = "defence spending above the others' mean"};
inline constexpr Column sovereignty{.table = TableKind::membership,
                                    .name = "sovereignty",
                                    .about = "command integration, as far as the state minds it"};
inline constexpr Column entrapment{.table = TableKind::membership,
                                   .name = "entrapment",
                                   .about = "enemies of the others that are not the state's own"};
inline constexpr Column provocation{
    .table = TableKind::membership,
    .name = "provocation",
    .about = "power of those whom belonging would provoke, against the state and its help"};
inline constexpr Column rivalry{.table = TableKind::membership,
                                .name = "rivalry",
                                .about = "hostility of the state to members, weighted by their power"};
inline constexpr Column weariness{
    .table = TableKind::membership, .name = "weariness", .about = "war weariness, as far as missions weigh on it"};
inline constexpr Column joint_democracy{.table = TableKind::membership,
                                        .name = "joint_democracy",
                                        .about = "democracy of the state times the others' mean"};
inline constexpr Column new_leader{.table = TableKind::membership,
                                   .name = "new_leader",
                                   .about = "whether the leader came within two years, as far as nobody elects"};
inline constexpr Column changed_power{
    .table = TableKind::membership,
    .name = "changed_power",
    .about = "whether the state's power has changed by more than half since it entered"};
inline constexpr Column provoked{
    .table = TableKind::membership,
    .name = "provoked",
    .unit = "of the power reference",
    .about = "power near the state of those whom the other members fear, weighted by that fear"};
inline constexpr Column alignment_average{.table = TableKind::membership,
                                          .name = "alignment_average",
                                          .about = "exponentially weighted average of alignment"};

/// A feature, the numbers that make it one of mean 0 and spread 1, and the default weights: effects on the log of the
/// rates of joining and of staying, per spread.
struct Declared {
  const Column* column;
  double centre;
  double spread;
  double join;
  double stay;
};

inline constexpr std::array<Declared, 25> all{{
    {&security, 0.13, 0.07, 0.4, 0.25},
    {&denial, 0.0044, 0.018, 0.0, 0.25},
    {&common_threat, 0.38, 0.24, 0.3, 0.25},
    {&threat_shock, -0.12, 0.23, 0.5, 0.0},
    {&memory, 0.35, 0.22, 0.5, 0.12},
    {&alignment, 0.68, 0.37, 0.5, 0.25},
    {&alignment_drift, 0.034, 0.14, 0.0, 0.0},
    {&ties, 0.57, 0.28, 0.2, 0.12},
    {&neighbours, 0.49, 0.37, 0.4, 0.12},
    {&regime, 0.8, 0.23, 0.6, 0.17},
    {&democratisation, 0, 1, 2.5, 0.0},
    {&upheaval, 0, 1, 0.0, -0.5},
    {&trust, 0.58, 0.075, 0.3, 0.25},
    {&influence, 0.75, 0.23, 0.0, 0.0},
    {&leader, 0, 1, 0.1, 0.05},
    {&neutrality, 0, 1, -7.0, 0.0},
    {&burden, 0.0059, 0.65, -0.1, -0.05},
    {&sovereignty, 0, 1, 0.0, 0.0},
    {&entrapment, 0.5, 0.29, -0.2, -0.12},
    {&provocation, 0.6, 0.28, -0.3, 0.0},
    {&rivalry, 0.087, 0.16, -0.5, -0.25},
    {&weariness, 0, 1, -0.1, -0.3},
    {&joint_democracy, 0.3, 0.3, 0.0, 1.0},
    {&new_leader, 0, 1, 0.0, -2.1},
    {&changed_power, 0, 1, 0.0, -2.0},
}};

inline constexpr std::size_t count = all.size();

/// What the utility of membership is made of, as events keep it: the features, then frailty and concession.
inline constexpr std::size_t reasons = count + 2;

/// Place of a feature, which must be one, in the list.
inline std::size_t place_of(const Column& feature) {
  std::size_t place = 0;
  while (all[place].column != &feature) ++place;
  return place;
}

/// The numbers by which features become comparable, and the time over which averages reach.
struct Scales {
  std::array<double, count> centre;
  std::array<double, count> spread;
  double drift_time = 5.0;
  double democracy_time = 8.0;
  double threat_floor = 0.002;
  double memory_half = 0.02;
  double burden_scale = 0.02;
};

/// A feature's value by its centre and spread.
inline double standardised(const World& world, const Column& feature, const Scales& scales, std::size_t row) {
  const std::size_t f = place_of(feature);
  return (world.memberships[feature][row] - scales.centre[f]) / scales.spread[f];
}

/// Computes every feature but security and denial (which the mechanism security writes) for the rows of the alliances
/// that are due: ties, neighbours, influence and whom belonging would provoke each year, the others each quarter. A
/// feature that is undefined (no ties, no neighbours, no other member) takes its centre. Averages move by `due.years`.
void assess(World& world, const Scales& scales, const Due& due, Scratch& scratch);

/// The same for all rows at the start of a run, with averages that begin at what is.
void start(World& world, const Scales& scales, Scratch& scratch);

}  // namespace entente::features
