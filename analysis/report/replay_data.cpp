// SPDX-License-Identifier: Apache-2.0
#include "analysis/report/replay_data.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "analysis/report/polyline.hpp"

namespace eveil::analysis {

namespace {

constexpr double way_tolerance_m = 10.0;
constexpr std::size_t bytes_a_number = 7;  // about, with its comma
constexpr std::size_t bytes_an_asking = 4 * bytes_a_number;

}  // namespace

Json replay_json(const Replay& replay, Point origin, std::size_t most_bytes) {
  Json json;
  json["service"] = replay.service;
  json["replication"] = replay.replication;
  json["roads"] = replay.along_roads;
  json["all"] = replay.vehicles.size();
  // A quarter is for those who ask.
  std::size_t left = most_bytes - most_bytes / 4;
  json["vehicles"] = Json::array();
  for (const std::vector<Move>& moves : replay.vehicles) {
    Json vehicle = Json::array();
    std::size_t bytes = 0;
    for (const Move& move : moves) {
      std::string path = encoded(simplified(move.path, way_tolerance_m), origin);
      bytes += path.size() + 3 * bytes_a_number;
      vehicle.push_back(
          {std::llround(move.from_s), std::llround(move.to_s), move.on_board, std::move(path)});
    }
    if (bytes > left) break;
    left -= bytes;
    json["vehicles"].push_back(std::move(vehicle));
  }
  const std::size_t askings = std::max<std::size_t>(most_bytes / 4 / bytes_an_asking, 1);
  const std::size_t every =
      std::max<std::size_t>((replay.askings.size() + askings - 1) / askings, 1);
  json["every"] = every;
  json["askings"] = Json::array();
  for (std::size_t row = 0; row < replay.askings.size(); row += every) {
    const Asking& one = replay.askings[row];
    const auto from = std::llround(one.from_s);
    // Equal seconds tell a refusal: whoever is picked up waits one at least.
    const auto to = one.refused ? from : std::max(std::llround(one.to_s), from + 1);
    json["askings"].push_back(
        {from, to, std::llround(one.at.x - origin.x), std::llround(one.at.y - origin.y)});
  }
  return json;
}

}  // namespace eveil::analysis
