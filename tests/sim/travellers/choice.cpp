// SPDX-License-Identifier: Apache-2.0
#include "sim/travellers/choice.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/small_world.hpp"

using namespace eveil;
using namespace eveil::tests;

namespace {

// A 4 km street; homes at B, work at D.
//
//   A----B----C----D
const char* const street = R"(
A----B----C----D
A-B 1000 m 36 km/h
B-C 2000 m 36 km/h
C-D 2000 m 36 km/h
)";

// What is known where nothing but the roads is.
struct Known {
  Column<scenarios::TripId, TimeOfDay> departure;
  Ragged<geo::ZoneId, geo::ZoneId> neighbours;
  sim::TransitBook transit;
  sim::ParkingLevel parking;

  sim::Knowledge by(const sim::World& world,
                    const geo::LinkTimes& times,
                    const sim::RouteBook& routes) {
    departure = world.population.departure;
    return {world.network(), times, routes, departure, {}, neighbours, transit, parking};
  }
};

struct Choosing {
  SmallWorld small{street};
  geo::LinkTimes times = geo::LinkTimes::free_flow(small.territory.network);

  void people(std::size_t count) { small.settle_commuters("AB", "CD", count); }
};

}  // namespace

TEST_CASE("simulated shares of modes equal the logit's closed form", "[travellers][choice]") {
  Choosing test;
  constexpr std::size_t count = 20'000;
  test.people(count);
  test.small.scenario.choice.walk_constant = 1.25;  // so that both modes are common
  const sim::World world = test.small.world();
  const sim::ModeChoice choice(world.population, world.scenario, world.tours, 3);
  sim::RouteBook routes(world.population.trip_count());
  geo::RoadSearch search(world.graph);
  for (const scenarios::TripId trip : world.population.person.ids()) {
    routes.put(trip,
               search
                   .fastest(world.population.origin_link[trip],
                            world.population.destination_link[trip],
                            world.population.departure[trip],
                            test.times)
                   .links);
  }
  std::size_t cars = 0;
  double expected = 0.0;
  Known known;
  const sim::Knowledge knowledge = known.by(world, test.times, routes);
  for (const sim::TourId tour : world.tours.person.ids()) {
    std::array<double, sim::first_service_mode> utilities{};
    choice.tour_utilities(tour, knowledge, utilities);
    cars += sim::best_mode(utilities) == sim::mode_car ? 1 : 0;
    const double car = utilities[0] - choice.taste(tour, sim::mode_car);
    const double walk = utilities[1] - choice.taste(tour, sim::mode_walk);
    expected += std::exp(car) / (std::exp(car) + std::exp(walk));
  }
  // Binomial: sd of the share is at most 0.5 / sqrt(20000) = 0.0035; three of them.
  REQUIRE(static_cast<double>(cars) / count == Approx(expected / count).margin(0.011));
  REQUIRE(cars > count / 20);
  REQUIRE(cars < count - count / 20);
}

TEST_CASE("the utility of a car trip is the published sum", "[travellers][choice]") {
  Choosing test;
  test.people(1);
  test.small.people.destination[scenarios::TripId(std::size_t{0})] = {
      test.small.people.origin[scenarios::TripId(std::size_t{0})].x + 10'000.0,
      test.small.people.origin[scenarios::TripId(std::size_t{0})].y};
  test.small.scenario.choice.car_constant = 1.35;  // of Île-de-France
  const sim::World world = test.small.world();
  const sim::ModeChoice choice(world.population, world.scenario, world.tours, 0);
  sim::TripLevel level;
  level.travel = minutes(12);
  level.cost_eur = 1.5;
  // 1.35 − 0.06 (12 + 4) − 0.15 · 4 − 0.206 (10 / 40)^−0.4 · 1.5, with (1/4)^−0.4 = 1.741101
  REQUIRE(choice.utility(scenarios::TripId(std::size_t{0}), sim::mode_car, level) ==
          Approx(1.35 - 0.96 - 0.6 - 0.206 * 1.741101 * 1.5).epsilon(1e-6));
}

TEST_CASE("tastes are frozen over days and differ between replications", "[travellers][choice]") {
  Choosing test;
  test.people(2);
  const sim::World world = test.small.world();
  const sim::TourId tour(std::size_t{1});
  const sim::ModeChoice one(world.population, world.scenario, world.tours, 1);
  const sim::ModeChoice again(world.population, world.scenario, world.tours, 1);
  const sim::ModeChoice two(world.population, world.scenario, world.tours, 2);
  REQUIRE(one.taste(tour, sim::mode_walk) == again.taste(tour, sim::mode_walk));
  REQUIRE(one.taste(tour, sim::mode_walk) != two.taste(tour, sim::mode_walk));
  REQUIRE(one.taste(tour, sim::mode_walk) != one.taste(tour, sim::mode_car));
}

TEST_CASE("a service that nobody may use is open for no tour and shifts no taste",
          "[travellers][choice]") {
  Choosing test;
  test.people(3);
  const sim::World base = test.small.world();
  const sim::ModeChoice before(base.population, base.scenario, base.tours, 1);
  const double taste = before.taste(sim::TourId(std::size_t{2}), sim::mode_car);

  scenarios::Service service = service_everywhere(test.small.territory, "nobody");
  service.eligibility = scenarios::Eligibility::none;
  test.small.scenario.services.push_back(service);
  const sim::World variant = test.small.world();
  const sim::ModeChoice after(variant.population, variant.scenario, variant.tours, 1);
  for (const sim::TourId tour : variant.tours.person.ids())
    REQUIRE(variant.tours.services[tour] == 0);
  REQUIRE(after.taste(sim::TourId(std::size_t{2}), sim::mode_car) == taste);
}
