#include "engine/cli/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>

#include "engine/base/contracts.hpp"

namespace entente {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

void drop_empty(std::vector<double>& values) {
  values.erase(std::remove_if(values.begin(), values.end(), [](double value) { return std::isnan(value); }),
               values.end());
}

}  // namespace

double quantile(std::vector<double> values, double share) {
  drop_empty(values);
  if (values.empty()) return nothing;
  std::sort(values.begin(), values.end());
  const double place = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  const double part = place - static_cast<double>(below);
  return part == 0.0 ? values[below] : values[below] + part * (values[above] - values[below]);
}

Mean mean_of(const std::vector<double>& values) {
  std::vector<double> known = values;
  drop_empty(known);
  const auto count = static_cast<double>(known.size());
  if (known.empty()) return {nothing, nothing};
  const double mean = std::accumulate(known.begin(), known.end(), 0.0) / count;
  double squares = 0.0;
  for (const double value : known) squares += (value - mean) * (value - mean);
  return {mean, known.size() < 2 ? nothing : std::sqrt(squares / (count - 1.0) / count)};
}

std::vector<double> ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> result(values.size());
  for (std::size_t first = 0; first < order.size();) {
    std::size_t next = first;
    while (next < order.size() && values[order[next]] == values[order[first]]) ++next;
    for (std::size_t n = first; n < next; ++n) result[order[n]] = static_cast<double>(first + next + 1) / 2.0;
    first = next;
  }
  return result;
}

double spearman(const std::vector<double>& a, const std::vector<double>& b) {
  EXPECT(a.size() == b.size());
  const std::vector<double> x = ranks(a);
  const std::vector<double> y = ranks(b);
  const double mean = (static_cast<double>(a.size()) + 1.0) / 2.0;
  double xy = 0.0, xx = 0.0, yy = 0.0;
  for (std::size_t n = 0; n < a.size(); ++n) {
    xy += (x[n] - mean) * (y[n] - mean);
    xx += (x[n] - mean) * (x[n] - mean);
    yy += (y[n] - mean) * (y[n] - mean);
  }
  return xx > 0.0 && yy > 0.0 ? xy / std::sqrt(xx * yy) : nothing;
}

}  // namespace entente
