#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace entente {

/// A day of the proleptic Gregorian calendar, as days since 1970-01-01.
struct Date {
  std::int32_t days = 0;

  friend bool operator==(Date, Date) = default;
  friend std::strong_ordering operator<=>(Date, Date) = default;
};

/// 0001-01-01, the first date that scenarios know: in a column it stands for none.
inline constexpr Date no_date{-719162};

struct CalendarDay {
  int year = 1970;
  int month = 1;
  int day = 1;
};

Date date_of(CalendarDay day);
CalendarDay calendar_day(Date date);

/// Reads `1949-04-04`, `1949-04` or `1949` (their first day); nothing if it is no date of the years 1 to 9999.
std::optional<Date> parse_date(std::string_view text);

/// `1949-04-04`.
std::string to_string(Date date);

/// The same day `months` later; the month's last day where that day does not exist.
Date add_months(Date date, int months);

/// Months since January of year 0: the tick by which draws are addressed, whatever the length of a step.
std::int64_t month_index(Date date);

/// Years from one date to another (365.2425 days each); for ages and averages, never for stepping.
double years_between(Date from, Date to);

}  // namespace entente
