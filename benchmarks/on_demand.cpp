// SPDX-License-Identifier: Apache-2.0
// How many requests a second does the operator answer? 200 vehicles, 2,000 drawn requests in two
// hours, on a grid of 60 × 60 crossings (14,160 links), its own vehicles alone on the road. Prints
// time and answer; exit code 1 where a promise is broken, the books don't agree with the roads,
// or the number of served requests isn't the expected one.
#include "sim/services/on_demand.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <vector>

#include "geo/base/random.hpp"
#include "tests/sim/services/service_day.hpp"

namespace {

using namespace eveil;
using Clock = std::chrono::steady_clock;

constexpr std::size_t side = 60;
constexpr std::size_t request_count = 2000;
constexpr std::size_t expected_served = 1855;

scenarios::Service town() {
  scenarios::Service service;
  service.name = "town";
  service.area = tests::box(-1.0, -1.0, 300.0 * side, 300.0 * side);
  service.vehicles = 200;
  service.seats = 6;
  service.hours = {{time_of_day(7), time_of_day(9)}};
  service.max_wait = minutes(5);
  return service;
}

/// Rides of up to about 6 km, by time.
std::vector<sim::Request> drawn_requests(const geo::Network& network) {
  std::vector<sim::Request> requests;
  for (std::uint64_t row = 0; requests.size() < request_count; ++row) {
    Draw draw(11, Purpose::service, row);
    sim::Request request;
    request.time = time_of_day(7) + Duration{static_cast<std::int64_t>(draw.below(7'200'000))};
    request.from = geo::LinkId(draw.below(network.link_count()));
    request.to = geo::LinkId(draw.below(network.link_count()));
    request.name = row;
    const Metres apart =
        distance(network.place[network.to[request.from]], network.place[network.to[request.to]]);
    if (apart.value < 6000.0) requests.push_back(request);
  }
  std::sort(requests.begin(), requests.end(), [](const auto& a, const auto& b) {
    return a.time != b.time ? a.time < b.time : a.name < b.name;
  });
  return requests;
}

/// Time spent in `answer` alone, in seconds.
double run(const std::vector<sim::Request>& requests,
           sim::Traffic& traffic,
           sim::OnDemand& service) {
  std::vector<sim::Arrival> arrivals;
  std::vector<sim::ServiceEvent> events;
  std::chrono::duration<double> spent{};
  std::size_t next = 0;
  traffic.start_day();
  traffic.skip_to(std::min(traffic.next_active(), time_of_day(7)));
  while (traffic.now() < time_of_day(10)) {
    traffic.run_window(arrivals);
    service.advance(arrivals, traffic, events);
    std::size_t last = next;
    while (last < requests.size() && requests[last].time < traffic.now()) ++last;
    const auto begin = Clock::now();
    service.answer({requests.data() + next, last - next}, traffic, events);
    spent += Clock::now() - begin;
    next = last;
  }
  service.end_day();
  return spent.count();
}

}  // namespace

int main() {
  const geo::Network network = tests::grid(side);
  const geo::RoadGraph graph(network, geo::access_car);
  const geo::LinkTimes known = geo::LinkTimes::free_flow(network);
  const scenarios::Service service = town();
  sim::Traffic traffic(network, graph.adjacency(), {});
  sim::OnDemand operated(service, graph, known, {1, 0, 0, 0.001});
  const double spent = run(drawn_requests(network), traffic, operated);

  std::size_t served = 0;
  std::size_t shared = 0;
  bool right = operated.requests().size() == request_count && !operated.busy();
  for (const sim::RequestRecord& ride : operated.requests()) {
    if (!ride.vehicle.valid()) continue;
    ++served;
    shared += ride.shared ? 1 : 0;
    // Two vehicles that leave a link in the same ms follow each other by 1 ms, so a second is
    // allowed.
    right = right && ride.pickup - ride.request.time <= service.max_wait + seconds(1) &&
            ride.dropoff - ride.pickup <=
                sim::longest_ride(service, ride.direct_time) + service.stop_time + seconds(1);
  }
  double driven = 0.0;
  for (const sim::ServiceVehicleRecord& vehicle : operated.vehicles()) {
    driven += (vehicle.loaded + vehicle.empty).value;
  }
  std::uint64_t links = 0;
  for (const sim::LinkCount& row : traffic.counts().rows) {
    links += row.vehicle_class == sim::VehicleClass::service ? row.volume : 0;
  }
  right = right && driven == 300.0 * static_cast<double>(links) && served == expected_served;
  fmt::print(
      "on_demand: {} requests, {} served, {} shared, {:.0f} km driven; {:.0f} requests/s ({:.2f} "
      "s); {}\n",
      request_count,
      served,
      shared,
      driven / 1000.0,
      static_cast<double>(request_count) / spent,
      spent,
      right ? "right" : "WRONG");
  return right ? 0 : 1;
}
