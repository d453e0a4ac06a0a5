#include "engine/simulation/solution.hpp"

#include <algorithm>
#include <cstring>

namespace entente {

namespace {

template <class Named>
const Named* named(const std::vector<Named>& all, const std::string& name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Named& each) { return each.name == name; });
  return found == all.end() ? nullptr : &*found;
}

bool same_values(const Quantity& a, const Quantity& b) {
  return a.axes == b.axes && a.values.size() == b.values.size() &&
         (a.values.empty() || std::memcmp(a.values.data(), b.values.data(), a.values.size() * sizeof(double)) == 0);
}

}  // namespace

const SolutionAxis* Solution::axis(const std::string& name) const {
  return named(axes, name);
}

const Quantity* Solution::quantity(const std::string& name) const {
  return named(quantities, name);
}

std::string first_difference(const Solution& a, const Solution& b) {
  for (const SolutionAxis& axis : a.axes) {
    const SolutionAxis* other = b.axis(axis.name);
    if (other == nullptr || other->labels != axis.labels || other->size != axis.size) return axis.name;
  }
  for (const Quantity& quantity : a.quantities) {
    const Quantity* other = b.quantity(quantity.name);
    if (other == nullptr || !same_values(quantity, *other)) return quantity.name;
  }
  if (a.words != b.words) return "summary";
  for (const Quantity& quantity : b.quantities)
    if (a.quantity(quantity.name) == nullptr) return quantity.name;
  return {};
}

}  // namespace entente
