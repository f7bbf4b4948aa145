// SPDX-License-Identifier: Apache-2.0
#include "analysis/road_indicators.hpp"

#include <catch2/catch.hpp>

#include "tests/analysis/drawn_day.hpp"

using namespace eveil;
using eveil::tests::Drawn;
using eveil::tests::value;
using eveil::tests::Values;

TEST_CASE("what is emitted on the roads follows from the speed on each link",
          "[analysis][indicators][emissions]") {
  Drawn drawn;
  drawn.run.small.scenario.emissions.diesel_share = 0.0;
  const Values values = drawn.values("emissions");
  const auto of = [&](const char* key) { return value(values, "territory", key); };
  // On 1 km of 36 km/h a petrol car that stands for ten and one van take 125 s: 25 s at a stop.
  const double stop = 25.0 / 3600.0;
  const auto at_36 = [](double at_30, double at_40) { return at_30 + 0.6 * (at_40 - at_30); };
  CHECK(of("co2e.emitted") == Approx((10.0 * (at_36(191.68, 155.71) + 5007.6 * stop) +
                                      at_36(284.14, 238.27) + 7016.4 * stop) /
                                     1000.0));
  CHECK(of("pm") == Approx((10.0 * (at_36(0.028017, 0.028309) + 0.026114 * stop) +
                            at_36(0.028282, 0.028451) + 0.036324 * stop) /
                           1000.0));
  CHECK(of("energy") == Approx((10.0 * (at_36(62.149, 50.488) + 1623.6 * stop) * 44.3 +
                                (at_36(91.334, 76.587) + 2255.4 * stop) * 43.0) /
                               1000.0));
  // The car's NOx at its mean speed, 28.8 km/h; the van's as the rest.
  CHECK(of("nox") == Approx((10.0 * (0.03937 + 0.88 * (0.03303 - 0.03937)) +
                             at_36(0.44945, 0.38561) + 12.067 * stop) /
                            1000.0));
  CHECK(of("speed.mean") == Approx(28.8));
  CHECK(of("speed.residential") == Approx(28.8));
  CHECK(values.count({"territory", "speed.motorway"}) == 0);
  CHECK(values.count({"territory", "nox.background"}) == 0);
}

TEST_CASE("the scenario's CO2 by vehicle-km scales what is emitted, and half the cars burn diesel",
          "[analysis][indicators][emissions]") {
  Drawn drawn;
  drawn.run.small.scenario.emissions.car_co2_g_per_km = 100.0;
  drawn.run.small.scenario.emissions.service_co2_g_per_km = 0.0;
  const Values values = drawn.values("scaled");
  // Half petrol, half diesel: 196.6 g at a steady 30 km/h becomes 100; nothing of the service.
  const double stop = 25.0 / 3600.0;
  const double petrol = 191.68 + 0.6 * (155.71 - 191.68) + 5007.6 * stop;
  const double diesel = 201.52 + 0.6 * (169.27 - 201.52) + 4485.6 * stop;
  CHECK(value(values, "territory", "co2e.emitted") ==
        Approx(10.0 * (petrol + diesel) / 2.0 * 100.0 / 196.6 / 1000.0));
}

TEST_CASE("background traffic emits apart from what people do", "[analysis][indicators]") {
  Drawn drawn;
  drawn.background = true;
  const Values values = drawn.values("background");
  const auto of = [&](const char* key) { return value(values, "territory", key); };
  // Two cars and a truck of nobody's trip, each for ten, on 1 km of 36 km/h in 100 s.
  CHECK(of("vehicle_km.background") == Approx(30.0));
  CHECK(of("nox.background") == Approx((20.0 * ((0.03303 + 0.6 * (0.028314 - 0.03303)) / 2.0 +
                                                (0.67371 + 0.6 * (0.59322 - 0.67371)) / 2.0) +
                                        10.0 * (0.65789 + 0.6 * (0.49545 - 0.65789))) /
                                       1000.0));
  const Values without = Drawn().values("no-background");
  for (const char* key : {"co2e.emitted", "nox", "pm", "energy", "delay", "speed.mean"})
    CHECK(of(key) == value(without, "territory", key));
}
