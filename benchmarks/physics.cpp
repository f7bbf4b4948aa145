// SPDX-License-Identifier: Apache-2.0
// What the traffic engine does where theory says what it must do, as CSV for docs/plots/physics.py.
// The same measurements are held to their tolerances in tests/sim/traffic.
//
//   benchmark_physics rings        flow on rings at 39 densities, beside min(v k, C, w (k_jam - k))
//   benchmark_physics bottleneck   vehicles by link and time around a bottleneck that opens
//   benchmark_physics merges       flows past merges, beside shares by capacity
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <vector>

#include "tests/support/bottleneck.hpp"
#include "tests/support/merge.hpp"
#include "tests/support/ring.hpp"

namespace {

using namespace eveil;

/// Largest difference from theory, in parts of it; what a run may not exceed.
constexpr double ring_tolerance = 0.02;
constexpr double merge_tolerance = 0.01;

bool print_rings() {
  double worst = 0.0;
  fmt::print("ring,density_veh_km,flow_veh_h,theory_veh_h\n");
  for (const tests::Ring& ring : tests::rings()) {
    for (int part = 1; part < 40; ++part) {
      const std::size_t count = ring.vehicles_at(part / 40.0);
      const double density = static_cast<double>(count) / ring.kilometres();
      const double flow = tests::run_ring(ring, count).flow;
      const double theory = ring.theory(density);
      worst = std::max(worst, std::fabs(flow / theory - 1.0));
      fmt::print("\"{}\",{:.3f},{:.2f},{:.2f}\n", ring.name, density, flow, theory);
    }
  }
  fmt::print(stderr, "rings: at most {:.2f} % from theory\n", 100.0 * worst);
  return worst <= ring_tolerance;
}

bool print_bottleneck() {
  const tests::BottleneckDay day = tests::run(tests::bottleneck(), minutes(66));
  fmt::print("minute,kilometres_before_the_bottleneck,vehicles_veh_km\n");
  for (std::size_t row = 0; row < day.vehicles.size(); row += 6) {
    for (std::size_t link = 0; link < tests::Bottleneck::links; ++link) {
      fmt::print("{:.2f},{:.3f},{:.2f}\n",
                 tests::BottleneckDay::minute(row),
                 (static_cast<double>(link) + 0.5) * tests::Bottleneck::kilometres,
                 day.vehicles[row][link] / tests::Bottleneck::kilometres);
    }
  }
  return day.forced_moves == 0;
}

bool print_merges() {
  double worst = 0.0;
  fmt::print(
      "capacity_a,capacity_b,capacity_out,demand_a,demand_b,flow_a,flow_b,theory_a,theory_b\n");
  for (const tests::Merge& merge : tests::merges()) {
    for (const tests::MergeFlow& demand : tests::demands(merge)) {
      const tests::MergeFlow flow = tests::run(merge, demand);
      const tests::MergeFlow theory = tests::theory(merge, demand);
      worst = std::max({worst,
                        std::fabs(flow.a - theory.a) / merge.out,
                        std::fabs(flow.b - theory.b) / merge.out});
      fmt::print("{},{},{},{},{},{:.1f},{:.1f},{:.1f},{:.1f}\n",
                 merge.a,
                 merge.b,
                 merge.out,
                 demand.a,
                 demand.b,
                 flow.a,
                 flow.b,
                 theory.a,
                 theory.b);
    }
  }
  fmt::print(stderr, "merges: at most {:.2f} % of the capacity from theory\n", 100.0 * worst);
  return worst <= merge_tolerance;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view what = argc == 2 ? argv[1] : "";
  if (what == "rings") return print_rings() ? 0 : 1;
  if (what == "bottleneck") return print_bottleneck() ? 0 : 1;
  if (what == "merges") return print_merges() ? 0 : 1;
  fmt::print(stderr, "usage: benchmark_physics rings | bottleneck | merges\n");
  return 2;
}
