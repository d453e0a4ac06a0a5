#include "models/classic/contest.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <numeric>

#include "engine/base/contracts.hpp"

namespace entente::classic {

namespace {

void divide_by_sum(std::vector<double>& values) {
  const double sum = std::accumulate(values.begin(), values.end(), 0.0);
  for (double& value : values) value /= sum;
}

}  // namespace

std::vector<double> ratio_success(std::span<const double> efforts, double decisiveness) {
  EXPECT(!efforts.empty() && decisiveness > 0.0);
  const double most = *std::max_element(efforts.begin(), efforts.end());
  std::vector<double> chances(efforts.size(), 1.0);
  // Relative to the largest, so that no power overflows.
  if (most > 0.0)
    for (std::size_t i = 0; i < efforts.size(); ++i)
      chances[i] = decisiveness == 1.0 ? efforts[i] / most : std::pow(efforts[i] / most, decisiveness);
  divide_by_sum(chances);
  return chances;
}

std::vector<double> difference_success(std::span<const double> efforts, double decisiveness) {
  EXPECT(!efforts.empty() && decisiveness > 0.0);
  const double most = *std::max_element(efforts.begin(), efforts.end());
  std::vector<double> chances;
  for (const double effort : efforts) chances.push_back(std::exp(decisiveness * (effort - most)));
  divide_by_sum(chances);
  return chances;
}

Contest tullock(std::span<const double> values) {
  EXPECT(values.size() >= 2 && *std::min_element(values.begin(), values.end()) > 0.0);
  std::vector<double> falling(values.begin(), values.end());
  std::sort(falling.begin(), falling.end(), std::greater<>());
  double entered = 0.0, inverses = 0.0, total = 0.0;
  for (const double value : falling) {
    if (value <= total) break;
    entered += 1.0;
    inverses += 1.0 / value;
    total = (entered - 1.0) / inverses;
  }
  Contest contest;
  for (const double value : values) {
    const double chance = std::max(0.0, 1.0 - total / value);
    contest.efforts.push_back(total * chance);
    contest.chances.push_back(chance);
  }
  return contest;
}

std::optional<Contest> tullock_of_two(double value, double other_value, double decisiveness) {
  EXPECT(value > 0.0 && other_value > 0.0 && decisiveness > 0.0);
  const double log_odds = decisiveness * (std::log(other_value) - std::log(value));
  const double chance = 1.0 / (1.0 + std::exp(log_odds)), other_chance = 1.0 / (1.0 + std::exp(-log_odds));
  if (decisiveness * std::max(chance, other_chance) > 1.0) return std::nullopt;
  const double share = decisiveness * chance * other_chance;
  return Contest{{share * value, share * other_value}, {chance, other_chance}};
}

Contest tullock_of_many(std::span<const double> values, double decisiveness) {
  EXPECT(values.size() >= 2 && decisiveness > 0.0 && decisiveness < 1.0);
  const double m = decisiveness;
  const auto bisect = [](double low, double high, const auto& is_below) {
    for (double middle = 0.5 * (low + high); low < middle && middle < high; middle = 0.5 * (low + high))
      (is_below(middle) ? low : high) = middle;
    return 0.5 * (low + high);
  };
  // A contestant's chance falls with ln S.
  const auto chance = [&](double value, double log_sum) {
    return bisect(0.0, 1.0, [&](double p) {
      return m * std::log(m * value) + (m - 1.0) * std::log(p) + m * std::log1p(-p) > log_sum;
    });
  };
  const auto total = [&](double log_sum) {
    double sum = 0.0;
    for (const double value : values) sum += chance(value, log_sum);
    return sum;
  };
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  const double n = static_cast<double>(values.size());
  // At p = 1 / n of the least value all have at least that chance, of the largest at most.
  const auto log_sum_at = [&](double value) {
    return m * std::log(m * value) + (1.0 - m) * std::log(n) + m * std::log1p(-1.0 / n);
  };
  const double log_sum =
      bisect(log_sum_at(*least), log_sum_at(*most), [&](double middle) { return total(middle) > 1.0; });
  Contest contest;
  for (const double value : values) {
    const double p = chance(value, log_sum);
    contest.chances.push_back(p);
    contest.efforts.push_back(m * p * (1.0 - p) * value);
  }
  return contest;
}

Contest tullock_of_alliances(std::span<const double> prizes, std::span<const std::size_t> members) {
  EXPECT(prizes.size() == members.size());
  std::vector<double> each;
  for (std::size_t a = 0; a < prizes.size(); ++a) each.push_back(prizes[a] / static_cast<double>(members[a]));
  return tullock(each);
}

Battle lanchester_square(double force, double other, double alpha, double beta) {
  EXPECT(alpha > 0.0 && beta > 0.0);
  const double strength = std::sqrt(alpha) * force, against = std::sqrt(beta) * other;
  const double left = std::sqrt(std::fabs((strength - against) * (strength + against)));
  // atanh(x) = log((1 + x) / (1 - x)) / 2 with x the ratio of the weaker to the stronger.
  const double weaker = std::min(strength, against), stronger = std::max(strength, against);
  const double time =
      weaker == 0.0 ? 0.0 : 0.5 * std::log((stronger + weaker) / (stronger - weaker)) / std::sqrt(alpha * beta);
  return {strength > against ? left / std::sqrt(alpha) : 0.0, strength > against ? 0.0 : left / std::sqrt(beta), time};
}

Battle lanchester_square_at(double time, double force, double other, double alpha, double beta) {
  EXPECT(time <= lanchester_square(force, other, alpha, beta).time);
  const double rate = std::sqrt(alpha * beta), fade = std::exp(-rate * time), grow = std::exp(rate * time);
  const double even = 0.5 * (grow + fade), odd = 0.5 * (grow - fade);
  return {even * force - odd * std::sqrt(beta / alpha) * other, even * other - odd * std::sqrt(alpha / beta) * force,
          time};
}

Battle lanchester_linear(double force, double other, double alpha, double beta) {
  EXPECT(alpha > 0.0 && beta > 0.0);
  const double never = std::numeric_limits<double>::infinity();
  const double difference = alpha * force - beta * other;
  return {std::max(0.0, difference / alpha), std::max(0.0, -difference / beta),
          force == 0.0 || other == 0.0 ? 0.0 : never};
}

double strength_at_distance(double capability, double miles, double miles_per_day) {
  EXPECT(capability >= 0.0 && miles >= 0.0 && miles_per_day > 0.0);
  return std::pow(capability, std::log10(miles / miles_per_day + 10.0 - std::numbers::e));
}

}  // namespace entente::classic
