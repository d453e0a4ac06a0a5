#pragma once

#include "engine/simulation/catalogue.hpp"

namespace entente::models {

/// Every mechanism of entente, in the order of the default pipeline. Add yours to a copy.
Catalogue catalogue();

}  // namespace entente::models
