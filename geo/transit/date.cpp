// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cstdint>

#include "geo/transit/feed_audit.hpp"

namespace eveil::geo {

namespace {

struct Civil {
  int year;
  int month;
  int day;
  bool operator==(const Civil&) const = default;
};

/// The Gregorian calendar by eras of 400 years, the year beginning in March.
/// \source Howard Hinnant, "chrono-compatible low-level date algorithms".
std::int32_t number_of(Civil date) {
  const int year = date.year - (date.month <= 2 ? 1 : 0);
  const int era = (year >= 0 ? year : year - 399) / 400;
  const int year_of_era = year - era * 400;
  const int day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

Civil civil_of(std::int32_t number) {
  const int shifted = number + 719'468;
  const int era = (shifted >= 0 ? shifted : shifted - 146'096) / 146'097;
  const int day_of_era = shifted - era * 146'097;
  const int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int shifted_month = (5 * day_of_year + 2) / 153;
  const int day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
  const int month = shifted_month + (shifted_month < 10 ? 3 : -9);
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

/// `length` digits from `first` on, or -1.
int digits(std::string_view text, std::size_t first, std::size_t length) {
  int value = 0;
  for (const char c : text.substr(first, length)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

Date date_of(int year, int month, int day) { return {number_of({year, month, day})}; }

Expected<Date> parse_date(std::string_view text) {
  const bool dashed = text.size() == 10 && text[4] == '-' && text[7] == '-';
  Civil date{-1, -1, -1};
  if (dashed) date = {digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2)};
  if (text.size() == 8) date = {digits(text, 0, 4), digits(text, 4, 2), digits(text, 6, 2)};
  // A day that the month doesn't have comes back as another date.
  const bool plausible = date.year >= 1900 && date.year <= 2200 && date.month >= 1 &&
                         date.month <= 12 && date.day >= 1;
  if (!plausible || civil_of(number_of(date)) != date) {
    return bad_input("",
                     fmt::format("'{}' is not a date of the years 1900 to 2200: expected a day "
                                 "such as 20160104 or 2016-01-04",
                                 text.substr(0, 40)));
  }
  return Date{number_of(date)};
}

std::string iso(Date date) {
  const Civil civil = civil_of(date.number);
  return fmt::format("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day);
}

int weekday(Date date) {
  // 1970-01-01 was a Thursday.
  const int day = (date.number + 3) % 7;
  return day < 0 ? day + 7 : day;
}

}  // namespace eveil::geo
