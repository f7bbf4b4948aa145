// SPDX-License-Identifier: Apache-2.0
#include "sim/transit/bus_routes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "geo/base/geometry.hpp"
#include "geo/base/parallel.hpp"
#include "geo/routing/road_router.hpp"

namespace eveil::sim {

namespace {

using geo::LinkId;
using geo::PatternId;
using geo::StopId;

constexpr std::size_t search_grain = 4;  // sequences that share one search's scratch space
constexpr std::int64_t unreached = std::numeric_limits<std::int64_t>::max();
constexpr MetresPerSecond slowest = kilometres_per_hour(10.0);  // a way this slow is still found
constexpr Metres same_place{1.0};

bool drives_on_roads(geo::LineKind kind) {
  return kind == geo::LineKind::bus || kind == geo::LineKind::trolleybus ||
         kind == geo::LineKind::coach;
}

/// A link at which a bus may stand for a stop, and the best way there from the first stop.
struct Stand {
  StopLink at;
  std::int64_t cost = unreached;
  std::size_t before = 0;  ///< of the stop before
};
using Stands = std::vector<Stand>;

/// The ways of one sequence of stops, from each to the next.
struct Ways {
  std::vector<std::vector<LinkId>> links;
  std::vector<OffRoad> cause;
};

class WayFinder {
 public:
  WayFinder(const geo::RoadGraph& graph,
            const geo::LinkTimes& times,
            const Column<StopId, std::vector<StopLink>>& links,
            const geo::Timetable& timetable,
            const BusRouteParameters& parameters)
      : network_(graph.network()),
        times_(times),
        links_(links),
        timetable_(timetable),
        parameters_(parameters),
        search_(graph) {}

  Ways along(std::span<const StopId> stops);

 private:
  void drive(std::span<const StopId> stops,
             const std::vector<Stands>& run,
             std::size_t first,
             Ways& ways);
  Stands stands_at(StopId stop) const;
  Metres straight(StopId a, StopId b) const {
    return distance(timetable_.stop_place[a], timetable_.stop_place[b]);
  }
  Metres longest(Metres straight) const {
    return straight * parameters_.detour + parameters_.detour_extra;
  }
  std::int64_t rest_ms(const StopLink& at) const;
  std::size_t best_end(const Stands& stands) const;
  bool reach(const Stands& from, Stands& to, Metres longest);
  std::int64_t off_cost(const StopLink& at) const {
    return static_cast<std::int64_t>(at.off.value *
                                     static_cast<double>(parameters_.per_metre_off.ms));
  }

  const geo::Network& network_;
  const geo::LinkTimes& times_;
  const Column<StopId, std::vector<StopLink>>& links_;
  const geo::Timetable& timetable_;
  const BusRouteParameters& parameters_;
  geo::RoadSearch search_;
};

Stands WayFinder::stands_at(StopId stop) const {
  Stands stands;
  stands.reserve(links_[stop].size());
  for (const StopLink& link : links_[stop]) stands.push_back({link});
  return stands;
}

/// From the stop to the end of its link.
std::int64_t WayFinder::rest_ms(const StopLink& at) const {
  return duration(at.rest / network_.free_speed[at.link]).ms;
}

std::size_t WayFinder::best_end(const Stands& stands) const {
  std::size_t best = stands.size();
  std::int64_t least = unreached;
  for (std::size_t row = 0; row < stands.size(); ++row) {
    if (stands[row].cost == unreached) continue;
    const std::int64_t cost = stands[row].cost - rest_ms(stands[row].at);
    if (cost >= least) continue;
    least = cost;
    best = row;
  }
  return best;
}

/// The best way to each stand of the next stop; false where there is none to any.
bool WayFinder::reach(const Stands& from, Stands& to, Metres longest) {
  std::vector<LinkId> targets;
  targets.reserve(to.size());
  for (const Stand& stand : to) targets.push_back(stand.at.link);
  std::vector<Duration> travel(to.size());
  // A stop may be at the start of its link, and the way begins and ends with the whole of it.
  const Duration horizon = duration(longest / slowest) + minutes(5);
  bool any = false;
  for (std::size_t row = 0; row < from.size(); ++row) {
    if (from[row].cost == unreached) continue;
    search_.to_many({from[row].at.link, day_start, horizon}, targets, times_, travel);
    for (std::size_t next = 0; next < to.size(); ++next) {
      if (from[row].at.link == to[next].at.link) {
        // Behind on the same link: not without going round.
        if (to[next].at.rest > from[row].at.rest + same_place) continue;
        travel[next] = Duration{0};
      }
      if (travel[next].ms < 0) continue;
      const std::int64_t cost = from[row].cost + travel[next].ms + off_cost(to[next].at);
      if (cost >= to[next].cost) continue;
      to[next].cost = cost;
      to[next].before = row;
      any = true;
    }
  }
  return any;
}

Ways WayFinder::along(std::span<const StopId> stops) {
  Ways ways{std::vector<std::vector<LinkId>>(stops.size() - 1),
            std::vector<OffRoad>(stops.size() - 1, OffRoad::stop_off_road)};
  std::vector<Stands> run;  // of stops that are reached from one to the next, up to here
  for (std::size_t row = 0; row < stops.size(); ++row) {
    Stands stands = stands_at(stops[row]);
    if (!run.empty() && !stands.empty()) {
      if (reach(run.back(), stands, longest(straight(stops[row - 1], stops[row])))) {
        run.push_back(std::move(stands));
        continue;
      }
      ways.cause[row - 1] = OffRoad::no_way;
    }
    drive(stops.subspan(row - run.size(), run.size()), run, row - run.size(), ways);
    run.clear();
    if (stands.empty()) continue;
    for (Stand& first : stands) first.cost = off_cost(first.at) + rest_ms(first.at);
    run.push_back(std::move(stands));
  }
  drive(stops.last(run.size()), run, stops.size() - run.size(), ways);
  return ways;
}

/// The ways between the stops of one run, which begins at stop `first` of all.
void WayFinder::drive(std::span<const StopId> stops,
                      const std::vector<Stands>& run,
                      std::size_t first,
                      Ways& ways) {
  if (run.size() < 2) return;
  std::size_t chosen = best_end(run.back());
  for (std::size_t hop = run.size() - 1; hop > 0; --hop) {
    const StopLink to = run[hop][chosen].at;
    chosen = run[hop][chosen].before;
    const StopLink from = run[hop - 1][chosen].at;
    const std::size_t row = first + hop - 1;
    geo::Route route = search_.fastest(from.link, to.link, day_start, times_);
    // From the one stop to the other, not from the end of its link to the end of the other's.
    const Metres way = route.distance + from.rest - to.rest;
    if (route.links.empty()) {
      ways.cause[row] = OffRoad::no_way;
    } else if (way > longest(straight(stops[hop - 1], stops[hop]))) {
      ways.cause[row] = OffRoad::detour;
    } else {
      ways.cause[row] = OffRoad::no;
      ways.links[row] = std::move(route.links);
    }
  }
}

}  // namespace

BusRoutes::BusRoutes(const geo::Network& network,
                     const geo::Timetable& timetable,
                     const BusRouteParameters& parameters)
    : first_way_(timetable.pattern_count(), none), on_road_(timetable.pattern_count(), 0) {
  std::map<std::vector<StopId>, std::vector<PatternId>> patterns_of;
  for (const PatternId pattern : timetable.pattern_line.ids()) {
    if (!drives_on_roads(timetable.line_kind[timetable.pattern_line[pattern]])) continue;
    const auto stops = timetable.pattern_stops[pattern];
    patterns_of[{stops.begin(), stops.end()}].push_back(pattern);
  }
  if (patterns_of.empty()) return;
  const geo::RoadGraph graph(network, geo::access_bus);
  const geo::LinkTimes times = geo::LinkTimes::free_flow(network);
  const StopLinks finder(network, parameters.stops);
  Column<StopId, std::vector<StopLink>> links(timetable.stop_count());
  parallel::for_each_row(timetable.stop_count(), [&](std::size_t row) {
    links[StopId(row)] = finder.near(timetable.stop_place[StopId(row)]);
  });
  std::vector<const std::vector<StopId>*> sequences;
  sequences.reserve(patterns_of.size());
  for (const auto& [stops, patterns] : patterns_of) sequences.push_back(&stops);
  std::vector<Ways> found(sequences.size());
  parallel::for_each_chunk(found.size(), search_grain, [&](std::size_t first, std::size_t last) {
    WayFinder ways(graph, times, links, timetable, parameters);
    for (std::size_t row = first; row < last; ++row) found[row] = ways.along(*sequences[row]);
  });
  std::size_t row = 0;
  for (const auto& [stops, patterns] : patterns_of) {
    const Ways& ways = found[row++];
    const auto first = static_cast<std::uint32_t>(ways_.size());
    std::uint8_t on_road = 0;
    for (std::size_t hop = 0; hop < ways.links.size(); ++hop) {
      ways_.push_row(ways.links[hop]);
      cause_.push_back(ways.cause[hop]);
      if (ways.cause[hop] == OffRoad::no) on_road = 1;
    }
    for (const PatternId pattern : patterns) {
      first_way_[pattern] = first;
      on_road_[pattern] = on_road;
    }
  }
}

bool BusRoutes::any() const {
  return std::find(on_road_.begin(), on_road_.end(), 1) != on_road_.end();
}

BusCounts count_buses(const BusRoutes& routes, const geo::Timetable& timetable) {
  BusCounts buses;
  for (const PatternId pattern : timetable.pattern_line.ids()) {
    const std::uint64_t trips =
        timetable.trips_end(pattern).value - timetable.trips_begin(pattern).value;
    if (!drives_on_roads(timetable.line_kind[timetable.pattern_line[pattern]])) continue;
    buses.trips += trips;
    if (routes.on_road(pattern)) buses.on_road += trips;
    for (std::size_t position = 0; position + 1 < timetable.stops_of(pattern); ++position) {
      buses.ways[static_cast<std::size_t>(routes.cause(pattern, position))] += trips;
    }
  }
  return buses;
}

std::string describe(const BusCounts& buses) {
  const BusRouteParameters limits;
  std::uint64_t all = 0;
  for (const std::uint64_t ways : buses.ways) all += ways;
  const auto percent = [&](OffRoad cause) {
    const auto ways = static_cast<double>(buses.ways[static_cast<std::size_t>(cause)]);
    return 100.0 * ways / static_cast<double>(std::max<std::uint64_t>(all, 1));
  };
  return fmt::format(
      "{} of {} trips of buses are on the road, for {:.1f} % of all ways from stop to stop; the "
      "timetable keeps {:.1f} % with a stop over {:.0f} m from every road that buses may use, "
      "{:.1f} % without a way, {:.1f} % with one over {} times the straight line and {:.0f} m",
      buses.on_road,
      buses.trips,
      percent(OffRoad::no),
      percent(OffRoad::stop_off_road),
      limits.stops.reach.value,
      percent(OffRoad::no_way),
      percent(OffRoad::detour),
      limits.detour,
      limits.detour_extra.value);
}

}  // namespace eveil::sim
