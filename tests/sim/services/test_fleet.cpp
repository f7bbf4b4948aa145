// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/base/parallel.hpp"
#include "geo/base/random.hpp"
#include "sim/services/fleet.hpp"
#include "tests/sim/services/service_day.hpp"

using namespace eveil;
using namespace eveil::sim;
using namespace eveil::tests;

namespace {

constexpr std::size_t side = 12;

scenarios::Service town_service() {
  scenarios::Service service;
  service.name = "town";
  service.area = box(-1.0, -1.0, 300.0 * side, 300.0 * side);
  service.vehicles = 12;
  service.seats = 3;
  service.hours = {{time_of_day(7), time_of_day(9)}};
  service.max_wait = minutes(8);
  service.max_detour = 1.3;
  service.max_detour_extra = minutes(2);
  return service;
}

/// `count` drawn wishes within two hours, by time.
std::vector<Request> drawn_requests(const geo::Network& network, std::size_t count) {
  std::vector<Request> requests;
  for (std::size_t row = 0; row < count; ++row) {
    Draw draw(3, Purpose::service, row);
    Request request;
    request.time = time_of_day(7) + Duration{static_cast<std::int64_t>(draw.below(7'200'000))};
    request.from = geo::LinkId(draw.below(network.link_count()));
    request.to = geo::LinkId(draw.below(network.link_count()));
    request.seats = 1 + static_cast<std::uint32_t>(draw.below(5) == 0);
    request.name = row;
    requests.push_back(request);
  }
  std::sort(requests.begin(), requests.end(), [](const Request& a, const Request& b) {
    return a.time != b.time ? a.time < b.time : a.name < b.name;
  });
  return requests;
}

/// Seats taken in a vehicle just before each of its pick-ups and drop-offs, the highest.
std::uint32_t most_on_board(const ServiceDay& day, std::size_t vehicle) {
  struct Change {
    TimeOfDay time;
    int order;  // who alights makes room for who boards at the same time
    std::int32_t seats;
  };
  std::vector<Change> changes;
  for (const RequestRecord& ride : day.service().requests()) {
    if (ride.vehicle != ServiceVehicleId(vehicle)) continue;
    const auto seats = static_cast<std::int32_t>(ride.request.seats);
    changes.push_back({ride.pickup, 1, seats});
    changes.push_back({ride.dropoff, 0, -seats});
  }
  std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) {
    return a.time != b.time ? a.time < b.time : a.order < b.order;
  });
  std::int32_t on = 0;
  std::int32_t most = 0;
  for (const Change& change : changes) most = std::max(most, on += change.seats);
  return static_cast<std::uint32_t>(most);
}

}  // namespace

TEST_CASE(
    "vehicles start where service, number, replication and day say, whatever the fleet's size",
    "[services][fleet]") {
  const geo::Network network = grid(side);
  const geo::RoadGraph graph(network, geo::access_car);
  scenarios::Service service = town_service();
  service.area = box(-1.0, -1.0, 901.0, 901.0);
  const OnDemandParameters parameters{1, 2, 3, 1.0};
  const std::vector<geo::LinkId> starts = start_links(service, graph, parameters);
  REQUIRE(starts.size() == 12);
  for (const geo::LinkId link : starts) {
    CHECK(contains(service.area, network.place[network.to[link]]));
  }
  scenarios::Service larger = service;
  larger.vehicles = 20;
  std::vector<geo::LinkId> first = start_links(larger, graph, parameters);
  first.resize(12);
  CHECK(first == starts);
  CHECK(start_links(service, graph, {1, 2, 4, 1.0}) != starts);
  CHECK(start_links(service, graph, {1, 3, 3, 1.0}) != starts);
  CHECK(start_links(service, graph, {2, 2, 3, 1.0}) != starts);
  larger.name = "other";
  CHECK(start_links(larger, graph, parameters) != start_links(service, graph, parameters));
}

TEST_CASE("where no road ends in the area the vehicles start at the nearest", "[services][fleet]") {
  const geo::Network network = grid(2);
  const geo::RoadGraph graph(network, geo::access_car);
  scenarios::Service service = town_service();
  service.area = box(200.0, 200.0, 250.0, 250.0);
  for (const geo::LinkId link : start_links(service, graph, {})) {
    CHECK(network.place[network.to[link]] == Point{300.0, 300.0});
  }
}

TEST_CASE("idle time is what lies in the opening hours", "[services][fleet]") {
  const std::vector<scenarios::OpenHours> hours{{time_of_day(6), time_of_day(9)},
                                                {time_of_day(16), time_of_day(26)}};
  CHECK(open_time(hours, time_of_day(3), time_of_day(30)) == minutes(13 * 60));
  CHECK(open_time(hours, time_of_day(8), time_of_day(17)) == minutes(120));
  CHECK(open_time(hours, time_of_day(10), time_of_day(15)) == seconds(0));
  CHECK(open_time(hours, time_of_day(18), time_of_day(17)) == seconds(0));
}

TEST_CASE("a busy morning on free roads: seats, promises and books hold for everybody",
          "[services][fleet]") {
  const geo::Network network = grid(side);
  const scenarios::Service service = town_service();
  const std::vector<Request> requests = drawn_requests(network, 600);
  ServiceDay day(network, service, {1, 0, 0, 0.001});
  day.run(requests, time_of_day(10));
  REQUIRE(day.service().requests().size() == 600);
  CHECK_FALSE(day.service().busy());

  std::array<std::size_t, refusal_cause_count> outcomes{};
  std::size_t shared = 0;
  double ridden = 0.0;
  std::uint64_t boarded = 0;
  for (const RequestRecord& ride : day.service().requests()) {
    ++outcomes[static_cast<std::size_t>(ride.cause)];
    REQUIRE((ride.cause == RefusalCause::none) == ride.vehicle.valid());
    REQUIRE((ride.dropoff.ms >= 0) == ride.vehicle.valid());
    if (!ride.vehicle.valid()) continue;
    REQUIRE(ride.pickup >= ride.request.time);
    REQUIRE(ride.pickup - ride.request.time <= service.max_wait);
    // Boarding may begin before the stop's end by less than the stop time: a ride from the pick-up
    // lasts at most the longest ride and a stop.
    REQUIRE(ride.dropoff - ride.pickup <=
            longest_ride(service, ride.direct_time) + service.stop_time);
    REQUIRE(ride.ridden.value >= ride.direct_distance.value);
    shared += ride.shared ? 1 : 0;
    ridden += ride.ridden.value * ride.request.seats;
    boarded += ride.request.seats;
  }
  CHECK(outcomes[static_cast<std::size_t>(RefusalCause::none)] > 200);
  CHECK(outcomes[static_cast<std::size_t>(RefusalCause::wait_too_long)] +
            outcomes[static_cast<std::size_t>(RefusalCause::detour_too_long)] +
            outcomes[static_cast<std::size_t>(RefusalCause::no_seat)] >
        20);
  CHECK(shared > 100);

  std::array<std::size_t, 4> heard{};
  for (const ServiceEvent& event : day.events) ++heard[static_cast<std::size_t>(event.kind)];
  CHECK(heard[0] + heard[1] == 600);
  CHECK(heard[1] == heard[2]);
  CHECK(heard[1] == heard[3]);

  double driven = 0.0;
  double passenger = 0.0;
  std::uint64_t boardings = 0;
  for (std::size_t row = 0; row < service.vehicles; ++row) {
    const ServiceVehicleRecord& vehicle = day.vehicle(row);
    CHECK(most_on_board(day, row) <= service.seats);
    driven += vehicle.loaded.value + vehicle.empty.value;
    passenger += vehicle.passenger.value;
    boardings += vehicle.boardings;
    // From 07:00 on each second is driving, a stop or idleness; after 09:00 only what was accepted.
    const Duration busy = vehicle.driving + vehicle.stopping;
    CHECK(busy + vehicle.idle >= minutes(120));
    CHECK(busy + vehicle.idle <= minutes(180));
  }
  const LinkCounts& counts = day.traffic().counts();
  std::uint64_t entered = 0;
  for (const LinkCount& row : counts.rows) {
    entered += row.vehicle_class == VehicleClass::service ? row.volume : 0;
  }
  CHECK(driven == 300.0 * static_cast<double>(entered));
  CHECK(passenger == ridden);
  CHECK(boardings == boarded);
}

TEST_CASE("a day of service is the same with one thread and with two",
          "[services][fleet][determinism]") {
  const geo::Network network = grid(side);
  const std::vector<Request> requests = drawn_requests(network, 300);
  const auto outcome = [&](std::size_t threads) {
    const parallel::ThreadLimit limit(threads);
    ServiceDay day(network, town_service(), {1, 0, 0, 0.001});
    day.run(requests, time_of_day(10));
    std::vector<std::int64_t> facts;
    for (const RequestRecord& ride : day.service().requests()) {
      facts.insert(facts.end(),
                   {static_cast<std::int64_t>(ride.cause),
                    ride.vehicle.value,
                    ride.pickup.ms,
                    ride.dropoff.ms,
                    static_cast<std::int64_t>(ride.ridden.value * 1000.0)});
    }
    return facts;
  };
  CHECK(outcome(1) == outcome(2));
}
