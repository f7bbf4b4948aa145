// SPDX-License-Identifier: Apache-2.0
#include "sim/transit/bus_routes.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "geo/base/parallel.hpp"
#include "tests/support/ascii_network.hpp"
#include "tests/support/drawn_timetable.hpp"

using namespace eveil;
using namespace eveil::sim;
using namespace eveil::tests;
using geo::LinkId;
using geo::PatternId;
using geo::StopId;

namespace {

/// A street that meets a ring road round a block: one way, clockwise.
constexpr const char* block = R"(
A---------B---------C
          |         |
          E---------D
A-B 100 m 36 km/h
B>C 100 m 36 km/h
C>D 40 m 36 km/h
D>E 100 m 36 km/h
E>B 40 m 36 km/h
)";

struct Drawn {
  AsciiNetwork roads = network_of(block);
  geo::DrawnTimetable drawn;
  PatternId pattern{std::size_t{0}};

  StopId stop(double x, double y) { return drawn.stop({x, y}); }
  /// By the drawing: line 1 has A, B and C.
  Point place(char node) const { return roads.network.place[roads.node(node)]; }
  BusRoutes routes(const std::vector<StopId>& stops, geo::LineKind kind = geo::LineKind::bus) {
    std::vector<TimeOfDay> times;
    for (std::size_t row = 0; row < stops.size(); ++row) {
      times.push_back(time_of_day(8, static_cast<int>(row)));
    }
    pattern = drawn.pattern_at(drawn.line(80, kind), stops, {times, times});
    return BusRoutes(roads.network, drawn.done());
  }
  std::string way(const BusRoutes& routes, std::size_t position) const {
    std::string names;
    for (const LinkId link : routes.way(pattern, position)) {
      for (const auto& [name, row] : roads.links) {
        if (row == link) names += (names.empty() ? "" : " ") + name;
      }
    }
    return names;
  }
};

}  // namespace

TEST_CASE("a bus stands at the end of the road by its stop, on the way that the line goes",
          "[transit][buses][routes]") {
  Drawn test;
  const double y = test.place('A').y;
  // Beside the middle of A-B, of B>C and, coming back, of A-B again.
  const StopId street = test.stop(50.0, y + 4.0);
  const StopId ring = test.stop(150.0, y + 4.0);
  const StopId back = test.stop(50.0, y - 4.0);
  const BusRoutes routes = test.routes({street, ring, back});
  REQUIRE(routes.on_road(test.pattern));
  CHECK(test.way(routes, 0) == "AB BC");
  CHECK(test.way(routes, 1) == "BC CD DE EB BA");
}

TEST_CASE("between two stops of one road nobody drives, and there is no way back to one behind",
          "[transit][buses][routes]") {
  Drawn test;
  const double y = test.place('A').y;
  const StopId first = test.stop(130.0, y);
  const StopId second = test.stop(170.0, y);
  SECTION("in the order of the road") {
    const BusRoutes routes = test.routes({first, second});
    REQUIRE(routes.on_road(test.pattern));
    CHECK(test.way(routes, 0) == "BC");
  }
  SECTION("against it") {
    const BusRoutes routes = test.routes({second, first});
    CHECK(routes.cause(test.pattern, 0) == OffRoad::no_way);
  }
}

TEST_CASE("to and from a stop over 50 m from every road buses keep the timetable",
          "[transit][buses][routes]") {
  Drawn test;
  const double y = test.place('A').y;
  const StopId near = test.stop(50.0, y);
  const StopId at_49 = test.stop(150.0, y + 49.0);
  const StopId at_51 = test.stop(150.0, y + 51.0);
  SECTION("49 m") { CHECK(test.routes({near, at_49}).on_road(test.pattern)); }
  SECTION("51 m") {
    const BusRoutes routes = test.routes({near, at_51});
    CHECK(routes.cause(test.pattern, 0) == OffRoad::stop_off_road);
    CHECK_FALSE(routes.on_road(test.pattern));
    CHECK_FALSE(routes.any());
  }
}

TEST_CASE("a line is on the road where its stops are, and counted by its ways",
          "[transit][buses][routes]") {
  Drawn test;
  const double y = test.place('A').y;
  const StopId street = test.stop(50.0, y);
  const StopId ring = test.stop(150.0, y);
  const StopId field = test.stop(150.0, y + 500.0);
  const StopId same_again = test.stop(155.0, y);
  const BusRoutes routes = test.routes({street, ring, field, ring, same_again, ring});
  REQUIRE(routes.on_road(test.pattern));
  CHECK(test.way(routes, 0) == "AB BC");
  CHECK(routes.cause(test.pattern, 1) == OffRoad::stop_off_road);
  CHECK(routes.cause(test.pattern, 2) == OffRoad::stop_off_road);
  CHECK(test.way(routes, 3) == "BC");
  CHECK(routes.cause(test.pattern, 4) == OffRoad::no_way);  // behind on the one-way road
  const BusCounts buses = count_buses(routes, test.drawn.table());
  CHECK(buses.trips == 2);
  CHECK(buses.on_road == 2);
  CHECK(buses.ways == std::array<std::uint64_t, off_road_count>{4, 0, 4, 2, 0});
  CHECK(describe(buses) ==
        "2 of 2 trips of buses are on the road, for 40.0 % of all ways from stop to stop; the "
        "timetable keeps 40.0 % with a stop over 50 m from every road that buses may use, 20.0 % "
        "without a way, 0.0 % with one over 3 times the straight line and 500 m");
}

TEST_CASE("only buses, trolleybuses and coaches are on the road", "[transit][buses][routes]") {
  Drawn test;
  const double y = test.place('A').y;
  const std::vector<StopId> stops{test.stop(50.0, y), test.stop(150.0, y)};
  using Kind = geo::LineKind;
  for (const Kind kind : {Kind::bus, Kind::trolleybus, Kind::coach}) {
    CHECK(test.routes(stops, kind).on_road(test.pattern));
  }
  for (const Kind kind : {Kind::tram, Kind::rail, Kind::ferry, Kind::on_demand}) {
    const BusRoutes routes = test.routes(stops, kind);
    CHECK_FALSE(routes.on_road(test.pattern));
    CHECK(routes.cause(test.pattern, 0) == OffRoad::other_vehicle);
  }
}

TEST_CASE("buses use roads that are closed to cars, and none that is closed to buses",
          "[transit][buses][routes]") {
  Drawn test;
  const double y = test.place('A').y;
  const std::vector<StopId> stops{test.stop(50.0, y), test.stop(155.0, y)};
  const LinkId ring = test.roads.link("BC");
  SECTION("a bus road") {
    test.roads.network.access[ring] = geo::access_bus;
    CHECK(test.routes(stops).on_road(test.pattern));
  }
  SECTION("a road without buses") {
    test.roads.network.access[ring] = geo::access_car;
    // The next road to the stop is D>E, 40 m off, behind the closed one.
    const BusRoutes routes = test.routes(stops);
    CHECK(routes.cause(test.pattern, 0) == OffRoad::no_way);
  }
}

TEST_CASE("a way over 3 times the straight line and 500 m is not taken for the bus's",
          "[transit][buses][routes]") {
  Drawn test;
  const double y = test.place('A').y;
  // 100 m from each other; from B on it is round the block, whose far side is C>D.
  const std::vector<StopId> stops{test.stop(150.0, y), test.stop(50.0, y)};
  const double allowed = 3.0 * 100.0 + 500.0;
  // Half of B>C, C>D, D>E, E>B, half of B>A: what is left for C>D?
  const double rest = 50.0 + 100.0 + 40.0 + 50.0;
  SECTION("just short enough") {
    test.roads.network.length[test.roads.link("CD")] = Metres(allowed - rest - 1.0);
    CHECK(test.routes(stops).on_road(test.pattern));
  }
  SECTION("too long") {
    test.roads.network.length[test.roads.link("CD")] = Metres(allowed - rest + 1.0);
    CHECK(test.routes(stops).cause(test.pattern, 0) == OffRoad::detour);
  }
}

TEST_CASE("patterns with the same stops have the same ways, at any number of threads",
          "[transit][buses][routes][determinism]") {
  Drawn test;
  const double y = test.place('A').y;
  const std::vector<StopId> stops{test.stop(50.0, y), test.stop(150.0, y), test.stop(40.0, y)};
  for (int pattern = 0; pattern < 20; ++pattern) {
    test.routes(pattern % 2 == 0 ? stops : std::vector<StopId>{stops[0], stops[1]});
  }
  const geo::Timetable table = test.drawn.done();
  for (const int threads : {1, 2, 4}) {
    const parallel::ThreadLimit limit(threads);
    const BusRoutes routes(test.roads.network, table);
    for (const PatternId pattern : table.pattern_line.ids()) {
      REQUIRE(routes.on_road(pattern));
      test.pattern = pattern;
      CHECK(test.way(routes, 0) == "AB BC");
      if (table.stops_of(pattern) == 3) CHECK(test.way(routes, 1) == "BC CD DE EB BA");
    }
  }
}
