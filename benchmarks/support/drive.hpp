// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "benchmarks/support/bare_queues.hpp"
#include "benchmarks/support/demand.hpp"
#include "benchmarks/support/machine.hpp"
#include "geo/routing/road_router.hpp"
#include "sim/traffic/traffic.hpp"

namespace eveil::benchmarks {

/// What a day's demand asks of the roads, and what one run of it took.
struct DayDriven {
  Spent spent;                     ///< departures and windows; not the making of routes
  std::uint64_t links_asked = 0;   ///< to be entered
  std::int64_t free_arrivals = 0;  ///< sum of all arrivals' ms if nobody is ever held up
  std::uint64_t free_answer = 0;   ///< BareQueues' answer to the same
};

/// Drives a day: `road.depart(at, trip, route)` for the trips of a minute, then its 60 windows.
/// Ends when everybody has arrived. \pre no trip before the road's clock.
template <class Road>
DayDriven drive(const Demand& demand, Road& road) {
  const geo::Network& network = demand.tiles().network();
  DayDriven day;
  std::vector<std::vector<geo::LinkId>> routes;
  std::vector<TimeOfDay> departures;
  std::uint64_t next = 0;
  for (TimeOfDay minute = day_start; minute < day_end; minute = minute + seconds(60)) {
    const std::uint64_t first = next;
    departures.clear();
    for (; next < demand.trips(); ++next) {
      const TimeOfDay at = demand.departure(next);
      if (at >= minute + seconds(60)) break;
      departures.push_back(at);
      if (routes.size() < departures.size()) routes.emplace_back();
      std::vector<geo::LinkId>& route = routes[departures.size() - 1];
      demand.route(next, route);
      TimeOfDay arrival = at;
      for (std::size_t link = 1; link < route.size(); ++link) {
        arrival = arrival + Duration{geo::free_flow_ms(network, route[link])};
      }
      day.links_asked += route.size() - 1;
      day.free_arrivals += arrival.ms;
      day.free_answer += BareQueues::arrival_mark(arrival, next);
    }
    const Watch watch;
    for (std::uint64_t trip = first; trip < next; ++trip) {
      road.depart(departures[trip - first], trip, routes[trip - first]);
    }
    for (int second = 0; second < 60; ++second) road.run_window();
    day.spent += watch.read();
    if (next == demand.trips() && road.arrived() == next) break;
  }
  return day;
}

/// The engine, with what a driver needs.
class EngineRoad {
 public:
  explicit EngineRoad(sim::Traffic& traffic) : traffic_(traffic) { traffic.start_day(); }

  void depart(TimeOfDay at, std::uint64_t trip, const std::vector<geo::LinkId>& route) {
    traffic_.depart(at, sim::VehicleClass::car, 1.0, trip, trip, route);
    if (lengths_.size() <= trip) lengths_.resize(trip + 1 + trip / 2);
    lengths_[trip] = static_cast<std::uint8_t>(route.size() - 1);
    under_way_.vehicles += 1;
    under_way_.links += route.size() - 1;
    most_.vehicles = std::max(most_.vehicles, under_way_.vehicles);
    most_.links = std::max(most_.links, under_way_.links);
  }
  void run_window() {
    traffic_.run_window(arrivals_);
    for (const sim::Arrival& arrival : arrivals_) {
      answer_ =
          (answer_ + BareQueues::arrival_mark(arrival.time, arrival.tag)) * 0x9e3779b97f4a7c15ULL;
      arrival_ms_ += arrival.time.ms;
      under_way_.vehicles -= 1;
      under_way_.links -= lengths_[arrival.tag];
    }
    arrived_ += arrivals_.size();
  }
  std::uint64_t arrived() const { return arrived_; }
  /// Of all arrivals, their times and their order.
  std::uint64_t answer() const { return answer_; }
  std::int64_t arrival_ms() const { return arrival_ms_; }
  /// Vehicles, and links of their whole routes, at the day's fullest.
  struct UnderWay {
    std::uint64_t vehicles = 0;
    std::uint64_t links = 0;
  };
  const UnderWay& most() const { return most_; }

 private:
  sim::Traffic& traffic_;
  std::vector<sim::Arrival> arrivals_;
  std::uint64_t arrived_ = 0;
  std::uint64_t answer_ = 0;
  std::int64_t arrival_ms_ = 0;
  UnderWay under_way_;
  UnderWay most_;
  std::vector<std::uint8_t> lengths_;  // by trip
};

/// Nothing at all: what the driver costs.
class NoRoad {
 public:
  void depart(TimeOfDay, std::uint64_t, const std::vector<geo::LinkId>&) { ++arrived_; }
  void run_window() {}
  std::uint64_t arrived() const { return arrived_; }

 private:
  std::uint64_t arrived_ = 0;
};

/// The bare queues, with what a driver needs.
class BareRoad {
 public:
  explicit BareRoad(BareQueues& queues) : queues_(queues) {}

  void depart(TimeOfDay at, std::uint64_t trip, const std::vector<geo::LinkId>& route) {
    queues_.depart(at, static_cast<std::uint32_t>(trip), route);
  }
  void run_window() { queues_.run_window(); }
  std::uint64_t arrived() const { return queues_.arrived(); }

 private:
  BareQueues& queues_;
};

}  // namespace eveil::benchmarks
