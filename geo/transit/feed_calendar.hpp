// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "geo/transit/feed_audit.hpp"
#include "geo/transit/feed_table.hpp"

namespace eveil::geo {

/// On which days the services of a feed run: weekly patterns and their exceptions.
class FeedCalendar {
 public:
  /// calendar.txt; false where its header is not usable.
  bool read_weeks(FeedTable& table);
  /// calendar_dates.txt, after read_weeks.
  bool read_exceptions(FeedTable& table);
  /// Exceptions that change nothing, counted.
  std::uint64_t idle_exceptions() const { return idle_; }
  const FeedIds& services() const { return services_; }

  /// Whether a service runs on a day, exceptions counted.
  bool runs_on(std::uint32_t service, Date date) const;

  /// How many trips run on each day from `first` on.
  struct Days {
    Date first;
    std::vector<std::uint64_t> trips;

    Date date(std::size_t row) const { return {first.number + static_cast<std::int32_t>(row)}; }
    /// 0 on days before and after.
    std::uint64_t on(Date day) const;
    /// Days with service only between; none has service: empty.
    void trim();
    /// The Monday to Friday with most trips; another day where none of those has any; the earliest
    /// of equals. \pre some day has service.
    Date busiest() const;
    /// The day with service next to `day`; the earlier of equals. \pre some day has service.
    Date nearest(Date day) const;
  };
  /// \param service_trips  trips of a day with the service, a service a row.
  Days days(const std::vector<std::uint64_t>& service_trips) const;

 private:
  struct Week {
    std::array<bool, 7> on{};
    Date start{1};
    Date end{0};  ///< before start: no weekly pattern
  };
  struct Exception {
    std::uint32_t service;
    Date date;
    bool added;
    std::uint64_t line;
  };
  bool runs(std::uint32_t service, Date date) const {
    const Week& week = weeks_[service];
    return week.start <= date && date <= week.end &&
           week.on[static_cast<std::size_t>(weekday(date))];
  }

  FeedIds services_;
  std::vector<Week> weeks_;  // one a service
  std::vector<Exception> exceptions_;
  std::uint64_t idle_ = 0;
};

}  // namespace eveil::geo
