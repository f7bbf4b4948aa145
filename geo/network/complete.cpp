// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <string_view>

#include "geo/network/pieces.hpp"
#include "geo/network/road_defaults.hpp"

namespace eveil::geo {

namespace {

// `highway` values of OpenStreetMap that are no roads for cars, or none that exist yet.
constexpr std::array<std::string_view, 18> not_for_cars{"footway",
                                                        "steps",
                                                        "cycleway",
                                                        "path",
                                                        "pedestrian",
                                                        "bridleway",
                                                        "corridor",
                                                        "elevator",
                                                        "platform",
                                                        "proposed",
                                                        "construction",
                                                        "abandoned",
                                                        "razed",
                                                        "raceway",
                                                        "bus_guideway",
                                                        "busway",
                                                        "escape",
                                                        "via_ferrata"};

constexpr double fastest_km_h = 200.0;
constexpr double most_lanes = 20.0;
constexpr std::size_t forward = 0;
constexpr std::size_t backward = 1;

bool usable(double value, double most) { return value > 0.0 && value <= most; }

// The lower middle: a speed that some road does state.
double median(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// One statement a road: that of the way it is drawn, else of the other.
std::optional<double> stated_speed(const Roads& roads, std::size_t road) {
  for (const std::size_t way : {forward, backward}) {
    const double speed = roads.speed_km_h[road][way];
    if (roads.open[road][way] != 0 && usable(speed, fastest_km_h)) return speed;
  }
  return std::nullopt;
}

using ByClass = std::array<std::optional<double>, road_class_count>;

ByClass medians_of(const Roads& roads, const std::vector<std::size_t>& kept) {
  std::array<std::vector<double>, road_class_count> stated;
  for (const std::size_t road : kept) {
    const auto road_class = static_cast<std::size_t>(road_class_of(roads.highway[road]));
    if (const auto speed = stated_speed(roads, road)) stated[road_class].push_back(*speed);
  }
  ByClass medians;
  for (std::size_t row = 0; row < road_class_count; ++row) {
    if (stated[row].size() >= speeds_for_a_median) medians[row] = median(stated[row]);
  }
  return medians;
}

// Counts by class, so that a finding can say where the numbers come from.
class ClassTallies {
 public:
  void add(RoadClass road_class, std::int64_t length) {
    auto& [count, sum] = rows_[static_cast<std::size_t>(road_class)];
    ++count;
    sum += length;
  }
  template <class Detail>
  void report(std::string_view reason,
              const Detail& detail,
              std::vector<RoadTally>& tallies) const {
    for (std::size_t row = 0; row < road_class_count; ++row) {
      const auto& [count, sum] = rows_[row];
      if (count == 0) continue;
      const auto road_class = static_cast<RoadClass>(row);
      tallies.push_back({std::string(reason), detail(road_class), count, sum});
    }
  }

 private:
  std::array<std::pair<std::uint64_t, std::int64_t>, road_class_count> rows_{};
};

struct Counts {
  RoadTally directions{"directions", "", 0, 0};
  RoadTally speed_stated{"speed_stated", "", 0, 0};
  RoadTally lanes_stated{"lanes_stated", "", 0, 0};
  ClassTallies speed_other_way, speed_median, speed_default, lanes_other_way, lanes_default;
  RoadTally speed_unusable{"speed_not_usable", "", 0, 0};
  RoadTally lanes_unusable{"lanes_not_usable", "", 0, 0};
};

class Completion {
 public:
  Completion(const Roads& roads, const std::vector<std::size_t>& kept)
      : roads_(roads), medians_(medians_of(roads, kept)) {}

  // A missing speed: the other way's, else the median of the class, else the class's default.
  RoadFacts facts_of(std::size_t road) {
    RoadFacts facts;
    facts.road_class = road_class_of(roads_.highway[road]);
    facts.open = roads_.open[road];
    facts.access = roads_.access.empty() ? access_of(facts.road_class) : roads_.access[road];
    const std::int64_t length = length_mm(roads_.place, vertices_of(roads_, road));
    fill_speed(facts, road, length);
    fill_lanes(facts, road, length);
    return facts;
  }

  void report(std::vector<RoadTally>& tallies) const {
    const auto name = [](RoadClass road_class) { return std::string(name_of(road_class)); };
    const auto add = [&](const RoadTally& tally) {
      if (tally.count > 0) tallies.push_back(tally);
    };
    for (const RoadTally& tally : {counts_.directions, counts_.speed_stated, counts_.lanes_stated})
      tallies.push_back(tally);
    add(counts_.speed_unusable);
    counts_.speed_other_way.report("speed_from_other_way", name, tallies);
    counts_.speed_median.report(
        "speed_from_class_median",
        [&](RoadClass road_class) {
          return fmt::format(
              "{} {} km/h", name_of(road_class), *medians_[static_cast<std::size_t>(road_class)]);
        },
        tallies);
    counts_.speed_default.report(
        "speed_from_class_default",
        [&](RoadClass road_class) {
          return fmt::format("{} {:.0f} km/h",
                             name_of(road_class),
                             in_kilometres_per_hour(defaults_of(road_class).speed));
        },
        tallies);
    add(counts_.lanes_unusable);
    counts_.lanes_other_way.report("lanes_from_other_way", name, tallies);
    counts_.lanes_default.report(
        "lanes_from_class_default",
        [&](RoadClass road_class) {
          return fmt::format("{} {}", name_of(road_class), defaults_of(road_class).lanes);
        },
        tallies);
  }

 private:
  static void count(RoadTally& tally, std::int64_t length) {
    ++tally.count;
    tally.length_mm += length;
  }

  static void count_unusable(RoadTally& tally, double value, double most, std::int64_t length) {
    if (!(value <= 0.0) && !(value > most)) return;
    count(tally, length);
  }

  void fill_speed(RoadFacts& facts, std::size_t road, std::int64_t length) {
    const auto row = static_cast<std::size_t>(facts.road_class);
    for (const std::size_t way : {forward, backward}) {
      if (facts.open[way] == 0) continue;
      double speed = roads_.speed_km_h[road][way];
      count(counts_.directions, length);
      count_unusable(counts_.speed_unusable, speed, fastest_km_h, length);
      if (usable(speed, fastest_km_h)) {
        count(counts_.speed_stated, length);
      } else {
        if (const auto other = stated_speed(roads_, road)) {
          speed = *other;
          counts_.speed_other_way.add(facts.road_class, length);
        } else if (medians_[row]) {
          speed = *medians_[row];
          counts_.speed_median.add(facts.road_class, length);
        } else {
          speed = in_kilometres_per_hour(defaults_of(facts.road_class).speed);
          counts_.speed_default.add(facts.road_class, length);
        }
      }
      facts.speed_m_s[way] = kilometres_per_hour(speed).value;
    }
  }

  void fill_lanes(RoadFacts& facts, std::size_t road, std::int64_t length) {
    const RoadDefaults defaults = defaults_of(facts.road_class);
    const VehiclesPerSecond of_a_lane = lane_capacity(facts.road_class, roads_.lane_capacity_veh_h);
    for (const std::size_t way : {forward, backward}) {
      if (facts.open[way] == 0) continue;
      double lanes = roads_.lanes[road][way];
      const double other = roads_.lanes[road][1 - way];
      count_unusable(counts_.lanes_unusable, lanes, most_lanes, length);
      if (usable(lanes, most_lanes)) {
        count(counts_.lanes_stated, length);
      } else {
        if (facts.open[1 - way] != 0 && usable(other, most_lanes)) {
          lanes = other;
          counts_.lanes_other_way.add(facts.road_class, length);
        } else {
          lanes = static_cast<double>(defaults.lanes);
          counts_.lanes_default.add(facts.road_class, length);
        }
      }
      facts.lanes[way] = static_cast<float>(lanes);
      facts.capacity_veh_s[way] = lanes * of_a_lane.value;
    }
  }

  const Roads& roads_;
  ByClass medians_;
  Counts counts_;
};

}  // namespace

std::uint8_t access_of(RoadClass road_class) {
  const bool motorway = road_class == RoadClass::motorway || road_class == RoadClass::motorway_link;
  constexpr int all = access_car | access_bus | access_bicycle | access_walk;
  return static_cast<std::uint8_t>(motorway ? access_car | access_bus : all);
}

bool for_cars(std::string_view highway, bool is_osm) {
  if (is_osm) return highway == "road" || road_class_of(highway) != RoadClass::other;
  return !highway.empty() &&
         std::find(not_for_cars.begin(), not_for_cars.end(), highway) == not_for_cars.end();
}

std::vector<RoadFacts> complete(const Roads& roads,
                                const std::vector<std::size_t>& kept,
                                std::vector<RoadTally>& tallies) {
  Completion completion(roads, kept);
  std::vector<RoadFacts> facts;
  facts.reserve(kept.size());
  for (const std::size_t road : kept) facts.push_back(completion.facts_of(road));
  completion.report(tallies);
  return facts;
}

}  // namespace eveil::geo
