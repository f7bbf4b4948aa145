// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "tests/support/folder.hpp"

namespace eveil::tests {

using TemporaryFolder = Folder;

/// One feature of a GeoJSON file: properties and geometry as JSON texts.
struct Drawn {
  std::string properties;
  std::string geometry;
};

/// A GeoJSON document in the CRS named (GeoJSON's own default, degrees, where it is empty).
inline std::string geojson(const std::vector<Drawn>& features, const std::string& epsg = "") {
  std::string text = R"({"type":"FeatureCollection","name":"drawn",)";
  if (!epsg.empty()) {
    text +=
        R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::)" + epsg + R"("}},)";
  }
  text += R"("features":[)";
  for (std::size_t row = 0; row < features.size(); ++row) {
    text += (row == 0 ? "" : ",") +
            (R"({"type":"Feature","properties":{)" + features[row].properties) +
            R"(},"geometry":)" + features[row].geometry + "}";
  }
  return text + "]}";
}

inline std::string line(const std::string& coordinates) {
  return R"({"type":"LineString","coordinates":[)" + coordinates + "]}";
}
inline std::string polygon(const std::string& ring) {
  return R"({"type":"Polygon","coordinates":[[)" + ring + "]]}";
}

}  // namespace eveil::tests
