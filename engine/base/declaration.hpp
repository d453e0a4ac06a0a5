#pragma once

#include <limits>
#include <string>
#include <vector>

namespace entente {

/// The interval in which a number must lie; infinite ends mean no bound.
struct Range {
  double lower = -std::numeric_limits<double>::infinity();
  double upper = std::numeric_limits<double>::infinity();
  bool lower_open = false;
  bool upper_open = false;

  bool contains(double value) const {
    return (lower_open ? value > lower : value >= lower) && (upper_open ? value < upper : value <= upper);
  }
};

inline constexpr Range any_number{};
inline constexpr Range at_least(double lower) {
  return {.lower = lower};
}
inline constexpr Range above(double lower) {
  return {.lower = lower, .lower_open = true};
}
inline constexpr Range between(double lower, double upper) {
  return {.lower = lower, .upper = upper};
}
inline constexpr Range unit_interval{.lower = 0.0, .upper = 1.0};

/// `> 0`, `0 to 1`, `any number`.
std::string to_string(const Range& range);

/// What kind of value a declaration takes. All are held as doubles: a flag as 0 or 1, a choice as its place in the
/// list, a date as days since 1970-01-01, a state as its row (-1: none).
enum class Kind { number, integer, flag, choice, date, state };

/// A value that a user can give, or a program can tell, said once: parser, range check, suggestions, JSON Schema,
/// reference manual and output attributes all come from it.
struct Declaration {
  std::string name;  ///< dots make groups: `join.security`
  Kind kind = Kind::number;
  std::string unit = "1";
  Range range = any_number;
  std::vector<std::string> choices = {};
  double initial = 0.0;  ///< the default
  std::string about = {};
  std::string source = {};
};

}  // namespace entente
