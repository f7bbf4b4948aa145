// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <map>
#include <span>
#include <string_view>
#include <utility>

#include "geo/base/text.hpp"
#include "geo/io/osm.hpp"
#include "geo/io/projection.hpp"
#include "geo/network/osm_tags.hpp"
#include "geo/network/pieces.hpp"

namespace eveil::geo {

namespace {

constexpr std::string_view credit = "© OpenStreetMap contributors, ODbL 1.0 (openstreetmap.org)";

constexpr std::size_t longest_value = 40;  // of a tag that is quoted in a finding

// In the order of `OsmPlace::take`.
const std::vector<std::string_view> point_keys{
    "highway", "crossing", "barrier", "bollard", "motorcar", "motor_vehicle", "vehicle", "access"};

struct Place {
  Point at;
  std::uint8_t control = 0;
  std::string stops;  ///< the barrier that stops cars
};

bool before(Point a, Point b) { return a.x != b.x ? a.x < b.x : a.y < b.y; }

Place place_of(const io::OsmPoint& point) {
  Place place{point.place, 0, ""};
  const std::string& highway = point.tags[0];
  if (highway == "traffic_signals") place.control = control_signals;
  if (highway == "crossing") place.control = control_crossing;
  if (highway == "crossing" && point.tags[1] == "traffic_signals") place.control |= control_signals;
  if (highway == "stop") place.control = control_stop;
  if (highway == "give_way") place.control = control_give_way;
  std::string_view access;
  for (std::size_t row = 4; row < 8 && access.empty(); ++row) access = point.tags[row];
  if (stops_cars(point.tags[2], access, point.tags[3])) place.stops = point.tags[2];
  return place;
}

/// Gathers ways and places as they come.
class Gatherer : public io::OsmTaker {
 public:
  void begin() override { *this = Gatherer(); }

  void take(io::OsmPoint point) override {
    Place place = place_of(point);
    if (place.control != 0 || !place.stops.empty()) places.push_back(std::move(place));
  }

  void take(io::OsmWay way) override {
    const OsmTags tags(way.tags);
    const OsmRoad road = road_of(tags);
    const bool used = road.closed.empty() && for_cars(tags[OsmKey::highway], true);
    if (used) note(road, tags);
    roads.id.push_back(way.id);
    roads.highway.emplace_back(tags[OsmKey::highway]);
    roads.open.push_back(road.open);
    roads.closed.push_back(road.closed);
    roads.access.push_back(road.access);
    roads.lanes.push_back(road.lanes);
    ByWay<double> speed{};
    for (std::size_t row = 0; row < speed.size(); ++row) {
      speed[row] = road.speed[row].kind == OsmSpeed::Kind::number
                       ? road.speed[row].km_h
                       : std::numeric_limits<double>::quiet_NaN();
    }
    roads.speed_km_h.push_back(speed);
    layer.push_back(parse_int(tags[OsmKey::layer]).value_or(0));
    roundabout.push_back(is_roundabout(tags));
    points.insert(points.end(), way.line.begin(), way.line.end());
    roads.first.push_back(points.size());
  }

  void report_values(std::vector<RoadTally>& tallies) const {
    for (const auto& [key, count] : values_) tallies.push_back({key.first, key.second, count, 0});
  }

  Roads roads;
  std::vector<Point> points;
  std::vector<Place> places;
  std::vector<std::int64_t> layer;
  std::vector<bool> roundabout;  // [way]

 private:
  void count(const char* reason, std::string_view value) {
    ++values_[{reason, std::string(value.substr(0, longest_value))}];
  }

  void note(const OsmRoad& road, const OsmTags& tags) {
    if (road.destination_only) count("destination_only", "");
    if (road.oneway_unreadable) count("oneway_unreadable", tags[OsmKey::oneway]);
    if (road.lanes_unreadable) count("lanes_unreadable", tags[OsmKey::lanes]);
    if (tags[OsmKey::toll] == "yes") count("toll", "");
    for (const OsmKey key :
         {OsmKey::maxspeed, OsmKey::maxspeed_forward, OsmKey::maxspeed_backward}) {
      const OsmSpeed speed = parse_osm_speed(tags[key]);
      if (speed.kind == OsmSpeed::Kind::unreadable) count("speed_unreadable", tags[key]);
      if (speed.kind == OsmSpeed::Kind::varies) count("speed_varies", tags[key]);
    }
  }

  std::map<std::pair<std::string, std::string>, std::uint64_t> values_;
};

/// Where roads for cars touch a vertex.
struct Touch {
  std::uint32_t arms = 0;  ///< 2 where a road passes, 1 where one ends
  bool ends = false;
  std::int64_t lowest = std::numeric_limits<std::int64_t>::max();  ///< layer
  std::int64_t highest = std::numeric_limits<std::int64_t>::min();
};

/// Parts at a vertex what doesn't meet there.
class Parting {
 public:
  Parting(Roads& roads, const std::vector<std::int64_t>& layer)
      : roads_(roads), layer_(layer), touch_(roads.place.size()), stops_(roads.place.size(), 0) {
    each_use([&](std::size_t road, std::uint64_t row) {
      Touch& touch = touch_[roads_.vertex[row]];
      const bool end = row == roads_.first[road] || row + 1 == roads_.first[road + 1];
      touch.arms += end ? 1 : 2;
      touch.ends = touch.ends || end;
      touch.lowest = std::min(touch.lowest, layer_[road]);
      touch.highest = std::max(touch.highest, layer_[road]);
    });
  }

  void run(const std::vector<Place>& places, const std::vector<bool>& roundabout) {
    mark(places);
    each_use([&](std::size_t road, std::uint64_t row) {
      if (roundabout[road]) roads_.control[roads_.vertex[row]] |= control_roundabout;
    });
    part_levels();
    part_barriers();
  }

 private:
  bool for_car(std::size_t road) const {
    return roads_.closed[road].empty() && for_cars(roads_.highway[road], true);
  }

  template <class Use>
  void each_use(const Use& use) const {
    for (std::size_t road = 0; road < roads_.size(); ++road) {
      if (!for_car(road)) continue;
      for (std::uint64_t row = roads_.first[road]; row < roads_.first[road + 1]; ++row)
        use(road, row);
    }
  }

  void mark(const std::vector<Place>& places) {
    roads_.control.assign(roads_.place.size(), 0);
    std::map<std::string, std::uint64_t> used;
    std::map<std::string, std::uint64_t> passed_over;
    for (const Place& place : places) {
      const auto found =
          std::lower_bound(roads_.place.begin(), roads_.place.end(), place.at, before);
      if (found == roads_.place.end() || !(*found == place.at)) continue;
      const auto vertex = static_cast<std::size_t>(found - roads_.place.begin());
      roads_.control[vertex] |= place.control;
      if (place.stops.empty() || touch_[vertex].arms < 2) continue;
      const bool junction = touch_[vertex].arms > 2;
      ++(junction ? passed_over : used)[place.stops];
      if (!junction) stops_[vertex] = 1;
    }
    for (const auto& [barrier, count] : used)
      roads_.tallies.push_back({"barrier", barrier, count, 0});
    for (const auto& [barrier, count] : passed_over)
      roads_.tallies.push_back({"barrier_at_junction", barrier, count, 0});
  }

  std::uint32_t copy_of(std::uint32_t vertex) {
    roads_.place.push_back(Point(roads_.place[vertex]));
    roads_.control.push_back(std::uint8_t(roads_.control[vertex]));
    return static_cast<std::uint32_t>(roads_.place.size() - 1);
  }

  // A bridge over a street whose nodes lie at one place: each layer above gets its own vertex.
  void part_levels() {
    std::map<std::pair<std::uint32_t, std::int64_t>, std::uint32_t> copies;
    each_use([&](std::size_t road, std::uint64_t row) {
      std::uint32_t& vertex = roads_.vertex[row];
      if (vertex >= touch_.size()) return;
      const Touch& touch = touch_[vertex];
      if (touch.ends || layer_[road] == touch.lowest) return;
      const auto [copy, is_new] = copies.try_emplace({vertex, layer_[road]}, 0);
      if (is_new) copy->second = copy_of(vertex);
      vertex = copy->second;
    });
    if (!copies.empty()) roads_.tallies.push_back({"levels_parted", "", copies.size(), 0});
  }

  bool stopped_at(std::uint64_t row) const {
    const std::uint32_t vertex = roads_.vertex[row];
    return vertex < stops_.size() && stops_[vertex] != 0;
  }

  // Roads are cut in two rows at a barrier, and each side ends at a vertex of its own.
  void part_barriers() {
    if (std::find(stops_.begin(), stops_.end(), 1) == stops_.end()) return;
    Roads parted = roads_;
    parted.id.clear();
    parted.highway.clear();
    parted.open.clear();
    parted.closed.clear();
    parted.access.clear();
    parted.speed_km_h.clear();
    parted.lanes.clear();
    parted.first = {0};
    parted.vertex.clear();
    const auto finish_row = [&](std::size_t road) {
      parted.id.push_back(roads_.id[road]);
      parted.highway.push_back(roads_.highway[road]);
      parted.open.push_back(roads_.open[road]);
      parted.closed.push_back(roads_.closed[road]);
      parted.access.push_back(roads_.access[road]);
      parted.speed_km_h.push_back(roads_.speed_km_h[road]);
      parted.lanes.push_back(roads_.lanes[road]);
      parted.first.push_back(parted.vertex.size());
    };
    for (std::size_t road = 0; road < roads_.size(); ++road) {
      const std::uint64_t last = roads_.first[road + 1];
      for (std::uint64_t row = roads_.first[road]; row < last; ++row) {
        if (!for_car(road) || !stopped_at(row)) {
          parted.vertex.push_back(roads_.vertex[row]);
          continue;
        }
        parted.vertex.push_back(copy_of(roads_.vertex[row]));
        if (row == roads_.first[road] || row + 1 == last) continue;
        finish_row(road);
        parted.vertex.push_back(copy_of(roads_.vertex[row]));
      }
      finish_row(road);
    }
    parted.place = roads_.place;
    parted.control = roads_.control;
    roads_ = std::move(parted);
  }

  Roads& roads_;
  const std::vector<std::int64_t>& layer_;
  std::vector<Touch> touch_;
  std::vector<std::uint8_t> stops_;
};

}  // namespace

Expected<Roads> read_osm_roads(const std::string& file) {
  Gatherer gatherer;
  const io::OsmRequest request{file, {osm_way_keys.begin(), osm_way_keys.end()}, point_keys};
  EVEIL_TRY(const io::OsmSummary summary, io::read_osm(request, gatherer));
  Roads roads = std::move(gatherer.roads);
  if (roads.size() == 0) {
    return bad_input(file,
                     "holds no way with `highway`, so no road; take an extract that holds roads "
                     "with all of their nodes");
  }
  roads.file = file;
  roads.layer = "ways";
  roads.is_osm = true;
  roads.crs_wkt = io::degrees_crs().wkt;
  roads.newest_edit = summary.newest_edit;
  roads.credits = {summary.newest_edit.empty()
                       ? std::string(credit)
                       : fmt::format("{}; newest edit {}", credit, summary.newest_edit)};
  if (summary.ways_with_gaps > 0) {
    roads.tallies.push_back({"nodes_missing",
                             fmt::format("way {} first", summary.first_gap),
                             summary.ways_with_gaps,
                             0});
  }
  if (summary.ids_out_of_order) roads.tallies.push_back({"ids_out_of_order", "", 1, 0});
  gatherer.report_values(roads.tallies);
  name_vertices(roads, std::move(gatherer.points));
  EVEIL_CHECK(read_osm_turns(roads));
  Parting(roads, gatherer.layer).run(gatherer.places, gatherer.roundabout);
  return roads;
}

}  // namespace eveil::geo
