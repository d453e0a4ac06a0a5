#include "engine/run/factor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/contracts.hpp"
#include "engine/base/number.hpp"
#include "engine/random/quantile.hpp"
#include "engine/scenario/document.hpp"

namespace entente {

namespace {

/// The n-th of `count` equal parts of [0, 1) that holds `u`.
std::size_t part_of(double u, std::size_t count) {
  return std::min(static_cast<std::size_t>(u * static_cast<double>(count)), count - 1);
}

double triangular(double u, double lower, double mode, double upper) {
  const double width = upper - lower;
  const double below = (mode - lower) / width;
  if (u < below) return lower + std::sqrt(u * width * (mode - lower));
  return upper - std::sqrt((1.0 - u) * width * (upper - mode));
}

}  // namespace

double Factor::at(double u) const {
  EXPECT(u >= 0.0 && u <= 1.0);
  constexpr double tail = 1e-12;  // of a normal, which has no ends
  switch (kind) {
    case Kind::uniform:
      return lower + u * (upper - lower);
    case Kind::log_uniform:
      return std::clamp(std::exp((1.0 - u) * std::log(lower) + u * std::log(upper)), lower, upper);
    case Kind::normal:
      return lower + upper * normal_quantile(std::clamp(u, tail, 1.0 - tail));
    case Kind::triangular:
      return triangular(u, lower, middle, upper);
    case Kind::integers:
      return lower + static_cast<double>(part_of(u, own_levels()));
    case Kind::numbers:
      return numbers[part_of(u, numbers.size())];
    case Kind::values:
    case Kind::overlays:
      return static_cast<double>(part_of(u, own_levels()));
  }
  return lower;
}

std::size_t Factor::own_levels() const {
  if (kind == Kind::integers) return static_cast<std::size_t>(upper - lower) + 1;
  return kind == Kind::numbers ? numbers.size() : words.size();
}

double Factor::level(std::size_t n, std::size_t count) const {
  EXPECT(n < count);
  const auto number = static_cast<double>(n);
  if (kind == Kind::numbers) return numbers[n];
  if (own_levels() > 0) return is_list() ? number : lower + number;
  if (kind == Kind::normal) return at((number + 0.5) / static_cast<double>(count));
  return at(count == 1 ? 0.5 : number / static_cast<double>(count - 1));
}

bool Factor::admits(double value) const {
  constexpr double rounding = 1e-9;
  const double slack = rounding * std::max(std::fabs(lower), std::fabs(upper));
  switch (kind) {
    case Kind::normal:
      return true;
    case Kind::numbers:
      return std::find(numbers.begin(), numbers.end(), value) != numbers.end();
    case Kind::values:
    case Kind::overlays:
      return value >= 0.0 && value < static_cast<double>(words.size()) && value == std::floor(value);
    case Kind::integers:
      return value >= lower && value <= upper && value == std::floor(value);
    case Kind::uniform:
    case Kind::log_uniform:
    case Kind::triangular:
      break;
  }
  return value >= lower - slack && value <= upper + slack;
}

std::string Factor::values_text() const {
  if (kind == Kind::numbers) return fmt::format("one of {}", fmt::join(numbers, ", "));
  if (is_list()) return fmt::format("one of {}", fmt::join(words, ", "));
  if (kind == Kind::normal) return "any number";
  return fmt::format("{}{} to {}", kind == Kind::integers ? "a whole number, " : "", lower, upper);
}

FactorLabel Factor::label() const {
  return {.name = name, .about = kind == Kind::overlays ? "what is laid over the scenario" : path, .levels = words};
}

void apply(const Factor& factor, double value, Node& document) {
  if (std::isnan(value)) return;
  if (factor.kind == Factor::Kind::overlays) return merge(document, factor.overlays[static_cast<std::size_t>(value)]);
  const std::string text = factor.is_list() ? factor.texts[static_cast<std::size_t>(value)] : to_text(value);
  set_value(document, factor.path, text,
            fmt::format("{} (factor {})", to_string(factor.place.location()), factor.name));
}

std::string value_text(const Factor& factor, double value) {
  if (std::isnan(value)) return "as in the scenario";
  return factor.is_list() ? factor.words[static_cast<std::size_t>(value)] : to_text(value);
}

}  // namespace entente
