#include "models/discipline.hpp"

#include "models/columns.hpp"
#include "models/features.hpp"
#include "models/trust.hpp"

namespace entente {

Charges::Charges(const World& world, const DisciplineParameters& parameters)
    : parameters_(parameters),
      states_(world.memberships.state()),
      democracy_(world.states[columns::democracy]),
      usual_democracy_(world.states[columns::democracy_average]),
      reputation_(world.states[columns::reputation]),
      usual_reputation_(world.states[columns::reputation_level]),
      rivalry_(world.memberships[features::rivalry]) {}

}  // namespace entente
