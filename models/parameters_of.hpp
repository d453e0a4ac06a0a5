#pragma once

#include "engine/simulation/mechanism.hpp"
#include "engine/simulation/parameters.hpp"

namespace entente {

/// What the scenario gives another mechanism.
template <class M>
typename M::Parameters parameters_of(const Setup& setup) {
  Declarations<typename M::Parameters> declarations;
  M::declare(declarations);
  return declarations.make(setup.scenario().parameters.at(M::declaration().name));
}

}  // namespace entente
