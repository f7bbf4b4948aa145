// SPDX-License-Identifier: Apache-2.0
#include "geo/io/shapes.hpp"

#include <fmt/format.h>
#include <ogr_geometry.h>

#include <cmath>
#include <memory>

#include "geo/io/dataset.hpp"

namespace eveil::io {

namespace {

Expected<std::vector<Point>> points_of(const OGRSimpleCurve& curve, const std::string& where) {
  std::vector<Point> points;
  points.reserve(static_cast<std::size_t>(curve.getNumPoints()));
  for (int i = 0; i < curve.getNumPoints(); ++i) {
    const Point point{curve.getX(i), curve.getY(i)};
    if (!std::isfinite(point.x) || !std::isfinite(point.y)) {
      return bad_input(where,
                       fmt::format("a coordinate is ({}, {}), expected numbers", point.x, point.y));
    }
    points.push_back(point);
  }
  return points;
}

Expected<void> check_kind(const OGRGeometry* geometry,
                          const std::string& where,
                          bool good,
                          const char* kind) {
  if (geometry == nullptr || geometry->IsEmpty()) {
    return bad_input(
        where, fmt::format("has no geometry, expected {}; draw it or take the feature out", kind));
  }
  if (good) return {};
  return bad_input(where, fmt::format("is a {}, expected {}", geometry->getGeometryName(), kind));
}

Expected<void> add_polygon(const OGRPolygon& source, const std::string& where, Area& area) {
  Polygon polygon;
  for (const OGRLinearRing* ring : source) {
    EVEIL_TRY(std::vector<Point> points, points_of(*ring, where));
    polygon.rings.push_back(std::move(points));
  }
  if (!polygon.rings.empty()) area.parts.push_back(std::move(polygon));
  return {};
}

// Curves (arcs) become lines of short pieces; everything else is copied as it is.
std::unique_ptr<OGRGeometry> linear(const OGRGeometry* geometry) {
  return std::unique_ptr<OGRGeometry>(geometry == nullptr ? nullptr
                                                          : geometry->getLinearGeometry());
}

}  // namespace

Expected<void> read_lines(const OGRGeometry* geometry,
                          const std::string& where,
                          std::vector<std::vector<Point>>& lines) {
  const std::unique_ptr<OGRGeometry> source = linear(geometry);
  const auto kind = source ? wkbFlatten(source->getGeometryType()) : wkbUnknown;
  const bool good = kind == wkbLineString || kind == wkbMultiLineString;
  EVEIL_CHECK(check_kind(source.get(), where, good, "a line or multi-line"));
  if (kind == wkbLineString) {
    EVEIL_TRY(std::vector<Point> points, points_of(*source->toLineString(), where));
    lines.push_back(std::move(points));
    return {};
  }
  for (const OGRLineString* part : *source->toMultiLineString()) {
    EVEIL_TRY(std::vector<Point> points, points_of(*part, where));
    lines.push_back(std::move(points));
  }
  return {};
}

Expected<void> read_area(const OGRGeometry* geometry, const std::string& where, Area& area) {
  const std::unique_ptr<OGRGeometry> source = linear(geometry);
  const auto kind = source ? wkbFlatten(source->getGeometryType()) : wkbUnknown;
  const bool good = kind == wkbPolygon || kind == wkbMultiPolygon;
  EVEIL_CHECK(check_kind(source.get(), where, good, "a polygon or multi-polygon"));
  if (kind == wkbPolygon) {
    EVEIL_CHECK(add_polygon(*source->toPolygon(), where, area));
  } else {
    for (const OGRPolygon* part : *source->toMultiPolygon())
      EVEIL_CHECK(add_polygon(*part, where, area));
  }
  QuietGdal quiet;
  if (source->IsValid()) return {};
  return bad_input(
      where,
      fmt::format("the area crosses or touches itself ({}); repair it, for example with "
                  "`ogr2ogr -makevalid out.gpkg` and the file",
                  quiet.message()));
}

}  // namespace eveil::io
