// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "geo/base/error.hpp"
#include "geo/base/geometry.hpp"

namespace eveil::io {

/// A coordinate reference system as text.
struct Crs {
  std::string name;  ///< `EPSG:32719`, or its title where it has no code
  std::string wkt;   ///< WKT 2
};

/// Longitude and latitude in degrees on WGS 84.
Crs degrees_crs();

/// A CRS whose unit is the metre, by name (`EPSG:2154`).
/// \errors bad_input at `where`: unknown, not projected, or not in metres; with the remedy.
Expected<Crs> metric_crs(const std::string& name, const std::string& where);

/// The zone of the Universal Transverse Mercator grid that holds a place.
/// \errors bad_input at `where`: a latitude beyond 84 degrees.
Expected<Crs> utm_crs(double longitude, double latitude, const std::string& where);

/// Takes places from one CRS to another and back; x is east or longitude, y north or latitude,
/// always.
///
/// \threads not shared: one object a thread. Grids are never fetched from the network.
class Projection {
 public:
  /// \param from, to  WKT or names.
  /// \errors bad_input at `where`: a text that isn't a CRS, or no way between the two.
  static Expected<Projection> between(const std::string& from,
                                      const std::string& to,
                                      const std::string& where);

  /// All points, in place.
  /// \errors bad_input at `where`: a place outside of the target's world, with its coordinates.
  Expected<void> forward(std::span<Point> points, const std::string& where) const;
  Expected<void> back(std::span<Point> points, const std::string& where) const;

  Projection(Projection&&) noexcept;
  Projection& operator=(Projection&&) noexcept;
  ~Projection();

 private:
  struct Ways;
  explicit Projection(std::unique_ptr<Ways> ways);
  std::unique_ptr<Ways> ways_;
};

/// `GDAL 3.6.2, PROJ 9.1.1`: what compiled a territory.
std::string library_versions();

/// On the grid of 1 cm on which a territory's places lie.
Point on_grid(Point point);

}  // namespace eveil::io
