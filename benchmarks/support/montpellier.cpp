// SPDX-License-Identifier: Apache-2.0
#include "benchmarks/support/montpellier.hpp"

#include <string>
#include <utility>

#include "geo/io/projection.hpp"
#include "geo/network/roads.hpp"

namespace eveil::benchmarks {

Expected<geo::Network> montpellier(const std::filesystem::path& shared) {
  const std::filesystem::path file =
      shared / "data/montpellier/osm/montpellier-drive-2020-07-02.osm.pbf";
  if (!std::filesystem::exists(file)) {
    return bad_input(file.string(), "isn't there; set EVEIL_SHARED to the folder of the data");
  }
  EVEIL_TRY(geo::Roads roads, geo::read_roads({file.string(), "", {}, true}));
  EVEIL_TRY(const io::Crs crs, io::metric_crs("EPSG:2154", file.string()));
  EVEIL_TRY(const io::Projection projection,
            io::Projection::between(roads.crs_wkt, crs.wkt, file.string()));
  EVEIL_CHECK(projection.forward(roads.place, file.string()));
  for (Point& place : roads.place) place = io::on_grid(place);
  EVEIL_TRY(geo::BuiltNetwork built, geo::build_network(roads));
  return std::move(built.network);
}

}  // namespace eveil::benchmarks
