// SPDX-License-Identifier: Apache-2.0
#include "scenarios/background.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/small_world.hpp"

using namespace eveil;
using namespace eveil::scenarios;
using namespace eveil::tests;

namespace {

// One zone around a ring; the gate lies beyond the end of the primary road A-B.
const char* const ring = R"(
A----B----C
     |    |
     D----E
A-B 500 m 50 km/h primary
B-C 500 m 50 km/h residential
C-E 500 m 50 km/h residential
E-D 500 m 50 km/h residential
D-B 500 m 50 km/h residential
)";

struct Traffic {
  SmallWorld small{ring};
  BackgroundFlow flow;

  Traffic() {
    small.territory.gates.name.push_back("west");
    small.territory.gates.place.push_back({-100.0, 0.0});
    flow.from.gate = geo::GateId(std::size_t{0});
    flow.to.zone = geo::ZoneId(std::size_t{0});
    flow.hour = 8;
    flow.name = 17;
  }
  Column<BackgroundId, BackgroundVehicle> vehicles() {
    small.scenario.background = {flow};
    return background_vehicles(small.scenario, small.territory);
  }
};

}  // namespace

TEST_CASE("a flow's vehicles depart in its hour, from the main road at the gate",
          "[scenarios][background]") {
  Traffic traffic;
  traffic.flow.vehicles = 50.0;
  const auto vehicles = traffic.vehicles();
  REQUIRE(vehicles.size() == 50);
  for (const BackgroundVehicle& vehicle : vehicles) {
    CHECK(vehicle.departure >= time_of_day(8));
    CHECK(vehicle.departure < time_of_day(9));
    // Of A-B the way that ends at A, nearer to the gate: from there a car turns into A-B.
    CHECK(vehicle.from == traffic.small.drawn.link("BA"));
  }
  const auto later = [](const BackgroundVehicle& a, const BackgroundVehicle& b) {
    return a.departure < b.departure;
  };
  CHECK(std::is_sorted(vehicles.begin(), vehicles.end(), later));
  // Spread over the hour: some in each of its halves.
  CHECK(vehicles[BackgroundId(std::size_t{0})].departure < time_of_day(8, 30));
  CHECK(vehicles[BackgroundId(std::size_t{49})].departure > time_of_day(8, 30));
}

TEST_CASE("a sample has its share of the vehicles, fractions by chance, always the same ones",
          "[scenarios][background]") {
  Traffic traffic;
  traffic.flow.vehicles = 100.0;
  const auto whole = traffic.vehicles();
  traffic.small.scenario.simulation.sample = 0.1;
  const auto tenth = traffic.vehicles();
  REQUIRE(tenth.size() == 10);
  for (const BackgroundVehicle& vehicle : tenth) {
    CHECK(std::any_of(whole.begin(), whole.end(), [&](const BackgroundVehicle& other) {
      return other.name == vehicle.name && other.departure == vehicle.departure;
    }));
  }
  // 3.5 vehicles are 3 or 4, over 400 flows 3.5 on average; the mean's standard error is 0.025.
  traffic.small.scenario.simulation.sample = 1.0;
  traffic.flow.vehicles = 3.5;
  double sum = 0.0;
  for (std::uint64_t name = 0; name < 400; ++name) {
    traffic.flow.name = name;
    const std::size_t count = traffic.vehicles().size();
    CHECK((count == 3 || count == 4));
    sum += static_cast<double>(count);
  }
  CHECK(sum / 400.0 == Approx(3.5).margin(0.1));
}

TEST_CASE("the hours after midnight may be written as 0 to 2 or as 24 to 26",
          "[scenarios][background]") {
  Traffic traffic;
  traffic.flow.vehicles = 5.0;
  traffic.flow.hour = 1;
  for (const BackgroundVehicle& vehicle : traffic.vehicles()) {
    CHECK(vehicle.departure >= time_of_day(25));
    CHECK(vehicle.departure < time_of_day(26));
  }
}
