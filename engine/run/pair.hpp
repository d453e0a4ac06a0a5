#pragma once

#include "engine/world/ids.hpp"

namespace entente {

/// A state and an alliance whose charter admits it.
struct Pair {
  StateId state;
  AllianceId alliance;
};

}  // namespace entente
