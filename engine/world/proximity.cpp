#include "engine/world/proximity.hpp"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/contracts.hpp"

namespace entente {

Proximity Proximity::exact(std::size_t states, std::vector<double> values) {
  EXPECT(values.size() == states * states);
  Proximity proximity;
  proximity.size_ = states;
  proximity.values_ = std::move(values);
  return proximity;
}

Proximity Proximity::regional(std::size_t regions, std::vector<double> values, std::vector<std::int32_t> region) {
  EXPECT(values.size() == regions * regions);
  Proximity proximity;
  proximity.is_exact_ = false;
  proximity.size_ = regions;
  proximity.values_ = std::move(values);
  proximity.region_ = std::move(region);
  return proximity;
}

void Proximity::spread(std::span<const double> amounts, std::span<double> felt) const {
  EXPECT(amounts.size() == size_ && felt.size() == size_);
  using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const auto size = static_cast<Eigen::Index>(size_);
  const Eigen::Map<const Matrix> nearness(values_.data(), size, size);
  const Eigen::Map<const Eigen::VectorXd> of_all(amounts.data(), size);
  // Sums in the order of the places: those of Eigen's blocked product depend on the machine's caches.
  Eigen::Map<Eigen::VectorXd>(felt.data(), size) = nearness.lazyProduct(of_all);
}

double great_circle(double latitude1, double longitude1, double latitude2, double longitude2) {
  constexpr double radius = 6371.0088;
  constexpr double radians = 3.14159265358979323846 / 180.0;
  const double phi = std::sin(0.5 * radians * (latitude2 - latitude1));
  const double lambda = std::sin(0.5 * radians * (longitude2 - longitude1));
  const double h = phi * phi + std::cos(radians * latitude1) * std::cos(radians * latitude2) * lambda * lambda;
  return 2.0 * radius * std::asin(std::min(1.0, std::sqrt(h)));
}

double loss_of_strength(double distance, double half_distance, double exponent) {
  return std::pow(1.0 + distance / half_distance, -exponent);
}

}  // namespace entente
