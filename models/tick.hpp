#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "engine/simulation/mechanism.hpp"

namespace entente {

/// Length of a tick in years.
inline constexpr double month = 1.0 / 12.0;

/// A month of a step: mechanisms that decide do so month by month, whatever the step.
struct Tick {
  std::int64_t index;
  Date begin;
  Date end;

  /// The day by which a part of the month has passed.
  Date at(double passed) const {
    return Date{std::min(begin.days + static_cast<int>(passed * (end.days - begin.days)), end.days - 1)};
  }
  /// Part of the month that has passed by a day.
  double passed(Date day) const {
    return std::clamp(static_cast<double>(day.days - begin.days) / (end.days - begin.days), 0.0, 1.0);
  }
  /// The day on which something of rate `rate` (1/year) happens that the uniform `draw` makes happen in the month.
  Date day_of(double draw, double rate) const { return at(-std::log1p(-draw) / (rate * month)); }
};

/// The month `number` of a step, from 0; the last ends with the step.
inline Tick tick_of(const Step& step, int number) {
  return {step.tick + number, add_months(step.begin, number),
          number + 1 == step.months ? step.end : add_months(step.begin, number + 1)};
}

}  // namespace entente
