// SPDX-License-Identifier: Apache-2.0
#include "analysis/indicators.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/catalogue.hpp"
#include "analysis/people_groups.hpp"
#include "analysis/trip_groups.hpp"
#include "analysis/wording.hpp"
#include "geo/base/file.hpp"
#include "tests/analysis/drawn_day.hpp"
#include "tests/support/places.hpp"

using namespace eveil;
using namespace eveil::analysis;
using eveil::tests::Drawn;
using eveil::tests::value;
using eveil::tests::Values;

TEST_CASE("the territory's indicators are those worked out by hand", "[analysis][indicators]") {
  const Values values = Drawn().values("territory");
  const auto of = [&](const char* key) { return value(values, "territory", key); };
  // Five of six trips are done, by three people: 50 trips of 30.
  CHECK(of("trip_rate") == Approx(50.0 / 30.0));
  CHECK(of("mode_share.car_driver") == Approx(0.4));
  CHECK(of("mode_share.walk") == Approx(0.4));
  CHECK(of("mode_share.navette") == Approx(0.2));
  CHECK(of("mode_share_distance.navette") == Approx(0.2));
  CHECK(of("passenger_km") == Approx(50.0));
  // Of 192 g each: four trips of people who stand for ten, and one in a vehicle that counts once.
  CHECK(of("co2e") == Approx((4.0 * 10.0 + 1.0) * 0.192));
  CHECK(of("travel_time.mean") == Approx((300.0 + 4.0 * 180.0) / 5.0));
  CHECK(of("travel_time.median") == Approx(180.0));
  // Two drives of 1 km for ten, and the service's 1.0 km loaded and 0.5 km empty once.
  CHECK(of("vehicle_km") == Approx(21.5));
  // 217.6 g by each car-km and 322.56 by each of the service's; nothing of walks.
  CHECK(of("co2e.life_cycle") == Approx(20.0 * 0.2176 + 1.5 * 0.32256));
  // 15 cents for each of 50 trips, by 30 people.
  CHECK(of("cost.per_person") == Approx(0.25));
  CHECK(of("external_cost.all") == Approx(21.5 * 0.192));
  CHECK(of("external_cost.noise") == Approx(21.5 * 0.0096));
  // 1000 m at 36 km/h are 100 s; a car that stands for ten and one vehicle take 125 s.
  CHECK(of("delay") == Approx((10.0 * 25.0 + 25.0) / 3600.0));
  CHECK(of("trips.not_made") == Approx(10.0));
  CHECK(of("trips.refused") == 0.0);
}

TEST_CASE("a service's indicators are as simulated, unexpanded", "[analysis][indicators]") {
  const Values values = Drawn().values("service");
  const auto of = [&](const char* key) { return value(values, "service:navette", key); };
  CHECK(of("service.requests") == 2.0);
  CHECK(of("service.served") == 1.0);
  CHECK(of("service.refusal_rate") == 0.5);
  CHECK(of("service.refusals.wait_too_long") == 1.0);
  CHECK(of("service.refusals.no_seat") == 0.0);
  CHECK(of("service.wait.mean") == 60.0);  // asked at 08:01, picked up at 08:02
  CHECK(of("service.wait.p95") == 60.0);
  CHECK(of("service.detour_time") == Approx(1.2));  // 120 s against 100 s; no waiting in it
  CHECK(of("service.detour_distance") == 1.0);
  CHECK(of("service.shared_rides") == 1.0);
  CHECK(of("service.vehicle_km") == Approx(1.5));
  CHECK(of("service.occupancy") == Approx(1.0 / 1.5));
  CHECK(of("service.empty_share") == Approx(0.5 / 1.5));
  // One vehicle, open from 03:00 to 30:00: 27 h; 4 min of them at work.
  CHECK(of("service.rides_per_vehicle_hour") == Approx(1.0 / 27.0));
  CHECK(of("service.fleet_utilisation") == Approx(4.0 / 60.0 / 27.0));
  // 27 h at 20 EUR, a day at 10 EUR, 1.5 km at 0.50 EUR; one trip with a fare of 2 EUR.
  CHECK(of("service.cost") == Approx(550.75));
  CHECK(of("service.revenue") == 2.0);
  CHECK(of("service.result") == Approx(-548.75));
  CHECK(of("service.cost_per_trip") == Approx(550.75));
  CHECK(of("service.subsidy_per_trip") == Approx(548.75));
}

TEST_CASE("a ride by public transport counts for its life cycle by the kind of line",
          "[analysis][indicators]") {
  Drawn drawn;
  // The second walk is a bus ride of 1 km on the drawn line.
  drawn.trips[4].mode = sim::mode_transit;
  drawn.line_of_second_walk = geo::LineId(std::size_t{0});
  const Values with_bus = drawn.values("life-cycle-transit");
  CHECK(value(with_bus, "territory", "co2e.life_cycle") ==
        Approx(20.0 * 0.2176 + 1.5 * 0.32256 + 10.0 * 0.12242));
  CHECK(value(with_bus, "zone:Z", "co2e.life_cycle") ==
        Approx(value(with_bus, "territory", "co2e.life_cycle")));
}

TEST_CASE("a generator's indicators are of the trips that arrive there", "[analysis][indicators]") {
  const Values values = Drawn().values("generator");
  const auto of = [&](const char* key) { return value(values, "generator:Hôpital", key); };
  CHECK(of("arrivals") == Approx(10.0));
  CHECK(of("mode_share.walk") == 1.0);
  CHECK(of("mode_share.navette") == 0.0);
  CHECK(of("co2e") == Approx(1.92));
  CHECK(of("co2e.life_cycle") == 0.0);
  CHECK(of("travel_time.mean") == 180.0);
}

TEST_CASE("a zone's indicators are of its residents and of the requests that start there",
          "[analysis][indicators]") {
  Drawn drawn;
  const geo::ZoneId y = drawn.second_zone();
  drawn.run.small.people.origin_zone[scenarios::TripId(std::size_t{4})] = y;
  const Values values = drawn.values("zones");
  const auto in_z = [&](const char* key) { return value(values, "zone:Z", key); };
  const auto in_y = [&](const char* key) { return value(values, "zone:Y", key); };
  // The driver and the rider live in Z: 5, 3 and 3 min; the rider's way home is never made.
  CHECK(in_z("trip_rate") == Approx(1.5));
  CHECK(in_z("mode_share.car_driver") == Approx(2.0 / 3.0));
  CHECK(in_z("mode_share.navette") == Approx(1.0 / 3.0));
  CHECK(in_z("travel_time.mean") == Approx(220.0));
  CHECK(in_z("travel_time.median") == Approx(180.0));
  CHECK(in_z("co2e") == Approx((2.0 * 10.0 + 1.0) * 0.192));
  CHECK(in_z("service.requests") == 1.0);
  CHECK(in_z("service.served") == 1.0);
  CHECK(in_z("service.refusal_rate") == 0.0);
  CHECK(in_z("service.wait.mean") == 60.0);
  // Who lives in Y is refused and walks twice.
  CHECK(in_y("trip_rate") == Approx(2.0));
  CHECK(in_y("mode_share.walk") == 1.0);
  CHECK(in_y("service.requests") == 1.0);
  CHECK(in_y("service.refusal_rate") == 1.0);
  CHECK(std::isnan(in_y("service.wait.p95")));
  // Both zones are the same square: its roads are the first one's.
  CHECK(in_z("delay") == Approx(value(values, "territory", "delay")));
  CHECK(in_z("co2e.emitted") == value(values, "territory", "co2e.emitted"));
  CHECK(in_y("co2e.emitted") == 0.0);
  CHECK(std::isnan(in_y("speed.mean")));
  // The zones' residents together are the territory's.
  CHECK(in_z("co2e") + in_y("co2e") == Approx(value(values, "territory", "co2e")));
}

TEST_CASE("jobs in reach are what a group's people have in their zones", "[analysis][indicators]") {
  Drawn drawn;
  drawn.second_zone();
  const geo::ZoneId z(std::size_t{0});
  const geo::ZoneId y(std::size_t{1});
  drawn.reach = {{z, sim::mode_car, 500.0}, {z, sim::mode_walk, 40.0}, {y, sim::mode_car, 100.0}};
  const Values values = drawn.values("reach");
  const auto by_car = [&](const char* scope) {
    return value(values, scope, "accessibility.jobs_30min.car_driver");
  };
  CHECK(by_car("zone:Z") == 500.0);
  CHECK(by_car("zone:Y") == 100.0);
  // Two live in Z, one in Y; the one with a car in Z.
  CHECK(by_car("territory") == Approx((2.0 * 500.0 + 100.0) / 3.0));
  CHECK(by_car("class:car=yes") == 500.0);
  CHECK(by_car("class:car=no") == Approx(300.0));
  CHECK(value(values, "territory", "accessibility.jobs_30min.walk") == 40.0);
  CHECK(std::isnan(value(values, "zone:Y", "accessibility.jobs_30min.walk")));
  CHECK(values.count({"territory", "accessibility.jobs_30min.transit"}) == 0);
}

TEST_CASE("people are told apart by age, sex, car, employment and income",
          "[analysis][indicators]") {
  const Values values = Drawn().values("classes");
  const auto of = [&](const char* scope, const char* key) { return value(values, scope, key); };
  // Only the driver has a car: 5 and 3 min; the other two make three trips of 3 min.
  CHECK(of("class:car=yes", "travel_time.mean") == Approx(240.0));
  CHECK(of("class:car=yes", "trip_rate") == Approx(2.0));
  CHECK(of("class:car=no", "trip_rate") == Approx(1.5));
  CHECK(of("class:car=no", "mode_share.walk") == Approx(2.0 / 3.0));
  // All are women of 40 with a job.
  for (const char* scope : {"class:age=30-44", "class:sex=female", "class:employed=yes"}) {
    CHECK(of(scope, "co2e") == Approx(of("territory", "co2e")));
    CHECK(of(scope, "travel_time.median") == Approx(180.0));
  }
  CHECK(std::isnan(of("class:age=75+", "trip_rate")));
  CHECK(std::isnan(of("class:sex=male", "travel_time.mean")));
  CHECK(of("class:employed=no", "co2e") == 0.0);
  std::vector<std::string> names = class_names();
  for (const std::string& name : trip_class_names()) names.push_back(name);
  for (const auto& [key, row] : values) {
    if (!key.first.starts_with("class:")) continue;
    CAPTURE(key.first);
    CHECK(std::find(names.begin(), names.end(), key.first.substr(6)) != names.end());
  }
}

TEST_CASE("trips are told apart by hour and purpose, traffic by hour", "[analysis][indicators]") {
  const Values values = Drawn().values("hours");
  const auto of = [&](const char* scope, const char* key) { return value(values, scope, key); };
  // After eight a drive of 5 min, a ride and a walk of 3; after five a drive and a walk.
  CHECK(of("class:hour=08", "trips.done") == Approx(30.0));
  CHECK(of("class:hour=08", "mode_share.navette") == Approx(1.0 / 3.0));
  CHECK(of("class:hour=08", "travel_time.mean") == Approx(220.0));
  CHECK(of("class:hour=17", "trips.done") == Approx(20.0));
  CHECK(of("class:hour=17", "mode_share.car_driver") == Approx(0.5));
  CHECK(of("class:hour=12", "trips.done") == 0.0);
  CHECK(std::isnan(of("class:hour=12", "travel_time.mean")));
  CHECK(of("class:purpose=work", "trips.done") == Approx(30.0));
  CHECK(of("class:purpose=home", "trips.done") == Approx(20.0));
  // A car for ten and a vehicle once, on 1 km after eight.
  CHECK(of("class:hour=08", "vehicle_km") == Approx(11.0));
  CHECK(of("class:hour=08", "delay") == Approx(of("territory", "delay")));
  CHECK(of("class:hour=08", "speed.mean") == Approx(28.8));
  CHECK(of("class:hour=17", "vehicle_km") == 0.0);
}

TEST_CASE("a time after midnight is of an early hour of the clock", "[analysis][indicators]") {
  CHECK(hour_of(8.0 * 3600.0 - 0.5) == 7);
  CHECK(hour_of(25.5 * 3600.0) == 1);
  CHECK(hour_of(std::nan("")) == clock_hours);
}

TEST_CASE("attendees of a generator are told apart by role", "[analysis][indicators]") {
  Drawn drawn;
  drawn.run.small.people.role[scenarios::PersonId(std::size_t{2})] = geo::Role::employee;
  const Values values = drawn.values("roles");
  const char* scope = "generator:Hôpital/role=employee";
  CHECK(value(values, scope, "arrivals") == Approx(10.0));
  CHECK(value(values, scope, "mode_share.walk") == 1.0);
  CHECK(values.count({"generator:Hôpital/role=student", "arrivals"}) == 0);
  CHECK(value(values, "class:role=employee", "trip_rate") == Approx(2.0));
  CHECK(kind_of(scope) == in_generators);
  // A role that nobody has is no class.
  CHECK(values.count({"class:role=student", "trip_rate"}) == 0);
}

TEST_CASE("every indicator is one of the catalogue's, in a scope that the catalogue allows",
          "[analysis][indicators]") {
  for (const auto& [key, row] : Drawn().values("catalogue")) {
    CAPTURE(key.first, key.second);
    const IndicatorFact* fact = fact_of(row.indicator);
    REQUIRE(fact != nullptr);
    CHECK(row.units == fact->units);
    CHECK((fact->scopes & kind_of(row.scope)) != 0);
    CHECK(row.definition == (fact->definition.empty() ? fact->key : fact->definition));
  }
}

TEST_CASE("a day without trips and rides has no levels, rather than zeros",
          "[analysis][indicators]") {
  Drawn drawn;
  drawn.moving = false;
  for (sim::TripRow& trip : drawn.trips) {
    trip.status = sim::TripStatus::not_made;
    trip.departure = trip.arrival = TimeOfDay{-1};
  }
  drawn.requests.rows.clear();
  const Values values = drawn.values("empty");
  CHECK(value(values, "territory", "trip_rate") == 0.0);
  CHECK(value(values, "territory", "vehicle_km") == 0.0);
  CHECK(value(values, "territory", "trips.not_made") == Approx(60.0));
  for (const char* key : {"mode_share.walk", "travel_time.mean", "travel_time.median"}) {
    CHECK(std::isnan(value(values, "territory", key)));
  }
  CHECK(value(values, "service:navette", "service.requests") == 0.0);
  for (const char* key : {"service.refusal_rate",
                          "service.wait.mean",
                          "service.wait.p95",
                          "service.detour_time",
                          "service.occupancy",
                          "service.cost_per_trip"}) {
    CAPTURE(key);
    CHECK(std::isnan(value(values, "service:navette", key)));
  }
}

TEST_CASE("every indicator is defined, in the report's words and in docs/indicators.md",
          "[analysis][indicators]") {
  const auto text = read_text_file(tests::source_dir() / "docs/indicators.md", 1'000'000);
  REQUIRE(text);
  for (const auto& [key, row] : Drawn().values("defined")) {
    CAPTURE(row.definition);
    CHECK_FALSE(meaning_of(row.definition).empty());
    CHECK(text->find("`" + row.definition) != std::string::npos);
  }
}
