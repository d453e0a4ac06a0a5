#pragma once

#include <string>
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

/// Whoever enters the first leaves the second the same day.
struct Replacement {
  AllianceId successor, predecessor;
};

/// What the charters of a scenario say of it, pacts apart; by the successor's id.
std::vector<Replacement> replacements(const Scenario& scenario);

}  // namespace entente
