#include "models/maths/joint_product.hpp"

#include <algorithm>
#include <numeric>

#include "engine/base/contracts.hpp"

namespace entente::maths {

double reply(const Spender& spender, double spill_in) {
  double spending = spender.want - spender.slope * spill_in;
  if (spending < spender.least) spending = spender.least;
  if (spending > spender.most) spending = spender.most;
  if (spending < spender.norm) spending = (spending + spender.pull * spender.norm) / (1.0 + spender.pull);
  return spending;
}

namespace {

/// A spender's part in the closed form: with the total Q it spends max(least, (want - k Q) / (1 - k)).
struct Part {
  double constant;  // want / (1 - k)
  double slope;     // k / (1 - k)
  double least;
  double last;  // total at which it is down to the least

  double at(double total) const { return std::max(least, constant - slope * total); }
};

Part part_of(const Spender& spender, double received) {
  const double k = spender.slope * received;
  EXPECT(k < 1.0);
  const double last =
      k > 0.0 ? (spender.want - (1.0 - k) * spender.least) / k : std::numeric_limits<double>::infinity();
  return {spender.want / (1.0 - k), k / (1.0 - k), spender.least, last};
}

}  // namespace

std::vector<double> nash_of_one_alliance(std::span<const Spender> spenders, std::span<const double> received) {
  std::vector<Part> parts;
  double least = 0.0;
  for (std::size_t i = 0; i < spenders.size(); ++i) {
    parts.push_back(part_of(spenders[i], received[i]));
    least += parts.back().least;
  }
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t i, std::size_t j) { return parts[i].last > parts[j].last; });
  double constants = 0.0, slopes = 0.0, total = least;
  for (const std::size_t i : order) {
    if (parts[i].last <= total) break;
    constants += parts[i].constant;
    slopes += parts[i].slope;
    least -= parts[i].least;
    total = (constants + least) / (1.0 + slopes);
  }
  std::vector<double> spending;
  for (const Part& part : parts) spending.push_back(part.at(total));
  return spending;
}

bool settle(std::span<const Spender> spenders, const PairSpillIns& spill_ins, std::span<const std::int32_t> order,
            std::span<double> spending) {
  return settle(
      spenders, order, spending, [&](std::size_t i) { return spill_ins(i, spending); },
      [](std::size_t, double, double) {});
}

}  // namespace entente::maths
