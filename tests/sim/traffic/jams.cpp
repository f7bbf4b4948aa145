// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "tests/sim/traffic/roads.hpp"

using namespace eveil;
using tests::network_of;
using tests::Roads;

TEST_CASE("a queue grows by demand less capacity before a bottleneck", "[traffic][jam]") {
  const auto drawn = network_of(R"(
    A----B---------------C----D
    A>B 100 m 36 km/h
    B>C 5000 m 100 km/h 600 veh/h
    C>D 100 m 36 km/h
  )");
  Roads roads(drawn.network);
  // 1200 an hour, one every 3 s; BC lets out 600, one every 6 s, after 180 s of free travel.
  for (std::uint64_t name = 0; name < 600; ++name) {
    roads.car(seconds(3 * static_cast<std::int64_t>(name)), name, drawn.route("AB BC CD"));
  }
  roads.run(minutes(30));
  // 600 have entered, (1800 - 180) / 6 = 270 have left (at 180, 186, …, 1794 s).
  REQUIRE(roads.traffic().link_state(drawn.link("BC")).vehicles == 330);
  roads.run();
  // Vehicle n leaves BC at 180 + 6 n s and takes 10 s more: the last one at 180 + 6 · 599 + 10.
  for (const std::uint64_t name : {0, 1, 300, 599}) {
    REQUIRE(roads.arrived(name) == 190'000 + 6'000 * static_cast<std::int64_t>(name));
  }
}

TEST_CASE("a jam spills back over several links at the density of its flow", "[traffic][jam]") {
  const auto drawn = network_of(R"(
    A----B----C----D----E----F
    A>B 150 m 50 km/h
    B>C 150 m 50 km/h 1200 veh/h
    C>D 150 m 50 km/h 1200 veh/h
    D>E 150 m 50 km/h 300 veh/h
    E>F 150 m 50 km/h 1200 veh/h
  )");
  Roads roads(drawn.network);
  for (std::uint64_t name = 0; name < 300; ++name) {
    roads.car(seconds(4 * static_cast<std::int64_t>(name)), name, drawn.route("AB BC CD DE EF"));
  }
  // 900 an hour in, 300 out: 1 more every 6 s. A jam that moves 300 an hour has k_jam - q / w =
  // 133.3 - 300 / 15 = 113.3 vehicles a km, 17 a link (20 spaces, 3 of them gaps on their way).
  // After a minute 10 have entered DE (at 21.6 + 4 n s) and 3 left it (at 32.4 + 12 n s).
  roads.run(seconds(60));
  REQUIRE(roads.traffic().link_state(drawn.link("DE")).vehicles == 7);
  REQUIRE(roads.traffic().link_state(drawn.link("CD")).vehicles <= 3);
  roads.run(minutes(20));
  for (const char* link : {"BC", "CD", "DE"}) {
    const auto vehicles = roads.traffic().link_state(drawn.link(link)).vehicles;
    REQUIRE(vehicles >= 16);
    REQUIRE(vehicles <= 18);
  }
  // 300 have departed; DE has let out one every 12 s since 3 · 10.8 s: (1200 - 32.4) / 12 = 97.3.
  const auto on_the_way = roads.traffic().on_the_way();
  REQUIRE(roads.traffic().link_state(drawn.link("AB")).waiting == Approx(300 - 98 - 51).margin(3));
  REQUIRE(on_the_way == Approx(300 - 97).margin(2));
  REQUIRE(roads.traffic().quality().forced_moves == 0);
  roads.run();
  REQUIRE(roads.arrivals.size() == 300);
}

TEST_CASE("a jam dissolves as a wave that moves back at 15 km/h", "[traffic][jam]") {
  const auto drawn = network_of(R"(
                                      T
    A----B----C----D----E----F----G
                                      S
    A>B 150 m 50 km/h 1200 veh/h
    B>C 150 m 50 km/h 1200 veh/h
    C>D 150 m 50 km/h 1200 veh/h
    D>E 150 m 50 km/h 1200 veh/h
    E>F 150 m 50 km/h 1200 veh/h
    F>G 150 m 50 km/h 1200 veh/h
    G>S 7.5 m 50 km/h 0.5 veh/h
    G>T 150 m 50 km/h 1200 veh/h
    S>A 150 m 50 km/h 1200 veh/h
  )");
  Roads roads(drawn.network);
  std::vector<sim::VehicleId> cars;
  for (std::uint64_t name = 0; name < 102; ++name) {
    cars.push_back(roads.car({0}, name, drawn.route("AB BC CD DE EF FG GS SA")));
  }
  // GS holds one vehicle, lets the first out at once, the next after two hours: all stands, with 20
  // on each of the five links from B to G (two have left FG).
  roads.run(minutes(40));
  const std::vector<std::string> names{"FG", "EF", "DE", "CD", "BC"};
  for (const std::string& name : names) {
    REQUIRE(roads.traffic().link_state(drawn.link(name)).vehicles == 20);
  }
  // The way to T is opened for all.
  for (const sim::VehicleId car : cars) {
    const geo::LinkId at = roads.traffic().link_of(car);
    for (std::size_t step = 0; step < names.size(); ++step) {
      if (drawn.link(names[step]) != at) continue;
      std::vector<geo::LinkId> rest;
      for (std::size_t back = step + 1; back-- > 0;) rest.push_back(drawn.link(names[back]));
      rest.push_back(drawn.link("GT"));
      roads.traffic().reroute(car, rest);
    }
  }
  const TimeOfDay opened = roads.traffic().now();
  std::vector<double> first_exit(names.size(), -1.0);
  while (first_exit.back() < 0.0 && roads.traffic().now() < opened + minutes(10)) {
    roads.window();
    for (std::size_t step = 0; step < names.size(); ++step) {
      if (first_exit[step] >= 0.0) continue;
      if (roads.traffic().link_state(drawn.link(names[step])).vehicles == 20) continue;
      first_exit[step] = (roads.traffic().now() - opened).seconds();
    }
  }
  // 150 m at 15 km/h = 36 s a link, 144 s from the exit of FG to that of BC.
  const double wave = 600.0 / (first_exit.back() - first_exit.front()) * 3.6;
  REQUIRE(wave == Approx(15.0).epsilon(0.10));
  roads.run(minutes(60));
  REQUIRE(roads.arrivals.size() >= 100);
}

namespace {

const char* const circle = R"(
    A----B
    |    |
    D----C
    A>B 75 m 50 km/h
    B>C 75 m 50 km/h
    C>D 75 m 50 km/h
    D>A 75 m 50 km/h
)";

/// Three times round, from each of the four links in turn.
void fill(Roads& roads, const tests::AsciiNetwork& drawn, std::uint64_t count) {
  const std::vector<std::string> order{"AB", "BC", "CD", "DA"};
  for (std::uint64_t name = 0; name < count; ++name) {
    std::vector<geo::LinkId> route;
    for (std::size_t step = 0; step < 13; ++step) {
      route.push_back(drawn.link(order[(name + step) % 4]));
    }
    roads.car({0}, name, route);
  }
}

}  // namespace

TEST_CASE("four full links in a circle move again after the stuck time, every push counted",
          "[traffic][jam]") {
  const auto drawn = network_of(circle);
  Roads roads(drawn.network);
  fill(roads, drawn, 48);  // 10 a link, and 8 who can't get in
  roads.run(minutes(5));
  REQUIRE(roads.arrivals.empty());
  REQUIRE(roads.traffic().quality().forced_moves == 0);
  for (const char* link : {"AB", "BC", "CD", "DA"}) {
    REQUIRE(roads.traffic().link_state(drawn.link(link)).vehicles == 10);
  }
  roads.run();
  REQUIRE(roads.arrivals.size() == 48);
  REQUIRE(roads.traffic().quality().forced_moves > 0);
}

TEST_CASE("nobody is pushed where a queue is long but moves", "[traffic][jam]") {
  const auto drawn = network_of(R"(
    X----A----B----C----D----E
    X>A 75 m 50 km/h
    A>B 75 m 50 km/h
    B>C 75 m 50 km/h
    C>D 75 m 50 km/h 4 veh/h
    D>E 75 m 50 km/h
  )");
  Roads roads(drawn.network);
  // One every 15 min leaves CD: BC stands for three times the stuck time, CD for half of its own
  // (twice its headway); no circle.
  for (std::uint64_t name = 0; name < 40; ++name)
    roads.car({0}, name, drawn.route("XA AB BC CD DE"));
  roads.run(minutes(240));
  REQUIRE(roads.arrivals.size() == 16);
  REQUIRE(roads.traffic().quality().forced_moves == 0);
}

namespace {

/// B has room for one and lets one out a minute; the others queue before it, each the first in
/// turn.
constexpr const char* narrow = R"(
    W----X----A----B----C
    W>X 75 m 50 km/h
    X>A 75 m 50 km/h
    A>B 7.5 m 50 km/h 60 veh/h
    B>C 75 m 50 km/h
)";

/// A day of so many cars: the tags of those who came to stand before the full road, as it was told.
std::vector<std::uint64_t> told_on(Roads& roads,
                                   const tests::AsciiNetwork& drawn,
                                   std::uint64_t count) {
  std::vector<sim::VehicleId> cars;
  for (std::uint64_t name = 0; name < count; ++name)
    cars.push_back(roads.car({0}, name, drawn.route("WX XA AB BC")));
  std::vector<std::uint64_t> told;
  while (!roads.traffic().empty()) {
    roads.window();
    for (const sim::VehicleId vehicle : roads.traffic().standing()) {
      told.push_back(roads.traffic().tag_of(vehicle));
      REQUIRE(roads.traffic().stands(vehicle));
      REQUIRE(roads.traffic().is_full(drawn.link("AB")));
    }
    if (!told.empty() && told.size() < 3 && count > 4)
      REQUIRE_FALSE(roads.traffic().stands(cars[4]));
  }
  return told;
}

}  // namespace

TEST_CASE("it is told once of each who is first before a full road, as long as he stands there",
          "[traffic][jam]") {
  const auto drawn = network_of(narrow);
  Roads roads(drawn.network);
  const std::vector<std::uint64_t> told = told_on(roads, drawn, 5);
  REQUIRE(told.size() >= 2);
  REQUIRE(std::set<std::uint64_t>(told.begin(), told.end()).size() == told.size());
}

TEST_CASE("who stands before a full road is told on the next day as on the first",
          "[traffic][jam]") {
  const auto drawn = network_of(narrow);
  Roads roads(drawn.network);
  // The first drives through, the second waits on A-B, the third stands before it. Vehicles get the
  // same numbers on both days.
  const std::vector<std::uint64_t> first = told_on(roads, drawn, 3);
  REQUIRE(first == std::vector<std::uint64_t>{2});
  roads.traffic().start_day();
  REQUIRE(roads.traffic().standing().empty());
  REQUIRE(told_on(roads, drawn, 3) == first);
}

TEST_CASE("a full circle turns by one link for all, and nobody is over the storage",
          "[traffic][jam]") {
  const auto drawn = network_of(circle);
  Roads roads(drawn.network);
  fill(roads, drawn, 48);  // 10 a link, and 8 who can't get in
  roads.run(minutes(5));
  REQUIRE(roads.traffic().quality().forced_moves == 0);
  // 300 s after the last entry, all four heads move into the room that the next one leaves.
  while (roads.traffic().quality().forced_moves == 0) roads.window();
  REQUIRE(roads.traffic().quality().forced_moves == 4);
  for (const char* link : {"AB", "BC", "CD", "DA"}) {
    const sim::LinkState state = roads.traffic().link_state(drawn.link(link));
    REQUIRE(state.vehicles == 10);
    REQUIRE(state.used == Approx(10.0));
  }
}

namespace {

/// A ring of four links for 2 cars each; all go three links round, past two others' entries.
///
///     W     X      WA AB BC CD DZ     XB BC CD DA AW
///       A B
///       D C        YC CD DA AB BX     ZD DA AB BC CY
///     Z     Y
tests::AsciiNetwork roundabout(std::uint8_t control) {
  auto drawn = network_of(R"(
    W     X
      A B
      D C
    Z     Y
    A>B 15 m 30 km/h
    B>C 15 m 30 km/h
    C>D 15 m 30 km/h
    D>A 15 m 30 km/h
    W>A 300 m 50 km/h
    X>B 300 m 50 km/h
    Y>C 300 m 50 km/h
    Z>D 300 m 50 km/h
    A>W 300 m 50 km/h
    B>X 300 m 50 km/h
    C>Y 300 m 50 km/h
    D>Z 300 m 50 km/h
  )");
  drawn.network.control = {};
  for (const geo::NodeId node : drawn.network.place.ids()) {
    bool ring = false;
    for (const char name : {'A', 'B', 'C', 'D'}) ring = ring || node == drawn.node(name);
    drawn.network.control.push_back(ring ? control : std::uint8_t{0});
  }
  return drawn;
}

/// 300 cars from each side, one every 2 s: three times what the ring's links let through.
void come_from_all_sides(Roads& roads, const tests::AsciiNetwork& drawn) {
  const std::vector<std::string> ways{
      "WA AB BC CD DZ", "XB BC CD DA AW", "YC CD DA AB BX", "ZD DA AB BC CY"};
  for (std::uint64_t name = 0; name < 1200; ++name) {
    roads.car(seconds(2 * static_cast<std::int64_t>(name / 4)), name, drawn.route(ways[name % 4]));
  }
}

}  // namespace

TEST_CASE(
    "an entry of an empty roundabout takes its road's capacity, however short the ring's links",
    "[traffic][jam]") {
  for (const double metres : {4.0, 8.0, 12.0, 15.0, 22.0, 40.0}) {
    for (const double capacity : {600.0, 1026.0, 1670.0}) {
      auto ring = roundabout(geo::control_roundabout);
      for (const geo::LinkId link : ring.network.length.ids()) {
        ring.network.capacity[link] = vehicles_per_hour(capacity);
        if (geo::on_roundabout(ring.network, link)) ring.network.length[link] = Metres(metres);
      }
      Roads roads(ring.network);
      for (std::uint64_t name = 0; name < 700; ++name) {
        roads.car(seconds(0), name, ring.route("WA AB BC CY"));
      }
      roads.run(minutes(120));
      REQUIRE(roads.arrivals.size() == 700);
      const Duration passed = roads.arrivals[600].time - roads.arrivals[100].time;
      const double an_hour = 500.0 * 3600.0 / passed.seconds();
      INFO(metres << " m, " << capacity << " an hour");
      CHECK(an_hour == Approx(capacity).epsilon(0.01));
    }
  }
}

TEST_CASE("who comes to a roundabout in a jam gives way for twelve seconds, not for ever",
          "[traffic][jam]") {
  // All leave by C, which lets 300 an hour out: BC is full, and who comes round from W takes each
  // place on it. X comes by B.
  auto ring = roundabout(geo::control_roundabout);
  ring.network.capacity[ring.link("CY")] = vehicles_per_hour(300.0);
  ring.network.length[ring.link("CY")] = Metres(15.0);
  ring.network.capacity[ring.link("BC")] = vehicles_per_hour(300.0);
  Roads roads(ring.network);
  for (std::uint64_t name = 0; name < 900; ++name) {
    roads.car(seconds(static_cast<std::int64_t>(name)), name, ring.route("WA AB BC CY"));
  }
  for (std::uint64_t name = 1000; name < 1040; ++name) {
    roads.car(seconds(60), name, ring.route("XB BC CY"));
  }
  roads.run(minutes(31));
  std::size_t from_x = 0;
  for (const auto& arrival : roads.arrivals) from_x += arrival.tag >= 1000 ? 1 : 0;
  // 300 an hour for 30 minutes. XB and AB carry the same and share the places: X's 40 are through.
  CHECK(roads.arrivals.size() >= 148);
  CHECK(from_x == 40);
  CHECK(roads.traffic().quality().forced_moves == 0);
}

TEST_CASE("the square inside a crossing of divided roads doesn't lock, though no tag names it",
          "[traffic][jam]") {
  const auto square = roundabout(0);  // four one-way links of 15 m
  Roads roads(square.network);
  come_from_all_sides(roads, square);
  roads.run(minutes(120));
  REQUIRE(roads.arrivals.size() == 1200);
  REQUIRE(roads.traffic().quality().forced_moves == 0);
}

TEST_CASE("a roundabout that all come to at once locks without right of way, and never with it",
          "[traffic][jam]") {
  // One-way streets around a block of 160 m, to which no rule gives right of way.
  auto plain = roundabout(0);
  for (const char* side : {"AB", "BC", "CD", "DA"}) {
    plain.network.length[plain.link(side)] = Metres(40.0);
  }
  REQUIRE_FALSE(geo::on_roundabout(plain.network, plain.link("AB")));
  Roads without(plain.network);
  come_from_all_sides(without, plain);
  without.run(minutes(30));
  REQUIRE(without.traffic().quality().forced_moves > 0);

  const auto ring = roundabout(geo::control_roundabout);
  REQUIRE(geo::on_roundabout(ring.network, ring.link("AB")));
  REQUIRE_FALSE(geo::on_roundabout(ring.network, ring.link("WA")));
  Roads roads(ring.network);
  come_from_all_sides(roads, ring);
  roads.run(minutes(120));
  REQUIRE(roads.arrivals.size() == 1200);
  REQUIRE(roads.traffic().quality().forced_moves == 0);
}
