// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "tests/support/bottleneck.hpp"

using namespace eveil;
using tests::Bottleneck;
using tests::BottleneckDay;

namespace {

const BottleneckDay& day() {
  static const BottleneckDay seen = tests::run(tests::bottleneck(), minutes(62));
  return seen;
}

/// Minutes after the start, and past `from`, at which a link first held more (less) than so many a
/// km.
double passed(std::size_t link, double density, bool over, double from) {
  const double vehicles = density * Bottleneck::kilometres;
  for (std::size_t row = 0; row < day().vehicles.size(); ++row) {
    const double at = BottleneckDay::minute(row);
    if (at < from) continue;
    if ((static_cast<double>(day().vehicles[row][link]) > vehicles) == over) return at;
  }
  return -1.0;
}

struct Wave {
  double kmh = 0.0;       ///< up the road
  double at_0_min = 0.0;  ///< when its line crosses node 0
};

/// The line of least squares through the middles of links 1 to 20 and the minutes given.
template <class Passed>
Wave fitted(const Passed& minute_of) {
  double n = 0.0;
  double x = 0.0;
  double t = 0.0;
  double xx = 0.0;
  double xt = 0.0;
  for (std::size_t link = 1; link <= 20; ++link) {
    const double at = minute_of(link);
    CAPTURE(link);
    REQUIRE(at > 0.0);
    const double place = (static_cast<double>(link) + 0.5) * Bottleneck::kilometres;
    n += 1.0;
    x += place;
    t += at;
    xx += place * place;
    xt += place * at;
  }
  const double minutes_a_km = (n * xt - x * t) / (n * xx - x * x);
  return {60.0 / minutes_a_km, (t - minutes_a_km * x) / n};
}

double onset(std::size_t link) {
  return passed(link, (Bottleneck::k_queue + Bottleneck::k_arriving) / 2.0, true, 0.0);
}

double recovery(std::size_t link) {
  const double density = (Bottleneck::k_queue + Bottleneck::k_discharge) / 2.0;
  return passed(link, density, false, std::max(onset(link) + 2.0, Bottleneck::opened_min));
}

double dissolving(std::size_t link) {
  const double density = (Bottleneck::k_arriving + Bottleneck::k_discharge) / 2.0;
  return passed(link, density, false, recovery(link));
}

}  // namespace

TEST_CASE("the tail of a queue moves back as a shock wave", "[traffic][wave]") {
  const Wave tail = fitted(onset);
  REQUIRE(Bottleneck::tail_kmh == Approx(6.294).epsilon(1e-3));
  REQUIRE(tail.kmh == Approx(Bottleneck::tail_kmh).epsilon(0.02));
  REQUIRE(tail.at_0_min == Approx(Bottleneck::tail_at_0_min).margin(0.25));
}

TEST_CASE("a bottleneck that opens sends a recovery wave back at 15 km/h", "[traffic][wave]") {
  const Wave wave = fitted(recovery);
  REQUIRE(wave.kmh == Approx(Bottleneck::recovery_kmh).epsilon(0.02));
  REQUIRE(wave.at_0_min == Approx(Bottleneck::opened_min).margin(0.25));
}

TEST_CASE("recovery catches the tail, and the queue dissolves forwards", "[traffic][wave]") {
  // 15 (t − 25) = 6.294 (t − 5.93): at 38.79 min, 3.447 km up the road, on link 22. So link 21 was
  // full of the queue, and link 23 never was.
  REQUIRE(passed(21, 0.95 * Bottleneck::k_queue, true, 0.0) == Approx(37.2).margin(0.7));
  REQUIRE(passed(23, Bottleneck::k_discharge, true, 0.0) < 0.0);
  const Wave wave = fitted(dissolving);
  REQUIRE(wave.kmh == Approx(-Bottleneck::dissolving_kmh).epsilon(0.02));
  // From (38.79 min, 3.447 km) at 8.491 km/h: node 0 at 63.15 min.
  REQUIRE(wave.at_0_min == Approx(63.15).margin(0.5));
}

TEST_CASE("a queue grows by 900 less 300 an hour over twenty links, at its density",
          "[traffic][wave]") {
  // After n minutes 900 / 60 · n have left `in`, and from 270 s on 300 / 60 a minute `narrow`.
  for (std::size_t row = 0; row < day().vehicles.size(); ++row) {
    const double minute = BottleneckDay::minute(row);
    if (minute < 6.0 || minute > Bottleneck::opened_min) continue;
    double vehicles = day().narrow[row];
    for (const std::uint32_t link : day().vehicles[row]) vehicles += link;
    CAPTURE(minute);
    REQUIRE(vehicles == Approx(15.0 * minute - 5.0 * (minute - 4.5)).margin(2.0));
  }
  // At 25 min the tail is 2.0 km back: 113.33 a km on links 0 to 12, 18 a km on links 14 to 23.
  constexpr std::size_t at_25_min = 300;  // rows of 5 s
  const auto& last = day().vehicles[at_25_min];
  for (std::size_t link = 0; link < 13; ++link) {
    REQUIRE(last[link] == Approx(Bottleneck::k_queue * 0.15).margin(1.0));
  }
  for (std::size_t link = 14; link < Bottleneck::links; ++link) REQUIRE(last[link] <= 3);
  REQUIRE(day().forced_moves == 0);
}
