#pragma once

#include "engine/base/hash.hpp"
#include "models/charter.hpp"
#include "models/missions.hpp"
#include "models/tick.hpp"

namespace entente {

/// What is to happen: to a pair (`joins` or leaves), or, without one, to the mission itself.
struct Missions::Decision {
  static constexpr std::size_t no_row = static_cast<std::size_t>(-1);

  Event event;  ///< with its alliance
  std::size_t row = no_row;
  bool joins = false;
  std::vector<double> shares = {};
};

namespace missions {

/// Addresses of draws: of a mission, and of a pair.
inline constexpr std::uint64_t session_key = name_hash("missions.session");
inline constexpr std::uint64_t ending_key = name_hash("missions.ending");
inline constexpr std::uint64_t fighting_key = name_hash("missions.fighting");
inline constexpr std::uint64_t noise_key = name_hash("missions.noise");
inline constexpr std::uint64_t ease_key = name_hash("missions.ease");
inline constexpr std::uint64_t pledge_key = name_hash("missions.pledge");
inline constexpr std::uint64_t decision_key = name_hash("missions.decision");
inline constexpr std::uint64_t death_key = name_hash("missions.death");

inline MissionKind kind_of(const World& world, AllianceId mission) {
  return static_cast<MissionKind>(static_cast<int>(world.alliances[columns::mission_kind][mission.index()]));
}

inline bool is_under_way(const World& world, AllianceId mission) {
  return world.alliances[columns::opened][mission.index()] != columns::distant_past;
}

inline Site site_of(const World& world, AllianceId mission) {
  const std::size_t a = mission.index();
  return {.intensity = world.alliances[columns::site_intensity][a],
          .root = world.alliances[columns::site_root][a],
          .local_forces = world.alliances[columns::local_forces][a],
          .legitimacy = world.alliances[columns::legitimacy][a]};
}

/// Row of a contributor's membership in the parent, if there is one and it is a member there; else its row in the
/// mission.
inline std::size_t home_row(const World& world, AllianceId parent, std::size_t row) {
  if (!parent.valid()) return row;
  const auto own = world.memberships.row(world.memberships.state()[row], parent);
  return own && is_member(world.memberships.status()[*own]) ? *own : row;
}

/// The sum of a mission's pledges over its goal.
double pledged_share(const World& world, AllianceId mission);

}  // namespace missions

}  // namespace entente
