// SPDX-License-Identifier: Apache-2.0
#include "scenarios/emission_curves.hpp"

#include <catch2/catch.hpp>

using namespace eveil::scenarios;

TEST_CASE("there is a curve for every vehicle and emission, in their order",
          "[scenarios][emissions]") {
  REQUIRE(emission_curves().size() == road_vehicle_count * emission_count);
  for (std::size_t vehicle = 0; vehicle < road_vehicle_count; ++vehicle) {
    for (std::size_t emission = 0; emission < emission_count; ++emission) {
      const auto& curve =
          emission_curve(static_cast<RoadVehicle>(vehicle), static_cast<Emission>(emission));
      CAPTURE(name_of(curve.vehicle), name_of(curve.emission));
      CHECK(curve.vehicle == static_cast<RoadVehicle>(vehicle));
      CHECK(curve.emission == static_cast<Emission>(emission));
      CHECK_FALSE(curve.source.empty());
      for (const double grams : curve.g_per_km) CHECK(grams > 0.0);
      // A cycle's average has its stops in it already; an engine that runs at a stop burns fuel.
      CHECK((curve.idle_g_per_h > 0.0) == curve.steady);
    }
  }
}

TEST_CASE("between two speeds an emission is on the straight line, beyond the ends as there",
          "[scenarios][emissions]") {
  const EmissionCurve& co2 = emission_curve(RoadVehicle::petrol_car, Emission::co2);
  CHECK(co2.per_km(30.0) == Approx(191.68));
  CHECK(co2.per_km(36.0) == Approx(191.68 + 0.6 * (155.71 - 191.68)));
  CHECK(co2.per_km(3.0) == Approx(518.93));
  CHECK(co2.per_km(130.0) == Approx(195.01));
  CHECK(co2.per_km(200.0) == Approx(195.01));
}

TEST_CASE("a steady curve is read at the road's speed and the rest is spent at a standstill",
          "[scenarios][emissions]") {
  // 500 m at 50 km/h are 36 s; who takes 96 s stands for a minute.
  const EmissionCurve& co2 = emission_curve(RoadVehicle::petrol_car, Emission::co2);
  CHECK(co2.grams(0.5, 50.0, 36.0 / 3600.0) == Approx(0.5 * 138.08));
  CHECK(co2.grams(0.5, 50.0, 96.0 / 3600.0) == Approx(0.5 * 138.08 + 5007.6 / 60.0));
  // Nobody is faster than the road: times are rounded.
  CHECK(co2.grams(0.5, 50.0, 30.0 / 3600.0) == Approx(0.5 * 138.08));
}

TEST_CASE("an average curve is read at the speed on the link, stops included",
          "[scenarios][emissions]") {
  // 500 m in 90 s are 20 km/h, whatever the road allows.
  const EmissionCurve& nox = emission_curve(RoadVehicle::diesel_car, Emission::nox);
  CHECK(nox.grams(0.5, 50.0, 90.0 / 3600.0) == Approx(0.5 * 0.79008));
  CHECK(nox.grams(0.5, 50.0, 0.0) == Approx(0.5 * 0.5368));
}
