// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/sim/traffic/roads.hpp"

using namespace eveil;
using tests::Roads;

namespace {

constexpr std::size_t links = 10;

/// Ten links of 150 m in a circle, one lane, 50 km/h: 20 vehicles each, k_jam = 133.3 a km.
///
///      ▶ 0 ▶ 1 ▶ 2 ▶ 3 ▶ 4
///      9 ◀ 8 ◀ 7 ◀ 6 ◀ 5 ◀
geo::Network ring(double capacity) {
  geo::Network network;
  network.place.resize(links);
  for (std::size_t row = 0; row < links; ++row) {
    network.from.push_back(geo::NodeId(row));
    network.to.push_back(geo::NodeId((row + 1) % links));
    network.length.push_back(Metres(150.0));
    network.free_speed.push_back(kilometres_per_hour(50.0));
    network.lanes.push_back(1.0F);
    network.capacity.push_back(vehicles_per_hour(capacity));
  }
  return network;
}

/// Vehicles an hour on the ring with `count` vehicles, from 04:00 to 05:00.
double flow(Roads& roads, std::size_t count) {
  for (std::size_t name = 0; name < count; ++name) {
    std::vector<geo::LinkId> laps;
    for (std::size_t step = 0; step < 900; ++step) laps.emplace_back((name + step) % links);
    roads.car({static_cast<std::int64_t>(name) * 500}, name, laps);
  }
  roads.run(minutes(150));
  std::uint64_t entered = 0;
  for (std::size_t row = 0; row < links; ++row) {
    for (std::size_t slice = 4; slice < 8; ++slice)
      entered += roads.volume(geo::LinkId(row), slice);
  }
  REQUIRE(roads.traffic().quality().forced_moves == 0);
  return static_cast<double>(entered) / static_cast<double>(links);
}

}  // namespace

TEST_CASE("a ring flows as min(v k, C, w (k_jam - k)) at every density", "[traffic][ring]") {
  // v k reaches 1200 at 24 a km (36 vehicles), w (k_jam - k) falls below it at 53.3 (80 vehicles).
  const std::size_t count = GENERATE(6, 15, 30, 36, 50, 70, 80, 100, 120, 150, 180, 195);
  Roads roads(ring(1200.0));
  REQUIRE(roads.traffic().quality().raised_gap_links == 0);
  const double k = static_cast<double>(count) / 1.5;
  const double theory = std::min({50.0 * k, 1200.0, 15.0 * (400.0 / 3.0 - k)});
  CAPTURE(count, theory);
  REQUIRE(flow(roads, count) == Approx(theory).epsilon(0.02));
}

TEST_CASE("where the triangle's tip lies under the capacity, faster gaps make room for it",
          "[traffic][ring]") {
  // 1800 an hour at 50 km/h need 36 vehicles a km, so w = 1800 / (133.3 - 36) = 18.49 km/h.
  const std::size_t count = GENERATE(30, 54, 80, 120, 160);
  Roads roads(ring(1800.0));
  REQUIRE(roads.traffic().quality().raised_gap_links == links);
  const double gap_h = roads.traffic().link_state(geo::LinkId(0)).gap_time.seconds() / 3600.0;
  const double w = 0.15 / gap_h;
  REQUIRE(w == Approx(18.49).epsilon(0.001));
  const double k = static_cast<double>(count) / 1.5;
  const double theory = std::min({50.0 * k, 1800.0, w * (400.0 / 3.0 - k)});
  CAPTURE(count, theory);
  REQUIRE(flow(roads, count) == Approx(theory).epsilon(0.02));
}
