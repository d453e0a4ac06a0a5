#include "engine/base/declaration.hpp"

#include <cmath>

#include "engine/base/number.hpp"

namespace entente {

std::string to_string(const Range& range) {
  const bool below = std::isfinite(range.lower);
  const bool above = std::isfinite(range.upper);
  if (range.lower == range.upper) return to_text(range.lower);
  if (below && above && !range.lower_open && !range.upper_open)
    return to_text(range.lower) + " to " + to_text(range.upper);
  std::string text;
  if (below) text = (range.lower_open ? "> " : ">= ") + to_text(range.lower);
  if (below && above) text += " and ";
  if (above) text += (range.upper_open ? "< " : "<= ") + to_text(range.upper);
  return text.empty() ? "any number" : text;
}

}  // namespace entente
