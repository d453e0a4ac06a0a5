#pragma once

#include "engine/simulation/classic_model.hpp"

/// The classic models as documents name them: what may be given, and what comes out.
namespace entente::classic {

ClassicModel contest_model();
ClassicModel hedonic_model();
ClassicModel landscape_model();
ClassicModel public_good_model();
ClassicModel self_enforcing_model();
ClassicModel tribute_model();
ClassicModel voting_power_model();

}  // namespace entente::classic
