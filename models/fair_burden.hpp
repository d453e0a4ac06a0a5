#pragma once

#include "engine/base/date.hpp"
#include "engine/world/world.hpp"

namespace entente {

/// Defence's share of GDP that members owe one another: the alliance's norm once it holds, before that what they
/// together spend; 0 without members.
double fair_burden(const World& world, AllianceId alliance, Date date);

}  // namespace entente
