// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "geo/network/network.hpp"
#include "geo/routing/road_router.hpp"
#include "scenarios/services/service.hpp"
#include "sim/services/on_demand.hpp"
#include "sim/traffic/traffic.hpp"

namespace eveil::tests {

inline Area box(double x0, double y0, double x1, double y1) {
  return {{Polygon{{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}}}}};
}

/// One service alone on the roads for a day, on the times that the operator knows: free flow.
class ServiceDay {
 public:
  ServiceDay(const geo::Network& network,
             const scenarios::Service& service,
             const sim::OnDemandParameters& parameters = {})
      : graph_(network, geo::access_car),
        known_(geo::LinkTimes::free_flow(network)),
        traffic_(network, graph_.adjacency(), {}),
        service_(service, graph_, known_, parameters) {}

  /// Runs from the start of the day until `until`; requests in order of time.
  void run(const std::vector<sim::Request>& requests, TimeOfDay until = day_end) {
    traffic_.start_day();
    std::vector<sim::Arrival> arrivals;
    std::size_t next = 0;
    while (traffic_.now() < until) {
      TimeOfDay active = std::min(traffic_.next_active(), until);
      if (next < requests.size()) active = std::min(active, requests[next].time);
      const TimeOfDay window{active.ms - active.ms % 1000};
      if (window > traffic_.now()) traffic_.skip_to(window);
      if (window >= until) break;
      traffic_.run_window(arrivals);
      service_.advance(arrivals, traffic_, events);
      std::vector<sim::Request> asked;
      while (next < requests.size() && requests[next].time < traffic_.now()) {
        asked.push_back(requests[next++]);
      }
      service_.answer(asked, traffic_, events);
    }
    service_.end_day();
  }

  const sim::RequestRecord& request(std::size_t row) const {
    return service_.requests()[sim::RequestId(row)];
  }
  const sim::ServiceVehicleRecord& vehicle(std::size_t row) const {
    return service_.vehicles()[sim::ServiceVehicleId(row)];
  }
  const sim::OnDemand& service() const { return service_; }
  const sim::Traffic& traffic() const { return traffic_; }

  std::vector<sim::ServiceEvent> events;

 private:
  geo::RoadGraph graph_;
  geo::LinkTimes known_;
  sim::Traffic traffic_;
  sim::OnDemand service_;
};

/// `side` × `side` crossings, 300 m apart, roads both ways at 10 m/s (30 s), so wide that nobody
/// queues.
inline geo::Network grid(std::size_t side) {
  geo::Network network;
  for (std::size_t row = 0; row < side; ++row) {
    for (std::size_t column = 0; column < side; ++column) {
      network.place.push_back(
          {300.0 * static_cast<double>(column), 300.0 * static_cast<double>(row)});
    }
  }
  const auto add = [&](std::size_t from, std::size_t to) {
    const geo::LinkId link = network.from.push_back(geo::NodeId(from));
    network.to.push_back(geo::NodeId(to));
    network.reverse.push_back(geo::LinkId::none());
    network.length.push_back(Metres(300.0));
    network.free_speed.push_back(MetresPerSecond(10.0));
    network.lanes.push_back(1.0F);
    network.capacity.push_back(vehicles_per_hour(36'000.0));
    network.road_class.push_back(geo::RoadClass::tertiary);
    network.access.push_back(geo::access_car);
    network.source_id.push_back(static_cast<std::int64_t>(link.value) + 1);
    const std::vector<Point> ends{network.place[geo::NodeId(from)], network.place[geo::NodeId(to)]};
    network.shape.push_row(ends);
    return link;
  };
  const auto both_ways = [&](std::size_t a, std::size_t b) {
    const geo::LinkId forth = add(a, b);
    const geo::LinkId back = add(b, a);
    network.reverse[forth] = back;
    network.reverse[back] = forth;
  };
  for (std::size_t row = 0; row < side; ++row) {
    for (std::size_t column = 0; column < side; ++column) {
      const std::size_t node = row * side + column;
      if (column + 1 < side) both_ways(node, node + 1);
      if (row + 1 < side) both_ways(node, node + side);
    }
  }
  return network;
}

}  // namespace eveil::tests
