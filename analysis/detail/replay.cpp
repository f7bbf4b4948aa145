// SPDX-License-Identifier: Apache-2.0
#include "analysis/detail/replay.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include "analysis/detail/ways.hpp"
#include "geo/base/parallel.hpp"
#include "output/reader.hpp"

namespace eveil::analysis {

namespace {

// Somebody boards or leaves a vehicle.
struct Stop {
  double time_s = 0.0;
  int seats = 0;  // of who boards; below 0 of who leaves
  std::int64_t link = -1;
  double asked_s = 0.0;  // when who boards asked
  Point at;              // where the file has no links
};

// Where and when each request was met; what it came to is in analysis/requests.hpp.
struct Calls {
  std::vector<double> time;
  std::vector<double> pickup;
  std::vector<double> dropoff;
  std::vector<double> from_x;
  std::vector<double> from_y;
  std::vector<double> to_x;
  std::vector<double> to_y;
  std::vector<std::int64_t> from_link;
  std::vector<std::int64_t> to_link;
  std::vector<std::int64_t> seats;
  std::vector<std::int64_t> vehicle;
  output::EnumColumn outcome;
};

Expected<Calls> read_calls(const output::RunFile& run, const std::string& table) {
  Calls all;
  EVEIL_CHECK(run.rows(table));
  EVEIL_TRY(all.time, run.numbers(table, "time_s"));
  EVEIL_TRY(all.pickup, run.numbers(table, "pickup_s"));
  EVEIL_TRY(all.dropoff, run.numbers(table, "dropoff_s"));
  EVEIL_TRY(all.from_x, run.numbers(table, "from_x"));
  EVEIL_TRY(all.from_y, run.numbers(table, "from_y"));
  EVEIL_TRY(all.to_x, run.numbers(table, "to_x"));
  EVEIL_TRY(all.to_y, run.numbers(table, "to_y"));
  EVEIL_TRY(all.from_link, run.integers(table, "from_link"));
  EVEIL_TRY(all.to_link, run.integers(table, "to_link"));
  EVEIL_TRY(all.seats, run.integers(table, "seats"));
  EVEIL_TRY(all.vehicle, run.integers(table, "vehicle"));
  EVEIL_TRY(all.outcome, run.words(table, "outcome"));
  return all;
}

// Stops of each vehicle in time; who leaves goes before who boards.
std::map<std::int64_t, std::vector<Stop>> stops_of(const Calls& all) {
  std::map<std::int64_t, std::vector<Stop>> stops;
  for (std::size_t row = 0; row < all.time.size(); ++row) {
    if (all.vehicle[row] < 0 || !std::isfinite(all.pickup[row])) continue;
    const auto seats = static_cast<int>(all.seats[row]);
    std::vector<Stop>& of = stops[all.vehicle[row]];
    of.push_back({all.pickup[row],
                  seats,
                  all.from_link[row],
                  all.time[row],
                  {all.from_x[row], all.from_y[row]}});
    if (std::isfinite(all.dropoff[row]))
      of.push_back({all.dropoff[row],
                    -seats,
                    all.to_link[row],
                    all.time[row],
                    {all.to_x[row], all.to_y[row]}});
  }
  for (auto& [vehicle, of] : stops) {
    std::stable_sort(of.begin(), of.end(), [](const Stop& a, const Stop& b) {
      return std::tie(a.time_s, a.seats) < std::tie(b.time_s, b.seats);
    });
  }
  return stops;
}

bool on(const Ways& ways, std::int64_t link) {
  return link >= 0 && static_cast<std::size_t>(link) < ways.link_count();
}

Point place_of(const Ways& ways, const Stop& stop) {
  return on(ways, stop.link) ? ways.end_of(static_cast<std::size_t>(stop.link)) : stop.at;
}

// Two stops that a vehicle drives between.
struct Leg {
  std::size_t vehicle;
  std::size_t move;
  Stop from;
  Stop to;
};

std::vector<Leg> legs_of(const std::map<std::int64_t, std::vector<Stop>>& stops,
                         std::vector<std::vector<Move>>& vehicles) {
  std::vector<Leg> legs;
  for (const auto& [number, of] : stops) {
    std::vector<Move> moves;
    int on_board = 0;
    for (std::size_t row = 0; row + 1 < of.size(); ++row) {
      on_board += of[row].seats;
      const Stop& next = of[row + 1];
      // Nobody on board: it stands until somebody asks.
      const double leaves = on_board > 0 ? of[row].time_s : std::max(of[row].time_s, next.asked_s);
      legs.push_back({vehicles.size(), moves.size(), of[row], next});
      moves.push_back({std::min(leaves, next.time_s), next.time_s, on_board, {}});
    }
    vehicles.push_back(std::move(moves));
  }
  return legs;
}

std::vector<Asking> askings_of(const Calls& all) {
  const std::size_t refused = all.outcome.code_of("refused");
  std::vector<Asking> askings;
  for (std::size_t row = 0; row < all.time.size(); ++row) {
    const bool no = all.outcome.codes[row] == refused;
    if (!no && !std::isfinite(all.pickup[row])) continue;
    if (!std::isfinite(all.time[row] + all.from_x[row] + all.from_y[row])) continue;
    askings.push_back({all.time[row],
                       no ? all.time[row] : all.pickup[row],
                       {all.from_x[row], all.from_y[row]},
                       no});
  }
  std::stable_sort(askings.begin(), askings.end(), [](const Asking& a, const Asking& b) {
    return a.from_s < b.from_s;
  });
  return askings;
}

}  // namespace

Expected<Replay> read_replay(const std::string& file,
                             const std::string& service,
                             const Geography& places) {
  Replay replay;
  replay.service = service;
  EVEIL_TRY(const output::RunFile run, output::open_run(file));
  const std::string table = output::RunFile::service_group(service) + "/requests";
  if (!run.has(table)) return replay;
  replay.replication = run.integer_attribute("", "replication").value_or(0);
  EVEIL_TRY(const Calls all, read_calls(run, table));
  EVEIL_TRY(const Ways ways, Ways::read(run, places));
  replay.along_roads = ways.link_count() > 0;
  replay.askings = askings_of(all);
  const std::vector<Leg> legs = legs_of(stops_of(all), replay.vehicles);
  parallel::for_each_row(
      legs.size(),
      [&](std::size_t row) {
        const Leg& leg = legs[row];
        std::vector<Point>& path = replay.vehicles[leg.vehicle][leg.move].path;
        if (on(ways, leg.from.link) && on(ways, leg.to.link)) {
          path = ways.between(static_cast<std::size_t>(leg.from.link),
                              static_cast<std::size_t>(leg.to.link));
        } else {
          path = {place_of(ways, leg.from), place_of(ways, leg.to)};
        }
      },
      16);
  return replay;
}

}  // namespace eveil::analysis
