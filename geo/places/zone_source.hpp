// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace eveil::geo {

/// Where a territory's zones are read from; all but file and layer are names of the source's
/// columns.
struct ZoneSource {
  std::string file;
  std::string layer;
  std::string id;
  std::string name;  ///< optional column
  std::string population;
  std::string employment;  ///< optional column
};

}  // namespace eveil::geo
