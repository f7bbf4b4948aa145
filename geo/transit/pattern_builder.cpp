// SPDX-License-Identifier: Apache-2.0
#include "geo/transit/pattern_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace eveil::geo {

namespace {

/// The feed's id of a run, told apart from the trip's other runs.
std::string code_of(const FeedIds& trips, const PatternBuilder::Run& run) {
  std::string code = trips.id(run.trip);
  if (run.number > 0) code += fmt::format("#{}", run.number);
  if (run.day != 0) code += fmt::format("@{:+}", static_cast<int>(run.day));
  return code;
}

}  // namespace

std::size_t PatternBuilder::pattern_of(std::uint32_t line, const std::vector<FeedStopTime>& stops) {
  Key key{line};
  key.reserve(1 + 2 * stops.size());
  for (std::size_t at = 0; at < stops.size(); ++at) {
    std::uint8_t calls = stops[at].calls;
    // Nobody alights at the first stop, nor boards at the last.
    if (at == 0) calls &= may_board;
    if (at + 1 == stops.size()) calls &= may_alight;
    key.push_back(stops[at].stop);
    key.push_back(calls);
  }
  const auto [found, added] = keys_.emplace(std::move(key), runs_.size());
  if (added) runs_.emplace_back();
  return found->second;
}

void PatternBuilder::add_run(std::size_t pattern,
                             const Run& run,
                             const std::vector<FeedStopTime>& stops) {
  // A trip's runs, and its days, come one after another and share their times.
  if (run.trip != last_trip_) {
    last_trip_ = run.trip;
    last_first_ = times_.size();
    for (const FeedStopTime& stop : stops) times_.push_back({stop.arrival, stop.departure});
  }
  runs_[pattern].push_back({run, last_first_});
  time_count_ += stops.size();
}

void PatternBuilder::mark_used(std::vector<std::uint8_t>& stops,
                               std::vector<std::uint8_t>& lines) const {
  for (const auto& [key, pattern] : keys_) {
    if (runs_[pattern].empty()) continue;
    lines[key[0]] = 1;
    for (std::size_t at = 0; at < stops_of(key); ++at) stops[key[1 + 2 * at]] = 1;
  }
}

bool PatternBuilder::stays_behind(const Timed& later,
                                  const Timed& earlier,
                                  std::size_t stops) const {
  for (std::size_t at = 0; at < stops; ++at) {
    const Times& a = times_[later.first + at];
    const Times& b = times_[earlier.first + at];
    if (a.arrival + later.run.shift < b.arrival + earlier.run.shift ||
        a.departure + later.run.shift < b.departure + earlier.run.shift) {
      return false;
    }
  }
  return true;
}

/// Each run joins the first group whose last run it stays behind, or begins a new one.
std::vector<std::vector<PatternBuilder::Timed>> PatternBuilder::without_overtaking(
    std::vector<Timed> runs, std::size_t stops) const {
  const auto order = [&](const Timed& run) {
    return std::tuple(times_[run.first].departure + run.run.shift,
                      times_[run.first + stops - 1].arrival + run.run.shift,
                      run.run.trip,
                      run.run.day,
                      run.run.number);
  };
  std::sort(runs.begin(), runs.end(), [&](const Timed& a, const Timed& b) {
    return order(a) < order(b);
  });
  std::vector<std::vector<Timed>> groups;
  for (const Timed& run : runs) {
    auto group = groups.begin();
    while (group != groups.end() && !stays_behind(run, group->back(), stops)) ++group;
    if (group == groups.end()) group = groups.emplace(group);
    group->push_back(run);
  }
  return groups;
}

void PatternBuilder::write(const FeedIds& trips,
                           const std::vector<StopId>& stop_row,
                           const std::vector<LineId>& line_row,
                           Timetable& table) const {
  for (const auto& [key, pattern] : keys_) {
    if (runs_[pattern].empty()) continue;
    const std::size_t count = stops_of(key);
    std::vector<StopId> stops;
    std::vector<std::uint8_t> calls;
    for (std::size_t at = 0; at < count; ++at) {
      stops.push_back(stop_row[key[1 + 2 * at]]);
      calls.push_back(static_cast<std::uint8_t>(key[2 + 2 * at]));
    }
    for (const std::vector<Timed>& group : without_overtaking(runs_[pattern], count)) {
      table.pattern_line.push_back(line_row[key[0]]);
      table.pattern_stops.push_row(stops);
      table.pattern_calls.push_row(calls);
      for (const Timed& run : group) {
        table.trip_code.push_back(code_of(trips, run.run));
        table.trip_day.push_back(run.run.day);
        for (std::size_t at = 0; at < count; ++at) {
          const Times& times = times_[run.first + at];
          table.arrival.push_back({(times.arrival + run.run.shift) * 1000});
          table.departure.push_back({(times.departure + run.run.shift) * 1000});
        }
      }
      table.first_trip.push_back(static_cast<std::uint32_t>(table.trip_count()));
      table.first_time.push_back(table.arrival.size());
    }
  }
}

}  // namespace eveil::geo
