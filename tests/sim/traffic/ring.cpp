// SPDX-License-Identifier: Apache-2.0
#include "tests/support/ring.hpp"

#include <catch2/catch.hpp>
#include <cstddef>

#include "tests/sim/traffic/roads.hpp"

using namespace eveil;
using tests::Ring;

namespace {

void flows_as_the_theory(const Ring& ring, std::size_t count) {
  const double k = static_cast<double>(count) / ring.kilometres();
  const tests::RingDay day = tests::run_ring(ring, count);
  CAPTURE(ring.name, count, k);
  REQUIRE(day.waiting == 0);
  REQUIRE(day.quality.forced_moves == 0);
  REQUIRE(day.flow == Approx(ring.theory(k)).epsilon(0.02));
}

}  // namespace

TEST_CASE("a ring flows as min(v k, C, w (k_jam - k)) at every density", "[traffic][ring]") {
  // An avenue's v k reaches 1200 at 24 a km (36 vehicles), w (k_jam - k) falls below it at 53.3 (80
  // vehicles). Fast: every tenth of the jam, and a hundredth off both ends.
  for (const Ring& ring : tests::rings()) {
    for (const double part : {0.01, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99}) {
      flows_as_the_theory(ring, ring.vehicles_at(part));
    }
  }
}

TEST_CASE("a ring flows as the theory on a fine grid of densities", "[traffic][ring][slow]") {
  for (const Ring& ring : tests::rings()) {
    for (int part = 1; part < 80; ++part) {
      flows_as_the_theory(ring, ring.vehicles_at(part / 80.0));
    }
  }
}

TEST_CASE("where the triangle's tip lies under the capacity, faster gaps make room for it",
          "[traffic][ring]") {
  // 1800 an hour at 50 km/h need 36 vehicles a km, so w = 1800 / (133.3 - 36) = 18.49 km/h.
  const Ring avenue = tests::rings()[3];
  REQUIRE(avenue.wave_kmh() == Approx(18.49).epsilon(0.001));
  tests::Roads roads(network_of(avenue));
  REQUIRE(roads.traffic().quality().raised_gap_links == avenue.links);
  const double gap_h = roads.traffic().link_state(geo::LinkId(0)).gap_time.seconds() / 3600.0;
  REQUIRE(0.15 / gap_h == Approx(18.49).epsilon(0.001));
  REQUIRE(avenue.theory(36.0) == Approx(1800.0));
}
