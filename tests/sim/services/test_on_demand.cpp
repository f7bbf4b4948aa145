// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/services/on_demand.hpp"
#include "tests/sim/services/service_day.hpp"
#include "tests/support/ascii_network.hpp"

using namespace eveil;
using namespace eveil::sim;
using namespace eveil::tests;

namespace {

// Every road takes 60 s. F can be entered but not left. The service's area is the surroundings of
// A, so that its vehicles start at A; requests say that their places lie there, which only their
// links contradict.
AsciiNetwork street() {
  return network_of(R"(
                   F
                   |
      A---B---C---D---E
          |
          G
A-B 600 m 10 m/s
B-C 600 m 10 m/s
C-D 600 m 10 m/s
D-E 600 m 10 m/s
B-G 600 m 10 m/s
D>F 600 m 10 m/s
)");
}

scenarios::Service service_at(const AsciiNetwork& drawn) {
  const Point a = drawn.network.place[drawn.node('A')];
  scenarios::Service service;
  service.name = "line";
  service.area = box(a.x - 5.0, a.y - 5.0, a.x + 5.0, a.y + 5.0);
  service.seats = 4;
  service.hours = {{time_of_day(6), time_of_day(22)}};
  service.fare_eur = 2.0;
  service.fare_eur_per_km = 0.5;
  return service;
}

Request wish(const AsciiNetwork& drawn,
             TimeOfDay time,
             const std::string& from,
             const std::string& to) {
  Request request;
  request.time = time;
  request.from = drawn.link(from);
  request.to = drawn.link(to);
  request.from_place = request.to_place = drawn.network.place[drawn.node('A')];
  return request;
}

const TimeOfDay eight = time_of_day(8);

}  // namespace

TEST_CASE("one vehicle serves one request: every time, metre and cent as worked out by hand",
          "[services][on_demand]") {
  const AsciiNetwork drawn = street();
  ServiceDay day(drawn.network, service_at(drawn));
  day.run({wish(drawn, eight, "AB", "CD")});
  // Answered at 08:00:01. A → B 60 s, stop 30 s, B → C → D 120 s, stop 30 s.
  const RequestRecord& ride = day.request(0);
  CHECK(ride.cause == RefusalCause::none);
  CHECK(ride.vehicle == ServiceVehicleId(0));
  CHECK(ride.promised_pickup == time_of_day(8, 1, 1));
  CHECK(ride.pickup == time_of_day(8, 1, 1));
  CHECK(ride.dropoff == time_of_day(8, 3, 31));
  CHECK(ride.direct_time == seconds(120));
  CHECK(ride.direct_distance.value == 1200.0);
  CHECK(ride.ridden.value == 1200.0);
  CHECK_FALSE(ride.shared);
  CHECK(ride.fare_eur == Approx(2.0 + 0.5 * 1.2));
  const ServiceVehicleRecord& vehicle = day.vehicle(0);
  CHECK(vehicle.empty.value == 600.0);
  CHECK(vehicle.loaded.value == 1200.0);
  CHECK(vehicle.passenger.value == 1200.0);
  CHECK(vehicle.driving == seconds(180));
  CHECK(vehicle.stopping == seconds(60));
  CHECK(vehicle.idle == minutes(16 * 60) - seconds(240));
  CHECK(vehicle.boardings == 1);
  REQUIRE(day.events.size() == 3);
  CHECK(day.events[0].kind == ServiceEvent::Kind::accepted);
  CHECK(day.events[1].kind == ServiceEvent::Kind::picked_up);
  CHECK(day.events[1].time == ride.pickup);
  CHECK(day.events[2].kind == ServiceEvent::Kind::dropped_off);
  CHECK(day.events[2].time == ride.dropoff);
  CHECK_FALSE(day.service().busy());
}

TEST_CASE("two riders the same way share the vehicle and save what they drive together",
          "[services][on_demand]") {
  const AsciiNetwork drawn = street();
  ServiceDay day(drawn.network, service_at(drawn));
  std::vector<Request> requests{wish(drawn, eight, "AB", "DE"), wish(drawn, eight, "BC", "CD")};
  requests[1].name = 1;
  day.run(requests);
  // B 08:01:01, C 08:02:31, D 08:04:01, E 08:05:31: each stop but the last holds it for 30 s.
  CHECK(day.request(0).pickup == time_of_day(8, 1, 1));
  CHECK(day.request(1).pickup == time_of_day(8, 2, 31));
  CHECK(day.request(1).dropoff == time_of_day(8, 4, 1));
  CHECK(day.request(0).dropoff == time_of_day(8, 5, 31));
  CHECK(day.request(0).shared);
  CHECK(day.request(1).shared);
  // B to E and C to D are 2,400 passenger-metres on 1,800 m: 600 m saved.
  CHECK(day.vehicle(0).loaded.value == 1800.0);
  CHECK(day.vehicle(0).passenger.value == 2400.0);
  CHECK(day.vehicle(0).empty.value == 600.0);
  CHECK(day.vehicle(0).boardings == 2);
}

TEST_CASE("a request that would break an earlier promise is refused, or goes to another vehicle",
          "[services][on_demand]") {
  const AsciiNetwork drawn = street();
  scenarios::Service service = service_at(drawn);
  // The first rider may lose 30 s, one stop; the second would cost him two. Behind him it is too
  // late.
  service.max_detour = 1.0;
  service.max_detour_extra = seconds(30);
  service.max_wait = minutes(5);
  std::vector<Request> requests{wish(drawn, eight, "AB", "DE"), wish(drawn, eight, "BC", "CD")};
  requests[1].name = 1;
  ServiceDay alone(drawn.network, service);
  alone.run(requests);
  CHECK(alone.request(1).cause == RefusalCause::detour_too_long);
  CHECK(alone.request(0).dropoff == time_of_day(8, 4, 31));

  service.vehicles = 2;
  ServiceDay both(drawn.network, service);
  both.run(requests);
  CHECK(both.request(0).vehicle == ServiceVehicleId(0));
  CHECK(both.request(1).vehicle == ServiceVehicleId(1));
  CHECK(both.request(1).promised_pickup == time_of_day(8, 2, 1));
  // Both leave A at once over an exit of 1,800 vehicles an hour: one is 2 s late, on the road.
  CHECK(both.request(0).pickup + (both.request(1).pickup - time_of_day(8, 2, 1)) ==
        time_of_day(8, 1, 3));
}

TEST_CASE("who finds no seat, or no vehicle in time, is told so", "[services][on_demand]") {
  const AsciiNetwork drawn = street();
  scenarios::Service service = service_at(drawn);
  service.seats = 1;
  service.max_wait = minutes(3);
  const std::vector<Request> requests{wish(drawn, eight, "AB", "DE"),
                                      wish(drawn, eight + Duration{1}, "BC", "CD"),
                                      wish(drawn, time_of_day(8, 2), "CD", "DE")};
  ServiceDay day(drawn.network, service);
  day.run(requests);
  // The empty vehicle could be at C and at D first, but then at B only at 08:06:01: a promise, not
  // a seat.
  CHECK(day.request(1).cause == RefusalCause::detour_too_long);
  // At D 08:03:31 with its seat taken until E; back at D 08:06:01, a minute too late.
  CHECK(day.request(2).cause == RefusalCause::no_seat);
  CHECK(day.request(2).pickup == TimeOfDay{-1});

  // A → B takes 60 s, and it is 08:00:01 before the vehicle can leave.
  service.max_wait = seconds(60);
  ServiceDay late(drawn.network, service);
  late.run({requests[0]});
  CHECK(late.request(0).cause == RefusalCause::wait_too_long);
  service.max_wait = seconds(61);
  ServiceDay just(drawn.network, service);
  just.run({requests[0]});
  CHECK(just.request(0).cause == RefusalCause::none);
}

TEST_CASE("what the service doesn't offer is refused for the first reason that holds",
          "[services][on_demand]") {
  const AsciiNetwork drawn = street();
  const Point far{1e6, 1e6};
  Request stranger = wish(drawn, time_of_day(5), "AB", "CD");
  stranger.eligible = false;
  stranger.to_place = far;
  Request early = wish(drawn, time_of_day(5), "AB", "CD");
  early.from_place = far;
  early.name = 1;
  Request outside = wish(drawn, eight, "AB", "CD");
  outside.to_place = far;
  const Request astray = wish(drawn, time_of_day(9), "DF", "AB");
  const Request closing = wish(drawn, time_of_day(22) - Duration{1}, "AB", "CD");
  const Request closed = wish(drawn, time_of_day(22), "AB", "CD");
  ServiceDay day(drawn.network, service_at(drawn));
  day.run({stranger, early, outside, astray, closing, closed});
  CHECK(day.request(0).cause == RefusalCause::not_eligible);
  CHECK(day.request(1).cause == RefusalCause::outside_hours);
  CHECK(day.request(2).cause == RefusalCause::outside_area);
  CHECK(day.request(3).cause == RefusalCause::no_route);
  CHECK(day.request(5).cause == RefusalCause::outside_hours);
  // Accepted a millisecond before the hours end, so brought home: from 22:00:00, 180 s and two
  // stops.
  CHECK(day.request(4).dropoff == time_of_day(22, 3, 30));
  CHECK(day.vehicle(0).idle == minutes(16 * 60));
  CHECK(name_of(day.request(3).cause) == "no_route");
}

TEST_CASE("a driving vehicle turns off for a new rider at the end of its link",
          "[services][on_demand]") {
  const AsciiNetwork drawn = street();
  ServiceDay day(drawn.network, service_at(drawn));
  day.run({wish(drawn, eight, "CD", "DC"), wish(drawn, time_of_day(8, 0, 30), "BG", "CD")});
  // On A-B when the second asks: at B 08:01:01, G 08:02:01, leaves 08:02:31, B, C, D 08:05:31;
  // there one alights and the other boards in the same 30 s; C 08:07:01.
  CHECK(day.request(0).promised_pickup == time_of_day(8, 3, 1));
  CHECK(day.request(1).pickup == time_of_day(8, 2, 1));
  CHECK(day.request(1).dropoff == time_of_day(8, 5, 31));
  CHECK(day.request(0).pickup == time_of_day(8, 5, 31));
  CHECK(day.request(0).dropoff == time_of_day(8, 7, 1));
  CHECK_FALSE(day.request(0).shared);
  CHECK(day.vehicle(0).empty.value == 1200.0);
  CHECK(day.vehicle(0).loaded.value == 1800.0 + 600.0);
  CHECK(day.vehicle(0).stopping == seconds(90));
}

TEST_CASE("who asks while the vehicle stops at his place boards at once and holds it no longer",
          "[services][on_demand]") {
  const AsciiNetwork drawn = street();
  ServiceDay day(drawn.network, service_at(drawn));
  day.run({wish(drawn, eight, "AB", "DE"), wish(drawn, time_of_day(8, 1, 10), "AB", "DE")});
  // The stop at B lasts from 08:01:01 to 08:01:31; E is 180 s away.
  CHECK(day.request(1).pickup == time_of_day(8, 1, 10));
  CHECK(day.request(1).promised_pickup == time_of_day(8, 1, 10));
  CHECK(day.request(0).dropoff == time_of_day(8, 4, 31));
  CHECK(day.request(1).dropoff == time_of_day(8, 4, 31));
  CHECK(day.vehicle(0).stopping == seconds(60));
  CHECK(day.vehicle(0).boardings == 2);
}

TEST_CASE("a rider at the idle vehicle's own place waits only for the answer",
          "[services][on_demand]") {
  const AsciiNetwork drawn = street();
  ServiceDay day(drawn.network, service_at(drawn));
  day.run({wish(drawn, eight, "BA", "AB")});
  CHECK(day.request(0).pickup == time_of_day(8, 0, 1));
  CHECK(day.request(0).dropoff == time_of_day(8, 1, 31));
  CHECK(day.vehicle(0).empty.value == 0.0);
  CHECK(day.vehicle(0).loaded.value == 600.0);
}

TEST_CASE("a ride that the day's end cuts off stays open", "[services][on_demand]") {
  const AsciiNetwork drawn = street();
  scenarios::Service service = service_at(drawn);
  service.hours = {{time_of_day(6), day_end}};
  ServiceDay day(drawn.network, service);
  day.run({wish(drawn, time_of_day(29, 58), "AB", "DE")});
  // At B 29:59:01, leaves 29:59:31, 29 s of driving are left of the day.
  CHECK(day.request(0).pickup == time_of_day(29, 59, 1));
  CHECK(day.request(0).dropoff == TimeOfDay{-1});
  CHECK(day.service().busy());
  CHECK(day.vehicle(0).driving == seconds(60 + 29));
  CHECK(day.vehicle(0).loaded.value == 0.0);
}

TEST_CASE("requests of one window are answered by time, then name", "[services][on_demand]") {
  const AsciiNetwork drawn = street();
  scenarios::Service service = service_at(drawn);
  service.seats = 1;
  service.max_wait = minutes(2);
  std::vector<Request> requests{wish(drawn, eight + Duration{500}, "AB", "CD"),
                                wish(drawn, eight, "AB", "CD"),
                                wish(drawn, eight, "AB", "CD")};
  requests[1].name = 9;
  requests[2].name = 4;
  requests[2].person = 77;
  ServiceDay day(drawn.network, service);
  day.run(requests);
  CHECK(day.request(0).request.person == 77);
  CHECK(day.request(0).cause == RefusalCause::none);
  CHECK(day.request(1).request.name == 9);
  CHECK(day.request(1).cause == RefusalCause::no_seat);
  CHECK(day.request(2).request.time == eight + Duration{500});
}

TEST_CASE("two services on the same roads each hear only of their own vehicles",
          "[services][on_demand]") {
  const AsciiNetwork drawn = street();
  const geo::RoadGraph graph(drawn.network, geo::access_car);
  const geo::LinkTimes known = geo::LinkTimes::free_flow(drawn.network);
  scenarios::Service other = service_at(drawn);
  other.name = "other";
  OnDemandParameters far;
  far.tag_base = std::uint64_t{1} << 48U;
  Traffic traffic(drawn.network, graph.adjacency(), {});
  OnDemand near_service(service_at(drawn), graph, known, {});
  OnDemand far_service(other, graph, known, far);
  traffic.start_day();
  std::vector<Arrival> arrivals;
  std::vector<ServiceEvent> events;
  traffic.skip_to(std::min(traffic.next_active(), time_of_day(8)));
  const std::vector<Request> first{wish(drawn, eight, "AB", "CD")};
  const std::vector<Request> second{wish(drawn, eight, "BC", "DE")};
  while (traffic.now() < time_of_day(8, 10)) {
    traffic.run_window(arrivals);
    std::vector<Arrival> near_arrivals;
    std::vector<Arrival> far_arrivals;
    for (const Arrival& arrival : arrivals) {
      (arrival.tag < far.tag_base ? near_arrivals : far_arrivals).push_back(arrival);
    }
    near_service.advance(near_arrivals, traffic, events);
    far_service.advance(far_arrivals, traffic, events);
    if (traffic.now() != eight + seconds(1)) continue;
    near_service.answer(first, traffic, events);
    far_service.answer(second, traffic, events);
  }
  CHECK(near_service.vehicles()[ServiceVehicleId(0)].empty.value == 600.0);
  CHECK(near_service.vehicles()[ServiceVehicleId(0)].loaded.value == 1200.0);
  CHECK(far_service.vehicles()[ServiceVehicleId(0)].empty.value == 1200.0);
  CHECK(far_service.vehicles()[ServiceVehicleId(0)].loaded.value == 1200.0);
  CHECK_FALSE(near_service.busy());
  CHECK_FALSE(far_service.busy());
}
