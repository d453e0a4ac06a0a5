#include "models/refresh.hpp"

#include "models/charter.hpp"

namespace entente {

int periods_begun(const Step& step, int every) {
  const auto begun_before = [every](std::int64_t month) { return (month + every - 1) / every; };
  return static_cast<int>(begun_before(step.tick + step.months) - begun_before(step.tick));
}

bool ends_period(const Step& step, int every) {
  return step.tick / every != (step.tick + step.months) / every;
}

Due due_for_refresh(const World& world, const Step& step) {
  const auto changed = world.alliances[columns::changed];
  const auto since = static_cast<double>(add_months(step.begin, -step.months).days);
  const auto due_every = [&](int months) {
    const bool all = step.anew || begins_period(step, months);
    const auto due = step.scratch.take<std::uint8_t>(changed.size());
    for (std::size_t a = 0; a < due.size(); ++a) due[a] = all || changed[a] >= since ? 1 : 0;
    return due;
  };
  return {.quarterly = due_every(quarterly), .yearly = due_every(yearly), .years = years_of_quarters(step)};
}

Due all_due(const World& world, Scratch& scratch) {
  const auto all = scratch.take(world.alliances.size(), std::uint8_t{1});
  return {.quarterly = all, .yearly = all};
}

}  // namespace entente
