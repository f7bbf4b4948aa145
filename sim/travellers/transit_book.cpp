// SPDX-License-Identifier: Apache-2.0
#include "sim/travellers/transit_book.hpp"

#include <algorithm>

#include "geo/base/geometry.hpp"
#include "geo/base/parallel.hpp"

namespace eveil::sim {

using geo::TransitJourney;
using scenarios::TripId;

namespace {

constexpr std::size_t most_stops = 30;          // walked to at either end: the nearest ones
constexpr std::size_t search_grain = 256;       // trips that share one search's scratch space
constexpr double shortest_m = 300.0;            // nobody takes a bus for less
constexpr std::size_t most_searches = 6;        // for an arrival in time
constexpr Duration closest = minutes(2);        // starts so near each other count as one
constexpr Duration longest_lead = minutes(90);  // before a wanted arrival, in the first search

// What a minute counts against one in the vehicle, by the coefficients of the choice of modes.
geo::TransitWeights weights_of(const scenarios::ChoiceParameters& choice) {
  geo::TransitWeights weights;
  const double minute = choice.transit_in_vehicle_per_min;
  if (minute >= 0.0) return weights;
  weights.waiting = choice.transit_wait_per_min / minute;
  weights.walking = choice.transit_walk_per_min / minute;
  weights.transfer = duration(Seconds(60.0 * choice.transit_per_transfer / minute));
  return weights;
}

}  // namespace

Duration TransitWay::walking() const {
  Duration total = egress;
  for (const TransitRide& ride : rides) total = total + Duration{ride.walk_ms};
  return total;
}

Duration TransitWay::in_vehicle() const {
  Duration total;
  for (const TransitRide& ride : rides) total = total + (ride.arrival - ride.departure);
  return total;
}

std::vector<TransitRide> rides_of(const TransitJourney& journey) {
  std::vector<TransitRide> rides;
  for (std::size_t row = 0; row < journey.legs.size(); ++row) {
    const geo::TransitLeg& leg = journey.legs[row];
    const Duration walk = row == 0 ? journey.access : journey.transfer_walks[row - 1];
    rides.push_back({leg.pattern,
                     leg.board,
                     leg.alight,
                     leg.departure,
                     leg.arrival,
                     static_cast<std::int32_t>(walk.ms)});
  }
  return rides;
}

void TransitBook::put(TripId trip, const TransitJourney& journey) {
  const std::vector<TransitRide> rides = rides_of(journey);
  put(trip, {rides, journey.leave, journey.egress});
}

void TransitBook::put(TripId trip, const TransitWay& way) {
  entries_[trip] = {static_cast<std::uint32_t>(rides_.size()),
                    static_cast<std::uint32_t>(way.rides.size()),
                    way.leave,
                    static_cast<std::int32_t>(way.egress.ms)};
  rides_.insert(rides_.end(), way.rides.begin(), way.rides.end());
}

TransitPlanner::TransitPlanner(const geo::Timetable& timetable,
                               const geo::StopFinder& stops,
                               const scenarios::Scenario& scenario)
    : timetable_(&timetable),
      stops_(&stops),
      scenario_(&scenario),
      search_(timetable, weights_of(scenario.choice)) {}

Metres TransitPlanner::walk_between(Point a, Point b) const {
  return distance(a, b) * scenario_->choice.walk_detour;
}

Duration TransitPlanner::time_of(Metres walked) const {
  return duration(walked / MetresPerSecond(scenario_->choice.walk_speed_m_s));
}

void TransitPlanner::walks(Point place, std::vector<geo::StopWalk>& found) {
  stops_->near(place, Metres(scenario_->transit.access_m), most_stops, near_);
  found.clear();
  for (const geo::NearStop& near : near_) {
    const Metres walked = near.distance * scenario_->choice.walk_detour;
    found.push_back({near.stop, time_of(walked), walked});
  }
}

std::vector<geo::StopWalk> TransitPlanner::stops_around(Point place) {
  walks(place, access_);
  return access_;
}

const TransitJourney* TransitPlanner::best(TimeOfDay departure, Duration on_foot) {
  if (access_.empty() || egress_.empty()) return nullptr;
  const TransitJourney& journey = search_.best({departure, access_, egress_, on_foot});
  return journey.found && !journey.legs.empty() ? &journey : nullptr;
}

const TransitJourney* TransitPlanner::leaving(Point from, Point to, TimeOfDay departure) {
  walks(from, access_);
  walks(to, egress_);
  return best(departure, time_of(walk_between(from, to)));
}

const TransitJourney* TransitPlanner::from_stop(geo::StopId stop, Point to, TimeOfDay departure) {
  access_.assign(1, {stop, Duration{}, Metres()});
  walks(to, egress_);
  return best(departure, time_of(walk_between(timetable_->stop_place[stop], to)));
}

const TransitJourney* TransitPlanner::arriving(Point from, Point to, TimeOfDay wanted) {
  walks(from, access_);
  walks(to, egress_);
  if (access_.empty() || egress_.empty()) return nullptr;
  const Duration on_foot = time_of(walk_between(from, to));
  TimeOfDay in_time{-1};     // the latest start known to be there by then
  TimeOfDay late = day_end;  // the earliest search known not to be
  TimeOfDay departure = std::max(day_start, wanted - std::min(on_foot, longest_lead));
  for (std::size_t tried = 0; tried < most_searches; ++tried) {
    const TransitJourney* journey = best(departure, on_foot);
    if (journey == nullptr) break;
    TimeOfDay next;
    if (journey->arrival <= wanted) {
      in_time = std::max(in_time, journey->leave);
      // Another may run later and still be in time: it takes about as long as this one.
      next = wanted - (journey->arrival - journey->leave);
    } else {
      late = std::min(late, departure);
      next = departure - (journey->arrival - wanted);
    }
    if (late - in_time < closest) break;
    const bool between = next > in_time && next < late;
    if (!between && in_time.ms >= 0 && late < day_end)
      next = in_time + Duration{(late - in_time).ms / 2};
    if (next <= in_time || next >= late || next < day_start) break;
    departure = next;
  }
  return best(in_time.ms >= 0 ? in_time : departure, on_foot);
}

TransitBook transit_book_of(const scenarios::Population& population,
                            const scenarios::Scenario& scenario,
                            const geo::Timetable& timetable,
                            const geo::StopFinder& stops) {
  const std::size_t trips = population.trip_count();
  TransitBook book(trips);
  if (timetable.empty()) return book;
  std::vector<TransitBook> found((trips + search_grain - 1) / search_grain);
  parallel::for_each_chunk(trips, search_grain, [&](std::size_t first, std::size_t last) {
    TransitPlanner planner(timetable, stops, scenario);
    TransitBook& part = found[first / search_grain];
    part = TransitBook(last - first);
    for (std::size_t row = first; row < last; ++row) {
      const TripId trip(row);
      const Point from = population.origin[trip];
      const Point to = population.destination[trip];
      if (distance(from, to).value < shortest_m) continue;
      const TimeOfDay wanted = population.wanted_arrival[trip];
      const TransitJourney* journey = wanted.ms >= 0
                                          ? planner.arriving(from, to, wanted)
                                          : planner.leaving(from, to, population.departure[trip]);
      if (journey != nullptr) part.put(TripId(row - first), *journey);
    }
  });
  for (std::size_t row = 0; row < trips; ++row) {
    const TransitWay way = found[row / search_grain][TripId(row % search_grain)];
    if (way.found()) book.put(TripId(row), way);
  }
  return book;
}

}  // namespace eveil::sim
