// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "geo/transit/feed_content.hpp"
#include "geo/transit/timetable.hpp"

namespace eveil::geo {

/// Sorts the runs of trips into patterns: the same line, stops and calls, none overtaking another.
class PatternBuilder {
 public:
  /// One vehicle on its way.
  struct Run {
    std::uint32_t trip;
    std::uint32_t number;  ///< of a frequency's runs, from 1; 0: the trip itself
    std::int8_t day;
    std::int32_t shift;  ///< seconds to add to the trip's times
  };

  /// A number for what runs may share.
  std::size_t pattern_of(std::uint32_t line, const std::vector<FeedStopTime>& stops);
  void add_run(std::size_t pattern, const Run& run, const std::vector<FeedStopTime>& stops);
  std::uint64_t time_count() const { return time_count_; }
  void mark_used(std::vector<std::uint8_t>& stops, std::vector<std::uint8_t>& lines) const;
  void write(const FeedIds& trips,
             const std::vector<StopId>& stop_row,
             const std::vector<LineId>& line_row,
             Timetable& table) const;

 private:
  struct Timed {
    Run run;
    std::uint64_t first;  ///< in `times_`, without the shift
  };
  struct Times {
    std::int32_t arrival;
    std::int32_t departure;
  };
  /// Line, then stop and calls of each stop: patterns come out in this order.
  using Key = std::vector<std::uint32_t>;

  std::size_t stops_of(const Key& key) const { return (key.size() - 1) / 2; }
  bool stays_behind(const Timed& later, const Timed& earlier, std::size_t stops) const;
  std::vector<std::vector<Timed>> without_overtaking(std::vector<Timed> runs,
                                                     std::size_t stops) const;

  std::map<Key, std::size_t> keys_;
  std::vector<std::vector<Timed>> runs_;  ///< one a key
  std::vector<Times> times_;
  std::uint32_t last_trip_ = FeedIds::none;
  std::uint64_t last_first_ = 0;
  std::uint64_t time_count_ = 0;
};

}  // namespace eveil::geo
