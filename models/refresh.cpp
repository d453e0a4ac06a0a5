#include "models/refresh.hpp"

#include "models/charter.hpp"

namespace entente {

bool begins_period(const Step& step, int every) {
  return step.tick % every == 0 || step.tick / every != (step.tick + step.months - 1) / every;
}

bool ends_period(const Step& step, int every) {
  return step.tick / every != (step.tick + step.months) / every;
}

void due_for_refresh(const World& world, const Step& step, int every, std::span<double> due) {
  const bool begins = begins_period(step, every);
  const double since = add_months(step.begin, -step.months).days;
  const auto changed = world.alliances[columns::changed];
  for (std::size_t a = 0; a < due.size(); ++a) due[a] = begins || changed[a] >= since ? 1.0 : 0.0;
}

}  // namespace entente
