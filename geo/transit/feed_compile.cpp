// SPDX-License-Identifier: Apache-2.0
#include "geo/transit/feed_compile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <span>
#include <tuple>
#include <utility>

#include "geo/transit/pattern_builder.hpp"

namespace eveil::geo {

namespace {

constexpr std::int32_t day_begin_s = 3 * 3600;
constexpr std::int32_t day_end_s = 30 * 3600;
constexpr std::int32_t seconds_a_day = 24 * 3600;
constexpr std::uint64_t most_stop_times = 50'000'000;
// Times are often cut to the minute: a minute is added to every hop. [A]
constexpr double fastest_rail_m_s = 100.0;
constexpr double fastest_m_s = 40.0;

class Compiler {
 public:
  Compiler(const FeedContent& content, const DegreeBox& box)
      : content_(content), fates_(stop_fates(content, box)) {}

  Expected<CompiledFeed> run(const std::string& name, Date day) {
    for (std::uint32_t trip = 0; trip < content_.trips.size(); ++trip) {
      for (std::int8_t offset = -1; offset <= 1; ++offset) {
        const Date service_day{day.number + offset};
        if (!content_.calendar.runs_on(content_.trip_service[trip], service_day)) continue;
        if (!add_trip(trip, offset)) {
          return bad_input(name,
                           fmt::format("more than {} stop times run on {}; check headway_secs in "
                                       "frequencies.txt",
                                       most_stop_times,
                                       iso(day)));
        }
      }
    }
    build();
    add_rules();
    warn();
    return std::move(result_);
  }

 private:
  std::span<const FeedFrequency> frequencies_of(std::uint32_t trip) const {
    const auto before = [](const FeedFrequency& a, std::uint32_t b) { return a.trip < b; };
    const auto after = [](std::uint32_t a, const FeedFrequency& b) { return a < b.trip; };
    const auto& all = content_.frequencies;
    const auto first = std::lower_bound(all.begin(), all.end(), trip, before);
    const auto last = std::upper_bound(first, all.end(), trip, after);
    return {first, last};
  }

  /// The stops of a trip that are in the timetable, all with times; fewer than two: none.
  std::vector<FeedStopTime> kept_stops(std::uint32_t trip, bool of_day) {
    const auto begin = content_.times.begin();
    std::vector<FeedStopTime> stops(
        begin + static_cast<std::ptrdiff_t>(content_.trip_first_time[trip]),
        begin + static_cast<std::ptrdiff_t>(content_.trip_first_time[trip + 1]));
    if (stops.size() < 2) return {};
    fill_times(content_, stops);
    std::vector<FeedStopTime> kept;
    for (const FeedStopTime& stop : stops) {
      if (fates_[stop.stop] == StopFate::kept) kept.push_back(stop);
    }
    const bool cut = kept.size() < 2;
    if (of_day && cut) ++cut_;
    if (of_day && !cut && kept.size() < stops.size()) ++shortened_;
    if (cut) kept.clear();
    return kept;
  }

  bool add_trip(std::uint32_t trip, std::int8_t offset) {
    const std::vector<FeedStopTime> stops = kept_stops(trip, offset == 0);
    if (stops.empty()) return true;
    const std::size_t pattern = patterns_.pattern_of(content_.trip_route[trip], stops);
    bool any = false;
    const auto add = [&](std::int32_t shift, std::uint32_t number) {
      shift += offset * seconds_a_day;
      const std::int32_t first = stops.front().departure + shift;
      if (stops.back().arrival + shift <= day_begin_s || first >= day_end_s) {
        if (offset == 0) ++out_of_day_;
        return true;
      }
      patterns_.add_run(pattern, {trip, number, offset, shift}, stops);
      if (offset < 0) ++result_.trips_of_eve;
      if (offset > 0) ++result_.trips_of_next_day;
      any = true;
      return patterns_.time_count() <= most_stop_times;
    };
    bool fits = true;
    if (content_.trip_runs[trip] == 1 && frequencies_of(trip).empty()) {
      fits = add(0, 0);
    } else {
      std::uint32_t number = 0;
      for (const FeedFrequency& frequency : frequencies_of(trip)) {
        for (std::int32_t at = frequency.start; fits && at < frequency.end;
             at += frequency.headway) {
          fits = add(at - stops.front().departure, ++number);
        }
      }
    }
    if (any && offset == 0) count_hops(trip, stops);
    return fits;
  }

  void count_hops(std::uint32_t trip, const std::vector<FeedStopTime>& stops) {
    const bool rail = content_.route_kind[content_.trip_route[trip]] == LineKind::rail;
    const double fastest = rail ? fastest_rail_m_s : fastest_m_s;
    for (std::size_t at = 1; at < stops.size(); ++at) {
      const std::uint32_t a = stops[at - 1].stop;
      const std::uint32_t b = stops[at].stop;
      const double metres = metres_between(
          content_.stop_lon[a], content_.stop_lat[a], content_.stop_lon[b], content_.stop_lat[b]);
      const std::int32_t seconds = stops[at].arrival - stops[at - 1].departure + 60;
      if (metres <= fastest * seconds) continue;
      ++too_fast_;
      return;
    }
  }

  /// Only the stops and lines of the day, in the feed's order.
  void build() {
    Timetable& table = result_.timetable.table;
    std::vector<std::uint8_t> stop_used(content_.stops.size(), 0);
    std::vector<std::uint8_t> line_used(content_.routes.size(), 0);
    patterns_.mark_used(stop_used, line_used);
    stop_row_.assign(content_.stops.size(), StopId::none());
    for (std::uint32_t stop = 0; stop < stop_used.size(); ++stop) {
      if (stop_used[stop] == 0) continue;
      table.stop_code.push_back(content_.stops.id(stop));
      table.stop_name.push_back(content_.stop_name[stop]);
      stop_row_[stop] =
          table.stop_place.push_back({content_.stop_lon[stop], content_.stop_lat[stop]});
    }
    std::vector<LineId> line_row(content_.routes.size());
    for (std::uint32_t line = 0; line < line_used.size(); ++line) {
      if (line_used[line] == 0) continue;
      table.line_code.push_back(content_.routes.id(line));
      table.line_name.push_back(content_.route_name[line]);
      table.line_places.push_back(default_places(content_.route_kind[line]));
      line_row[line] = table.line_kind.push_back(content_.route_kind[line]);
    }
    patterns_.write(content_.trips, stop_row_, line_row, table);
    table.transfers = Ragged<StopId, Transfer>(
        std::vector<std::uint64_t>(table.stop_count() + 1, 0), std::vector<Transfer>());
  }

  /// A rule of a station holds of its platforms.
  std::vector<StopId> platforms_of(std::uint32_t stop) const {
    std::vector<StopId> rows;
    if (stop_row_[stop].valid()) rows.push_back(stop_row_[stop]);
    const auto children = children_.find(stop);
    if (children != children_.end()) {
      rows.insert(rows.end(), children->second.begin(), children->second.end());
    }
    return rows;
  }

  void add_rules() {
    for (std::uint32_t stop = 0; stop < stop_row_.size(); ++stop) {
      const std::uint32_t parent = content_.stop_parent[stop];
      if (parent == FeedIds::none || parent == stop || !stop_row_[stop].valid()) continue;
      children_[parent].push_back(stop_row_[stop]);
    }
    for (const FeedTransfer& transfer : content_.transfers) {
      for (const StopId from : platforms_of(transfer.from)) {
        for (const StopId to : platforms_of(transfer.to)) {
          if (from == to || (transfer.seconds < 0 && !transfer.forbidden)) continue;
          result_.timetable.rules.push_back(
              {from, to, transfer.forbidden, seconds(std::max(transfer.seconds, 0))});
        }
      }
    }
  }

  void warn() {
    std::uint64_t far = 0;
    std::uint64_t outside = 0;
    for (std::uint32_t stop = 0; stop < fates_.size(); ++stop) {
      if (content_.stop_used[stop] == 0) continue;
      far += fates_[stop] == StopFate::far_off ? 1 : 0;
      outside += fates_[stop] == StopFate::outside ? 1 : 0;
    }
    const auto say = [&](std::uint64_t count, const char* what) {
      if (count > 0) result_.warnings.push_back(fmt::format("{} {}", count, what));
    };
    say(far, "stops are more than 100 km from the others; they are left out");
    say(outside, "stops lie outside of the territory; they are left out");
    say(shortened_, "trips of the day lose the stops that are left out");
    say(cut_, "trips of the day keep fewer than two stops; they are left out");
    say(out_of_day_, "trips of the day run before 03:00 or after 30:00; they are left out");
    say(too_fast_, "trips of the day ride impossibly fast between two stops; they are kept");
  }

  const FeedContent& content_;
  std::vector<StopFate> fates_;
  PatternBuilder patterns_;
  std::vector<StopId> stop_row_;
  std::map<std::uint32_t, std::vector<StopId>> children_;
  std::uint64_t cut_ = 0;
  std::uint64_t shortened_ = 0;
  std::uint64_t out_of_day_ = 0;
  std::uint64_t too_fast_ = 0;
  CompiledFeed result_;
};

}  // namespace

Expected<CompiledFeed> compile_feed(const FeedContent& content,
                                    const std::string& name,
                                    Date day,
                                    const DegreeBox& box) {
  return Compiler(content, box).run(name, day);
}

}  // namespace eveil::geo
