#include "engine/base/date.hpp"

#include <chrono>
#include <cstdio>

namespace entente {

namespace {

std::optional<int> digits(std::string_view text, std::size_t fewest, std::size_t most) {
  if (text.size() < fewest || text.size() > most) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = 10 * value + (c - '0');
  }
  return value;
}

std::chrono::year_month_day civil(CalendarDay day) {
  return std::chrono::year{day.year} / std::chrono::month{static_cast<unsigned>(day.month)} /
         std::chrono::day{static_cast<unsigned>(day.day)};
}

}  // namespace

Date date_of(CalendarDay day) {
  const std::chrono::sys_days days{civil(day)};
  return Date{static_cast<std::int32_t>(days.time_since_epoch().count())};
}

CalendarDay calendar_day(Date date) {
  const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{date.days}}};
  return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
          static_cast<int>(static_cast<unsigned>(day.day()))};
}

std::optional<Date> parse_date(std::string_view text) {
  CalendarDay day;
  const std::size_t first = text.find('-');
  const auto year = digits(text.substr(0, first), 4, 4);
  if (!year || *year == 0) return std::nullopt;
  day.year = *year;
  if (first != std::string_view::npos) {
    const std::string_view rest = text.substr(first + 1);
    const std::size_t second = rest.find('-');
    const auto month = digits(rest.substr(0, second), 2, 2);
    if (!month) return std::nullopt;
    day.month = *month;
    if (second != std::string_view::npos) {
      const auto of_month = digits(rest.substr(second + 1), 2, 2);
      if (!of_month) return std::nullopt;
      day.day = *of_month;
    }
  }
  if (!civil(day).ok()) return std::nullopt;
  return date_of(day);
}

std::string to_string(Date date) {
  const CalendarDay day = calendar_day(date);
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", day.year, day.month, day.day);
  return text;
}

Date add_months(Date date, int months) {
  CalendarDay day = calendar_day(date);
  const int index = 12 * day.year + day.month - 1 + months;
  day.year = index / 12;
  day.month = index % 12 + 1;
  while (!civil(day).ok()) --day.day;
  return date_of(day);
}

std::int64_t month_index(Date date) {
  const CalendarDay day = calendar_day(date);
  return 12 * std::int64_t{day.year} + day.month - 1;
}

double years_between(Date from, Date to) {
  return (to.days - from.days) / 365.2425;
}

}  // namespace entente
