// SPDX-License-Identifier: Apache-2.0
// Our side of benchmarks/peers: writes a case for SUMO, runs it here, and says what came out.
//
//   benchmark_peers time|low|high FOLDER [trips]
//     time  case A, as benchmark_traffic has it
//     low   A's roads, no link asked for more than half of its capacity
//     high  A's roads, chosen links asked for more than they carry
//
// FOLDER gets nodes.nod.xml, edges.edg.xml, turns.con.xml, trips.rou.xml (each trip by its named
// route; the link at whose end a trip starts isn't driven and left out), volumes.csv (link, hour,
// vehicles that entered) and, of `high`, saturated.csv (link, stated vehicles/h, those that left in
// the hour).
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "benchmarks/support/bottlenecks.hpp"
#include "benchmarks/support/cases.hpp"
#include "benchmarks/support/drive.hpp"
#include "benchmarks/support/machine.hpp"
#include "geo/base/parallel.hpp"
#include "geo/base/text.hpp"
#include "sim/traffic/traffic.hpp"

namespace {

using namespace eveil;
using namespace eveil::benchmarks;
namespace fs = std::filesystem;

constexpr std::size_t most_bottlenecks = 150;

/// A day's trips with routes by name, as both sides drive them.
struct Plan {
  struct Trip {
    TimeOfDay at;
    std::uint32_t route;
  };
  std::vector<std::vector<geo::LinkId>> routes;
  std::vector<Trip> trips;  // by time
};

Plan plan_of(const Demand& demand) {
  Plan plan;
  std::map<std::vector<std::uint32_t>, std::uint32_t> known;
  for (std::uint64_t trip = 0; trip < demand.trips(); ++trip) {
    const PlacedRoute choice = demand.choice(trip);
    const auto [at, is_new] = known.insert({{choice.route, choice.column, choice.row},
                                            static_cast<std::uint32_t>(plan.routes.size())});
    if (is_new) {
      plan.routes.emplace_back();
      demand.links_of(choice, plan.routes.back());
    }
    plan.trips.push_back({demand.departure(trip), at->second});
  }
  return plan;
}

Plan plan_of(const std::vector<Bottleneck>& bottlenecks) {
  Plan plan;
  for (const Bottleneck& jam : bottlenecks) {
    for (const Bottleneck::Way& way : jam.ways) {
      for (const TimeOfDay at : way.departures) {
        plan.trips.push_back({at, static_cast<std::uint32_t>(plan.routes.size())});
      }
      plan.routes.push_back(way.route);
    }
  }
  std::stable_sort(plan.trips.begin(), plan.trips.end(), [](const auto& a, const auto& b) {
    return a.at < b.at;
  });
  return plan;
}

class File {
 public:
  explicit File(const fs::path& path) : file_(path) {}
  template <class... Args>
  void line(fmt::format_string<Args...> text, Args&&... args) {
    file_ << fmt::format(text, std::forward<Args>(args)...) << '\n';
  }

 private:
  std::ofstream file_;
};

int lanes_of(const geo::Network& network, geo::LinkId link) {
  return std::max(1, static_cast<int>(std::lround(network.lanes[link])));
}

void write_roads(const geo::Network& network, const fs::path& folder) {
  File nodes(folder / "nodes.nod.xml");
  nodes.line("<nodes>");
  for (const geo::NodeId node : network.place.ids()) {
    const Point place = network.place[node];
    nodes.line("<node id=\"n{}\" x=\"{:.2f}\" y=\"{:.2f}\" type=\"priority\"/>",
               node.value,
               place.x,
               place.y);
  }
  nodes.line("</nodes>");
  File edges(folder / "edges.edg.xml");
  edges.line("<edges>");
  for (const geo::LinkId link : network.from.ids()) {
    edges.line(
        "<edge id=\"{}\" from=\"n{}\" to=\"n{}\" numLanes=\"{}\" speed=\"{:.6f}\" "
        "length=\"{:.3f}\"/>",
        link.value,
        network.from[link].value,
        network.to[link].value,
        lanes_of(network, link),
        network.free_speed[link].value,
        network.length[link].value);
  }
  edges.line("</edges>");
}

/// Every turn, from each lane: whoever waits does so for the link, not for a lane of it.
void write_turns(const geo::Network& network,
                 const geo::Adjacency& adjacency,
                 const fs::path& folder) {
  File turns(folder / "turns.con.xml");
  turns.line("<connections>");
  for (const geo::LinkId link : network.from.ids()) {
    const int lanes = lanes_of(network, link);
    for (const geo::LinkId next : adjacency.leaving[network.to[link]]) {
      if (network.forbids(link, next)) continue;
      const int lanes_there = lanes_of(network, next);
      for (int lane = 0; lane < std::max(lanes, lanes_there); ++lane) {
        turns.line("<connection from=\"{}\" to=\"{}\" fromLane=\"{}\" toLane=\"{}\"/>",
                   link.value,
                   next.value,
                   std::min(lane, lanes - 1),
                   std::min(lane, lanes_there - 1));
      }
    }
  }
  turns.line("</connections>");
}

void write_trips(const Plan& plan, const fs::path& folder) {
  File trips(folder / "trips.rou.xml");
  trips.line("<routes>");
  trips.line("<vType id=\"car\" speedFactor=\"1\" speedDev=\"0\" length=\"5\" minGap=\"2.5\"/>");
  std::string edges;
  for (std::size_t route = 0; route < plan.routes.size(); ++route) {
    edges.clear();
    for (std::size_t link = 1; link < plan.routes[route].size(); ++link) {
      edges += fmt::format("{}{}", link == 1 ? "" : " ", plan.routes[route][link].value);
    }
    trips.line("<route id=\"r{}\" edges=\"{}\"/>", route, edges);
  }
  for (std::size_t trip = 0; trip < plan.trips.size(); ++trip) {
    trips.line("<vehicle id=\"{}\" type=\"car\" depart=\"{:.3f}\" route=\"r{}\"/>",
               trip,
               static_cast<double>(plan.trips[trip].at.ms) / 1000.0,
               plan.trips[trip].route);
  }
  trips.line("</routes>");
}

/// \return the greatest share of a link's capacity that entered it in an hour.
double write_volumes(const geo::Network& network,
                     const sim::LinkCounts& counts,
                     const fs::path& folder) {
  constexpr std::size_t slices_an_hour = 4;
  std::map<std::pair<geo::LinkId, std::size_t>, std::uint32_t> hours;
  for (const sim::LinkCount& row : counts.rows) {
    hours[{row.link, 3 + row.slice / slices_an_hour}] += row.volume;
  }
  File file(folder / "volumes.csv");
  double busiest = 0.0;
  for (const auto& [at, volume] : hours) {
    busiest = std::max(busiest, volume / in_vehicles_per_hour(network.capacity[at.first]));
    file.line("{},{},{}", at.first.value, at.second, volume);
  }
  return busiest;
}

/// What left each bottleneck in the hour that is looked at: who arrives at the end of the link
/// after it, where nobody waits, left it by that link's free time earlier.
class Discharge {
 public:
  Discharge(const geo::Network& network, const Plan& plan) : network_(network), plan_(plan) {}

  void arrived(const sim::Arrival& arrival) {
    const auto& route = plan_.routes[plan_.trips[arrival.tag].route];
    const Duration last{geo::free_flow_ms(network_, route.back())};
    const TimeOfDay left{static_cast<std::int32_t>(arrival.time.ms - last.ms)};
    if (left >= Bottleneck::from && left < Bottleneck::until) ++left_[route[route.size() - 2]];
  }
  void write(const std::vector<Bottleneck>& bottlenecks, const fs::path& folder) const {
    File file(folder / "saturated.csv");
    for (const Bottleneck& jam : bottlenecks) {
      const auto found = left_.find(jam.link);
      file.line("{},{:.3f},{}",
                jam.link.value,
                in_vehicles_per_hour(network_.capacity[jam.link]),
                found == left_.end() ? 0 : found->second);
    }
  }

 private:
  const geo::Network& network_;
  const Plan& plan_;
  std::map<geo::LinkId, std::uint64_t> left_;
};

/// Drives the plan on one thread and tells what took how long.
void run(const geo::Network& network,
         const Plan& plan,
         const std::vector<Bottleneck>& bottlenecks,
         const fs::path& folder) {
  const geo::Adjacency adjacency = geo::adjacency_of(network);
  sim::Traffic traffic(network, adjacency, {});
  std::vector<sim::Arrival> arrivals;
  Discharge discharge(network, plan);
  std::uint64_t arrived = 0;
  std::int64_t time_ms = 0;
  Spent spent;
  std::size_t next = 0;
  traffic.start_day();
  while (traffic.now() < day_end && (next < plan.trips.size() || !traffic.empty())) {
    const Watch watch;
    const TimeOfDay end = traffic.now() + seconds(1);
    for (; next < plan.trips.size() && plan.trips[next].at < end; ++next) {
      const Plan::Trip& trip = plan.trips[next];
      traffic.depart(trip.at, sim::VehicleClass::car, 1.0, next, next, plan.routes[trip.route]);
    }
    traffic.run_window(arrivals);
    spent += watch.read();
    arrived += arrivals.size();
    for (const sim::Arrival& arrival : arrivals) {
      time_ms += (arrival.time - plan.trips[arrival.tag].at).ms;
      if (!bottlenecks.empty()) discharge.arrived(arrival);
    }
  }
  fmt::print("busiest {:.4f}\n", write_volumes(network, traffic.counts(), folder));
  if (!bottlenecks.empty()) discharge.write(bottlenecks, folder);
  const sim::TrafficQuality quality = traffic.quality();
  fmt::print("links {}\ntrips {}\narrived {}\nentries {}\npushed {}\n",
             network.link_count(),
             plan.trips.size(),
             arrived,
             quality.link_entries,
             quality.forced_moves);
  fmt::print("mean_s {:.3f}\nclock_s {:.4f}\nprocessor_s {:.4f}\npeak_mb {:.1f}\n",
             static_cast<double>(time_ms) / 1000.0 /
                 static_cast<double>(std::max<std::uint64_t>(1, arrived)),
             spent.clock_s,
             spent.processors_s,
             peak_megabytes());
}

Expected<void> compare(const std::string& what,
                       const fs::path& folder,
                       std::uint64_t trips,
                       const fs::path& shared) {
  CaseFacts facts = case_a;
  if (trips > 0) facts.trips = trips;
  // Half, less what chance adds to a link's expected demand in its busiest hour.
  const double filling = what == "low" ? 0.4 : usual_filling;
  const std::uint64_t made_for = what == "low" ? facts.trips : case_a.trips;
  CaseFacts pool = facts;
  pool.trips = made_for;
  EVEIL_TRY(const Case made, make_case(pool, {facts.trips, filling, shared, {}}));
  const geo::Network& network = made.tiles->network();
  std::vector<Bottleneck> bottlenecks;
  if (what == "high") bottlenecks = find_bottlenecks(network, most_bottlenecks);
  const Plan plan = what == "high" ? plan_of(bottlenecks) : plan_of(*made.demand);
  write_roads(network, folder);
  write_turns(network, geo::adjacency_of(network), folder);
  write_trips(plan, folder);
  run(network, plan, bottlenecks, folder);
  return {};
}

}  // namespace

int main(int count, char** words) {
  const std::string what = count > 2 ? words[1] : "";
  if (what != "time" && what != "low" && what != "high") {
    fmt::print(stderr, "usage: benchmark_peers time|low|high FOLDER [trips]\n");
    return 2;
  }
  const std::int64_t trips = count > 3 ? parse_int(words[3]).value_or(0) : 0;
  const char* place = std::getenv("EVEIL_SHARED");
  const parallel::ThreadLimit limit(1);
  const auto done = compare(what,
                            words[2],
                            static_cast<std::uint64_t>(std::max<std::int64_t>(0, trips)),
                            place != nullptr ? place : EVEIL_SOURCE_DIR "/../shared");
  if (!done) fmt::print(stderr, "{}\n", describe(done.error()));
  return done ? 0 : 1;
}
