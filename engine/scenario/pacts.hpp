#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario/node.hpp"
#include "engine/world/ids.hpp"

namespace entente {

struct Reading;
struct Scenario;

/// The pacts of a pair are told apart by their kind: `defence-FRA-USA`, states by ascending id.
std::string pact_id(const std::string& kind, const std::string& first, const std::string& second);

/// The ids of all pacts that the kinds of `pacts` ask for, near or far; ascending.
std::vector<std::string> possible_pacts(const Node& document);

/// The section of alliances as it is meant: each laid over its charter, and beside those that are given one for every
/// pact that is possible. Needs the states and their proximity.
Node alliances_of(const Reading& reading);

/// An alliance that takes the place of another, by whichever way.
struct Succession {
  AllianceId successor, predecessor;
};

/// The keys of a charter that name predecessors: whoever enters leaves those the same day; it may take those over.
inline constexpr const char* succession_keys[] = {"replaces", "merges"};

/// What the charters of a scenario say under one of these keys, pacts apart; by the ids of both.
std::vector<Succession> successions(const Scenario& scenario, std::string_view key);

}  // namespace entente
