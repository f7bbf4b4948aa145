// SPDX-License-Identifier: Apache-2.0
#include "geo/transit/feed_calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace eveil::geo {

namespace {

constexpr std::array<std::string_view, 7> day_names{
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

std::optional<Date> read_date(const FeedTable& table,
                              FeedTable::ColumnOf at,
                              std::string_view name) {
  auto date = parse_date(table.get(at));
  if (date) return *date;
  table.problem(name, date.error().message);
  return std::nullopt;
}

}  // namespace

bool FeedCalendar::read_weeks(FeedTable& table) {
  if (!table.has_columns({"service_id",
                          "monday",
                          "tuesday",
                          "wednesday",
                          "thursday",
                          "friday",
                          "saturday",
                          "sunday",
                          "start_date",
                          "end_date"})) {
    return false;
  }
  const auto id = table.column("service_id");
  const auto start = table.column("start_date");
  const auto end = table.column("end_date");
  std::array<FeedTable::ColumnOf, 7> day_column{};
  for (std::size_t day = 0; day < 7; ++day) day_column[day] = table.column(day_names[day]);
  while (table.next()) {
    const std::string_view name = table.get(id);
    if (name.empty() || services_.add(name) == FeedIds::none) {
      table.problem("service_id",
                    fmt::format("'{}' is empty or there twice; expected one row a service",
                                name.substr(0, 60)));
      continue;
    }
    Week& week = weeks_.emplace_back();
    for (std::size_t day = 0; day < 7; ++day) {
      const std::string_view flag = table.get(day_column[day]);
      if (flag != "0" && flag != "1") {
        table.problem(day_names[day],
                      fmt::format("'{}' found; expected 0 or 1", flag.substr(0, 60)));
      }
      week.on[day] = flag == "1";
    }
    const auto first = read_date(table, start, "start_date");
    const auto last = read_date(table, end, "end_date");
    if (!first || !last) continue;
    if (*last < *first) {
      table.problem("end_date", fmt::format("{} is before start_date {}", iso(*last), iso(*first)));
      continue;
    }
    week.start = *first;
    week.end = *last;
  }
  return true;
}

bool FeedCalendar::read_exceptions(FeedTable& table) {
  if (!table.has_columns({"service_id", "date", "exception_type"})) return false;
  const auto id = table.column("service_id");
  const auto date_column = table.column("date");
  const auto type_column = table.column("exception_type");
  while (table.next()) {
    const std::string_view name = table.get(id);
    if (name.empty()) {
      table.problem("service_id", "is empty; expected the id of a service");
      continue;
    }
    // A service may live by its exceptions alone.
    if (services_.add(name) != FeedIds::none) weeks_.emplace_back();
    const auto date = read_date(table, date_column, "date");
    const std::string_view type = table.get(type_column);
    if (type != "1" && type != "2") {
      table.problem(
          "exception_type",
          fmt::format("'{}' found; expected 1 (added) or 2 (removed)", type.substr(0, 60)));
      continue;
    }
    if (!date) continue;
    exceptions_.push_back({services_.find(name), *date, type == "1", table.line()});
    if (runs(exceptions_.back().service, *date) == exceptions_.back().added) ++idle_;
  }
  std::sort(exceptions_.begin(), exceptions_.end(), [](const Exception& a, const Exception& b) {
    if (a.service != b.service) return a.service < b.service;
    return a.date != b.date ? a.date < b.date : a.line < b.line;
  });
  for (std::size_t i = 1; i < exceptions_.size(); ++i) {
    const Exception& before = exceptions_[i - 1];
    const Exception& here = exceptions_[i];
    if (before.service != here.service || before.date != here.date) continue;
    table.problem_at(
        here.line,
        "date",
        fmt::format(
            "{} is there twice for the service (line {}); leave one", iso(here.date), before.line));
  }
  return true;
}

bool FeedCalendar::runs_on(std::uint32_t service, Date date) const {
  const auto found =
      std::lower_bound(exceptions_.begin(),
                       exceptions_.end(),
                       std::pair(service, date),
                       [](const Exception& a, const auto& b) {
                         return a.service != b.first ? a.service < b.first : a.date < b.second;
                       });
  const bool excepted =
      found != exceptions_.end() && found->service == service && found->date == date;
  return excepted ? found->added : runs(service, date);
}

FeedCalendar::Days FeedCalendar::days(const std::vector<std::uint64_t>& service_trips) const {
  std::optional<Date> first;
  std::optional<Date> last;
  const auto stretch = [&](Date a, Date b) {
    first = first ? std::min(*first, a) : a;
    last = last ? std::max(*last, b) : b;
  };
  for (const Week& week : weeks_) {
    if (week.start <= week.end) stretch(week.start, week.end);
  }
  for (const Exception& exception : exceptions_) stretch(exception.date, exception.date);
  Days days;
  if (!first) return days;
  days.first = *first;
  const auto count = static_cast<std::size_t>(last->number - first->number) + 1;

  // Per day of the week: what begins minus what has ended; services × days would be too many.
  std::array<std::vector<std::uint64_t>, 7> change;
  for (auto& changes : change) changes.assign(count + 1, 0);
  for (std::size_t service = 0; service < weeks_.size(); ++service) {
    const Week& week = weeks_[service];
    if (week.end < week.start) continue;
    for (std::size_t day = 0; day < 7; ++day) {
      if (!week.on[day]) continue;
      // Unsigned sums wrap on the way and end where they belong.
      change[day][static_cast<std::size_t>(week.start.number - first->number)] +=
          service_trips[service];
      change[day][static_cast<std::size_t>(week.end.number - first->number) + 1] -=
          service_trips[service];
    }
  }
  days.trips.assign(count, 0);
  std::array<std::uint64_t, 7> running{};
  for (std::size_t row = 0; row < count; ++row) {
    for (std::size_t day = 0; day < 7; ++day) running[day] += change[day][row];
    days.trips[row] = running[static_cast<std::size_t>(weekday(days.date(row)))];
  }
  for (const Exception& exception : exceptions_) {
    if (runs(exception.service, exception.date) == exception.added) continue;
    auto& trips = days.trips[static_cast<std::size_t>(exception.date.number - first->number)];
    trips +=
        exception.added ? service_trips[exception.service] : 0 - service_trips[exception.service];
  }
  days.trim();
  return days;
}

void FeedCalendar::Days::trim() {
  while (!trips.empty() && trips.back() == 0) trips.pop_back();
  std::size_t begin = 0;
  while (begin < trips.size() && trips[begin] == 0) ++begin;
  trips.erase(trips.begin(), trips.begin() + static_cast<std::ptrdiff_t>(begin));
  first = date(begin);
}

std::uint64_t FeedCalendar::Days::on(Date day) const {
  const std::int64_t row = static_cast<std::int64_t>(day.number) - first.number;
  if (row < 0 || row >= static_cast<std::int64_t>(trips.size())) return 0;
  return trips[static_cast<std::size_t>(row)];
}

Date FeedCalendar::Days::busiest() const {
  std::size_t best = 0;
  bool best_in_week = false;
  for (std::size_t row = 0; row < trips.size(); ++row) {
    const bool in_week = weekday(date(row)) < 5 && trips[row] > 0;
    if (in_week < best_in_week) continue;
    if (in_week > best_in_week || trips[row] > trips[best]) {
      best = row;
      best_in_week = in_week;
    }
  }
  return date(best);
}

Date FeedCalendar::Days::nearest(Date day) const {
  const auto distance = [&](Date other) {
    const std::int64_t days_off = static_cast<std::int64_t>(other.number) - day.number;
    return days_off < 0 ? -days_off : days_off;
  };
  Date best = first;
  for (std::size_t row = 0; row < trips.size(); ++row) {
    if (trips[row] > 0 && distance(date(row)) < distance(best)) best = date(row);
  }
  return best;
}

}  // namespace eveil::geo
