// SPDX-License-Identifier: Apache-2.0
// How many link entries a second does the traffic engine handle, with counts recorded?
//
// A grid of 73 x 73 crossings (21,024 directed links), keyed trips of 25 links on average over 18
// hours, fixed routes. Making the routes isn't timed. The answer is checked: every trip arrives,
// entries are those of the routes, and a hash over all arrivals is the known one.
//
//   benchmark_traffic [trips = 1000000] [threads = 1]
#include "sim/traffic/traffic.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <utility>
#include <vector>

#include "geo/base/parallel.hpp"
#include "geo/base/random.hpp"

namespace {

using namespace eveil;

constexpr std::size_t side = 73;
constexpr std::uint64_t default_trips = 1'000'000;
constexpr std::uint64_t expected_answer = 0xd9905c37c1ce5a4dULL;  // of the default trips

enum Heading : std::size_t { east, west, north, south };

struct Grid {
  geo::Network network;
  std::vector<geo::LinkId> leaving = std::vector<geo::LinkId>(side * side * 4);  // [node][heading]
};

void add_link(Grid& grid, std::size_t from, std::size_t to, Heading heading) {
  geo::Network& roads = grid.network;
  const bool main_road = (from / side) % 6 == 0 || (from % side) % 6 == 0;
  grid.leaving[from * 4 + heading] = roads.from.push_back(geo::NodeId(from));
  roads.to.push_back(geo::NodeId(to));
  roads.length.push_back(Metres(120.0));
  roads.free_speed.push_back(kilometres_per_hour(main_road ? 50.0 : 30.0));
  roads.lanes.push_back(main_road ? 2.0F : 1.0F);
  roads.capacity.push_back(vehicles_per_hour(main_road ? 3000.0 : 900.0));
}

Grid make_grid() {
  Grid grid;
  grid.network.place.resize(side * side);
  for (std::size_t y = 0; y < side; ++y) {
    for (std::size_t x = 0; x < side; ++x) {
      const std::size_t at = y * side + x;
      if (x + 1 < side) add_link(grid, at, at + 1, east);
      if (x > 0) add_link(grid, at, at - 1, west);
      if (y + 1 < side) add_link(grid, at, at + side, north);
      if (y > 0) add_link(grid, at, at - side, south);
    }
  }
  return grid;
}

/// Along one axis, then along the other, in keyed order; 1 + 12 + 12 links on average.
void make_route(const Grid& grid, std::uint64_t name, std::vector<geo::LinkId>& route) {
  Draw draw(1, Purpose::sample, name);
  route.clear();
  std::size_t x = draw.below(side);
  std::size_t y = draw.below(side);
  const auto to = [&](std::size_t at) {
    const std::size_t far = 1 + draw.below(24);
    return at + far < side && (at < far || draw.below(2) == 0) ? at + far : at - far;
  };
  const std::size_t to_x = to(x);
  const std::size_t to_y = to(y);
  const bool x_first = draw.below(2) == 0;
  for (int leg = 0; leg < 2; ++leg) {
    const bool along_x = (leg == 0) == x_first;
    std::size_t& at = along_x ? x : y;
    const std::size_t end = along_x ? to_x : to_y;
    while (at != end) {
      const bool up = at < end;
      const Heading heading = along_x ? (up ? east : west) : (up ? north : south);
      route.push_back(grid.leaving[(y * side + x) * 4 + heading]);
      at = up ? at + 1 : at - 1;
    }
  }
}

struct Outcome {
  double seconds = 0.0;
  double processor_seconds = 0.0;  // of all threads
  std::uint64_t arrived = 0;
  std::uint64_t answer = 0;
  std::uint64_t expected_entries = 0;
};

Outcome run(const Grid& grid, sim::Traffic& traffic, std::uint64_t trips) {
  using Clock = std::chrono::steady_clock;
  constexpr std::uint64_t minutes_of_departure = std::uint64_t{18} * 60;
  Outcome out;
  std::vector<sim::Arrival> arrivals;
  std::vector<std::vector<geo::LinkId>> routes;
  std::uint64_t next = 0;
  traffic.start_day();
  for (std::uint64_t minute = 0; traffic.now() < day_end; ++minute) {
    const std::uint64_t first = next;
    next = std::max(next, std::min(trips, trips * (minute + 1) / minutes_of_departure));
    if (routes.size() < next - first) routes.resize(next - first);
    for (std::uint64_t name = first; name < next; ++name) {
      make_route(grid, name, routes[name - first]);
      out.expected_entries += routes[name - first].size() - 1;
    }
    const auto start = Clock::now();
    const std::clock_t processor_start = std::clock();
    const TimeOfDay begin = traffic.now();
    for (std::uint64_t name = first; name < next; ++name) {
      const auto offset = static_cast<std::int64_t>(60'000 * (name - first) / (next - first));
      traffic.depart(
          begin + Duration{offset}, sim::VehicleClass::car, 1.0, name, name, routes[name - first]);
    }
    for (int second = 0; second < 60; ++second) {
      traffic.run_window(arrivals);
      for (const sim::Arrival& arrival : arrivals) {
        out.answer =
            stable_name({out.answer, static_cast<std::uint64_t>(arrival.time.ms), arrival.tag});
      }
      out.arrived += arrivals.size();
    }
    out.processor_seconds +=
        static_cast<double>(std::clock() - processor_start) / static_cast<double>(CLOCKS_PER_SEC);
    out.seconds += std::chrono::duration<double>(Clock::now() - start).count();
    if (traffic.empty() && next == trips) break;
  }
  return out;
}

std::uint64_t argument(int count, char** words, int which, std::uint64_t otherwise) {
  return count > which ? std::strtoull(words[which], nullptr, 10) : otherwise;
}

}  // namespace

int main(int count, char** words) {
  const std::uint64_t trips = argument(count, words, 1, default_trips);
  const std::uint64_t threads = argument(count, words, 2, 1);
  const parallel::ThreadLimit limit(threads);
  const Grid grid = make_grid();
  const geo::Adjacency adjacency = geo::adjacency_of(grid.network);
  sim::Traffic traffic(grid.network, adjacency, {});
  const Outcome out = run(grid, traffic, trips);
  const sim::TrafficQuality quality = traffic.quality();
  fmt::print("links {}  trips {}  threads {}\n", grid.network.link_count(), trips, threads);
  fmt::print("arrived {}  entries {}  pushed {}  answer {:#x}\n",
             out.arrived,
             quality.link_entries,
             quality.forced_moves,
             out.answer);
  const double entries = static_cast<double>(quality.link_entries) / 1e6;
  fmt::print("{:.3f} s, {:.3f} s of processors; {:.2f} million link entries a processor second\n",
             out.seconds,
             out.processor_seconds,
             entries / out.processor_seconds);
  const bool right = out.arrived == trips && quality.link_entries == out.expected_entries &&
                     (trips != default_trips || out.answer == expected_answer);
  fmt::print("{}\n", right ? "answer as expected" : "WRONG ANSWER");
  return right ? 0 : 1;
}
