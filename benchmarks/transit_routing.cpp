// SPDX-License-Identifier: Apache-2.0
// How many journeys by public transport a second one thread finds on a feed's day, with all stops
// within 1 km at both ends; every answer that is sampled is held against trying everything.
//
//     benchmark_transit_routing FEED.zip [YYYY-MM-DD]
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "geo/base/random.hpp"
#include "geo/io/projection.hpp"
#include "geo/routing/stop_finder.hpp"
#include "geo/routing/transit_search.hpp"
#include "geo/transit/feed.hpp"
#include "tests/support/transit_reference.hpp"

using namespace eveil;
using namespace eveil::geo;

namespace {

constexpr std::size_t query_count = 20'000;
constexpr std::size_t checked_every = 200;

struct Trip {
  TimeOfDay departure;
  std::vector<StopWalk> access;
  std::vector<StopWalk> egress;

  TransitQuery query() const { return {departure, access, egress}; }
};

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

Expected<Timetable> timetable_of(const std::string& path, const FeedOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  EVEIL_TRY(ReadFeed feed, read_feed(path, options));
  std::vector<Point>& places = feed.timetable.table.stop_place.raw();
  EVEIL_TRY(const io::Crs crs, io::utm_crs(places.front().x, places.front().y, path));
  EVEIL_TRY(const io::Projection projection,
            io::Projection::between(io::degrees_crs().wkt, crs.wkt, path));
  EVEIL_CHECK(projection.forward(places, path));
  std::vector<FeedTimetable> feeds;
  feeds.push_back(std::move(feed.timetable));
  Timetable table = join_feeds(std::move(feeds));
  fmt::print("{}: {} lines, {} stops, {} patterns, {} trips, {} transfers, compiled in {:.2f} s\n",
             iso(feed.audit.day),
             table.line_count(),
             table.stop_count(),
             table.pattern_count(),
             table.trip_count(),
             table.transfers.values().size(),
             seconds_since(start));
  return table;
}

/// Up to 500 m from stops drawn at random, between 06:00 and 21:00.
std::vector<Trip> draw_trips(const Timetable& table) {
  const StopFinder finder(table);
  Draw draw(1, Purpose::sample, 1);
  std::vector<NearStop> near;
  const auto walks = [&] {
    Point place = table.stop_place[StopId(draw.below(table.stop_count()))];
    place.x += 1000.0 * draw.uniform() - 500.0;
    place.y += 1000.0 * draw.uniform() - 500.0;
    finder.near(place, Metres(1000.0), SIZE_MAX, near);
    std::vector<StopWalk> found;
    found.reserve(near.size());
    for (const NearStop& stop : near) {
      const Metres way = stop.distance * transfer_detour;
      found.push_back({stop.stop, duration(way / transfer_speed), way});
    }
    return found;
  };
  std::vector<Trip> trips(query_count);
  for (Trip& trip : trips) {
    trip.departure = time_of_day(6) + seconds(static_cast<std::int64_t>(draw.below(15 * 3600)));
    trip.access = walks();
    trip.egress = walks();
  }
  return trips;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: benchmark_transit_routing FEED.zip [YYYY-MM-DD]\n");
    return 2;
  }
  FeedOptions options;
  if (argc > 2) {
    const auto day = parse_date(argv[2]);
    if (!day) {
      fmt::print(stderr, "{}\n", describe(day.error()));
      return 2;
    }
    options.day = *day;
  }
  const auto table = timetable_of(argv[1], options);
  if (!table) {
    fmt::print(stderr, "{}\n", describe(table.error()));
    return 3;
  }
  const std::vector<Trip> trips = draw_trips(*table);
  TransitSearch search(*table);
  std::size_t access = 0;
  std::size_t found = 0;
  std::size_t rides = 0;
  std::int64_t minutes_on_way = 0;
  // The processor's time: the same on a busy machine.
  const std::clock_t start = std::clock();
  for (const Trip& trip : trips) {
    const TransitJourney& journey = search.best(trip.query());
    access += trip.access.size();
    found += journey.found ? 1 : 0;
    rides += journey.rides();
    if (journey.found) minutes_on_way += (journey.arrival - journey.leave).ms / 60'000;
  }
  const double time = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  fmt::print("{} queries, {:.1f} stops at an end: {:.3f} ms each, {:.0f} a second\n",
             trips.size(),
             static_cast<double>(access) / static_cast<double>(trips.size()),
             1000.0 * time / static_cast<double>(trips.size()),
             static_cast<double>(trips.size()) / time);
  fmt::print("found {}, {:.3f} rides, {:.1f} min from leaving to arriving\n",
             found,
             static_cast<double>(rides) / static_cast<double>(found),
             static_cast<double>(minutes_on_way) / static_cast<double>(found));
  std::size_t wrong = 0;
  std::size_t checked = 0;
  for (std::size_t row = 0; row < trips.size(); row += checked_every) {
    const TransitQuery query = trips[row].query();
    const auto earliest =
        earliest_by_rides(*table, query, TransitWeights().margin, TransitSearch::most_rides);
    const auto choices = search.choices(query);
    const TimeOfDay arrival = choices.empty() ? never_arrives : choices.back().arrival;
    ++checked;
    if (arrival != earliest.back()) ++wrong;
  }
  fmt::print("{} of {} arrivals differ from those of trying everything\n", wrong, checked);
  return wrong == 0 ? 0 : 1;
}
