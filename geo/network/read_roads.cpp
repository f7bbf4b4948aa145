// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

#include "geo/io/vector.hpp"
#include "geo/network/roads.hpp"

namespace eveil::geo {

namespace {

constexpr std::size_t most_errors = 20;
const std::vector<std::string_view>& column_keys() {
  static const std::vector<std::string_view> keys{"id",
                                                  "class",
                                                  "direction",
                                                  "speed_forward",
                                                  "speed_backward",
                                                  "lanes_forward",
                                                  "lanes_backward"};
  return keys;
}

Expected<void> check_keys(const RoadSource& source) {
  const auto& keys = column_keys();
  for (const auto& [key, column] : source.columns) {
    if (std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
    const std::string_view near = nearest(key, keys);
    return bad_input("roads.columns",
                     fmt::format("unknown key `{}`; known are {}{}",
                                 key,
                                 fmt::join(keys, ", "),
                                 near.empty() ? "" : fmt::format(" (did you mean `{}`?)", near)));
  }
  if (source.columns.contains("class")) return {};
  return bad_input("roads.columns",
                   fmt::format("`class` is missing: name the column of {} that holds "
                               "OpenStreetMap's `highway` value",
                               source.file));
}

// Whoever has an extract tries this key too.
Expected<void> check_not_osm(const RoadSource& source) {
  for (const std::string_view end : {".osm", ".pbf", ".osm.gz", ".osm.bz2"}) {
    const std::string& file = source.file;
    if (file.size() < end.size() || file.substr(file.size() - end.size()) != end) continue;
    return bad_input(file,
                     "is OpenStreetMap data by its name: write it as `osm = \"…\"` under [roads], "
                     "without `source`, `layer` and `columns`");
  }
  return {};
}

std::optional<std::string> column_of(const RoadSource& source, const std::string& key) {
  const auto found = source.columns.find(key);
  if (found == source.columns.end()) return std::nullopt;
  return found->second;
}

Expected<std::vector<double>> numbers(const io::Layer& layer,
                                      const RoadSource& source,
                                      const std::string& key) {
  const auto column = column_of(source, key);
  if (column) return layer.numbers(*column);
  return std::vector<double>(layer.size(), std::numeric_limits<double>::quiet_NaN());
}

Expected<std::vector<ByWay<std::uint8_t>>> directions(const io::Layer& layer,
                                                      const RoadSource& source) {
  std::vector<ByWay<std::uint8_t>> open(layer.size(), {1, 1});
  const auto column = column_of(source, "direction");
  if (!column) return open;
  EVEIL_TRY(const auto stated, layer.integers(*column));
  std::vector<Error> errors;
  for (std::size_t row = 0; row < layer.size() && errors.size() < most_errors; ++row) {
    const std::int64_t direction = stated[row].value_or(0);
    if (direction < -1 || direction > 1) {
      errors.push_back(
          {ErrorKind::bad_input,
           layer.where(row, *column),
           fmt::format(
               "the direction is {}, expected 1 (forward only), -1 (backward only) or 0 (both)",
               direction),
           {}});
    }
    open[row] = {static_cast<std::uint8_t>(direction >= 0),
                 static_cast<std::uint8_t>(direction <= 0)};
  }
  if (!errors.empty()) return joined(std::move(errors));
  return open;
}

struct Facts {
  std::vector<std::optional<std::int64_t>> id;
  std::vector<std::string> highway;
  std::vector<ByWay<std::uint8_t>> open;
  ByWay<std::vector<double>> speed;
  ByWay<std::vector<double>> lanes;
};

Expected<Facts> facts_of(const io::Layer& layer, const RoadSource& source) {
  Facts facts;
  facts.id.assign(layer.feature.begin(), layer.feature.end());
  if (const auto column = column_of(source, "id")) {
    EVEIL_TRY(facts.id, layer.integers(*column));
  }
  EVEIL_TRY(facts.highway, layer.texts(source.columns.at("class")));
  EVEIL_TRY(facts.open, directions(layer, source));
  EVEIL_TRY(facts.speed[0], numbers(layer, source, "speed_forward"));
  EVEIL_TRY(facts.speed[1], numbers(layer, source, "speed_backward"));
  EVEIL_TRY(facts.lanes[0], numbers(layer, source, "lanes_forward"));
  EVEIL_TRY(facts.lanes[1], numbers(layer, source, "lanes_backward"));
  return facts;
}

}  // namespace

void name_vertices(Roads& roads, std::vector<Point> points) {
  for (Point& point : points) point = {point.x + 0.0, point.y + 0.0};  // -0 becomes 0
  std::vector<std::uint32_t> order(points.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (points[a].x != points[b].x) return points[a].x < points[b].x;
    if (points[a].y != points[b].y) return points[a].y < points[b].y;
    return a < b;
  });
  roads.vertex.resize(points.size());
  for (const std::uint32_t row : order) {
    if (roads.place.empty() || !(roads.place.back() == points[row]))
      roads.place.push_back(points[row]);
    roads.vertex[row] = static_cast<std::uint32_t>(roads.place.size() - 1);
  }
}

Expected<Roads> read_roads(const RoadSource& source) {
  if (source.is_osm) return read_osm_roads(source.file);
  EVEIL_CHECK(check_not_osm(source));
  EVEIL_CHECK(check_keys(source));
  io::LayerRequest request{source.file, source.layer, {}, io::Shapes::lines};
  for (const auto& [key, column] : source.columns) request.columns.push_back(column);
  EVEIL_TRY(io::Layer layer, io::read_layer(request));
  EVEIL_TRY(const Facts facts, facts_of(layer, source));
  Roads roads;
  roads.file = layer.file;
  roads.layer = layer.name;
  roads.crs_wkt = layer.crs_wkt;
  roads.credits = layer.credits;
  roads.has_direction = source.columns.contains("direction");
  std::vector<Point> points;
  for (std::size_t row = 0; row < layer.size(); ++row) {
    for (const std::vector<Point>& part : layer.lines[row]) {
      roads.id.push_back(facts.id[row].value_or(layer.feature[row]));
      roads.highway.push_back(facts.highway[row]);
      roads.open.push_back(facts.open[row]);
      roads.speed_km_h.push_back({facts.speed[0][row], facts.speed[1][row]});
      roads.lanes.push_back({facts.lanes[0][row], facts.lanes[1][row]});
      points.insert(points.end(), part.begin(), part.end());
      roads.first.push_back(points.size());
    }
  }
  name_vertices(roads, std::move(points));
  return roads;
}

}  // namespace eveil::geo
