#pragma once

#include <string>
#include <utility>
#include <vector>

#include "models/catalogue.hpp"
#include "models/charter.hpp"
#include "models/columns.hpp"
#include "models/mission_charter.hpp"
#include "tests/models/plain_membership.hpp"
#include "tests/support/small_world.hpp"

namespace entente::tests {

inline Given state_of_power(double power, Given more = {}) {
  more.insert(more.begin(), {{&columns::gdp, 1.0}, {&columns::power, power}});
  return more;
}

inline std::vector<std::string> names(const std::string& stem, std::size_t count) {
  std::vector<std::string> all;
  for (std::size_t n = 0; n < count; ++n) all.push_back(stem + std::to_string(n));
  return all;
}

inline Given charter_of(MissionKind kind, Given more = {}) {
  more.push_back({&columns::mission_kind, static_cast<double>(kind)});
  more.push_back({&columns::strength, 0.0});
  more.push_back({&columns::defence, 0.0});
  return more;
}

/// Alliance P of `count` equal states and its site P-M; nothing is random but decisions, and willingness is the
/// leader's commitment.
inline SmallWorld site(std::size_t count, Given charter = {}, Given states = {}, Given parent = {}) {
  SmallWorld small(models::catalogue());
  small.pipeline({"missions"}).record({"none"});
  for (const char* none : {"will.base", "will.bond", "will.interest", "will.mandate", "will.legitimacy", "will.danger",
                           "will.spread", "site.noise", "site.stubbornness", "site.exhaustion", "site.renewal"})
    small.parameter("missions", none, 0.0);
  small.states("S", count, state_of_power(0.1, std::move(states)));
  small.alliance("P", names("S", count), std::move(parent));
  small.alliance("P-M", {}, charter_of(MissionKind::peacekeeping, std::move(charter)));
  return small;
}

/// The same with all of P's members as contributors from the beginning, in a mission that nothing ends.
inline SmallWorld manned(std::size_t count, Given charter = {}, Given states = {}) {
  SmallWorld small = site(count, {}, std::move(states));
  charter.push_back({&columns::term, 1000.0});
  charter.push_back({&columns::rotation, 1000.0});
  small.alliance("P-M", names("S", count), charter_of(MissionKind::peacekeeping, std::move(charter)));
  for (const char* none : {"handover_rate", "failure_rate", "consent_rate", "join_rate", "wear"})
    small.parameter("missions", none, 0.0);
  return small;
}

inline double of_mission(const World& world, const Column& column) {
  return value_of(world, column, "P-M");
}

}  // namespace entente::tests
