// SPDX-License-Identifier: Apache-2.0
#include "analysis/road_traffic.hpp"

#include <fmt/format.h>

#include <string>

#include "analysis/trip_groups.hpp"

namespace eveil::analysis {

namespace {

RoadUser user_of(const std::string& word) {
  if (word == "car") return RoadUser::car;
  if (word == "service") return RoadUser::service;
  if (word == "background") return RoadUser::background;
  return word == "truck" ? RoadUser::truck : RoadUser::other;
}

Expected<void> read_links(const output::RunFile& run, RoadTraffic& traffic) {
  EVEIL_CHECK(run.rows("links"));
  EVEIL_TRY(traffic.length_m, run.numbers("links", "length_m"));
  EVEIL_TRY(traffic.free_m_s, run.numbers("links", "free_speed"));
  EVEIL_TRY(traffic.zone, run.integers("links", "zone"));
  EVEIL_TRY(traffic.road_class, run.words("links", "road_class"));
  for (std::size_t link = 0; link < traffic.length_m.size(); ++link) {
    if (traffic.length_m[link] > 0.0 && traffic.free_m_s[link] > 0.0) continue;
    return bad_input(run.path().string() + ":/links",
                     fmt::format("row {} has a length of {} m and a speed of {} m/s; both must be "
                                 "above 0",
                                 link,
                                 traffic.length_m[link],
                                 traffic.free_m_s[link]));
  }
  return {};
}

}  // namespace

Expected<RoadTraffic> read_road_traffic(const output::RunFile& run) {
  RoadTraffic traffic;
  EVEIL_CHECK(read_links(run, traffic));
  EVEIL_TRY(const double sample, run.number_attribute("", "sample"));
  traffic.car_weight = 1.0 / sample;
  EVEIL_CHECK(run.rows("links/by_time"));
  EVEIL_TRY(const auto link, run.integers("links/by_time", "link"));
  EVEIL_TRY(const auto start, run.numbers("links/by_time", "time_s"));
  EVEIL_TRY(const auto volume, run.numbers("links/by_time", "volume"));
  EVEIL_TRY(const auto time, run.numbers("links/by_time", "travel_time_s"));
  EVEIL_TRY(const auto words, run.words("links/by_time", "vehicle_class"));
  std::vector<RoadUser> user_of_code;
  user_of_code.reserve(words.names.size());
  for (const std::string& word : words.names) user_of_code.push_back(user_of(word));
  for (std::size_t row = 0; row < link.size(); ++row) {
    if (link[row] < 0 || static_cast<std::size_t>(link[row]) >= traffic.length_m.size()) {
      return bad_input(run.path().string() + ":/links/by_time/link",
                       fmt::format("{} is no row of /links", link[row]));
    }
    if (!(volume[row] > 0.0)) continue;
    traffic.link.push_back(static_cast<std::size_t>(link[row]));
    traffic.hour.push_back(hour_of(start[row]));
    traffic.volume.push_back(volume[row]);
    traffic.time_s.push_back(time[row]);
    traffic.user.push_back(user_of_code[words.codes[row]]);
  }
  return traffic;
}

}  // namespace eveil::analysis
